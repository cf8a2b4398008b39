// The search for a place by name: a combobox, as the ARIA Authoring Practices describe it.

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
  /** Whether the query has not been answered yet, because there was no program. */
  #unanswered = true;
  /** Whether Enter was pressed meanwhile, which chooses the first result. */
  #entered = false;

  /**
   * @param {(query: string) => SearchResult[] | null} search null: there is no program yet
   * @param {(id: string) => void} choose
   * @param {(key: string) => string} text returns a text of the page
   */
  constructor(search, choose, text) {
    this.choose = choose;
    this.#search = search;
    this.#text = text;
    this.#input.addEventListener('input', () => this.#query());
    this.#input.addEventListener('keydown', (event) => this.#handleKey(event));
    this.#input.addEventListener('blur', () => this.#show([]));
    // Keeps the focus in the input: without it the list would be hidden.
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
   * Repeats a query that was typed before there was a program, unless the focus has left the input.
   */
  retry() {
    if (!this.#unanswered || document.activeElement !== this.#input) return;
    const entered = this.#entered;
    this.#query();
    if (entered) this.#choose(0);
  }

  #query() {
    const query = this.#input.value.trim();
    const results = query ? this.#search(query) : [];
    this.#unanswered = !results;
    this.#entered = false;
    this.#show(results ?? []);
    setText(
      byId('tl-search-count'),
      query && results
        ? this.#text(results.length ? 'page.found' : 'page.found-none').replace(
            '{n}',
            /** @type {string} */ (/** @type {unknown} */ (results.length)), // as a string
          )
        : '',
    );
  }

  /** @param {SearchResult[]} results */
  #show(results) {
    this.#results = results;
    this.#list.hidden = !results.length;
    this.#input.setAttribute('aria-expanded', results.length > 0);
    replaceIfChanged(this.#list, results, ({ name, note }, i) => {
      const item = cloneTemplate('tl-search-result');
      item.id = `tl-found-${i}`;
      /** @type {Element} */ (item.querySelector('.name')).textContent = name;
      /** @type {Element} */ (item.querySelector('.note')).textContent = note;
      return item;
    });
    this.#setActive(-1);
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    const { length } = this.#results;
    if (event.key === 'ArrowDown' && length) this.#setActive((this.#active + 1) % length);
    else if (event.key === 'ArrowUp' && length)
      this.#setActive((this.#active + length - (this.#active < 0 ? 0 : 1)) % length);
    else if (event.key === 'Enter' && length) this.#choose(Math.max(this.#active, 0));
    else if (event.key === 'Enter' && this.#unanswered) this.#entered = true;
    else if (event.key === 'Escape' && length) this.#show([]);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #setActive(index) {
    this.#active = index;
    [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', i === index));
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `tl-found-${index}`);
  }

  /** @param {number} index */
  #choose(index) {
    const result = this.#results[index];
    if (!result) return;
    this.#input.value = result.name;
    setText(byId('tl-search-count'), '');
    this.#show([]);
    this.choose(result.id);
  }
}
