// The sheet with the parts that do not fit. In a frame lower than the rule of heights requires,
// frame.css hides parts, and this script moves them into a sheet, which a link beside the date
// opens.

import { byId, cssLength, createElement } from './dom.js';

/**
 * The parts that may not fit, in their order in the sheet, by the custom property with their height
 * in the frame.
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
   * The PARTS that the page has. The placeholder marks the position of a part that was moved.
   * @type {{height: string, element: Element, placeholder: Comment}[]}
   */
  #parts = [];
  #sheet;

  /** @param {(key: string) => string} text returns a text of the page */
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
    // Closes the sheet after a choice by pointer, to show the map. With the keyboard the reader may
    // want to choose again.
    this.#sheet.addEventListener('click', ({ target, detail }) => {
      if (detail > 0 && /** @type {HTMLInputElement} */ (target).name === 'tl-tab')
        /** @type {HTMLElement} */ (this.#sheet.querySelector('.sheet-close')).click();
    });
    new ResizeObserver(() => this.#arrange()).observe(root);
  }

  /** Moves every part to where it fits. */
  #arrange() {
    const moved = this.#parts.filter(({ height }) => cssLength(height, 1) === 0);
    if (this.#parts.every((part) => part.placeholder.isConnected === moved.includes(part))) return;
    for (const { placeholder, element } of this.#parts)
      if (placeholder.isConnected) placeholder.replaceWith(element);
    for (const { placeholder, element } of moved) {
      element.replaceWith(placeholder);
      this.#sheet.append(element);
    }
    document.documentElement.toggleAttribute('data-collapsed', moved.length > 0);
  }
}
