// What runs before there is a program: it takes the reader's theme, covers the page's picture where
// the address asks for another one, answers on the picture, keeps what is asked for, and fetches
// the program when the map comes near or is touched. It runs as soon as the map's part of the page
// is there; the page's own script follows when all is.

import { Answers } from './answers.js';
import { loadApart } from './apart.js';
import { askedFor } from './asked.js';
import { loseContext, makeCanvas } from './canvas.js';
import { Contexts, mapsIn } from './contexts.js';
import { listenToControls } from './controls.js';
import { byId, painted, seen } from './dom.js';
import { Failure } from './failure.js';
import { showCorrection } from './kept.js';
import { NEAR } from './near.js';
import { Queue } from './queue.js';
import { makeSliders } from './sliders.js';
import { Status } from './status.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Loaded } from './load.js' */
/** @import { Action, PageConfig } from './types.js' */

/**
 * How long the program waits at most for the page's first picture, in milliseconds; one that is out
 * of view may never come.
 */
const PATIENCE = 1000;
/**
 * How long the page has for itself after its first paint, in milliseconds, before the program and
 * the GPU are asked for.
 */
const CALM = 150;

/** @type {PageConfig} */
const config = JSON.parse(byId('tl-config').textContent);
const box = byId('tl-box');
const root = document.documentElement;
// The pages that are made for frames have this from the start; any other becomes like them inside
// one.
if (window.parent !== window) root.setAttribute('data-embed', '');
const asked = askedFor(location.search, config, root.hasAttribute('data-embed'));

// What stands around the map, and how it looks, must be right before a reader sees it: it does not
// wait for the page's script.
if (asked.theme) root.dataset.theme = asked.theme;
root.dataset.ui = asked.ui;
root.toggleAttribute('data-transparent', asked.transparent);
box.toggleAttribute('data-other', asked.other);

/** A map whose newest day is no older than this many milliseconds needs no word about it. */
const FRESH = 14 * 24 * 3600_000;

/**
 * Says at once when the map is old, not only when there is a program that knows it.
 * @param {HTMLElement} line
 */
function showAge(line) {
  line.hidden = Date.now() - Date.parse(/** @type {string} */ (line.dataset.since)) <= FRESH;
}

// The rest of the page has waited for the picture: layout.css.
seen().then(() => {
  root.toggleAttribute('data-seen', true);
});

/** The page has been painted and a first tap has had its answer, on the screen. */
const calm = seen()
  .then(
    () =>
      new Promise((resolve) => {
        setTimeout(resolve, CALM);
      }),
  )
  .then(painted);
/** What is fetched, compiled and run beside them would keep a busy processor from both. */
const free = Promise.race([
  calm,
  new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
  }),
]);

/** What the reader wants done, for the program that is there or will be. */
const queue = new Queue();
const status = new Status(config.texts);
/** @type {(fraction: number) => void} */
let progress = () => {};
/** @type {Promise<Loaded> | null} */
let loading = null;
/** @type {AbortController | null} */
let giveUp = null;
/** @type {WebGLCanvas | null} */
let canvas = null;
const contexts = new Contexts(() => mapsIn(window.top ?? window));
/** @type {() => void} */
let come;
/** @type {Promise<void>} */
const near = new Promise((resolve) => {
  come = resolve;
});

/** Fetches program and data, once; after a failure again. */
function fetchAll() {
  if (loading) return loading;
  giveUp = new AbortController();
  /** @type {Promise<Loaded>} */
  const fetched = (loading = fetchOnce(giveUp).catch((failure) => {
    if (loading === fetched) loading = null;
    throw failure;
  }));
  return fetched;
}

