// Which maps of a page have a WebGL context. A browser allows only so many, and takes another one
// away when one more is made. How many it allows is learnt from losses. The maps of one site on one
// page find one another through the frames of the page and decide by the same facts; a map in a
// sandboxed frame knows only of itself.

/**
 * How many contexts the maps of a page have at most while any of them is out of view: no browser
 * allows as few.
 */
const BACKGROUND_LIMIT = 3;

export class Contexts {
  /**
   * What others read. A map of another version of these scripts counts only if this is the same.
   */
  protocol = 2;
  /** As many contexts are allowed, as far as this map has learnt. */
  limit = Infinity;
  /**
   * The context; null: there is none yet, or none at all.
   * @type {WebGL2RenderingContext | null}
   */
  context = null;
  /** When the map took its place, in milliseconds; 0: it has none. */
  heldSince = 0;
  /** Until it is known, as if it were. */
  visible = true;
  /** When the map went out of view. */
  hiddenSince = 0;
  /** When the reader last touched it. */
  lastUsed = 0;
  /** Whether the map has been drawn with the present context. */
  drawn = false;
  /** Called when another map needs the place: gives it back at once. */
  onReclaim = () => {};
  /** Called when there may be a place for a map that had to do without. */
  onAvailable = () => {};
  #peers;
  #now;

  /**
   * @param {() => Contexts[]} peers all maps of the page that can be seen from here
   * @param {() => number} now
   */
  constructor(peers, now = Date.now) {
    this.#peers = peers;
    this.#now = now;
  }

  /** Whether the map has a place. A context that the browser took is none. */
  get holdsContext() {
    return this.heldSince > 0 && !this.context?.isContextLost();
  }

  /**
   * Takes a place for a context. A map in view may have that of one out of view, and one that the
   * reader wants, that of the map that was not touched for longest.
   * @param {boolean} wanted
   * @returns {boolean} whether there was one
   */
  request(wanted = false) {
    const peers = this.#others();
    const limit = Math.min(this.limit, ...peers.map((peer) => peer.limit));
    const holders = () => peers.filter((peer) => peer.holdsContext);
    this.heldSince = this.#now(); // nobody else takes what is given back now
    const inView = this.visible || wanted;
    while (holders().length >= Math.min(limit, BACKGROUND_LIMIT)) {
      const [outOfView] = holders()
        .filter((peer) => !peer.visible)
        .sort((a, b) => a.hiddenSince - b.hiddenSince);
      if (!inView || !outOfView) break;
      outOfView.onReclaim();
    }
    while (holders().length >= (inView ? limit : Math.min(limit, BACKGROUND_LIMIT))) {
      const [untouched] = holders()
        .filter((peer) => peer.drawn)
        .sort((a, b) => a.lastUsed - b.lastUsed);
      if (!wanted || !untouched) {
        this.heldSince = 0;
        return false;
      }
      untouched.onReclaim();
    }
    return true;
  }

  /**
   * Notes the context for which a place was taken.
   * @param {WebGL2RenderingContext} context
   */
  setContext(context) {
    this.context = context;
  }

  /** Gives the place back. */
  release() {
    this.context = null;
    this.heldSince = 0;
    this.drawn = false;
  }

  /**
   * Lets the others know, in a moment, that there may be a place; the one touched last comes first.
   */
  announce() {
    queueMicrotask(() => {
      // first whoever gives its place to another map is done
      for (const peer of this.#others().sort((a, b) => b.lastUsed - a.lastUsed)) peer.onAvailable();
    });
  }

  /**
   * How many contexts that were there at a time still are: those that the browser left when it took
   * one.
   * @param {number} time
   */
  survivors(time) {
    return this.#others().filter(
      (peer) => peer.context && peer.holdsContext && peer.heldSince <= time,
    ).length;
  }

  /**
   * Learns how many contexts are allowed.
   * @param {number} limit
   */
  learn(limit) {
    this.limit = Math.min(this.limit, limit);
  }

  #others() {
    return this.#peers().filter((peer) => peer !== this && peer.protocol === this.protocol);
  }
}

/**
 * The maps on a page whose scripts may speak to one another.
 * @param {Window} page
 */
export function mapsIn(page) {
  /** @type {Contexts[]} */
  const found = [];
  const visit = (/** @type {Window & {truceline?: {boot?: {contexts: Contexts}}}} */ frame) => {
    try {
      const map = frame.truceline?.boot?.contexts;
      if (map) found.push(map);
    } catch {
      /* of another site, or in a sandbox of its own */
    }
    for (let i = 0; i < frame.length; i++) visit(frame[i]);
  };
  visit(page);
  return found;
}
