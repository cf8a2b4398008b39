// Looking for a place by its name: a combobox, as the ARIA Authoring Practices describe it.

import { byId, cloneTemplate, replaceIfChanged, setText } from './dom.js';

/** @import { SearchResult } from './types.js' */

export class Search {
  #input = byId('tl-search');
  #list = byId('tl-search-results');
  /** @type {SearchResult[]} */
  #results = [];
  #active = -1;
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
    this.#input.addEventListener('input', () => this.#query());
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.#show([]));
    // Before the focus goes, and with it the list.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) =>
      this.#choose(
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
  retry() {
    if (!this.#unanswered || document.activeElement !== this.#input) return;
    const entered = this.#entered;
    this.#query();
    if (entered) this.#choose(0);
  }

  #query() {
    const words = this.#input.value.trim();
    const found = words ? this.#search(words) : [];
    this.#unanswered = !found;
    this.#entered = false;
    this.#show(found ?? []);
    setText(
      byId('tl-search-count'),
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
    this.#results = found;
    this.#list.hidden = !found.length;
    this.#input.setAttribute('aria-expanded', found.length > 0);
    replaceIfChanged(this.#list, found, ({ name, note }, i) => {
      const item = cloneTemplate('tl-search-result');
      item.id = `tl-found-${i}`;
      /** @type {Element} */ (item.querySelector('.name')).textContent = name;
      /** @type {Element} */ (item.querySelector('.note')).textContent = note;
      return item;
    });
    this.#point(-1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.#results;
    if (event.key === 'ArrowDown' && length) this.#point((this.#active + 1) % length);
    else if (event.key === 'ArrowUp' && length)
      this.#point((this.#active + length - (this.#active < 0 ? 0 : 1)) % length);
    else if (event.key === 'Enter' && length) this.#choose(Math.max(this.#active, 0));
    else if (event.key === 'Enter' && this.#unanswered) this.#entered = true;
    else if (event.key === 'Escape' && length) this.#show([]);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #point(index) {
    this.#active = index;
    [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', i === index));
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `tl-found-${index}`);
  }

  /** @param {number} index */
  #choose(index) {
    const place = this.#results[index];
    if (!place) return;
    this.#input.value = place.name;
    setText(byId('tl-search-count'), '');
    this.#show([]);
    this.choose(place.id);
  }
}
