// Interaction with the static map before there is a program, by mouse, tap and keyboard. It shows
// what a place is called, who held it or how much of it was held, and the source. A tap selects
// what the program would select (World.Pick): a town or contested land within HIT_TOLERANCE, else
// the oblast. The texts are in the elements of the static map, the range of a share is in the
// table.

import { byId, firstContentfulPaint } from './dom.js';
import { MOVE_KEYS } from './keys.js';

/** @import { Table } from './page.js' */
/** @import { Action } from './types.js' */

/**
 * A place on the static map with its id and its text: an area, a town with its name, or contested
 * land.
 * @typedef {SVGElement & {dataset: {id: string, text: string}}} Feature
 */

/** The maximum distance between a tap and a town or contested land, in CSS pixels. */
const HIT_TOLERANCE = 12;

export class StaticMapInteraction {
  #box;
  /** The links of the oblasts, sorted by name; null until #prepare, which precedes every use. */
  #areas = /** @type {Feature[]} */ (/** @type {unknown} */ (null));
  /** @type {Feature[]} */
  #towns = [];
  /** @type {(Feature & SVGPathElement)[]} */
  #contested = [];
  #enqueue;
  /** @type {Feature | null} */
  #highlighted = null;
  /**
   * The selected place, whose tooltip stays; null: the tooltip follows the mouse.
   * @type {Feature | null}
   */
  #selected = null;
  /**
   * The update for the next animation frame.
   * @type {(() => void) | null}
   */
  #pendingFrame = null;
  #abort = new AbortController();

  /**
   * @param {object} options
   * @param {HTMLElement} options.box the map's box
   * @param {HTMLElement} options.input the element that has the keyboard's focus
   * @param {(action: Action) => void} options.enqueue queues an action for the program
   */
  constructor({ box, input, enqueue }) {
    this.#box = box;
    this.#enqueue = enqueue;
    const staticMap = byId('tl-static');
    firstContentfulPaint().then(() => this.#prepare()); // not before the first paint
    const options = { signal: this.#abort.signal };
    staticMap.addEventListener('pointermove', (event) => this.#handleMove(event), options);
    staticMap.addEventListener(
      'pointerleave',
      () => {
        if (!this.#selected) this.#scheduleFrame(() => this.#hideTooltip());
      },
      options,
    );
    staticMap.addEventListener('click', (event) => this.#handleClick(event), options);
    input.addEventListener('keydown', (event) => this.#handleKey(event), options);
  }

  /**
   * Moves the texts out of the title elements, which the browser would show as tooltips of its own.
   */
  #prepare() {
    if (this.#areas) return;
    this.#areas = /** @type {Feature[]} */ ([
      ...byId('tl-static').querySelectorAll('a[data-id]'),
    ]).sort((a, b) => featureName(a).localeCompare(featureName(b)));
    for (const area of this.#areas) {
      const title = /** @type {Element} */ (area.querySelector('title'));
      area.dataset.text = title.textContent;
      area.setAttribute('aria-label', title.textContent.replace('\n', '. '));
      title.remove();
    }
    this.#towns = /** @type {Feature[]} */ ([
      ...byId('tl-static').querySelectorAll('.names [data-id]'),
    ]);
    this.#contested = /** @type {(Feature & SVGPathElement)[]} */ ([
      ...byId('tl-static').querySelectorAll('.shapes path[data-id]'),
    ]);
  }

