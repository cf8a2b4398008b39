// The picture's answers before there is a program: what a place is called, who held it or how much
// of it was held, and who says so; under the mouse, on a tap, and by key. A tap takes what the
// program would (scene.Pick): a town or contested land within REACH, else the oblast. The picture's
// own elements hold the texts, the table the range of a share.

import { byId, seen } from './dom.js';
import { MOVES } from './keys.js';

/** @import { Table } from './page.js' */
/** @import { Action } from './types.js' */

/**
 * A place of the picture, with its id and what is said of it: an area, a town with its name, or
 * contested land.
 * @typedef {SVGElement & {dataset: {id: string, text: string}}} Place
 */

/** How far from a tap a town or contested land may be, in CSS pixels. */
const REACH = 12;

export class Answers {
  #box;
  /**
   * The links of the oblasts, in the order of their names; null until #prepare, which comes before
   * every use.
   */
  #areas = /** @type {Place[]} */ (/** @type {unknown} */ (null));
  /** @type {Place[]} */
  #towns = [];
  /** @type {(Place & SVGPathElement)[]} */
  #contested = [];
  #wish;
  /** @type {Place | null} */
  #shown = null;
  /**
   * The place that was chosen and stays shown; null: what is shown follows the mouse.
   * @type {Place | null}
   */
  #chosen = null;
  /**
   * What the next frame shows.
   * @type {(() => void) | null}
   */
  #next = null;
  #abort = new AbortController();

  /**
   * @param {object} options
   * @param {HTMLElement} options.box the map's box
   * @param {HTMLElement} options.input the element that has the keyboard's focus
   * @param {(action: Action) => void} options.wish takes what is to be done when there is a program
   */
  constructor({ box, input, wish }) {
    this.#box = box;
    this.#wish = wish;
    const still = byId('tl-still');
    seen().then(() => this.#prepare()); // the picture comes first
    const options = { signal: this.#abort.signal };
    still.addEventListener('pointermove', (event) => this.#hover(event), options);
    still.addEventListener(
      'pointerleave',
      () => {
        if (!this.#chosen) this.#soon(() => this.#hide());
      },
      options,
    );
    still.addEventListener('click', (event) => this.#tap(event), options);
    input.addEventListener('keydown', (event) => this.#key(event), options);
  }

  /**
   * Takes the texts from the picture's elements: else the browser would show them a second time.
   */
  #prepare() {
    if (this.#areas) return;
    this.#areas = /** @type {Place[]} */ ([
      ...byId('tl-still').querySelectorAll('a[data-id]'),
    ]).sort((a, b) => name(a).localeCompare(name(b)));
    for (const area of this.#areas) {
      const title = /** @type {Element} */ (area.querySelector('title'));
      area.dataset.text = title.textContent;
      area.setAttribute('aria-label', title.textContent.replace('\n', '. '));
      title.remove();
    }
    this.#towns = /** @type {Place[]} */ ([
      ...byId('tl-still').querySelectorAll('.names [data-id]'),
    ]);
    this.#contested = /** @type {(Place & SVGPathElement)[]} */ ([
      ...byId('tl-still').querySelectorAll('.shapes path[data-id]'),
    ]);
  }

