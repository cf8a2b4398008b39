// A native slider that rests only on certain places: the dates, or the distances of a pull-back.

import { byId } from './dom.js';

/**
 * A place on a slider: the value that it chooses, its text, and where it is in thousandths.
 * @template Value
 * @typedef {{value: Value, text: string, at: number, note?: string}} Stop
 */

/**
 * Slides from 0 to 1000 over stops, in order. It hears of its input by the document, so that the
 * input need not be there yet.
 * @template {string | number} Value
 */
export class Stops {
  #id;
  #pick;
  #label;
  /** The stops that the page was written with, and those of now. */
  #own;
  #stops;
  #at = -1;
  /** A pointer holds the thumb. */
  #held = false;
  /** It has chosen another stop since it was taken. */
  #dragged = false;

  /**
   * @param {string} id of an input of type range
   * @param {Stop<Value>[]} stops
   * @param {object} options
   * @param {(value: Value, quiet: boolean) => void} options.pick the reader has chosen another
   *   stop; quiet: a screen reader says so by the slider's own text, or the thumb is still held
   * @param {(stop: Stop<Value>) => void} options.label shows a stop's text beside the slider
   */
  constructor(id, stops, { pick, label }) {
    this.#id = id;
    this.#own = this.#stops = stops;
    this.#pick = pick;
    this.#label = label;
    const on = (/** @type {string} */ type, /** @type {() => void} */ listener) =>
      document.addEventListener(type, (event) => {
        if (/** @type {Element} */ (event.target).id === id) listener();
      });
    on('pointerdown', () => {
      this.#held = true;
    });
    // Firefox tells a last input after the pointer is up.
    const release = () =>
      setTimeout(() => {
        this.#held = false;
      });
    on('pointerup', release);
    on('pointercancel', release);
    on('input', () => this.#slide());
    on('change', () => this.#rest());
    // A browser that comes back to a page puts the thumb where it once was.
    addEventListener('pageshow', () => {
      if (this.#at < 0) this.reset();
    });
  }

  /** The input, which is there whenever a stop is to be shown. */
  get #input() {
    return /** @type {HTMLInputElement} */ (byId(this.#id));
  }

  /**
   * Shows which stops there are and the one that is chosen.
   * @param {Stop<Value>[]} stops
   * @param {Value} value
   */
  show(stops, value) {
    this.#stops = stops;
    this.#place(
      Math.max(
        stops.findIndex((stop) => stop.value === value),
        0,
      ),
    );
  }

  /** Shows the stop that the page was written with. */
  reset() {
    this.#stops = this.#own;
    if (this.#input) this.#place(this.#written());
  }

  #written() {
    return this.#nearest(Number(this.#input.getAttribute('value')));
  }

  #slide() {
    if (!this.#stops.length) return;
    if (this.#at < 0) this.#at = this.#written();
    const before = this.#at;
    this.#place(this.#meant());
    if (this.#at === before) return;
    this.#dragged ||= this.#held;
    this.#pick(this.#stops[this.#at].value, true);
  }

  #rest() {
    this.#held = false;
    if (this.#dragged) this.#pick(this.#stops[this.#at].value, false);
    this.#dragged = false;
  }

  /**
   * The stop that a reader means: the nearest, but a key goes on to the next one however far that
   * is.
   */
  #meant() {
    const nearest = this.#nearest(this.#input.valueAsNumber);
    if (this.#held || nearest !== this.#at) return nearest;
    const step = Math.sign(this.#input.valueAsNumber - this.#stops[this.#at].at);
    return Math.min(Math.max(this.#at + step, 0), this.#stops.length - 1);
  }

  /** @param {number} at */
  #nearest(at) {
    const far = this.#stops.map((stop) => Math.abs(stop.at - at));
    return far.indexOf(Math.min(...far));
  }

  /** @param {number} index */
  #place(index) {
    const stop = this.#stops[index];
    if (!stop) return;
    const input = this.#input;
    this.#at = index;
    input.value = /** @type {string} */ (/** @type {unknown} */ (stop.at)); // made a text
    if (input.getAttribute('aria-valuetext') !== stop.text)
      input.setAttribute('aria-valuetext', stop.text);
    this.#label(stop);
  }
}
