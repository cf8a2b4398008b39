// What runs before there is a program: it takes the reader's theme, covers the page's picture where
// the address asks for another one, answers on the picture, keeps what is asked for, and fetches
// the program when the map comes near or is touched. It runs as soon as the map's part of the page
// is there; the page's own script follows when all is.

import { StaticMapInteraction } from './static-map.js';
import { loadInWorker } from './load-in-worker.js';
import { parseUrl } from './permalink.js';
import { loseContext, makeCanvas } from './canvas.js';
import { Contexts, mapsIn } from './contexts.js';
import { listenToControls } from './controls.js';
import { byId, nextPaint, firstContentfulPaint } from './dom.js';
import { Failure } from './failure.js';
import { showCorrection } from './pinned.js';
import { NEAR_MARGIN } from './visibility-margins.js';
import { ActionQueue } from './action-queue.js';
import { makeSliders } from './sliders.js';
import { Status } from './status.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Loaded } from './load.js' */
/** @import { Action, PageConfig } from './types.js' */

/**
 * How long the program waits at most for the page's first picture, in milliseconds; one that is out
 * of view may never come.
 */
const FIRST_PAINT_TIMEOUT = 1000;
/**
 * How long the page has for itself after its first paint, in milliseconds, before the program and
 * the GPU are asked for.
 */
const PAINT_DELAY = 150;

/** @type {PageConfig} */
const config = JSON.parse(byId('tl-config').textContent);
const box = byId('tl-map');
const root = document.documentElement;
// The pages that are made for frames have this from the start; any other becomes like them inside
// one.
if (window.parent !== window) root.setAttribute('data-embed', '');
const requested = parseUrl(location.search, config, root.hasAttribute('data-embed'));

// What stands around the map, and how it looks, must be right before a reader sees it: it does not
// wait for the page's script.
if (requested.theme) root.dataset.theme = requested.theme;
root.dataset.ui = requested.ui;
root.toggleAttribute('data-transparent', requested.transparent);
box.toggleAttribute('data-covers-static', requested.coversStatic);

/** A map whose newest day is no older than this many milliseconds needs no word about it. */
const MAX_DATA_AGE = 14 * 24 * 3600_000;

/**
 * Says at once when the map is old, not only when there is a program that knows it.
 * @param {HTMLElement} line
 */
function showDataAge(line) {
  line.hidden = Date.now() - Date.parse(/** @type {string} */ (line.dataset.asOf)) <= MAX_DATA_AGE;
}

// The rest of the page has waited for the picture: layout.css.
firstContentfulPaint().then(() => {
  root.toggleAttribute('data-painted', true);
});

/** The page has been painted and a first tap has had its answer, on the screen. */
const afterPaint = firstContentfulPaint()
  .then(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, PAINT_DELAY);
      }),
  )
  .then(nextPaint);
/** What is fetched, compiled and run beside them would keep a busy processor from both. */
const idle = Promise.race([
  afterPaint,
  new Promise((resolve) => {
    setTimeout(resolve, FIRST_PAINT_TIMEOUT);
  }),
]);

/** What the reader wants done, for the program that is there or will be. */
const queue = new ActionQueue();
const status = new Status(config.texts);
/** @type {(fraction: number) => void} */
let progress = () => {};
/** @type {Promise<Loaded> | null} */
let loading = null;
/** @type {AbortController | null} */
let controller = null;
/** @type {WebGLCanvas | null} */
let canvas = null;
const contexts = new Contexts(() => mapsIn(window.top ?? window));
/** @type {() => void} */
let resolveNear;
/** @type {Promise<void>} */
const whenNear = new Promise((resolve) => {
  resolveNear = resolve;
});

/** Fetches program and data, once; after a failure again. */
function startLoading() {
  if (loading) return loading;
  controller = new AbortController();
  /** @type {Promise<Loaded>} */
  const fetched = (loading = loadFiles(controller).catch((failure) => {
    if (loading === fetched) loading = null;
    throw failure;
  }));
  return fetched;
}