/** @param {AbortController} giveUp */
async function fetchOnce(giveUp) {
  await free;
  if (typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming)
    throw new Failure('program', 'no WebAssembly');
  const files = loadApart(config, (fraction) => progress(fraction), giveUp);
  files.catch(() => {}); // told below
  // The GPU gets ready while the files arrive. To wait for it takes long, so the page's own picture
  // comes first, and whoever taps it then is answered first.
  await calm;
  if (!giveUp.signal.aborted && !canvas && (contexts.holds || contexts.request())) {
    canvas = makeCanvas();
    if (!canvas) {
      contexts.release();
      giveUp.abort();
      throw new Failure('webgl', 'no WebGL 2 context');
    }
    contexts.hold(canvas.getContext('webgl2'));
  }
  return files;
}

/** Forgets what has been fetched, or is on its way, and the canvas that was made for it. */
function forget() {
  giveUp?.abort();
  loading = null;
  if (canvas) loseContext(canvas);
  canvas = null;
}
contexts.onTake = () => {
  // there is no program yet
  forget();
  contexts.release();
};

function begin() {
  beginnings.abort();
  fetchAll().catch(() => {}); // who shows the map tells of it
  come();
}

/** What shows that a reader wants the map, wherever it is. */
const TOUCHES = ['pointerdown', 'keydown', 'change'];

/** What makes the program begin, until it has. */
const beginnings = new AbortController();
/** Called when the reader asks for something. */
let used = () => {};

function beginWhenNear() {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) begin();
    },
    { rootMargin: `${NEAR}px 0px` },
  );
  watcher.observe(box);
  beginnings.signal.addEventListener('abort', () => watcher.disconnect());
  for (const type of TOUCHES)
    addEventListener(type, begin, { capture: true, passive: true, signal: beginnings.signal });
  // The observer waits for a frame. A page of its own begins with its map, unless its address leads
  // to another place in it.
  if (window.parent === window && !location.hash) begin();
}

/**
 * The reader wants to save data: the program begins when the map or one of its controls is used,
 * and not with a scroll.
 */
function beginWhenUsed() {
  status.waiting();
  used = begin;
  box.addEventListener('click', begin, { signal: beginnings.signal });
  addEventListener('input', begin, { signal: beginnings.signal });
}

const saving =
  navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches;
if (saving) beginWhenUsed();
else beginWhenNear();

showCorrection(config);
showAge(byId('tl-stale'));

/** Actions after which another proposal may be shown, or none. */
const STORY = ['date', 'scenario', 'tab', 'step', 'play'];

/**
 * Takes what the reader asks for.
 * @param {Action} action
 */
function act(action) {
  if (action.type === 'theme') showTheme(action.theme);
  queue.add(action);
  // The distances are those of the page's proposal; the program will show others.
  if (queue.pending.some(({ type }) => STORY.includes(type)))
    byId('tl-pullback-box')?.toggleAttribute('hidden', true);
  used();
}

/** @param {'light' | 'dark' | 'auto'} theme */
function showTheme(theme) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

byId('tl-theme').value = asked.theme ?? 'auto';
const sliders = makeSliders(config, act);
listenToControls(act);
status.onFail = () => {
  for (const slider of Object.values(sliders)) slider.reset();
};

const answers = new Answers({ box, input: byId('tl-input'), wish: act });
box.toggleAttribute('data-answers', true);

globalThis.truceline = /** @type {typeof truceline} */ ({
  first: {
    config,
    asked,
    near,
    queue,
    act,
    status,
    sliders,
    answers,
    contexts,
    load: (onProgress) => {
      progress = onProgress;
      return fetchAll();
    },
    forget,
    /** A canvas, the one that was made while the program was fetched if it is still there. */
    makeCanvas: () => {
      const made = canvas ?? makeCanvas();
      canvas = null;
      return made;
    },
  },
});

/** Goes on with the page's own script; import makes a text of its address. */
const goOn = () =>
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
Promise.all([parsed, free])
  .then(goOn)
  .catch((failure) => {
    console.warn(`truceline: ${failure}`);
    status.failed('download');
    status.onRetry(() => location.reload());
  });
