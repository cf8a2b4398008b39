// The measured pages, and how the benchmark drives each of them: by `globalThis.bench`, which the
// peers set themselves and which is set here for the project's own page.

import { OUR_PATH, fillWindow } from './truceline.js';
import { peers } from '../peers/build.js';

/**
 * The project's own page with everything around the map. The map fills the window, as the peers'
 * maps do.
 */
const ours = {
  name: 'truceline',
  title: 'Truceline',
  path: OUR_PATH,
  fillWindow,
  /** In the page, before its scripts. */
  init: () => {
    const map = () => globalThis.truceline;
    globalThis.bench = {
      pan: (dx, dy) => map().dispatch({ type: 'pan', dx, dy }),
      zoom: (factor) => map().dispatch({ type: 'zoom', by: Math.log2(factor) }),
      position: () => map()?.viewParam ?? '',
      disableAnimations: () => map().dispatch({ type: 'motion', reduce: true }),
      frames: () => map().frames,
      stats: () => map().stats,
    };
  },
  live: () => document.querySelector('#tl-canvas[data-drawn]') !== null,
  /** Elements that contain the answer to a tap while they are shown. */
  answers: '#tl-card-body, #tl-tooltip',
  /**
   * In the page: returns the share of an oblast as the page shows it, rounded to what its range
   * supports.
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

/** The window sizes in CSS pixels. */
export const sizes = {
  '900x600': { width: 900, height: 600 },
  '390x700': { width: 390, height: 700 },
};

/**
 * The conditions: unthrottled, and a phone on a slow connection. CPU throttling affects the page's
 * main thread only.
 */
export const conditions = {
  plain: { link: null, throttle: 1, touch: false },
  slow: { link: { rate: 9e6, rtt: 60 }, throttle: 4, touch: true },
};