  /**
   * Returns the place at a point of the window: a town, contested land, or else the given area.
   * @param {Feature | null} area the area at the point; null: none
   * @param {number} x in CSS pixels
   * @param {number} y
   */
  #featureAt(area, x, y) {
    this.#prepare();
    return this.#townAt(x, y) ?? this.#contested.find((path) => hits(path, x, y)) ?? area;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #townAt(x, y) {
    let nearest;
    let minDistance = HIT_TOLERANCE;
    for (const town of this.#towns) {
      const { at, radius } = townDot(town);
      const distance = Math.max(Math.hypot(at.x - x, at.y - y) - radius, 0);
      if (radius && distance <= minDistance) [nearest, minDistance] = [town, distance];
    }
    return nearest;
  }

  /** Leaves the interaction to the program. */
  dispose() {
    // With the default reason the signal would keep an error, whose stack keeps the caller: the
    // program.
    this.#abort.abort('ended');
    this.#hideTooltip();
  }

  /** @param {PointerEvent} event */
  #handleMove(event) {
    if (event.pointerType !== 'mouse' || this.#selected) return;
    /** @type {Feature | null} */
    const area = /** @type {Element} */ (event.target).closest('a[data-id]');
    const { clientX, clientY } = event;
    this.#scheduleFrame(() => {
      const place = this.#featureAt(area, clientX, clientY);
      if (place) this.#showTooltip(place, clientX, clientY, area);
      else this.#hideTooltip();
    });
  }

  /** @param {MouseEvent} event */
  #handleClick(event) {
    /** @type {Feature | null} */
    const area = /** @type {Element} */ (event.target).closest('a[data-id]');
    // If no program will run, the link leads to the table.
    if (byId('tl-status').dataset.state === 'failed') return;
    event.preventDefault();
    const place = this.#featureAt(area, event.clientX, event.clientY);
    if (!place) return this.#deselect();
    const { left, top } = this.#box.getBoundingClientRect();
    return this.#select(place, event.clientX, event.clientY, area, {
      x: event.clientX - left,
      y: event.clientY - top,
    });
  }

  /** @param {KeyboardEvent} event */
  #handleKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = /** @type {Record<string, number>} */ ({ ']': 1, '[': -1 })[event.key];
    if (step) {
      this.#prepare();
      const index = this.#areas.indexOf(
        /** @type {Feature} */ (this.#selected ?? this.#highlighted),
      );
      const area =
        this.#areas[
          index < 0 && step < 0
            ? this.#areas.length - 1
            : (index + step + this.#areas.length) % this.#areas.length
        ];
      const { left, top, width, height } = area.getBoundingClientRect();
      this.#select(area, left + width / 2, top + height / 2);
    } else if (event.key === 'Escape') {
      this.#deselect();
    } else if (MOVE_KEYS.includes(event.key)) {
      this.#enqueue({ type: 'key', key: event.key, shift: event.shiftKey });
    } else return;
    event.preventDefault();
  }

  #deselect() {
    if (this.#selected) this.#enqueue({ type: 'close' });
    this.#selected = null;
    this.#scheduleFrame(() => this.#hideTooltip());
  }

  /**
   * Selects a place and shows its tooltip at a point of the window. `area` is the oblast at the
   * point; `tapped` is the position of a tap in the map's box, in CSS pixels.
   * @param {Feature} place
   * @param {number} x
   * @param {number} y
   * @param {Feature | null} [area]
   * @param {{x?: number, y?: number}} tapped
   */
  #select(place, x, y, area, tapped = {}) {
    this.#selected = place;
    this.#enqueue({ type: 'select', id: place.dataset.id, ...tapped, quiet: true });
    this.#scheduleFrame(() => {
      this.#showTooltip(place, x, y, area);
      byId('tl-announce').textContent = [
        place.dataset.text.replace('\n', '. '),
        shareRange(place),
        byId('tl-source').textContent,
      ].join(' ');
    });
  }

  /**
   * Schedules an update for the next animation frame. Only the last one before the frame is run: a
   * busy phone would fall behind otherwise.
   * @param {() => void} update
   */
  #scheduleFrame(update) {
    if (!this.#pendingFrame)
      requestAnimationFrame(() => {
        const next = this.#pendingFrame;
        this.#pendingFrame = null;
        if (!this.#abort.signal.aborted) /** @type {() => void} */ (next)();
      });
    this.#pendingFrame = update;
  }

  /**
   * @param {Feature} place
   * @param {number} x
   * @param {number} y
   * @param {Feature | null} [area]
   */
  #showTooltip(place, x, y, area) {
    this.#prepare();
    const [title, text] = place.dataset.text.split('\n');
    const tooltip = byId('tl-tooltip');
    byId('tl-tooltip-name').textContent = title;
    byId('tl-tooltip-text').textContent = text || (area && area !== place ? featureName(area) : '');
    byId('tl-tooltip-source').textContent = byId('tl-source').textContent;
    tooltip.hidden = false;
    this.#highlight(place);
    const box = this.#box.getBoundingClientRect();
    const left = Math.min(
      Math.max(x - box.left + 14, 8),
      Math.max(box.width - tooltip.offsetWidth - 8, 8),
    );
    const below = y - box.top + 18;
    const top =
      below + tooltip.offsetHeight > box.height - 8
        ? Math.max(y - box.top - tooltip.offsetHeight - 12, 8)
        : below;
    tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  #hideTooltip() {
    byId('tl-tooltip').hidden = true;
    byId('tl-tooltip-source').textContent = '';
    this.#highlight(null);
  }

  /**
   * Outlines a place above everything that covers it.
   * @param {Feature | null} place
   */
  #highlight(place) {
    if (place === this.#highlighted) return;
    this.#highlighted = place;
    const outline = byId('tl-static-highlight');
    outline.setAttribute('d', place ? outlinePath(place, outline) : '');
  }
}

