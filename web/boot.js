// The first script of a page. Before there is a program it applies the reader's theme, covers the
// static map if the address requests another picture, answers input on the static map, queues the
// reader's actions, and starts loading the program when the map comes near the window or is used.
// It runs as soon as the map's part of the page has been parsed; main.js follows when all of it
// has.

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
 * The maximum time for which loading waits for the page's first paint, in milliseconds. A page that
 * is out of view may never be painted.
 */
const FIRST_PAINT_TIMEOUT = 1000;
/**
 * The time between the first paint and the start of loading, in milliseconds. It leaves the
 * processor and the GPU to the page.
 */
const PAINT_DELAY = 150;

/** @type {PageConfig} */
const config = JSON.parse(byId('tl-config').textContent);
const box = byId('tl-map');
const root = document.documentElement;
// Pages made for frames have data-embed in their HTML. Any other page gets it inside a frame.
if (window.parent !== window) root.setAttribute('data-embed', '');
const requested = parseUrl(location.search, config, root.hasAttribute('data-embed'));

// The parts around the map and the theme must be right when the page is first painted, so they do
// not wait for main.js.
if (requested.theme) root.dataset.theme = requested.theme;
root.dataset.ui = requested.ui;
root.toggleAttribute('data-transparent', requested.transparent);
box.toggleAttribute('data-covers-static', requested.coversStatic);

/** The age of the newest day in milliseconds above which the page shows that its data is old. */
const MAX_DATA_AGE = 14 * 24 * 3600_000;

/**
 * Shows the note about old data at once, without waiting for the program.
 * @param {HTMLElement} line
 */
function showDataAge(line) {
  line.hidden = Date.now() - Date.parse(/** @type {string} */ (line.dataset.asOf)) <= MAX_DATA_AGE;
}

// layout.css defers the rest of the page until the static map has been painted.
firstContentfulPaint().then(() => {
  root.toggleAttribute('data-painted', true);
});

/**
 * Resolves PAINT_DELAY after the first contentful paint, with the next paint: a first tap has been
 * answered on the screen by then.
 */
const afterPaint = firstContentfulPaint()
  .then(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, PAINT_DELAY);
      }),
  )
  .then(nextPaint);
/**
 * Resolves with afterPaint, or after FIRST_PAINT_TIMEOUT. Fetching, compiling and running the
 * program any earlier would keep a busy processor from painting and from answering.
 */
const idle = Promise.race([
  afterPaint,
  new Promise((resolve) => {
    setTimeout(resolve, FIRST_PAINT_TIMEOUT);
  }),
]);

/** The reader's actions, for the program that runs or will run. */
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

/**
 * Starts to fetch the program and its data, unless it has started already. After a failure it can
 * be called again.
 */
function startLoading() {
  if (loading) return loading;
  controller = new AbortController();
  /** @type {Promise<Loaded>} */
  const attempt = (loading = loadFiles(controller).catch((failure) => {
    if (loading === attempt) loading = null;
    throw failure;
  }));
  return attempt;
}

/** @param {AbortController} controller */
async function loadFiles(controller) {
  await idle;
  if (typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming)
    throw new Failure('program', 'no WebAssembly');
  const files = loadInWorker(config, (fraction) => progress(fraction), controller);
  files.catch(() => {}); // the returned promise reports it
  // The GPU gets ready while the files arrive. Creating the context blocks for long, so the first
  // paint and the answer to a first tap come before it.
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

/** Drops the files that have been or are being fetched, and the canvas made for them. */
function discardLoaded() {
  controller?.abort();
  loading = null;
  if (canvas) loseContext(canvas);
  canvas = null;
}
contexts.onReclaim = () => {
  // there is no program to end yet
  discardLoaded();
  contexts.release();
};

function beginLoading() {
  triggers.abort();
  startLoading().catch(() => {}); // MapLifecycle reports it
  resolveNear();
}

/** The events that show that a reader wants the map, wherever it is. */
const USE_EVENTS = ['pointerdown', 'keydown', 'change'];

/** Removes the listeners that start loading, once it has started. */
const triggers = new AbortController();
/** Called when the reader has dispatched an action. */
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
  // The observer reports only with a frame. A page that is not in a frame begins with its map, so
  // it need not wait, unless its address leads to another part of the page.
  if (window.parent === window && !location.hash) beginLoading();
}

/**
 * Starts loading when the map or one of its controls is used, and not on scroll: the reader wants
 * to save data.
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
 * Queues an action of the reader, and shows at once what needs no program.
 * @param {Action} action
 */
function dispatch(action) {
  if (action.type === 'theme') showTheme(action.theme);
  queue.add(action);
  // The slider has the distances of the page's own proposal. The program will show others.
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

const staticMap = new StaticMapInteraction({ box, input: byId('tl-input'), enqueue: dispatch });
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
    /** Returns the canvas that was made during loading, if it is still there, or else a new one. */
    makeCanvas: () => {
      const made = canvas ?? makeCanvas();
      canvas = null;
      return made;
    },
  },
});

/** Loads main.js. import() converts the URL to a string. */
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
