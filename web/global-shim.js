// The globals that Go and Ebitengine see instead of the page's own. Ebitengine is written for a
// page of its own: a canvas in body, the focus, every key, wheel and touch event, and a reload when
// the WebGL context is lost. Here `document.body` is the map's own element, measured in device
// pixels, listeners and focus have no effect, and animation frames and timers go through a
// FrameScheduler.

/** @import { Bridge } from './wasm-instance.js' */

const noop = () => {};

/**
 * @param {object} options
 * @param {HTMLElement} options.host the element that holds the canvas
 * @param {HTMLCanvasElement} options.canvas a canvas with its context
 * @param {() => {width: number, height: number}} options.size the host's size in device pixels
 * @param {import('./frame-scheduler.js').FrameScheduler} options.scheduler
 * @param {Bridge} options.bridge the interface between the Go program and the page, the global
 *   `truceline`
 * @param {(text: string) => void} options.onText receives each line that the program writes to its
 *   standard output or error
 * @returns {{globalThis: object, notifyResize: () => void}}
 */
// eslint-disable-next-line max-lines-per-function -- a table of the globals that the program sees
export function makeGlobalShim({ host, canvas, size, scheduler, bridge, onText }) {
  let onResize = noop;
  detachInput(canvas);

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
  const documentShim = {
    body,
    head: { appendChild: noop },
    documentElement: { style: {} },
    addEventListener: noop,
    hasFocus: () => true,
    getElementById: () => null,
    createElement: (/** @type {string} */ tag) =>
      tag === 'canvas' ? canvas : document.createElement(tag),
  };
  /** @type {Record<PropertyKey, unknown>} */
  const overrides = {
    document: documentShim,
    devicePixelRatio: 1, // body is already measured in device pixels
    addEventListener(/** @type {string} */ type, /** @type {() => void} */ listener) {
      if (type === 'resize') onResize = listener;
    },
    requestAnimationFrame: (/** @type {FrameRequestCallback} */ callback) =>
      scheduler.addCallback(callback),
    setTimeout: (/** @type {() => void} */ callback, /** @type {number} */ delay) =>
      scheduler.setTimer(callback, delay),
    clearTimeout: (/** @type {number} */ id) => scheduler.clearTimer(id),
    Document: {
      prototype: {
        get hidden() {
          return false;
        },
      },
    },
    ResizeObserver: undefined,
    matchMedia: undefined,
    // The map uses neither gamepads nor vibration, and in some frames they require a permission.
    navigator: { userAgent: navigator.userAgent, getGamepads: () => [] },
    truceline: bridge,
    fs: standardStreams(onText),
  };
  overrides.window = overrides.self = overrides;

  const shim = new Proxy(globalThis, {
    get: (target, key) =>
      key in overrides ? overrides[key] : /** @type {Record<PropertyKey, unknown>} */ (target)[key],
    set: (_, key, value) => {
      overrides[key] = value;
      return true;
    },
    has: (target, key) => key in overrides || key in target,
  });
  overrides.globalThis = shim;
  return { globalThis: shim, notifyResize: () => onResize() };
}

/**
 * Prevents Ebitengine from listening to the canvas and from focusing it.
 * @param {HTMLCanvasElement} canvas
 */
function detachInput(canvas) {
  const setAttribute = canvas.setAttribute;
  canvas.addEventListener = noop;
  canvas.focus = noop;
  canvas.setAttribute = (name, value) => {
    if (name !== 'tabindex') setAttribute.call(canvas, name, value);
  };
}

/**
 * Returns the part of Node's fs that Go's runtime needs. It passes on whole lines of the two
 * standard streams; every other function fails with ENOSYS.
 * @param {(text: string) => void} onText
 */
function standardStreams(onText) {
  const decoder = new TextDecoder();
  let partialLine = '';
  const writeSync = (/** @type {number} */ _, /** @type {Uint8Array} */ bytes) => {
    const lines = (partialLine + decoder.decode(bytes)).split('\n');
    partialLine = /** @type {string} */ (lines.pop());
    lines.forEach(onText);
    return bytes.length;
  };
  const notImplemented = (/** @type {any[]} */ ...args) =>
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
  return new Proxy(streams, { get: (target, key) => target[key] ?? notImplemented });
}
