// The drawing of the map as it was, which replaces it while it has no program.

import { byId } from './dom.js';
import { svgDataURL } from './svg-image.js';

/** How long the static map takes to fade out, in milliseconds; see static-map.css. */
const FADE_DURATION = 400;

export class MapSnapshot {
  #static = byId('tl-static');
  /** @type {HTMLImageElement | null} */
  #image = null;
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;
  /**
   * The HTML of the static map, once a drawing has replaced it. The elements of many maps would
   * take much memory.
   */
  #staticHTML = '';

  /**
   * Shows a drawing. The static map becomes inert: taps are for the program when it runs again.
   * @param {string} svg
   */
  show(svg) {
    this.#clear();
    byId('tl-map').removeAttribute('data-covers-static'); // the drawing shows the right state
    this.#static.inert = true;
    const image = (this.#image = new Image());
    image.alt = '';
    image.decoding = 'sync';
    Object.assign(image.style, {
      position: 'absolute',
      inset: '0',
      zIndex: '1',
      width: '100%',
      height: '100%',
      objectFit: 'contain',
      background: 'var(--fill-neighbour)',
    });
    image.src = svgDataURL(svg);
    byId('tl-status').before(image);
    image.decode().then(
      () => this.#detachStatic(),
      () => {},
    ); // on failure the static map stays under it
  }

  /**
   * Reports whether the picture shown has the map's size, in CSS pixels.
   * @param {{width: number, height: number}} size
   */
  fits({ width, height }) {
    const { naturalWidth: w = width, naturalHeight: h = height } =
      /** @type {Partial<HTMLImageElement>} */ (this.#image?.complete ? this.#image : {});
    return Math.abs(w - width) <= 1 && Math.abs(h - height) <= 1;
  }

  /** Removes the drawing after its fade. Called when the map has been drawn. */
  fadeOut() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#clear(), FADE_DURATION);
  }

  /** Restores the static map. */
  restore() {
    this.#clear();
    byId('tl-status').before(
      ...new DOMParser().parseFromString(this.#staticHTML, 'text/html').body.childNodes,
    );
    this.#staticHTML = '';
  }

  #clear() {
    clearTimeout(this.#timer);
    this.#image?.remove();
    this.#image = null;
    this.#static.inert = false;
  }

  #detachStatic() {
    const parts = [...this.#static.children].filter(
      (part) => part !== this.#image && part.id !== 'tl-status',
    );
    this.#staticHTML ||= parts.map(({ outerHTML }) => outerHTML).join('');
    for (const part of parts) part.remove();
  }
}
