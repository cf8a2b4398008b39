// The life of the map's program. It starts when the map comes near or is touched. A map that has
// been out of view for a while is a static picture again: it gives back its context, its program
// and all that was fetched for it. So is one whose context the browser took, for as long as there
// is no place for another (contexts.js).

import { Failure } from './failure.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Loaded } from './load.js' */
/** @import { Boot } from './page.js' */

/**
 * What the life of a program means for the page.
 * @typedef {object} Listeners
 * @property {(fraction: number) => void} loading
 * @property {(canvas: WebGLCanvas, loaded: Loaded) => {dispose: () => Promise<void>}} create the
 *   program
 * @property {() => void} beforeEnd before the program, if there is one, ends
 * @property {(failure: Partial<Failure>) => void} failed
 * @property {() => boolean} hasPicture whether what is shown without a program is right
 */

/** How long a map has been out of view when it gives everything back, in milliseconds. */
const RELEASE_DELAY = 3000;
/** How long it has been in view when it starts again: one that is scrolled past does not. */
const START_DELAY = 150;
/** How long after a loss it shows which other contexts were lost with it. */
const LOSS_DELAY = 300;
/**
 * A map that loses its context more often than this within LOSS_WINDOW milliseconds while no other
 * keeps its own gives up.
 */
const MAX_RESTARTS = 4;
const LOSS_WINDOW = 30_000;
/** No browser allows fewer contexts. One that seems to is believed only after a second loss. */
const PLAUSIBLE_LIMIT = 8;
/**
 * When after its end a program's memory is asked for, in milliseconds: browsers do not always see
 * at once that it is free.
 */
const GC_DELAYS = [1000, 4000];
/** A buffer of this many bytes makes a browser collect its garbage. */
const GC_BUFFER_SIZE = 2 ** 30;
/**
 * Waits in milliseconds before another try for a context, which a browser may refuse just after a
 * loss.
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
   * When the context was lost of late.
   * @type {number[]}
   */
  #losses = [];
  /**
   * The present try to start.
   * @type {object | null}
   */
  #attempt = null;
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;

  /**
   * @param {object} options
   * @param {Pick<Boot, 'load' | 'discardLoaded' | 'makeCanvas'>} options.boot
   * @param {import('./contexts.js').Contexts} options.contexts
   * @param {boolean} options.isolated the map cannot know of the others on its page
   * @param {boolean} options.stays the map gives nothing back by itself: what stands beside it asks
   *   the program
   * @param {Listeners} options.on
   */
  constructor({ boot, contexts, isolated, stays: persistent, on }) {
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

  /** The map has come near for the first time, or was touched. */
  enable() {
    this.#enabled = true;
    this.start(!this.#near);
  }

  /**
   * Starts the program unless there is one or no place for its context. `wanted`: the reader
   * touched the map.
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

  /** The program has drawn the map. */
  handleFirstFrame() {
    this.state = 'live';
    this.#contexts.drawn = true;
    this.#contexts.announce();
  }

  /** The reader has touched the map, or something beside it. */
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
   * The map has come near the window or is far from it.
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
   * The map has come into view or left it.
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

  /** The context was lost without our doing. */
  handleContextLoss() {
    const now = Date.now();
    const inView = this.#contexts.visible;
    this.#end();
    if (!inView) return this.#discardLoaded(); // it is asked for again when the map comes into view
    this.#losses = [...this.#losses.filter((time) => now - time < LOSS_WINDOW), now];
    this.#timer = setTimeout(() => this.#recover(now), LOSS_DELAY);
  }

  /**
   * Ends with a sentence.
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
   * Goes on after a loss. Where other maps have kept their contexts the browser took this one for
   * another, and how many it left is how many it allows. Where none has, something is wrong with
   * the GPU.
   * @param {number} time when it was
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
   * Ends what runs; what is returned is settled when the program has ended, and undefined where
   * there was none.
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
   * Makes a canvas with its context, and the program on it. Only a browser that has taken a context
   * is asked again.
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
 * Has the browser collect its garbage soon, of which an ended program is some 60 MB. Left alone a
 * browser waits for more of them. It sees that a large buffer is asked for; one that nobody writes
 * to takes no memory.
 */
function requestGarbageCollection() {
  try {
    void new ArrayBuffer(GC_BUFFER_SIZE);
  } catch {
    /* there was no such room, but the browser has looked for it */
  }
}
