// Shares the WebGL contexts of a browser among the maps of a page. A browser allows a limited
// number, and takes one away when another is created. The limit is learnt from losses. The maps of
// one site on one page find one another through the frames of the page and decide by the same
// facts. A map in a sandboxed frame knows only itself.

/**
 * The maximum number of contexts on a page while any map with a context is out of view. Every
 * browser allows more.
 */
const BACKGROUND_LIMIT = 3;

export class Contexts {
  /** The version of the fields that other maps read. Maps of another version are ignored. */
  protocol = 2;
  /** The number of contexts that the browser allows, as far as this map has learnt. */
  limit = Infinity;
  /**
   * The context; null: not created yet, or none.
   * @type {WebGL2RenderingContext | null}
   */
  context = null;
  /** The time at which the map reserved a context, in milliseconds; 0: it has not. */
  heldSince = 0;
  /** Whether the map is in view; true until it is known. */
  visible = true;
  /** The time at which the map went out of view, in milliseconds. */
  hiddenSince = 0;
  /** The time at which the reader last used the map, in milliseconds. */
  lastUsed = 0;
  /** Whether the map has been drawn with its present context. */
  drawn = false;
  /** Called when another map needs the context, which must be released at once. */
  onReclaim = () => {};
  /** Called when a context may be available to a map that has none. */
  onAvailable = () => {};
  #peers;
  #now;

  /**
   * @param {() => Contexts[]} peers returns all maps of the page that are accessible
   * @param {() => number} now
   */
  constructor(peers, now = Date.now) {
    this.#peers = peers;
    this.#now = now;
  }

  /** Whether the map has reserved a context and the browser has not taken it away. */
  get holdsContext() {
    return this.heldSince > 0 && !this.context?.isContextLost();
  }

  /**
   * Reserves a context. A map in view may take that of one out of view. A map that the reader wants
   * may also take that of the least recently used map.
   * @param {boolean} wanted
   * @returns {boolean} whether a context is available
   */
  request(wanted = false) {
    const peers = this.#compatiblePeers();
    const limit = Math.min(this.limit, ...peers.map((peer) => peer.limit));
    const holders = () => peers.filter((peer) => peer.holdsContext);
    this.heldSince = this.#now(); // set first: no third map may take what another releases
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
   * Sets the context that was created after request().
   * @param {WebGL2RenderingContext} context
   */
  setContext(context) {
    this.context = context;
  }

  /** Releases the context. */
  release() {
    this.context = null;
    this.heldSince = 0;
    this.drawn = false;
  }

  /** Notifies the other maps that a context may be available, the most recently used map first. */
  announce() {
    queueMicrotask(() => {
      // in a microtask, after a map that releases its context to another has finished
      for (const peer of this.#compatiblePeers().sort((a, b) => b.lastUsed - a.lastUsed))
        peer.onAvailable();
    });
  }

  /**
   * Returns how many contexts of other maps existed at a time and still do: after a loss, those
   * that the browser has kept.
   * @param {number} time in milliseconds
   */
  survivors(time) {
    return this.#compatiblePeers().filter(
      (peer) => peer.context && peer.holdsContext && peer.heldSince <= time,
    ).length;
  }

  /**
   * Lowers the known limit of contexts.
   * @param {number} limit
   */
  learn(limit) {
    this.limit = Math.min(this.limit, limit);
  }

  #compatiblePeers() {
    return this.#peers().filter((peer) => peer !== this && peer.protocol === this.protocol);
  }
}

/**
 * Returns the maps on a page whose scripts are accessible.
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
      /* a frame of another site, or a sandboxed one */
    }
    for (let i = 0; i < frame.length; i++) visit(frame[i]);
  };
  visit(page);
  return found;
}
