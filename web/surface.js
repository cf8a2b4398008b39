// The element that holds the canvas: its size in CSS and device pixels, and whether anybody can see
// it.

import { FAR, NEAR } from './near.js';

export class Surface {
  /** Called when the size or the pixel ratio has changed. */
  onResize = () => {};
  /**
   * Called when the map comes into view or leaves it.
   * @type {(visible: boolean) => void}
   */
  onVisible = () => {};
  /**
   * Called when the map comes near the window, and when it is far from it.
   * @type {(near: boolean) => void}
   */
  onNear = () => {};
  /** The size in device pixels, or in fewer where the GPU allows no more. */
  device = { width: 0, height: 0 };
  /** The size in CSS pixels. */
  css = { width: 0, height: 0 };
  #inView = true;
  #visible = true;
  #ratio = 0;
  #pageRatio = 0;
  #limit = Infinity;

  /**
   * @param {HTMLElement} host the element that holds the canvas
   * @param {HTMLElement} box the element that must be in view
   */
  constructor(host, box) {
    this.host = host;
    this.#measure();
    this.#watch(box, 0, (inView) => {
      this.#inView = inView;
      this.#look();
    });
    this.#watch(box, NEAR, (near) => {
      if (near) this.onNear(true);
    });
    this.#watch(box, FAR, (near) => {
      if (!near) this.onNear(false);
    });
    document.addEventListener('visibilitychange', () => this.#look());
    const resized = new ResizeObserver((entries) => this.#measure(entries.at(-1)));
    try {
      resized.observe(host, { box: 'device-pixel-content-box' });
    } catch {
      resized.observe(host); // Safari counts in CSS pixels
    }
    this.#watchRatio();
  }

  get visible() {
    return this.#visible;
  }

  /**
   * The action that tells the size.
   * @returns {import('./types.js').Action}
   */
  size() {
    return { type: 'resize', w: this.css.width, h: this.css.height, ratio: this.#ratio };
  }

  /**
   * Sets how many pixels wide and high the canvas may be.
   * @param {number} limit
   */
  setLimit(limit) {
    this.#limit = limit;
    this.#measure();
  }

  /**
   * @param {HTMLElement} box
   * @param {number} margin
   * @param {(within: boolean) => void} tell
   */
  #watch(box, margin, tell) {
    new IntersectionObserver(
      (entries) => tell(/** @type {IntersectionObserverEntry} */ (entries.at(-1)).isIntersecting),
      { rootMargin: `${margin}px 0px` },
    ).observe(box);
  }

  #look() {
    const visible = this.#inView && document.visibilityState === 'visible';
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.onVisible(visible);
  }

  /** @param {ResizeObserverEntry} [entry] */
  #measure(entry) {
    const exact = entry?.devicePixelContentBoxSize?.[0];
    const box = this.host.getBoundingClientRect();
    // On paper, or where its article hides it, there is nothing to draw.
    if (!box.width || !box.height) return;
    const pixels = [snapped(exact?.inlineSize, box.width), snapped(exact?.blockSize, box.height)];
    const scale = Math.min(this.#limit / Math.max(...pixels), 1);
    const [width, height] = pixels.map((length) => Math.round(length * scale));
    if (
      width === this.device.width &&
      height === this.device.height &&
      devicePixelRatio === this.#pageRatio
    )
      return;
    this.device = { width, height };
    this.css = { width: box.width, height: box.height };
    this.#pageRatio = devicePixelRatio;
    this.#ratio = devicePixelRatio * scale;
    this.onResize();
  }

  /**
   * A changed ratio need not change the size in CSS pixels, nor, while zooming the page, that in
   * device pixels.
   */
  #watchRatio() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.#measure();
        this.#watchRatio();
      },
      { once: true },
    );
  }
}

/**
 * A length in device pixels: the browser's own where it is that of the present ratio (the observer
 * may still tell of the last one, and where a ratio is simulated it tells of the real one), else
 * worked out.
 * @param {number | undefined} exact
 * @param {number} css
 */
function snapped(exact, css) {
  const length = css * devicePixelRatio;
  return Math.abs(/** @type {number} */ (exact) - length) <= 1
    ? /** @type {number} */ (exact)
    : Math.round(length);
}
