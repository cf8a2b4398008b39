// The lifecycle of the map's program. It starts when the map comes near the window or is used. A
// map that has been far from the window for a while becomes a static picture again: it releases its
// context, its program and all files. So does a map whose context the browser took away, until
// another is available (contexts.js).

import { Failure } from './failure.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Loaded } from './load.js' */
/** @import { Boot } from './page.js' */

/**
 * The callbacks of a lifecycle.
 * @typedef {object} Listeners
 * @property {(fraction: number) => void} loading receives the progress, from 0 to 1
 * @property {(canvas: WebGLCanvas, loaded: Loaded) => {dispose: () => Promise<void>}} create
 *   creates the program
 * @property {() => void} beforeEnd called before the program, if there is one, ends
 * @property {(failure: Partial<Failure>) => void} failed
 * @property {() => boolean} hasPicture reports whether the picture shown without a program is right
 */

/** How long a map must be far from the window before it releases everything, in milliseconds. */
const RELEASE_DELAY = 3000;
/**
 * How long a map must be near or in view before it starts again, in milliseconds. One that is
 * scrolled past does not start.
 */
const START_DELAY = 150;
/** How long after a loss it is known which other contexts were lost with it, in milliseconds. */
const LOSS_DELAY = 300;
/**
 * A map gives up if it loses its context more often than this within LOSS_WINDOW milliseconds while
 * no other map keeps its own.
 */
const MAX_RESTARTS = 4;
const LOSS_WINDOW = 30_000;
/** No browser allows fewer contexts. A lower number is believed only after a second loss. */
const PLAUSIBLE_LIMIT = 8;
/**
 * How long after the end of a program garbage collection is requested, in milliseconds. Browsers do
 * not always see at once that the memory is free.
 */
const GC_DELAYS = [1000, 4000];
/** The size in bytes of a buffer that makes a browser collect its garbage. */
const GC_BUFFER_SIZE = 2 ** 30;
/**
 * The delays before each attempt to create a context, in milliseconds. A browser may refuse one
 * just after a loss.
 */
const CONTEXT_RETRY_DELAYS = [0, 300, 1500, 4000];

export class MapLifecycle {
  /** @type {'static' | 'starting' | 'live' | 'failed'} */
  state = 'static';
  #boot;
  #contexts;
  #on;
  #isolated;
  #persistent;
  #enabled = false;
  #near = true;
  /** @type {ReturnType<Listeners['create']> | null} */
  #program = null;
  /** @type {Loaded | null} */
  #loaded = null;
  /**
   * The times of recent losses of the context, in milliseconds.
   * @type {number[]}
   */
  #losses = [];
  /**
   * The present attempt to start; null: none.
   * @type {object | null}
   */
  #attempt = null;
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;

  /**
   * @param {object} options
   * @param {Pick<Boot, 'load' | 'discardLoaded' | 'makeCanvas'>} options.boot
   * @param {import('./contexts.js').Contexts} options.contexts
   * @param {boolean} options.isolated whether the map cannot access the other maps on its page
   * @param {boolean} options.persistent whether the map keeps its program when it is far from the
   *   window, because the parts beside it query the program
   * @param {Listeners} options.on
   */
  constructor({ boot, contexts, isolated, persistent, on }) {
    this.#boot = boot;
    this.#contexts = contexts;
    this.#isolated = isolated;
    this.#persistent = persistent;
    this.#on = on;
    contexts.onReclaim = () => this.#releaseAll();
    contexts.onAvailable = () => {
      if (contexts.visible) this.start();
    };
  }

