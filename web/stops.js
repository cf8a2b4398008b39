// A native slider that rests only on certain places: the dates, or the distances of a pull-back.

/** Slides from 0 to 1000 over stops `{at, value, text}`, `at` from 0 to 1, in order. */
export class Stops {
  #input;
  #stops = [];
  #at = 0;
  #held = false;

  /**
   * @param {HTMLInputElement} input of type range
   * @param {(value: any) => void} pick the reader has chosen another stop
   */
  constructor(input, pick) {
    this.#input = input;
    input.addEventListener('pointerdown', () => { this.#held = true; });
    for (const type of ['pointerup', 'pointercancel', 'change']) input.addEventListener(type, () => { this.#held = false; });
    input.addEventListener('input', () => {
      const before = this.#at;
      this.#place(this.#meant());
      if (this.#at !== before) pick(this.#stops[this.#at].value);
    });
  }

  /** Shows which stops there are and the one that is chosen. */
  show(stops, value) {
    this.#stops = stops;
    this.#place(Math.max(stops.findIndex((stop) => stop.value === value), 0));
  }

  /** The stop that a reader means: the nearest, but a key goes on to the next one however far that is. */
  #meant() {
    const at = this.#input.valueAsNumber / 1000;
    const far = (stop) => Math.abs(stop.at - at);
    let nearest = 0;
    this.#stops.forEach((stop, i) => { if (far(stop) < far(this.#stops[nearest])) nearest = i; });
    if (this.#held || nearest !== this.#at) return nearest;
    const step = Math.sign(this.#input.valueAsNumber - place(this.#stops[this.#at]));
    return Math.min(Math.max(this.#at + step, 0), this.#stops.length - 1);
  }

  #place(index) {
    const stop = this.#stops[index];
    if (!stop) return;
    this.#at = index;
    this.#input.value = place(stop);
    if (this.#input.getAttribute('aria-valuetext') !== stop.text) this.#input.setAttribute('aria-valuetext', stop.text);
  }
}

const place = (stop) => Math.round(stop.at * 1000);