/**
 * Returns the centre of a town's dot in the window and its radius, in CSS pixels. The radius is 0
 * if the dot is not shown at this size.
 * @param {Feature} town
 */
function townDot(town) {
  const circle = /** @type {SVGCircleElement} */ (town.querySelector('circle'));
  const { left, top, width, height } = circle.getBoundingClientRect();
  return {
    at: new DOMPoint(left + width / 2, top + height / 2),
    radius: width && circle.r.baseVal.value * parseFloat(getComputedStyle(circle).scale),
  };
}

/**
 * Reports whether a point of the window lies in an area or within HIT_TOLERANCE of it. The stroke
 * of the path is twice as wide (static-map.css).
 * @param {SVGPathElement} path
 * @param {number} x
 * @param {number} y
 */
function hits(path, x, y) {
  const at = new DOMPoint(x, y).matrixTransform(
    /** @type {DOMMatrix} */ (path.getScreenCTM()).inverse(),
  );
  return path.isPointInFill(at) || path.isPointInStroke(at);
}

/**
 * Returns a place's outline as path data in the units of the static map's shapes. For a town it is
 * a ring around the dot.
 * @param {Feature} place
 * @param {SVGPathElement} outline
 */
function outlinePath(place, outline) {
  if (!place.closest('.names'))
    return [
      .../** @type {Element} */ (place.parentNode).querySelectorAll(
        `[data-id="${place.dataset.id}"]`,
      ),
    ]
      .map((part) => (part.querySelector('path') ?? part).getAttribute('d'))
      .join('');
  const { at, radius } = townDot(place);
  const ctm = /** @type {DOMMatrix} */ (outline.getScreenCTM());
  const { x, y } = at.matrixTransform(ctm.inverse());
  const r = (radius + 4) / ctm.a;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

/**
 * Returns the range of an area's share with its column heading, as in the table; empty: it has
 * none.
 * @param {Feature} place
 */
function shareRange(place) {
  const row = /** @type {HTMLTableRowElement} */ (byId(`tl-row-${place.dataset.id}`));
  const range = row?.cells[2].textContent;
  return range?.includes('–')
    ? `${/** @type {Table} */ (row.closest('table')).tHead.rows[0].cells[2].textContent} ${range}.`
    : '';
}

/** @param {Feature} area */
const featureName = (area) =>
  (area.dataset.text ?? /** @type {Element} */ (area.querySelector('title')).textContent).split(
    '\n',
  )[0];