  /** Called when the map has come near the window for the first time, or was used. */
  enable() {
    this.#enabled = true;
    this.start(!this.#near);
  }

  /**
   * Starts the program, unless there is one or no context is available. `wanted`: the reader used
   * the map.
   */
  async start(wanted = false) {
    if (!this.#enabled || this.state !== 'static' || (!wanted && !this.#near)) return;
    clearTimeout(this.#timer);
    const { visible } = this.#contexts;
    this.state = 'starting';
    if (!this.#contexts.request(wanted || (visible && !this.#on.hasPicture()))) {
      this.state = 'static';
      return;
    }
    const attempt = (this.#attempt = {});
    const superseded = () => attempt !== this.#attempt;
    try {
      this.#on.loading(0);
      const loaded =
        this.#loaded ??
        (await this.#boot.load((fraction) => {
          if (!superseded()) this.#on.loading(fraction);
        }));
      if (superseded()) return;
      this.#loaded = loaded;
      await this.#create(superseded);
    } catch (failure) {
      if (!superseded()) this.fail(/** @type {Error} */ (failure));
    }
  }

  /** Called when the program has drawn the map for the first time. */
  handleFirstFrame() {
    this.state = 'live';
    this.#contexts.drawn = true;
    this.#contexts.announce();
  }

  /** Called when the reader has used the map, or something beside it. */
  handleUse() {
    this.#contexts.lastUsed = Date.now();
    this.start(true);
  }

  /** Tries again after a failure. */
  retry() {
    if (this.state === 'failed') this.state = 'static';
    this.start(true);
  }

  /**
   * Called when the map has come near the window, or is far from it.
   * @param {boolean} near
   */
  setNear(near) {
    if (near === this.#near) return;
    this.#near = near;
    clearTimeout(this.#timer);
    if (near) this.#startSoon();
    else if (!this.#persistent) this.#timer = setTimeout(() => this.#releaseAll(), RELEASE_DELAY);
  }

  /**
   * Called when the map has come into view or left it.
   * @param {boolean} visible
   */
  setVisible(visible) {
    this.#contexts.visible = visible;
    if (visible) {
      this.#startSoon();
    } else {
      this.#contexts.hiddenSince = Date.now();
      this.#contexts.announce();
    }
  }

  /** Called when the browser has taken the context away. */
  handleContextLoss() {
    const now = Date.now();
    const inView = this.#contexts.visible;
    this.#end();
    if (!inView) return this.#discardLoaded(); // loaded again when the map comes into view
    this.#losses = [...this.#losses.filter((time) => now - time < LOSS_WINDOW), now];
    this.#timer = setTimeout(() => this.#recover(now), LOSS_DELAY);
  }

  /**
   * Ends the program because of a failure, and reports it.
   * @param {Partial<Failure>} failure
   */
  fail(failure) {
    this.#end();
    this.#discardLoaded();
    this.state = 'failed';
    this.#on.failed(failure);
  }

  #startSoon() {
    if (this.state !== 'static') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.start(), START_DELAY);
  }

  /**
   * Restarts after a loss. If other maps have kept their contexts, the browser took this one for
   * another map, and their number is the number that it allows. If none has, something is wrong
   * with the GPU.
   * @param {number} time of the loss, in milliseconds
   */
  #recover(time) {
    const left = this.#contexts.survivors(time);
    if (left >= PLAUSIBLE_LIMIT || (left > 0 && this.#losses.length > 1))
      this.#contexts.learn(left);
    if (left === 0 && this.#losses.length > MAX_RESTARTS) {
      this.fail(new Failure('webgl', 'the context was lost too often'));
    } else if (!this.#isolated || this.#losses.length === 1) {
      this.start();
    }
  }

  #releaseAll() {
    if (this.state === 'failed') return;
    const ended = this.#end();
    this.#discardLoaded();
    ended?.then(() => {
      for (const delay of GC_DELAYS) setTimeout(requestGarbageCollection, delay);
    });
    this.#contexts.announce();
  }

  /**
   * Ends the program. Returns a promise that resolves when it has ended, or undefined if there was
   * none.
   */
  #end() {
    clearTimeout(this.#timer);
    this.#attempt = null;
    if (this.state !== 'static') this.#on.beforeEnd();
    const ended = this.#program?.dispose();
    this.#program = null;
    this.#contexts.release();
    this.state = 'static';
    return ended;
  }

  #discardLoaded() {
    this.#loaded = null;
    this.#boot.discardLoaded();
  }

  /**
   * Creates a canvas with its context, and the program on it. Only after a loss is a failed attempt
   * repeated.
   * @param {() => boolean} superseded
   */
  async #create(superseded) {
    for (const delay of this.#losses.length ? CONTEXT_RETRY_DELAYS : [0]) {
      if (delay)
        await new Promise((resolve) => {
          setTimeout(resolve, delay);
        });
      if (superseded()) return;
      const canvas = this.#boot.makeCanvas();
      if (!canvas) continue;
      this.#contexts.setContext(canvas.getContext('webgl2'));
      this.#program = this.#on.create(canvas, /** @type {Loaded} */ (this.#loaded));
      return;
    }
    throw new Failure('webgl', 'no WebGL 2 context');
  }
}

/**
 * Makes the browser collect its garbage soon. An ended program leaves some 60 MB, but a browser by
 * itself waits for more. It reacts to the request for a large buffer, which takes no memory as long
 * as it is not written to.
 */
function requestGarbageCollection() {
  try {
    void new ArrayBuffer(GC_BUFFER_SIZE);
  } catch {
    /* not enough memory, but the browser has searched for it */
  }
}
