// What Go and Ebitengine see instead of the page's own globals. Ebitengine wants the page for
// itself: a canvas in body, focus, every key, wheel and touch, and a reload when the WebGL context
// is lost. Here `document.body` is the map's own element and counts in device pixels, listeners and
// focus lead nowhere, and animation frames and timers pass a gate.

/** @import { Bridge } from './program.js' */

const nothing = () => {};

/**
 * @param {object} options
 * @param {HTMLElement} options.host the element that holds the canvas
 * @param {HTMLCanvasElement} options.canvas a canvas with its context
 * @param {() => {width: number, height: number}} options.size the host's size in device pixels
 * @param {import('./gate.js').Gate} options.gate
 * @param {Bridge} options.bridge what the Go program and the page say to each other, found as
 *   `truceline`
 * @param {(text: string) => void} options.onText a line that the program wrote to its standard
 *   output or error
 * @returns {{globalThis: object, resized: () => void}}
 */
// eslint-disable-next-line max-lines-per-function -- a table of the globals that the program sees
export function makeFacade({ host, canvas, size, gate, bridge, onText }) {
  let onResize = nothing;
  silence(canvas);

  const body = {
    get clientWidth() {
      return size().width;
    },
    get clientHeight() {
      return size().height;
    },
    style: {},
    appendChild: (/** @type {Element} */ element) => host.appendChild(element),
  };
  const ownDocument = {
    body,
    head: { appendChild: nothing },
    documentElement: { style: {} },
    addEventListener: nothing,
    hasFocus: () => true,
    getElementById: () => null,
    createElement: (/** @type {string} */ tag) =>
      tag === 'canvas' ? canvas : document.createElement(tag),
  };
  /** @type {Record<PropertyKey, unknown>} */
  const own = {
    document: ownDocument,
    devicePixelRatio: 1, // body already counts in device pixels
    addEventListener(/** @type {string} */ type, /** @type {() => void} */ listener) {
      if (type === 'resize') onResize = listener;
    },
    requestAnimationFrame: (/** @type {FrameRequestCallback} */ callback) => gate.frame(callback),
    setTimeout: (/** @type {() => void} */ callback, /** @type {number} */ delay) =>
      gate.timeout(callback, delay),
    clearTimeout: (/** @type {number} */ id) => gate.clear(id),
    Document: {
      prototype: {
        get hidden() {
          return false;
        },
      },
    },
    ResizeObserver: undefined,
    matchMedia: undefined,
    // Gamepads and vibration are not the map's business, and asking for them is a permission in
    // some frames.
    navigator: { userAgent: navigator.userAgent, getGamepads: () => [] },
    truceline: bridge,
    fs: standardStreams(onText),
  };
  own.window = own.self = own;

  const facade = new Proxy(globalThis, {
    get: (target, key) =>
      key in own ? own[key] : /** @type {Record<PropertyKey, unknown>} */ (target)[key],
    set: (_, key, value) => {
      own[key] = value;
      return true;
    },
    has: (target, key) => key in own || key in target,
  });
  own.globalThis = facade;
  return { globalThis: facade, resized: () => onResize() };
}

/**
 * Takes away what lets Ebitengine listen to the canvas or take the focus.
 * @param {HTMLCanvasElement} canvas
 */
function silence(canvas) {
  const setAttribute = canvas.setAttribute;
  canvas.addEventListener = nothing;
  canvas.focus = nothing;
  canvas.setAttribute = (name, value) => {
    if (name !== 'tabindex') setAttribute.call(canvas, name, value);
  };
}

/**
 * The part of Node's fs that Go's runtime needs: whole lines of the two standard streams; all else
 * is refused.
 * @param {(text: string) => void} onText
 */
function standardStreams(onText) {
  const decoder = new TextDecoder();
  let rest = '';
  const writeSync = (/** @type {number} */ _, /** @type {Uint8Array} */ bytes) => {
    const lines = (rest + decoder.decode(bytes)).split('\n');
    rest = /** @type {string} */ (lines.pop());
    lines.forEach(onText);
    return bytes.length;
  };
  const refuse = (/** @type {any[]} */ ...args) =>
    args.pop()(Object.assign(new Error('not implemented'), { code: 'ENOSYS' }));
  /** @type {Record<PropertyKey, unknown>} */
  const streams = {
    constants: {
      O_WRONLY: -1,
      O_RDWR: -1,
      O_CREAT: -1,
      O_TRUNC: -1,
      O_APPEND: -1,
      O_EXCL: -1,
      O_DIRECTORY: -1,
    },
    writeSync,
    /**
     * @type {(fd: number, bytes: Uint8Array, offset: number, length: number, position: null,
     *   callback: (fault: null, written: number) => void) => void}
     */
    write: (fd, bytes, _offset, _length, _position, callback) =>
      callback(null, writeSync(fd, bytes)),
    /** @type {(fd: number, callback: (fault: null) => void) => void} */
    fsync: (_, callback) => callback(null),
  };
  return new Proxy(streams, { get: (target, key) => target[key] ?? refuse });
}
