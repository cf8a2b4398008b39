// The life of the map's program. It starts when the map comes near or is touched. A map that has
// been out of view for a while is a static picture again: it gives back its context, its program
// and all that was fetched for it. So is one whose context the browser took, for as long as there
// is no place for another (contexts.js).

import { Failure } from './failure.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Loaded } from './load.js' */
/** @import { First } from './page.js' */

/**
 * What the life of a program means for the page.
 * @typedef {object} Listeners
 * @property {(fraction: number) => void} loading
 * @property {(canvas: WebGLCanvas, loaded: Loaded) => {end: () => Promise<void>}} create the
 *   program
 * @property {() => void} leave before the program, if there is one, ends
 * @property {(failure: Partial<Failure>) => void} failed
 * @property {() => boolean} hasPicture whether what is shown without a program is right
 */

/** How long a map has been out of view when it gives everything back, in milliseconds. */
const GIVE_BACK_DELAY = 3000;
/** How long it has been in view when it starts again: one that is scrolled past does not. */
const START_DELAY = 150;
/** How long after a loss it shows which other contexts were lost with it. */
const SETTLE_DELAY = 300;
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
const COLLECTING_DELAYS = [1000, 4000];
/** A buffer of this many bytes makes a browser collect its garbage. */
const COLLECTING_SIZE = 2 ** 30;
/**
 * Waits in milliseconds before another try for a context, which a browser may refuse just after a
 * loss.
 */
const CONTEXT_WAITS = [0, 300, 1500, 4000];

export class Life {
  /** @type {'static' | 'starting' | 'live' | 'failed'} */
  state = 'static';
  #boot;
  #contexts;
  #on;
  #isolated;
  #stays;
  #begun = false;
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
   * @param {Pick<First, 'load' | 'forget' | 'makeCanvas'>} options.boot
   * @param {import('./contexts.js').Contexts} options.contexts
   * @param {boolean} options.isolated the map cannot know of the others on its page
   * @param {boolean} options.stays the map gives nothing back by itself: what stands beside it asks
   *   the program
   * @param {Listeners} options.on
   */
  constructor({ boot, contexts, isolated, stays, on }) {
    this.#boot = boot;
    this.#contexts = contexts;
    this.#isolated = isolated;
    this.#stays = stays;
    this.#on = on;
    contexts.onTake = () => this.#giveBack();
    contexts.onChance = () => {
      if (contexts.visible) this.start();
    };
  }

  /** The map has come near for the first time, or was touched. */
  begin() {
    this.#begun = true;
    this.start(!this.#near);
  }

  /**
   * Starts the program unless there is one or no place for its context. `wanted`: the reader
   * touched the map.
   */
  async start(wanted = false) {
    if (!this.#begun || this.state !== 'static' || (!wanted && !this.#near)) return;
    clearTimeout(this.#timer);
    const { visible } = this.#contexts;
    this.state = 'starting';
    if (!this.#contexts.request(wanted || (visible && !this.#on.hasPicture()))) {
      this.state = 'static';
      return;
    }
    const attempt = (this.#attempt = {});
    const over = () => attempt !== this.#attempt;
    try {
      this.#on.loading(0);
      const loaded =
        this.#loaded ??
        (await this.#boot.load((fraction) => {
          if (!over()) this.#on.loading(fraction);
        }));
      if (over()) return;
      this.#loaded = loaded;
      await this.#create(over);
    } catch (failure) {
      if (!over()) this.fail(/** @type {Error} */ (failure));
    }
  }

  /** The program has drawn the map. */
  drawn() {
    this.state = 'live';
    this.#contexts.drawn = true;
    this.#contexts.announce();
  }

  /** The reader has touched the map, or something beside it. */
  touch() {
    this.#contexts.touched = Date.now();
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
    else if (!this.#stays) this.#timer = setTimeout(() => this.#giveBack(), GIVE_BACK_DELAY);
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
      this.#contexts.left = Date.now();
      this.#contexts.announce();
    }
  }

  /** The context was lost without our doing. */
  lost() {
    const now = Date.now();
    const inView = this.#contexts.visible;
    this.#end();
    if (!inView) return this.#forget(); // it is asked for again when the map comes into view
    this.#losses = [...this.#losses.filter((time) => now - time < LOSS_WINDOW), now];
    this.#timer = setTimeout(() => this.#recover(now), SETTLE_DELAY);
  }

  /**
   * Ends with a sentence.
   * @param {Partial<Failure>} failure
   */
  fail(failure) {
    this.#end();
    this.#forget();
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

  #giveBack() {
    if (this.state === 'failed') return;
    const ended = this.#end();
    this.#forget();
    ended?.then(() => {
      for (const delay of COLLECTING_DELAYS) setTimeout(hastenCollection, delay);
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
    if (this.state !== 'static') this.#on.leave();
    const ended = this.#program?.end();
    this.#program = null;
    this.#contexts.release();
    this.state = 'static';
    return ended;
  }

  #forget() {
    this.#loaded = null;
    this.#boot.forget();
  }

  /**
   * Makes a canvas with its context, and the program on it. Only a browser that has taken a context
   * is asked again.
   * @param {() => boolean} over
   */
  async #create(over) {
    for (const wait of this.#losses.length ? CONTEXT_WAITS : [0]) {
      if (wait)
        await new Promise((resolve) => {
          setTimeout(resolve, wait);
        });
      if (over()) return;
      const canvas = this.#boot.makeCanvas();
      if (!canvas) continue;
      this.#contexts.hold(canvas.getContext('webgl2'));
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
function hastenCollection() {
  try {
    void new ArrayBuffer(COLLECTING_SIZE);
  } catch {
    /* there was no such room, but the browser has looked for it */
  }
}
