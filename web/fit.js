// A frame that is lower than the rule of heights asks for: the style sheet leaves out what has no
// room (frame.css), and here it moves into a sheet that a link beside the date opens.

import { byId, lengthOf, make } from './dom.js';

/**
 * What may have no room, in its order in the sheet, by the custom property with its height in the
 * frame.
 */
const PARTS = {
  '--say-on': '.map .sentence',
  '--strip-on': '.strip',
  '--tabs-on': '.tabs',
  '--time-on': '.time',
  '--links-on': '.links',
  '--settings-on': '.settings',
};

export class Fit {
  /**
   * What the page has of PARTS, each with what keeps its place.
   * @type {{height: string, element: Element, place: Comment}[]}
   */
  #parts = [];
  #sheet;

  /** @param {(key: string) => string} text the page's words */
  constructor(text) {
    const root = document.documentElement;
    for (const [height, selector] of Object.entries(PARTS)) {
      const element = document.querySelector(selector);
      if (element && getComputedStyle(element).display !== 'none')
        this.#parts.push({ height, element, place: document.createComment('') });
    }
    this.#sheet = make('div', '', { class: 'sheet', id: 'tl-sheet-rest', tabindex: -1 });
    this.#sheet.append(
      /** @type {Element} */ (document.querySelector('.sheet > .shut')).cloneNode(true),
    );
    byId('tl-stage').append(this.#sheet);
    const link = make('a', text('page.rest'), {
      class: 'rest-link',
      href: '#tl-sheet-rest',
      'data-t': 'page.rest',
    });
    /** @type {Element} */ (document.querySelector('.bar-of-head')).append(link);
    // Who chooses by pointer wants to see the map; by key they may want to choose again.
    this.#sheet.addEventListener('click', ({ target, detail }) => {
      if (detail > 0 && /** @type {HTMLInputElement} */ (target).name === 'tl-tab')
        /** @type {HTMLElement} */ (this.#sheet.querySelector('.shut')).click();
    });
    new ResizeObserver(() => this.#arrange()).observe(root);
  }

  /** Puts every part where it has room. */
  #arrange() {
    const out = this.#parts.filter(({ height }) => lengthOf(height, 1) === 0);
    if (this.#parts.every((part) => part.place.isConnected === out.includes(part))) return;
    for (const { place, element } of this.#parts) if (place.isConnected) place.replaceWith(element);
    for (const { place, element } of out) {
      element.replaceWith(place);
      this.#sheet.append(element);
    }
    document.documentElement.toggleAttribute('data-short', out.length > 0);
  }
}
