// The picture's answers before there is a program: what an oblast is called, how much of it was held, and who says so;
// under the mouse, on a tap, and by key. The picture's own elements hold the texts.

import { byId, seen } from './dom.js';

export class Answers {
  #box;
  #areas = null;
  #wish;
  #shown = null;
  /** The area that was chosen and stays shown; null: what is shown follows the mouse. */
  #chosen = null;
  /** What the next frame shows. */
  #next = null;
  #abort = new AbortController();

  /**
   * @param {object} options
   * @param {HTMLElement} options.box the map's box
   * @param {HTMLElement} options.input the element that has the keyboard's focus
   * @param {(action: object) => void} options.wish takes what is to be done when there is a program
   */
  constructor({ box, input, wish }) {
    this.#box = box;
    this.#wish = wish;
    const still = byId('tl-still');
    seen().then(() => this.#prepare()); // the picture comes first
    const options = { signal: this.#abort.signal };
    still.addEventListener('pointermove', (event) => this.#hover(event), options);
    still.addEventListener('pointerleave', () => { if (!this.#chosen) this.#soon(() => this.#hide()); }, options);
    still.addEventListener('click', (event) => this.#tap(event), options);
    input.addEventListener('keydown', (event) => this.#key(event), options);
  }

  /** Takes the texts from the picture's elements: else the browser would show them a second time. */
  #prepare() {
    if (this.#areas) return;
    this.#areas = [...byId('tl-still').querySelectorAll('a[data-id]')].sort((a, b) => name(a).localeCompare(name(b)));
    for (const area of this.#areas) {
      const title = area.querySelector('title');
      area.dataset.text = title.textContent;
      area.setAttribute('aria-label', title.textContent.replace('\n', '. '));
      title.remove();
    }
  }

  /** Leaves the answers to the program. */
  end() {
    this.#abort.abort();
    this.#hide();
  }

  #hover(event) {
    if (event.pointerType !== 'mouse' || this.#chosen) return;
    const area = event.target.closest('a[data-id]');
    const { clientX, clientY } = event;
    this.#soon(() => (area ? this.#show(area, clientX, clientY) : this.#hide()));
  }

  #tap(event) {
    const area = event.target.closest('a[data-id]');
    // Where there will be no program the link leads to the table.
    if (byId('tl-status').dataset.state === 'failed') return;
    event.preventDefault();
    if (area) this.#choose(area, event.clientX, event.clientY);
    else this.#drop();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ']': 1, '[': -1 }[event.key];
    if (step) {
      this.#prepare();
      const at = this.#areas.indexOf(this.#chosen ?? this.#shown);
      const area = this.#areas[at < 0 && step < 0 ? this.#areas.length - 1 : (at + step + this.#areas.length) % this.#areas.length];
      const { left, top, width, height } = area.getBoundingClientRect();
      this.#choose(area, left + width / 2, top + height / 2);
    } else if (event.key === 'Escape') {
      this.#drop();
    } else return;
    event.preventDefault();
  }

  #drop() {
    this.#chosen = null;
    this.#soon(() => this.#hide());
  }

  #choose(area, x, y) {
    this.#chosen = area;
    this.#wish({ type: 'select', id: area.dataset.id });
    this.#soon(() => {
      this.#show(area, x, y);
      byId('tl-announce').textContent = [area.dataset.text.replace('\n', '. '), byId('tl-source').textContent].join(' ');
    });
  }

  /** Shows with the next frame, and only the last of what came until then: a phone that is busy would fall behind. */
  #soon(show) {
    if (!this.#next) requestAnimationFrame(() => {
      const next = this.#next;
      this.#next = null;
      if (!this.#abort.signal.aborted) next();
    });
    this.#next = show;
  }

  #show(area, x, y) {
    this.#prepare();
    const [title, text] = area.dataset.text.split('\n');
    const tip = byId('tl-tip');
    byId('tl-tip-name').textContent = title;
    byId('tl-tip-text').textContent = text;
    byId('tl-tip-source').textContent = byId('tl-source').textContent;
    tip.hidden = false;
    this.#mark(area);
    const box = this.#box.getBoundingClientRect();
    const left = Math.min(Math.max(x - box.left + 14, 8), Math.max(box.width - tip.offsetWidth - 8, 8));
    const below = y - box.top + 18;
    const top = below + tip.offsetHeight > box.height - 8 ? Math.max(y - box.top - tip.offsetHeight - 12, 8) : below;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  #hide() {
    byId('tl-tip').hidden = true;
    byId('tl-tip-source').textContent = '';
    this.#mark(null);
  }

  /** Outlines an area over all that lies on it. */
  #mark(area) {
    if (area === this.#shown) return;
    this.#shown = area;
    const path = byId('tl-still-mark');
    path.setAttribute('d', area ? area.querySelector('path').getAttribute('d') : '');
  }
}

const name = (area) => (area.dataset.text ?? area.querySelector('title').textContent).split('\n')[0];
