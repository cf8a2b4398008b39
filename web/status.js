// What is said over the map: how far loading is, why there is no map, and a hint that goes away.

import { byId, setText } from './dom.js';

/** What covers the map while there is none: how far loading is, or why there is none and a way to try again. */
export class Status {
  #element = byId('tl-status');
  #texts;

  /** @param {Record<string, string>} texts the page's texts by key */
  constructor(texts) { this.#texts = texts; }

  loading(fraction) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'loading';
    setText(byId('tl-status-text'), this.#texts['page.loading']);
    byId('tl-progress').hidden = false;
    byId('tl-progress').value = fraction;
    byId('tl-retry').hidden = true;
  }

  failed(reason) {
    this.#element.hidden = false;
    this.#element.dataset.state = 'failed';
    setText(byId('tl-status-text'), this.#texts[`page.fail-${reason}`]);
    byId('tl-progress').hidden = true;
    byId('tl-retry').hidden = false;
  }

  done() { this.#element.hidden = true; }

  /** Calls back when the reader wants to try again. */
  onRetry(retry) { byId('tl-retry').addEventListener('click', retry); }
}

/** A sentence over the map that goes away by itself. */
export class Hint {
  #element = byId('tl-hint');
  #timer = 0;

  show(text) {
    setText(this.#element, text);
    this.#element.dataset.on = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { delete this.#element.dataset.on; }, 1200);
  }
}
