// The sheets of a page in a frame. Nothing that a reader opens there may change the height or
// scroll the article, so each part of the panel is a sheet over the map's box, opened by a link.
// Without this script the fragment of the address opens it (:target).

import { byId } from './dom.js';
import { reveal } from './reveal.js';

const OPEN = 'data-open';

/** The minimum width of the map beside a sheet, in CSS pixels. In less the map is not fitted. */
const MIN_MAP_WIDTH = 200;

/** @import { Action } from './types.js' */

export class Sheets {
  /**
   * The link that opened the open sheet; null: none.
   * @type {HTMLElement | null}
   */
  #opener = null;
  #dispatch;
  #covered = 0;

  /** @param {(action: Action) => void} dispatch */
  constructor(dispatch) {
    this.#dispatch = dispatch;
    for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll('.sheet details:not(.folded-rows)')
    ))
      details.open = true;
    // The main section of a sheet cannot be closed within it; its summary is the heading of the
    // sheet.
    for (const summary of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll('.sheet > .sheet-close + details > summary')
    ))
      summary.tabIndex = -1;
    document.addEventListener('click', (event) => this.#handleClick(event));
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.#openSheet()) return;
        event.stopPropagation();
        this.close();
      },
      true,
    );
    // frame.css lays a step over the part below the map, so it needs the height of that part.
    const [map, box] = [
      /** @type {HTMLElement} */ (document.querySelector('.map')),
      byId('tl-map'),
    ];
    new ResizeObserver(() =>
      /** @type {HTMLElement} */ (document.querySelector('.map-layout')).style.setProperty(
        '--footer-height',
        `${map.offsetHeight - box.offsetHeight}px`,
      ),
    ).observe(map);
    const requested = this.#sheetOf(location.hash);
    if (requested) this.#open(requested, byId(location.hash.slice(1)));
  }

  /**
   * Closes the open sheet. The focus, if it is inside, returns to the link that opened the sheet,
   * or moves to `next`.
   * @param {HTMLElement} [next]
   */
  close(next) {
    const sheet = this.#openSheet();
    if (!sheet) return;
    const inside = sheet.contains(document.activeElement);
    sheet.removeAttribute(OPEN);
    if (sheet.matches(':target')) location.replace('#tl-map'); // opened without this script
    this.#opener?.setAttribute('aria-expanded', 'false');
    if (inside) {
      const target =
        next ??
        [
          this.#opener,
          /** @type {HTMLElement | null} */ (document.querySelector('.more-link')),
        ].find((link) => link?.checkVisibility()) ??
        byId('tl-input');
      target.focus({ preventScroll: true });
      if (!next) reveal(target);
    }
    this.#opener = null;
    this.reportCovered();
  }

  /**
   * Reports to the map how much of its right side a sheet or the card covers, so that nothing in
   * the picture is hidden. `force`: also if it is unchanged.
   */
  reportCovered(force = false) {
    const box = byId('tl-map').getBoundingClientRect();
    let right = 0;
    for (const overlay of [this.#openSheet(), byId('tl-card')]) {
      const { left, width } = overlay?.getBoundingClientRect() ?? box;
      if (width && left - box.left >= MIN_MAP_WIDTH) right = Math.max(right, box.right - left);
    }
    if (right === this.#covered && !force) return;
    this.#covered = right;
    this.#dispatch({ type: 'cover', top: 0, right, bottom: 0, left: 0 });
  }

  /** @returns {HTMLElement | null} */
  #openSheet() {
    return document.querySelector(`.sheet[${OPEN}], .sheet:target`);
  }

  /**
   * @param {string} fragment
   * @returns {HTMLElement | null | undefined}
   */
  #sheetOf(fragment) {
    return fragment.length > 1 ? byId(fragment.slice(1))?.closest('.sheet') : null;
  }

  /** @param {MouseEvent} event */
  #handleClick(event) {
    /** @type {HTMLElement | null} */
    const link = /** @type {Element} */ (event.target).closest?.('a[href^="#"]');
    if (
      !link ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.button
    )
      return;
    event.preventDefault();
    const fragment = /** @type {string} */ (link.getAttribute('href'));
    const sheet = this.#sheetOf(fragment);
    const wasOpen = sheet?.hasAttribute(OPEN) && sheet.id === fragment.slice(1);
    this.close();
    if (sheet && !wasOpen) this.#open(sheet, byId(fragment.slice(1)), link);
  }

  /**
   * Opens a sheet, scrolled to an element in it. Nothing but the sheet is scrolled for that.
   * @param {HTMLElement} sheet
   * @param {Element | null} element
   * @param {HTMLElement} [opener]
   */
  #open(sheet, element, opener) {
    sheet.setAttribute(OPEN, '');
    this.#opener = opener?.closest('.sheet-nav')
      ? opener
      : document.querySelector(`.sheet-nav [href="#${sheet.id}"]`);
    this.#opener?.setAttribute('aria-expanded', 'true');
    sheet.scrollTop =
      element === sheet
        ? 0
        : /** @type {Element} */ (element).getBoundingClientRect().top -
          sheet.getBoundingClientRect().top;
    sheet.focus({ preventScroll: true });
    if (opener) reveal(/** @type {HTMLElement} */ (sheet.querySelector('.sheet-close')));
    this.reportCovered();
  }
}
