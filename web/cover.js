// What stands in the map's place while it has no program: the page's own picture where it shows the same, else a drawing
// of the map over it.

import { byId } from './dom.js';
import { addressOfSVG } from './paint.js';

/** How long the picture takes to give way to the map, in milliseconds; see still.css. */
const FADE = 400;

export class Cover {
  #still = byId('tl-still');
  #image = null;
  #timer = 0;

  /** Shows a drawing, or with none the page's own picture. What is tapped is the map's to answer when it is back. */
  show(svg) {
    this.clear();
    byId('tl-box').removeAttribute('data-other'); // the right picture is there
    this.#still.inert = true;
    if (!svg) return;
    const image = this.#image = new Image();
    image.alt = '';
    image.decoding = 'sync';
    Object.assign(image.style, { position: 'absolute', inset: '0', zIndex: '1', width: '100%', height: '100%', objectFit: 'contain', background: 'var(--fill-neighbour)' });
    image.src = addressOfSVG(svg);
    byId('tl-status').before(image);
  }

  /** Whether what is shown has the map's size. */
  fits({ width, height }) {
    const { naturalWidth: w = width, naturalHeight: h = height } = this.#image?.complete ? this.#image : {};
    return Math.abs(w - width) <= 1 && Math.abs(h - height) <= 1;
  }

  /** The map is there, and the picture gives way to it. */
  fade() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), FADE);
  }

  /** Leaves the page's own picture. */
  clear() {
    clearTimeout(this.#timer);
    this.#image?.remove();
    this.#image = null;
    this.#still.inert = false;
  }
}