/** @param {AbortController} controller */
async function loadFiles(controller) {
  await idle;
  if (typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming)
    throw new Failure('program', 'no WebAssembly');
  const files = loadInWorker(config, (fraction) => progress(fraction), controller);
  files.catch(() => {}); // told below
  // The GPU gets ready while the files arrive. To wait for it takes long, so the page's own picture
  // comes first, and whoever taps it then is answered first.
  await afterPaint;
  if (!controller.signal.aborted && !canvas && (contexts.holdsContext || contexts.request())) {
    canvas = makeCanvas();
    if (!canvas) {
      contexts.release();
      controller.abort();
      throw new Failure('webgl', 'no WebGL 2 context');
    }
    contexts.setContext(canvas.getContext('webgl2'));
  }
  return files;
}

/** Forgets what has been fetched, or is on its way, and the canvas that was made for it. */
function discardLoaded() {
  controller?.abort();
  loading = null;
  if (canvas) loseContext(canvas);
  canvas = null;
}
contexts.onReclaim = () => {
  // there is no program yet
  discardLoaded();
  contexts.release();
};

function beginLoading() {
  triggers.abort();
  startLoading().catch(() => {}); // who shows the map tells of it
  resolveNear();
}

/** What shows that a reader wants the map, wherever it is. */
const USE_EVENTS = ['pointerdown', 'keydown', 'change'];

/** What makes the program begin, until it has. */
const triggers = new AbortController();
/** Called when the reader asks for something. */
let onUse = () => {};

function beginLoadingWhenNear() {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) beginLoading();
    },
    { rootMargin: `${NEAR_MARGIN}px 0px` },
  );
  watcher.observe(box);
  triggers.signal.addEventListener('abort', () => watcher.disconnect());
  for (const type of USE_EVENTS)
    addEventListener(type, beginLoading, { capture: true, passive: true, signal: triggers.signal });
  // The observer waits for a frame. A page of its own begins with its map, unless its address leads
  // to another place in it.
  if (window.parent === window && !location.hash) beginLoading();
}

/**
 * The reader wants to save data: the program begins when the map or one of its controls is used,
 * and not with a scroll.
 */
function beginLoadingWhenUsed() {
  status.waiting();
  onUse = beginLoading;
  box.addEventListener('click', beginLoading, { signal: triggers.signal });
  addEventListener('input', beginLoading, { signal: triggers.signal });
}

const savesData =
  navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches;
if (savesData) beginLoadingWhenUsed();
else beginLoadingWhenNear();

showCorrection(config);
showDataAge(byId('tl-data-age'));

/** Actions after which another proposal may be shown, or none. */
const STORY_ACTIONS = ['date', 'scenario', 'tab', 'step', 'play'];

/**
 * Takes what the reader asks for.
 * @param {Action} action
 */
function dispatch(action) {
  if (action.type === 'theme') showTheme(action.theme);
  queue.add(action);
  // The distances are those of the page's proposal; the program will show others.
  if (queue.pending.some(({ type }) => STORY_ACTIONS.includes(type)))
    byId('tl-pullback-control')?.toggleAttribute('hidden', true);
  onUse();
}

/** @param {'light' | 'dark' | 'auto'} theme */
function showTheme(theme) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

byId('tl-theme').value = requested.theme ?? 'auto';
const sliders = makeSliders(config, dispatch);
listenToControls(dispatch);
status.onFail = () => {
  for (const slider of Object.values(sliders)) slider.reset();
};

const staticMap = new StaticMapInteraction({ box, input: byId('tl-input'), wish: dispatch });
box.toggleAttribute('data-static-ready', true);

globalThis.truceline = /** @type {typeof truceline} */ ({
  boot: {
    config,
    requested,
    whenNear,
    queue,
    dispatch,
    status,
    sliders,
    staticMap,
    contexts,
    load: (onProgress) => {
      progress = onProgress;
      return startLoading();
    },
    discardLoaded,
    /** A canvas, the one that was made while the program was fetched if it is still there. */
    makeCanvas: () => {
      const made = canvas ?? makeCanvas();
      canvas = null;
      return made;
    },
  },
});

/** Goes on with the page's own script; import makes a text of its address. */
const loadMain = () =>
  import(
    /** @type {string} */ (
      /** @type {unknown} */ (new URL(config.root + config.script, document.baseURI))
    )
  );
const parsed =
  document.readyState !== 'loading' ||
  new Promise((resolve) => {
    addEventListener('DOMContentLoaded', resolve, { once: true });
  });
Promise.all([parsed, idle])
  .then(loadMain)
  .catch((failure) => {
    console.warn(`truceline: ${failure}`);
    status.failed('download');
    status.onRetry(() => location.reload());
  });