  /**
   * What there is to be said of a place of the window in an area; null: nothing.
   * @param {Place | null} area
   * @param {number} x
   * @param {number} y
   */
  #placeAt(area, x, y) {
    this.#prepare();
    return this.#townAt(x, y) ?? this.#contested.find((path) => reaches(path, x, y)) ?? area;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #townAt(x, y) {
    let nearest;
    let least = REACH;
    for (const town of this.#towns) {
      const { at, radius } = dot(town);
      const distance = Math.max(Math.hypot(at.x - x, at.y - y) - radius, 0);
      if (radius && distance <= least) [nearest, least] = [town, distance];
    }
    return nearest;
  }

  /** Leaves the answers to the program. */
  end() {
    // Without a reason of ours the signal keeps an error whose stack keeps who called: the program.
    this.#abort.abort('ended');
    this.#hide();
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.pointerType !== 'mouse' || this.#chosen) return;
    /** @type {Place | null} */
    const area = /** @type {Element} */ (event.target).closest('a[data-id]');
    const { clientX, clientY } = event;
    this.#soon(() => {
      const place = this.#placeAt(area, clientX, clientY);
      if (place) this.#show(place, clientX, clientY, area);
      else this.#hide();
    });
  }

  /** @param {MouseEvent} event */
  #tap(event) {
    /** @type {Place | null} */
    const area = /** @type {Element} */ (event.target).closest('a[data-id]');
    // Where there will be no program the link leads to the table.
    if (byId('tl-status').dataset.state === 'failed') return;
    event.preventDefault();
    const place = this.#placeAt(area, event.clientX, event.clientY);
    if (!place) return this.#drop();
    const { left, top } = this.#box.getBoundingClientRect();
    return this.#choose(place, event.clientX, event.clientY, area, {
      x: event.clientX - left,
      y: event.clientY - top,
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = /** @type {Record<string, number>} */ ({ ']': 1, '[': -1 })[event.key];
    if (step) {
      this.#prepare();
      const at = this.#areas.indexOf(/** @type {Place} */ (this.#chosen ?? this.#shown));
      const area =
        this.#areas[
          at < 0 && step < 0
            ? this.#areas.length - 1
            : (at + step + this.#areas.length) % this.#areas.length
        ];
      const { left, top, width, height } = area.getBoundingClientRect();
      this.#choose(area, left + width / 2, top + height / 2);
    } else if (event.key === 'Escape') {
      this.#drop();
    } else if (MOVES.includes(event.key)) {
      this.#wish({ type: 'key', key: event.key, shift: event.shiftKey });
    } else return;
    event.preventDefault();
  }

  #drop() {
    if (this.#chosen) this.#wish({ type: 'close' });
    this.#chosen = null;
    this.#soon(() => this.#hide());
  }

  /**
   * Chooses a place, in an area if it is on land; `tapped` is where in the picture.
   * @param {Place} place
   * @param {number} x
   * @param {number} y
   * @param {Place | null} [area]
   * @param {{x?: number, y?: number}} tapped
   */
  #choose(place, x, y, area, tapped = {}) {
    this.#chosen = place;
    this.#wish({ type: 'select', id: place.dataset.id, ...tapped, quiet: true });
    this.#soon(() => {
      this.#show(place, x, y, area);
      byId('tl-announce').textContent = [
        place.dataset.text.replace('\n', '. '),
        rangeOf(place),
        byId('tl-source').textContent,
      ].join(' ');
    });
  }

  /**
   * Shows with the next frame, and only the last of what came until then: a phone that is busy
   * would fall behind.
   * @param {() => void} show
   */
  #soon(show) {
    if (!this.#next)
      requestAnimationFrame(() => {
        const next = this.#next;
        this.#next = null;
        if (!this.#abort.signal.aborted) /** @type {() => void} */ (next)();
      });
    this.#next = show;
  }

  /**
   * @param {Place} place
   * @param {number} x
   * @param {number} y
   * @param {Place | null} [area]
   */
  #show(place, x, y, area) {
    this.#prepare();
    const [title, text] = place.dataset.text.split('\n');
    const tip = byId('tl-tip');
    byId('tl-tip-name').textContent = title;
    byId('tl-tip-text').textContent = text || (area && area !== place ? name(area) : '');
    byId('tl-tip-source').textContent = byId('tl-source').textContent;
    tip.hidden = false;
    this.#mark(place);
    const box = this.#box.getBoundingClientRect();
    const left = Math.min(
      Math.max(x - box.left + 14, 8),
      Math.max(box.width - tip.offsetWidth - 8, 8),
    );
    const below = y - box.top + 18;
    const top =
      below + tip.offsetHeight > box.height - 8
        ? Math.max(y - box.top - tip.offsetHeight - 12, 8)
        : below;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  #hide() {
    byId('tl-tip').hidden = true;
    byId('tl-tip-source').textContent = '';
    this.#mark(null);
  }

  /**
   * Outlines a place over all that lies on it.
   * @param {Place | null} place
   */
  #mark(place) {
    if (place === this.#shown) return;
    this.#shown = place;
    const mark = byId('tl-still-mark');
    mark.setAttribute('d', place ? outline(place, mark) : '');
  }
}

/**
 * Where a town's dot is in the window, and its radius; 0: it is not shown at this size.
 * @param {Place} town
 */
function dot(town) {
  const circle = /** @type {SVGCircleElement} */ (town.querySelector('circle'));
  const { left, top, width, height } = circle.getBoundingClientRect();
  return {
    at: new DOMPoint(left + width / 2, top + height / 2),
    radius: width && circle.r.baseVal.value * parseFloat(getComputedStyle(circle).scale),
  };
}

/**
 * Whether a place of the window lies in an area or within REACH of it.
 * @param {SVGPathElement} path
 * @param {number} x
 * @param {number} y
 */
function reaches(path, x, y) {
  const at = new DOMPoint(x, y).matrixTransform(
    /** @type {DOMMatrix} */ (path.getScreenCTM()).inverse(),
  );
  return path.isPointInFill(at) || path.isPointInStroke(at);
}

/**
 * A place's outline in the units of the picture's shapes; of a town a ring around its dot.
 * @param {Place} place
 * @param {SVGPathElement} mark
 */
function outline(place, mark) {
  if (!place.closest('.names'))
    return [
      .../** @type {Element} */ (place.parentNode).querySelectorAll(
        `[data-id="${place.dataset.id}"]`,
      ),
    ]
      .map((part) => (part.querySelector('path') ?? part).getAttribute('d'))
      .join('');
  const { at, radius } = dot(place);
  const ctm = /** @type {DOMMatrix} */ (mark.getScreenCTM());
  const { x, y } = at.matrixTransform(ctm.inverse());
  const r = (radius + 4) / ctm.a;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

/**
 * The range of an area's share, with its name, as the table has it; empty: it has none.
 * @param {Place} place
 */
function rangeOf(place) {
  const row = /** @type {HTMLTableRowElement} */ (byId(`tl-row-${place.dataset.id}`));
  const range = row?.cells[2].textContent;
  return range?.includes('–')
    ? `${/** @type {Table} */ (row.closest('table')).tHead.rows[0].cells[2].textContent} ${range}.`
    : '';
}

/** @param {Place} area */
const name = (area) =>
  (area.dataset.text ?? /** @type {Element} */ (area.querySelector('title')).textContent).split(
    '\n',
  )[0];
