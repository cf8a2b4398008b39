// A native slider that rests only on certain places: the dates, or the distances of a pull-back.

import { byId } from './dom.js';

/**
 * A place on a slider: the value that it chooses, its text, and where it is in thousandths.
 * @template Value
 * @typedef {{value: Value, text: string, offset: number, note?: string}} Stop
 */

/**
 * Slides from 0 to 1000 over stops, in order. It hears of its input by the document, so that the
 * input need not be there yet.
 * @template {string | number} Value
 */
export class SnapSlider {
  #id;
  #onPick;
  #onLabel;
  /** The stops that the page was written with, and those of now. */
  #initialStops;
  #stops;
  #index = -1;
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
  constructor(id, stops, { pick: onPick, label: onLabel }) {
    this.#id = id;
    this.#initialStops = this.#stops = stops;
    this.#onPick = onPick;
    this.#onLabel = onLabel;
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
    on('input', () => this.#handleInput());
    on('change', () => this.#handleChange());
    // A browser that comes back to a page puts the thumb where it once was.
    addEventListener('pageshow', () => {
      if (this.#index < 0) this.reset();
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
    this.#moveTo(
      Math.max(
        stops.findIndex((stop) => stop.value === value),
        0,
      ),
    );
  }

  /** Shows the stop that the page was written with. */
  reset() {
    this.#stops = this.#initialStops;
    if (this.#input) this.#moveTo(this.#initialIndex());
  }

  #initialIndex() {
    return this.#nearestIndex(Number(this.#input.getAttribute('value')));
  }

  #handleInput() {
    if (!this.#stops.length) return;
    if (this.#index < 0) this.#index = this.#initialIndex();
    const before = this.#index;
    this.#moveTo(this.#targetIndex());
    if (this.#index === before) return;
    this.#dragged ||= this.#held;
    this.#onPick(this.#stops[this.#index].value, true);
  }

  #handleChange() {
    this.#held = false;
    if (this.#dragged) this.#onPick(this.#stops[this.#index].value, false);
    this.#dragged = false;
  }

  /**
   * The stop that a reader means: the nearest, but a key goes on to the next one however far that
   * is.
   */
  #targetIndex() {
    const nearest = this.#nearestIndex(this.#input.valueAsNumber);
    if (this.#held || nearest !== this.#index) return nearest;
    const step = Math.sign(this.#input.valueAsNumber - this.#stops[this.#index].offset);
    return Math.min(Math.max(this.#index + step, 0), this.#stops.length - 1);
  }

  /** @param {number} offset */
  #nearestIndex(offset) {
    const distances = this.#stops.map((stop) => Math.abs(stop.offset - offset));
    return distances.indexOf(Math.min(...distances));
  }

  /** @param {number} index */
  #moveTo(index) {
    const stop = this.#stops[index];
    if (!stop) return;
    const input = this.#input;
    this.#index = index;
    input.value = /** @type {string} */ (/** @type {unknown} */ (stop.offset)); // made a text
    if (input.getAttribute('aria-valuetext') !== stop.text)
      input.setAttribute('aria-valuetext', stop.text);
    this.#onLabel(stop);
  }
}
