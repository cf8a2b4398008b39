// The gate between the program and the browser's clock. While nothing changes it stays shut: no
// animation frame is asked for and no timer runs. `wake` opens it for the next frame; a program
// that is still moving wakes it again.

/** How long after the last wake the program's own timers still run, in milliseconds. */
const TIMERS_RUN_FOR = 400;

/**
 * A timer of the program. Held: the browser's clock does not run for it.
 * @typedef {{callback: () => void, delay: number, held: boolean, id: number}} Timer
 */

export class Gate {
  /** The frames that have been let through, for tests and measurements. */
  frames = 0;
  #alive = true;
  #visible = true;
  #awake = false;
  #asked = 0;
  #lastWake = 0;
  /** @type {FrameRequestCallback[]} */
  #waiting = [];
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #nextTimer = 1;

  /** Something has changed: lets the next frame through. */
  wake() {
    if (!this.#alive) return;
    this.#awake = true;
    this.#lastWake = performance.now();
    for (const [id, timer] of this.#timers) if (timer.held) this.#start(id, timer);
    this.#ask();
  }

  /**
   * Out of view or in a hidden tab no frame is let through; what was woken meanwhile is drawn on
   * return.
   * @param {boolean} visible
   */
  setVisible(visible) {
    this.#visible = visible;
    if (visible) this.#ask();
  }

  /** Lets a frame through at once, without the browser's clock, which stands still out of view. */
  runNow() {
    cancelAnimationFrame(this.#asked);
    this.#run(performance.now());
  }

  /** Shuts the gate for good: no callback of the program is called any more. */
  shut() {
    this.#alive = false;
    cancelAnimationFrame(this.#asked);
    for (const timer of this.#timers.values()) clearTimeout(timer.id);
    this.#timers.clear();
    this.#waiting = [];
  }

  /** @param {FrameRequestCallback} callback */
  frame(callback) {
    this.#waiting.push(callback);
    this.#ask();
    return 0;
  }

  /**
   * @param {() => void} callback
   * @param {number} delay
   */
  timeout(callback, delay) {
    const id = this.#nextTimer++;
    const timer = { callback, delay, held: true, id: 0 };
    this.#timers.set(id, timer);
    if (performance.now() - this.#lastWake < TIMERS_RUN_FOR) this.#start(id, timer);
    return id;
  }

  /** @param {number} id */
  clear(id) {
    const timer = this.#timers.get(id);
    if (timer) clearTimeout(timer.id);
    this.#timers.delete(id);
  }

  /**
   * @param {number} id
   * @param {Timer} timer
   */
  #start(id, timer) {
    timer.held = false;
    timer.id = setTimeout(() => {
      this.#timers.delete(id);
      if (this.#alive) timer.callback();
    }, timer.delay);
  }

  #ask() {
    if (this.#asked || !this.#awake || !this.#visible || !this.#alive || this.#waiting.length === 0)
      return;
    this.#asked = requestAnimationFrame((time) => this.#run(time));
  }

  /** @param {number} time */
  #run(time) {
    this.#asked = 0;
    this.#awake = false;
    this.frames++;
    const callbacks = this.#waiting;
    this.#waiting = [];
    for (const callback of callbacks) if (this.#alive) callback(time);
  }
}
