// The element that holds the canvas: its size in CSS and device pixels, and whether it is visible.

import { FAR_MARGIN, NEAR_MARGIN } from './visibility-margins.js';

export class CanvasHost {
  /** Called when the size or the pixel ratio has changed. */
  onResize = () => {};
  /**
   * Called when the map comes into view or leaves it.
   * @type {(visible: boolean) => void}
   */
  onVisible = () => {};
  /**
   * Called when the map comes within NEAR_MARGIN of the window, and when it is beyond FAR_MARGIN.
   * @type {(near: boolean) => void}
   */
  onNear = () => {};
  /** The size in device pixels, at most that of setMaxSize. */
  deviceSize = { width: 0, height: 0 };
  /** The size in CSS pixels. */
  cssSize = { width: 0, height: 0 };
  #inView = true;
  #visible = true;
  #canvasRatio = 0;
  #pageRatio = 0;
  #maxSize = Infinity;

  /**
   * @param {HTMLElement} element the element that holds the canvas
   * @param {HTMLElement} box the element that must be in view
   */
  constructor(element, box) {
    this.element = element;
    this.#measure();
    this.#observe(box, 0, (inView) => {
      this.#inView = inView;
      this.#updateVisible();
    });
    this.#observe(box, NEAR_MARGIN, (near) => {
      if (near) this.onNear(true);
    });
    this.#observe(box, FAR_MARGIN, (near) => {
      if (!near) this.onNear(false);
    });
    document.addEventListener('visibilitychange', () => this.#updateVisible());
    const resized = new ResizeObserver((entries) => this.#measure(entries.at(-1)));
    try {
      resized.observe(element, { box: 'device-pixel-content-box' });
    } catch {
      resized.observe(element); // Safari reports only CSS pixels
    }
    this.#watchRatio();
  }

  get visible() {
    return this.#visible;
  }

  /**
   * Returns the action that reports the size.
   * @returns {import('./types.js').Action}
   */
  resizeAction() {
    return {
      type: 'resize',
      w: this.cssSize.width,
      h: this.cssSize.height,
      ratio: this.#canvasRatio,
    };
  }

  /**
   * Sets the maximum width and height of the canvas in device pixels.
   * @param {number} maxSize
   */
  setMaxSize(maxSize) {
    this.#maxSize = maxSize;
    this.#measure();
  }

  /**
   * @param {HTMLElement} box
   * @param {number} margin
   * @param {(within: boolean) => void} report
   */
  #observe(box, margin, report) {
    new IntersectionObserver(
      (entries) => report(/** @type {IntersectionObserverEntry} */ (entries.at(-1)).isIntersecting),
      { rootMargin: `${margin}px 0px` },
    ).observe(box);
  }

  #updateVisible() {
    const visible = this.#inView && document.visibilityState === 'visible';
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.onVisible(visible);
  }

  /** @param {ResizeObserverEntry} [entry] */
  #measure(entry) {
    const exact = entry?.devicePixelContentBoxSize?.[0];
    const box = this.element.getBoundingClientRect();
    // In print, or where the article hides the frame, the size is 0: there is nothing to draw.
    if (!box.width || !box.height) return;
    const pixels = [
      deviceLength(exact?.inlineSize, box.width),
      deviceLength(exact?.blockSize, box.height),
    ];
    const scale = Math.min(this.#maxSize / Math.max(...pixels), 1);
    const [width, height] = pixels.map((length) => Math.round(length * scale));
    if (
      width === this.deviceSize.width &&
      height === this.deviceSize.height &&
      devicePixelRatio === this.#pageRatio
    )
      return;
    this.deviceSize = { width, height };
    this.cssSize = { width: box.width, height: box.height };
    this.#pageRatio = devicePixelRatio;
    this.#canvasRatio = devicePixelRatio * scale;
    this.onResize();
  }

  /**
   * Measures when the pixel ratio changes. The size in CSS pixels need not change with it, nor,
   * while the page is zoomed, the size in device pixels.
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
 * Returns a length in device pixels. `exact` is the observer's value. It is used if it fits the
 * present pixel ratio, otherwise the length is calculated: the observer may still report the
 * previous ratio and, where a ratio is emulated, reports the real one.
 * @param {number | undefined} exact
 * @param {number} cssSize
 */
function deviceLength(exact, cssSize) {
  const length = cssSize * devicePixelRatio;
  return Math.abs(/** @type {number} */ (exact) - length) <= 1
    ? /** @type {number} */ (exact)
    : Math.round(length);
}
