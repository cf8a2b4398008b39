// Inside a frame nothing that a reader opens may change the height or scroll the article: each part
// of the panel is a sheet over the map's box, opened by a link. Without this script the address's
// fragment opens it (:target).

import { byId } from './dom.js';
import { reveal } from './reveal.js';

const OPEN = 'data-open';

/**
 * A sheet that leaves less than this many CSS pixels of the map beside it leaves nothing worth
 * fitting a map into.
 */
const MIN_MAP_WIDTH = 200;

/** @import { Action } from './types.js' */

export class Sheets {
  /**
   * The link that opened what is open.
   * @type {HTMLElement | null}
   */
  #opener = null;
  #send;
  #covered = 0;

  /** @param {(action: Action) => void} send */
  constructor(send) {
    this.#send = send;
    for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll('.sheet details:not(.folded-rows)')
    ))
      details.open = true;
    // What a sheet consists of is not folded within it; the summary is its heading.
    for (const summary of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll('.sheet > .sheet-close + details > summary')
    ))
      summary.tabIndex = -1;
    document.addEventListener('click', (event) => this.#clicked(event));
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.#openSheet()) return;
        event.stopPropagation();
        this.close();
      },
      true,
    );
    // A step lies over what stands below the map.
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
    const asked = this.#sheetOf(location.hash);
    if (asked) this.#open(asked, byId(location.hash.slice(1)));
  }

  /**
   * Closes what is open, and gives the keyboard back to where it came from, or to an element.
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
      const back =
        next ??
        [
          this.#opener,
          /** @type {HTMLElement | null} */ (document.querySelector('.more-link')),
        ].find((link) => link?.checkVisibility()) ??
        byId('tl-input');
      back.focus({ preventScroll: true });
      if (!next) reveal(back);
    }
    this.#opener = null;
    this.reportCovered();
  }

  /**
   * Tells the map what of it lies under a sheet or the card at its right, so that nothing of the
   * picture is hidden.
   */
  reportCovered(force = false) {
    const box = byId('tl-map').getBoundingClientRect();
    let right = 0;
    for (const over of [this.#openSheet(), byId('tl-card')]) {
      const { left, width } = over?.getBoundingClientRect() ?? box;
      if (width && left - box.left >= MIN_MAP_WIDTH) right = Math.max(right, box.right - left);
    }
    if (right === this.#covered && !force) return;
    this.#covered = right;
    this.#send({ type: 'cover', top: 0, right, bottom: 0, left: 0 });
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
  #clicked(event) {
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
    const force = sheet?.hasAttribute(OPEN) && sheet.id === fragment.slice(1);
    this.close();
    if (sheet && !force) this.#open(sheet, byId(fragment.slice(1)), link);
  }

  /**
   * Opens a sheet with a place in it in view, without a scroll of anything but the sheet.
   * @param {HTMLElement} sheet
   * @param {Element | null} place
   * @param {HTMLElement} [opener]
   */
  #open(sheet, place, opener) {
    sheet.setAttribute(OPEN, '');
    this.#opener = opener?.closest('.sheet-nav')
      ? opener
      : document.querySelector(`.sheet-nav [href="#${sheet.id}"]`);
    this.#opener?.setAttribute('aria-expanded', 'true');
    sheet.scrollTop =
      place === sheet
        ? 0
        : /** @type {Element} */ (place).getBoundingClientRect().top -
          sheet.getBoundingClientRect().top;
    sheet.focus({ preventScroll: true });
    if (opener) reveal(/** @type {HTMLElement} */ (sheet.querySelector('.sheet-close')));
    this.reportCovered();
  }
}
