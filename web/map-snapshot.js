// What stands in the map's place while it has no program: a drawing of the map as it was.

import { byId } from './dom.js';
import { svgDataURL } from './svg-image.js';

/** How long the picture takes to give way to the map, in milliseconds; see static-map.css. */
const FADE_DURATION = 400;

export class MapSnapshot {
  #static = byId('tl-static');
  /** @type {HTMLImageElement | null} */
  #image = null;
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;
  /**
   * The elements of the page's own picture as text, once a drawing has stood in its place; of many
   * maps they take much memory.
   */
  #staticHTML = '';

  /**
   * Shows a drawing. What is tapped is the map's to answer when it is back.
   * @param {string} svg
   */
  show(svg) {
    this.#clear();
    byId('tl-map').removeAttribute('data-covers-static'); // the right picture is there
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
    ); // else the page's own picture stays under it
  }

  /**
   * Whether what is shown has the map's size.
   * @param {{width: number, height: number}} size
   */
  fits({ width, height }) {
    const { naturalWidth: w = width, naturalHeight: h = height } =
      /** @type {Partial<HTMLImageElement>} */ (this.#image?.complete ? this.#image : {});
    return Math.abs(w - width) <= 1 && Math.abs(h - height) <= 1;
  }

  /** The map is there, and the drawing gives way to it. */
  fadeOut() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#clear(), FADE_DURATION);
  }

  /** Leaves the page's own picture. */
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
