// Looking for a place by its name: a combobox, as the ARIA Authoring Practices describe it.

import { byId, copy, refill, setText } from './dom.js';

export class Search {
  #input = byId('tl-search');
  #list = byId('tl-found');
  #found = [];
  #at = -1;

  /**
   * @param {(words: string) => {id: string, name: string, note: string}[]} search
   * @param {(id: string) => void} choose
   * @param {(key: string) => string} text the page's words
   */
  constructor(search, choose, text) {
    this.choose = choose;
    this.#input.addEventListener('input', () => {
      const words = this.#input.value.trim();
      this.#show(words ? search(words) : []);
      setText(byId('tl-found-count'), words ? text(this.#found.length ? 'page.found' : 'page.found-none').replace('{n}', this.#found.length) : '');
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => this.#show([]));
    // Before the focus goes, and with it the list.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => this.#take([...this.#list.children].indexOf(target.closest('li'))));
  }

  #show(found) {
    this.#found = found;
    this.#list.hidden = !found.length;
    this.#input.setAttribute('aria-expanded', found.length > 0);
    refill(this.#list, found, ({ name, note }, i) => {
      const item = copy('tl-found-item');
      item.id = `tl-found-${i}`;
      item.querySelector('.name').textContent = name;
      item.querySelector('.note').textContent = note;
      return item;
    });
    this.#point(-1);
  }

  #key(event) {
    const { length } = this.#found;
    if (event.key === 'ArrowDown' && length) this.#point((this.#at + 1) % length);
    else if (event.key === 'ArrowUp' && length) this.#point((this.#at + length - (this.#at < 0 ? 0 : 1)) % length);
    else if (event.key === 'Enter' && length) this.#take(Math.max(this.#at, 0));
    else if (event.key === 'Escape' && length) this.#show([]);
    else return;
    event.preventDefault();
  }

  #point(index) {
    this.#at = index;
    [...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', i === index));
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `tl-found-${index}`);
  }

  #take(index) {
    const place = this.#found[index];
    if (!place) return;
    this.#input.value = place.name;
    setText(byId('tl-found-count'), '');
    this.#show([]);
    this.choose(place.id);
  }
}
