// The messages over the map: how far loading is, why there is no map, and a hint that disappears by
// itself.

import { byId, setText } from './dom.js';

/** @import { Failure } from './failure.js' */

const root = document.documentElement;

/**
 * The message over the map while there is none: how far loading is, or why there is none and a
 * button to try again.
 */
export class Status {
  #element = byId('tl-status');
  #texts;

  /** Called when the page has to do without a program. */
  onFail = () => {};

  /** @param {Record<string, string>} texts the page's texts by key */
  constructor(texts) {
    this.#texts = texts;
  }

  /** Shows that nothing is fetched until the map is used. */
  waiting() {
    setText(byId('tl-status-text'), this.#texts['page.waiting']);
    byId('tl-progress').hidden = true;
  }

  /** @param {number} fraction */
  loading(fraction) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'loading';
    setText(byId('tl-status-text'), this.#texts['page.loading']);
    byId('tl-progress').hidden = false;
    byId('tl-progress').value = fraction;
    byId('tl-retry').hidden = true;
  }

  /**
   * Shows why there is no map. Controls that need a program are hidden until there is one
   * (preferences.css).
   * @param {Failure['reason']} reason
   */
  failed(reason) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'failed';
    setText(
      byId('tl-status-text'),
      [this.#texts[`page.fail-${reason}`], reason === 'download' ? '' : this.#figures()]
        .join(' ')
        .trim(),
    );
    byId('tl-progress').hidden = true;
    byId('tl-retry').hidden = false;
    this.#setAvailable(false);
    this.onFail();
  }

  done() {
    this.#element.hidden = true;
    this.#setAvailable(true);
  }

  /**
   * Registers a callback for a reader who wants to try again.
   * @param {() => void} retry
   */
  onRetry(retry) {
    byId('tl-retry').addEventListener('click', retry);
  }

  /**
   * Returns the sentence about where the figures are: below the map or in a sheet; empty: not on
   * this page.
   */
  #figures() {
    if (root.dataset.ui === 'none') return '';
    return this.#texts[
      root.hasAttribute('data-embed') ? 'page.figures-framed' : 'page.figures-below'
    ];
  }

  /** @param {boolean} available whether there is a program */
  #setAvailable(available) {
    if (available) delete root.dataset.program;
    else root.dataset.program = 'none';
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      document.querySelectorAll('[data-select]')
    ))
      button.disabled = !available;
    // The focus must not stay on a control that is now hidden.
    if (
      !available &&
      document.activeElement?.checkVisibility?.({ visibilityProperty: true }) === false
    )
      byId('tl-retry').focus({ preventScroll: true });
  }
}

/** A sentence over the map that disappears by itself. */
export class Hint {
  #element = byId('tl-hint');
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;

  /** @param {string} text */
  show(text) {
    setText(this.#element, text);
    this.#element.dataset.active = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      delete this.#element.dataset.active;
    }, 1200);
  }
}
