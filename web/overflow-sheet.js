// A frame that is lower than the rule of heights asks for: the style sheet leaves out what has no
// room (frame.css), and here it moves into a sheet that a link beside the date opens.

import { byId, cssLength, createElement } from './dom.js';

/**
 * What may have no room, in its order in the sheet, by the custom property with its height in the
 * frame.
 */
const PARTS = {
  '--sentence-on': '.map .sentence',
  '--figures-on': '.headline-figures',
  '--tabs-on': '.tabs',
  '--time-on': '.date-control',
  '--links-on': '.links',
  '--settings-on': '.settings',
};

export class OverflowSheet {
  /**
   * What the page has of PARTS, each with what keeps its place.
   * @type {{height: string, element: Element, placeholder: Comment}[]}
   */
  #parts = [];
  #sheet;

  /** @param {(key: string) => string} text the page's words */
  constructor(text) {
    const root = document.documentElement;
    for (const [height, selector] of Object.entries(PARTS)) {
      const element = document.querySelector(selector);
      if (element && getComputedStyle(element).display !== 'none')
        this.#parts.push({ height, element, placeholder: document.createComment('') });
    }
    this.#sheet = createElement('div', '', { class: 'sheet', id: 'tl-sheet-more', tabindex: -1 });
    this.#sheet.append(
      /** @type {Element} */ (document.querySelector('.sheet > .sheet-close')).cloneNode(true),
    );
    byId('tl-layout').append(this.#sheet);
    const link = createElement('a', text('page.more-parts'), {
      class: 'more-link',
      href: '#tl-sheet-more',
      'data-i18n': 'page.more-parts',
    });
    /** @type {Element} */ (document.querySelector('.header-bar')).append(link);
    // Who chooses by pointer wants to see the map; by key they may want to choose again.
    this.#sheet.addEventListener('click', ({ target, detail }) => {
      if (detail > 0 && /** @type {HTMLInputElement} */ (target).name === 'tl-tab')
        /** @type {HTMLElement} */ (this.#sheet.querySelector('.sheet-close')).click();
    });
    new ResizeObserver(() => this.#arrange()).observe(root);
  }

  /** Puts every part where it has room. */
  #arrange() {
    const moved = this.#parts.filter(({ height }) => cssLength(height, 1) === 0);
    if (this.#parts.every((part) => part.placeholder.isConnected === moved.includes(part))) return;
    for (const { placeholder: placeholder, element } of this.#parts)
      if (placeholder.isConnected) placeholder.replaceWith(element);
    for (const { placeholder: placeholder, element } of moved) {
      element.replaceWith(placeholder);
      this.#sheet.append(element);
    }
    document.documentElement.toggleAttribute('data-collapsed', moved.length > 0);
  }
}
