// The pages that are measured, and what the bench must know of each to drive it: the peers tell it
// themselves through `globalThis.bench`, for ours it stands here.

import { OUR_PATH, fill } from './truceline.js';
import { peers } from '../peers/build.js';

/**
 * Our page is ours with everything around the map; its box is made as big as the window, as the
 * peers' is.
 */
const ours = {
  name: 'truceline',
  title: 'Truceline',
  path: OUR_PATH,
  fill,
  /** Runs in the page before its own scripts. */
  init: () => {
    const map = () => globalThis.truceline;
    globalThis.bench = {
      pan: (dx, dy) => map().dispatch({ type: 'pan', dx, dy }),
      zoom: (factor) => map().dispatch({ type: 'zoom', by: Math.log2(factor) }),
      position: () => map()?.viewParam ?? '',
      still: () => map().dispatch({ type: 'motion', reduce: true }),
      frames: () => map().frames,
      stats: () => map().stats,
    };
  },
  live: () => document.querySelector('#tl-canvas[data-drawn]') !== null,
  /** Elements that show an answer when they are shown. */
  answers: '#tl-card-body, #tl-tooltip',
  /**
   * The share of an oblast as the page writes it, rounded to what its range supports. Runs in the
   * page.
   */
  share: (id) => document.querySelector(`#tl-row-${id} td`).textContent.trim(),
};

export const pages = [
  ours,
  ...peers.map(({ name, title }) => ({
    name,
    title,
    init: () => {},
    live: () => globalThis.bench?.ready === true,
    answers: '.answer',
  })),
];

/** The windows, in CSS pixels. */
export const sizes = {
  '900x600': { width: 900, height: 600 },
  '390x700': { width: 390, height: 700 },
};

/**
 * The links: none, and a phone on a slow one. The processor's throttle reaches the page's main
 * thread alone.
 */
export const conditions = {
  plain: { link: null, throttle: 1, touch: false },
  slow: { link: { rate: 9e6, rtt: 60 }, throttle: 4, touch: true },
};
