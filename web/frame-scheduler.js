// Schedules the animation frames and timers of the program. While nothing changes, no animation
// frame is requested and no timer runs. requestFrame() allows the next frame; a program that is
// still moving calls it again.

/** How long after the last request of a frame the program's own timers run, in milliseconds. */
const TIMER_WINDOW = 400;

/**
 * A timer of the program. `paused`: no timer of the browser runs for it.
 * @typedef {{callback: () => void, delay: number, paused: boolean, id: number}} Timer
 */

export class FrameScheduler {
  /** The number of frames that have run, for tests and measurements. */
  frames = 0;
  #alive = true;
  #visible = true;
  #frameWanted = false;
  #frameId = 0;
  #lastRequest = 0;
  /** @type {FrameRequestCallback[]} */
  #callbacks = [];
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #nextTimer = 1;

  /** Requests the next frame. Called when something has changed. */
  requestFrame() {
    if (!this.#alive) return;
    this.#frameWanted = true;
    this.#lastRequest = performance.now();
    for (const [id, timer] of this.#timers) if (timer.paused) this.#startTimer(id, timer);
    this.#schedule();
  }

  /**
   * Sets whether the map is visible. Out of view and in a hidden tab no frame runs; one that was
   * requested meanwhile runs on return.
   * @param {boolean} visible
   */
  setVisible(visible) {
    this.#visible = visible;
    if (visible) this.#schedule();
  }

  /** Runs a frame at once, without requestAnimationFrame, which pauses out of view. */
  runFrame() {
    cancelAnimationFrame(this.#frameId);
    this.#run(performance.now());
  }

  /** Stops for good: no callback of the program is called any more. */
  close() {
    this.#alive = false;
    cancelAnimationFrame(this.#frameId);
    for (const timer of this.#timers.values()) clearTimeout(timer.id);
    this.#timers.clear();
    this.#callbacks = [];
  }

  /** @param {FrameRequestCallback} callback */
  addCallback(callback) {
    this.#callbacks.push(callback);
    this.#schedule();
    return 0;
  }

  /**
   * @param {() => void} callback
   * @param {number} delay
   */
  setTimer(callback, delay) {
    const id = this.#nextTimer++;
    const timer = { callback, delay, paused: true, id: 0 };
    this.#timers.set(id, timer);
    if (performance.now() - this.#lastRequest < TIMER_WINDOW) this.#startTimer(id, timer);
    return id;
  }

  /** @param {number} id */
  clearTimer(id) {
    const timer = this.#timers.get(id);
    if (timer) clearTimeout(timer.id);
    this.#timers.delete(id);
  }

  /**
   * @param {number} id
   * @param {Timer} timer
   */
  #startTimer(id, timer) {
    timer.paused = false;
    timer.id = setTimeout(() => {
      this.#timers.delete(id);
      if (this.#alive) timer.callback();
    }, timer.delay);
  }

  #schedule() {
    if (
      this.#frameId ||
      !this.#frameWanted ||
      !this.#visible ||
      !this.#alive ||
      this.#callbacks.length === 0
    )
      return;
    this.#frameId = requestAnimationFrame((time) => this.#run(time));
  }

  /** @param {number} time */
  #run(time) {
    this.#frameId = 0;
    this.#frameWanted = false;
    this.frames++;
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) if (this.#alive) callback(time);
  }
}
