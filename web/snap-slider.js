// A native slider that snaps to stops: the dates, or the distances of a pull-back.

import { byId } from './dom.js';

/**
 * A stop of a slider: its value, its text, and its position in thousandths of the slider's length.
 * @template Value
 * @typedef {{value: Value, text: string, offset: number, note?: string}} Stop
 */

/**
 * A slider from 0 to 1000 over stops, in order. It listens on the document, so that the input need
 * not exist yet.
 * @template {string | number} Value
 */
export class SnapSlider {
  #id;
  #onPick;
  #onLabel;
  /** The stops of the page's config, and the present ones. */
  #initialStops;
  #stops;
  #index = -1;
  /** Whether a pointer holds the thumb. */
  #held = false;
  /** Whether the pointer that holds the thumb has chosen another stop. */
  #dragged = false;

  /**
   * @param {string} id of an input of type range
   * @param {Stop<Value>[]} stops
   * @param {object} options
   * @param {(value: Value, quiet: boolean) => void} options.onPick called when the reader has
   *   chosen another stop; `quiet`: it need not be announced, because a screen reader reads the
   *   slider's own text, or the thumb is still held
   * @param {(stop: Stop<Value>) => void} options.onLabel shows a stop's text beside the slider
   */
  constructor(id, stops, { onPick, onLabel }) {
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
    // Firefox fires a last input event after pointerup.
    const release = () =>
      setTimeout(() => {
        this.#held = false;
      });
    on('pointerup', release);
    on('pointercancel', release);
    on('input', () => this.#handleInput());
    on('change', () => this.#handleChange());
    // A browser that returns to a page restores the position of the thumb.
    addEventListener('pageshow', () => {
      if (this.#index < 0) this.reset();
    });
  }

  /** The input, which exists whenever a stop is shown. */
  get #input() {
    return /** @type {HTMLInputElement} */ (byId(this.#id));
  }

  /**
   * Shows the stops and the chosen one.
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

  /** Shows the stop of the page's HTML. */
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
   * Returns the index of the stop that the reader means: the nearest one or, after a key, the next
   * one in its direction, however far it is.
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
    input.value = /** @type {string} */ (/** @type {unknown} */ (stop.offset)); // as a string
    if (input.getAttribute('aria-valuetext') !== stop.text)
      input.setAttribute('aria-valuetext', stop.text);
    this.#onLabel(stop);
  }
}
