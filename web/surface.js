// The element that holds the canvas: its size in CSS and device pixels, and whether anybody can see it.

export class Surface {
  /** Called when the size or the pixel ratio has changed. */
  onResize = () => {};
  /** Called when the map comes into view or leaves it. */
  onVisible = () => {};
  /** The size in device pixels. */
  device = { width: 0, height: 0 };
  #inView = true;
  #visible = true;
  #ratio = 0;
  #css = { width: 0, height: 0 };

  /**
   * @param {HTMLElement} host the element that holds the canvas
   * @param {HTMLElement} box the element that must be in view
   */
  constructor(host, box) {
    this.host = host;
    this.#measure();
    new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1).isIntersecting;
      this.#look();
    }).observe(box);
    document.addEventListener('visibilitychange', () => this.#look());
    const resized = new ResizeObserver((entries) => this.#measure(entries.at(-1)));
    try {
      resized.observe(host, { box: 'device-pixel-content-box' });
    } catch {
      resized.observe(host); // Safari counts in CSS pixels
    }
    this.#watchRatio();
  }

  get visible() { return this.#visible; }

  /** The action that tells the size. */
  size() {
    return { type: 'resize', w: this.#css.width, h: this.#css.height, ratio: this.#ratio };
  }

  #look() {
    const visible = this.#inView && document.visibilityState === 'visible';
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.onVisible(visible);
  }

  #measure(entry) {
    const exact = entry?.devicePixelContentBoxSize?.[0];
    const box = this.host.getBoundingClientRect();
    if (!box.width || !box.height) return; // on paper, or where its article hides it, there is nothing to draw
    const width = snapped(exact?.inlineSize, box.width);
    const height = snapped(exact?.blockSize, box.height);
    if (width === this.device.width && height === this.device.height && devicePixelRatio === this.#ratio) return;
    this.device = { width, height };
    this.#css = { width: box.width, height: box.height };
    this.#ratio = devicePixelRatio;
    this.onResize();
  }

  /** A changed ratio need not change the size in CSS pixels, nor, while zooming the page, that in device pixels. */
  #watchRatio() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.#measure();
      this.#watchRatio();
    }, { once: true });
  }
}

/**
 * A length in device pixels: the browser's own where it is that of the present ratio (the observer may still tell of
 * the last one, and where a ratio is simulated it tells of the real one), else worked out.
 */
function snapped(exact, css) {
  const length = css * devicePixelRatio;
  return Math.abs(exact - length) <= 1 ? exact : Math.round(length);
}
