// Looking for a place by its name: a combobox, as the ARIA Authoring Practices describe it.

import { byId, copy, refill, setText } from './dom.js';

/** @import { SearchResult } from './types.js' */

export class Search {
  #input = byId('tl-search');
  #list = byId('tl-found');
  /** @type {SearchResult[]} */
  #found = [];
  #at = -1;
  #search;
  #text;
  /** The words have had no answer yet: there was no program. */
  #unanswered = true;
  /** Enter was pressed meanwhile: the first place that is found is taken. */
  #entered = false;

  /**
   * @param {(words: string) => SearchResult[] | null} search null: nobody can answer yet
   * @param {(id: string) => void} choose
   * @param {(key: string) => string} text the page's words
   */
  constructor(search, choose, text) {
    this.choose = choose;
    this.#search = search;
    this.#text = text;
    this.#input.addEventListener('input', () => this.#ask());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.#show([]));
    // Before the focus goes, and with it the list.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) =>
      this.#take(
        [...this.#list.children].indexOf(
          /** @type {Element} */ (/** @type {Element} */ (target).closest('li')),
        ),
      ),
    );
  }

  /**
   * Asks for words that were typed before there was anybody to answer, unless the reader has gone
   * elsewhere.
   */
  again() {
    if (!this.#unanswered || document.activeElement !== this.#input) return;
    const entered = this.#entered;
    this.#ask();
    if (entered) this.#take(0);
  }

  #ask() {
    const words = this.#input.value.trim();
    const found = words ? this.#search(words) : [];
    this.#unanswered = !found;
    this.#entered = false;
    this.#show(found ?? []);
    setText(
      byId('tl-found-count'),
      words && found
        ? this.#text(found.length ? 'page.found' : 'page.found-none').replace(
            '{n}',
            /** @type {string} */ (/** @type {unknown} */ (found.length)), // made a text
          )
        : '',
    );
  }

  /** @param {SearchResult[]} found */
  #show(found) {
    this.#found = found;
    this.#list.hidden = !found.length;
    this.#input.setAttribute('aria-expanded', found.length > 0);
    refill(this.#list, found, ({ name, note }, i) => {
      const item = copy('tl-found-item');
      item.id = `tl-found-${i}`;
      /** @type {Element} */ (item.querySelector('.name')).textContent = name;
      /** @type {Element} */ (item.querySelector('.note')).textContent = note;
      return item;
    });
    this.#point(-1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.#found;
    if (event.key === 'ArrowDown' && length) this.#point((this.#at + 1) % length);
    else if (event.key === 'ArrowUp' && length)
      this.#point((this.#at + length - (this.#at < 0 ? 0 : 1)) % length);
    else if (event.key === 'Enter' && length) this.#take(Math.max(this.#at, 0));
    else if (event.key === 'Enter' && this.#unanswered) this.#entered = true;
    else if (event.key === 'Escape' && length) this.#show([]);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #point(index) {
    this.#at = index;
    [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', i === index));
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `tl-found-${index}`);
  }

  /** @param {number} index */
  #take(index) {
    const place = this.#found[index];
    if (!place) return;
    this.#input.value = place.name;
    setText(byId('tl-found-count'), '');
    this.#show([]);
    this.choose(place.id);
  }
}
