// The page's script: it fetches the program and its data, starts it behind the façade, and stands
// between it, the reader and the article around the page.

import { toUrl } from './permalink.js';
import { maxSize } from './canvas.js';
import { MapSnapshot } from './map-snapshot.js';
import { byId } from './dom.js';
import { OverflowSheet } from './overflow-sheet.js';
import { listen } from './input.js';
import { MapLifecycle } from './lifecycle.js';
import { bytes } from './load.js';
import { registerServiceWorker } from './register-sw.js';
import { Panel } from './panel.js';
import { connectParent } from './frame-parent.js';
import { publicAddress, svgToPNG } from './svg-image.js';
import { preparePrint } from './print.js';
import { WasmInstance } from './wasm-instance.js';
import { Sheets } from './sheets.js';
import { Hint } from './status.js';
import { CanvasHost } from './canvas-host.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Failure } from './failure.js' */
/** @import { Loaded } from './load.js' */
/** @import { Command } from './post-message.js' */
/** @import { Stats } from './page.js' */
/** @import { ProgramApi } from './wasm-instance.js' */
/** @import { Action, AssetRef, View } from './types.js' */

/** @typedef {Extract<Action, {type: 'pointer'}>} PointerAction */

/**
 * A program that takes actions.
 * @typedef {WasmInstance & {api: ProgramApi}} RunningProgram
 */

/**
 * A bundle of the site, with the files that are in it.
 * @typedef {AssetRef & {name: string, files: string[]}} Bundle
 */

const root = document.documentElement;
/** What boot.js has begun. */
const { boot } = globalThis.truceline;
const { config, queue, status } = boot;
/**
 * The sentences that the script says by itself, by key; in the reader's language as soon as there
 * is a view.
 */
const { texts } = config;
const framed = window.parent !== window;
const embedded = root.hasAttribute('data-embed');

const hint = new Hint();
const canvasHost = new CanvasHost(byId('tl-canvas'), byId('tl-map'));
const snapshot = new MapSnapshot();
preparePrint(byId('tl-map'), () => instance?.api?.save('print'));

/** @type {WasmInstance | null} */
let instance = null;
/** @type {Loaded['files']} */
let files = {};
let { link } = boot.requested;
/** @type {View | null} */
let view = null;
/**
 * The last view of what the page itself shows: what stands beside its picture when the program has
 * failed.
 * @type {View | null}
 */
let pageView = null;
/**
 * A tap on the static map, for the program when it is there.
 * @type {PointerAction[]}
 */
let pendingTap = [];
/** @type {Stats | null} */
let lastStats = null;
const sheets = embedded ? new Sheets(dispatch) : null;
if (embedded) new OverflowSheet((key) => texts[key]);
const panel = new Panel(dispatch, sheets, boot.sliders, {
  search: (words) =>
    instance?.api && view ? JSON.parse(instance.api.search(words) || '[]') : null,
  picture: () => svgToPNG(instance?.api?.save('svg') ?? ''),
  file: (kind) => instance?.api?.save(kind) ?? '',
  name: () => instance?.api?.saveName() ?? 'truceline',
  text: (key) => texts[key],
});
const article = framed ? connectParent(handleParentCommand) : null;
const lifecycle = new MapLifecycle({
  boot,
  contexts: boot.contexts,
  isolated: framed && self.origin === 'null',
  stays: !framed, // tables and search stand beside the map, and ask the program
  on: {
    loading: (fraction) => status.loading(fraction),
    create,
    beforeEnd,
    failed: fail,
    hasPicture: () =>
      !byId('tl-map').hasAttribute('data-covers-static') && snapshot.fits(canvasHost.cssSize),
  },
});

/**
 * What only a program that is there can use: a hand on the map, and what each program is told when
 * it begins.
 */
const TRANSIENT_ACTIONS = [
  'pointer',
  'wheel',
  'pinch',
  'focus',
  'cover',
  'visible',
  'system',
  'motion',
];

/**
 * Takes an action for the program that is there or, unless it is of no use by then, for the next.
 * @param {Action} action
 */
function dispatch(action) {
  if (!TRANSIENT_ACTIONS.includes(action.type)) boot.dispatch(action);
  else if (instance?.api) dispatchTo(instance, action);
}

/** Hands over what waits in the queue. */
function flushQueue() {
  if (instance?.api)
    queue.handOver((action) => dispatchTo(instance, action), instance.api.isWaiting);
}

/**
 * Does what the article asks for. A view state says all that is seen, but neither language nor what
 * is around it.
 * @param {Command} order
 */
function handleParentCommand(order) {
  if (order.type === 'step') return dispatch(order);
  const now = new URLSearchParams(link);
  const kept = {
    lang: now.get('lang') ?? '',
    theme: now.get('theme') ?? '',
    ui: now.get('ui') ?? '',
    transparent: now.has('transparent'),
  };
  return dispatch({ type: 'state', state: { ...kept, ...order.state } });
}

/**
 * @param {WasmInstance | null} to which is there, and takes actions
 * @param {Action} action
 */
function dispatchTo(to, action) {
  const fault = /** @type {RunningProgram} */ (to).api.dispatch(JSON.stringify(action));
  if (fault) console.error(`truceline: ${JSON.stringify(action)}: ${fault}`);
}

/**
 * The site's bundles, as fetched; null: not yet.
 * @type {Promise<Bundle[]> | null}
 */
let bundles = null;
/** Bundles on their way, by name. */
const fetching = new Set();

function fetchBundles() {
  bundles ??= bytes(config.root, config.bundles).then((list) =>
    JSON.parse(new TextDecoder().decode(list)),
  );
  bundles.catch(() => {
    bundles = null;
  });
  return bundles;
}

/**
 * Fetches the bundles with the files that the program wants, each once, and hands them over.
 * @param {string[]} missingFiles
 */
async function fetchWanted(missingFiles) {
  try {
    const all = await fetchBundles();
    for (const path of missingFiles) {
      const bundle = all.find((one) => one.files.includes(path));
      if (!bundle) instance?.api?.filesUnavailable();
      else if (!fetching.has(bundle.name)) fetchBundle(bundle);
    }
  } catch {
    reportMissing();
    finishWaiting();
  }
}

/** Says that what the program wanted did not come. */
function reportMissing() {
  hint.show(texts['page.fail-download']);
  instance?.api?.filesUnavailable();
}

/** Takes out of the queue what has been shown, once nothing is wanted any more. */
function finishWaiting() {
  if (instance?.api && !instance.api.isWaiting()) queue.finish();
}

/** @param {Bundle} bundle */
async function fetchBundle(bundle) {
  const { name } = bundle;
  fetching.add(name);
  try {
    const content = await bytes(config.root, bundle);
    files[name] = content;
    const fault = instance?.api?.addFile(name, content);
    if (fault) console.error(`truceline: ${name}: ${fault}`);
  } catch {
    reportMissing();
  } finally {
    finishWaiting();
    fetching.delete(name);
  }
}

/**
 * Starts the program with what has been fetched for it.
 * @param {WebGLCanvas} canvas
 * @param {Loaded} loaded
 */
function create(canvas, loaded) {
  ({ files } = loaded);
  canvasHost.setMaxSize(maxSize(canvas));
  instance = new WasmInstance(canvas, {
    module: loaded.module,
    host: canvasHost.element,
    size: () => canvasHost.deviceSize,
    input: { files, link, address: publicAddress(location) },
    on: {
      ready: () => initialize(),
      view: (json) => applyView(JSON.parse(json)),
      frame: (vertices, drawCalls, level, baseDrawn) =>
        handleFrame({ vertices, drawCalls, level, baseDrawn }),
      contextLost: () => lifecycle.handleContextLoss(),
      failed: (failure) => {
        link = '';
        delete canvasHost.element.dataset.drawn; // it can draw nothing any more
        lifecycle.fail(failure);
      },
    },
  });
  return instance;
}

/** Puts a picture in the map's place before the program ends. */
function beforeEnd() {
  if (canvasHost.element.dataset.drawn !== undefined) {
    snapshot.show(/** @type {RunningProgram} */ (instance).api.save('shown'));
    delete canvasHost.element.dataset.drawn;
    applyView({ playing: false, tooltip: null });
  }
  instance = null;
  files = {};
  // With data-covers-static it is there in the place of a picture.
  if (!byId('tl-map').hasAttribute('data-covers-static')) status.done();
}

/** What every instance must know before it draws. */
function initialize() {
  dispatchTo(instance, canvasHost.resizeAction());
  dispatchTo(instance, {
    type: 'system',
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  });
  dispatchTo(instance, {
    type: 'motion',
    reduce: matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  dispatchTo(instance, { type: 'visible', on: canvasHost.visible });
  /** @type {RunningProgram} */ (instance).scheduler.setVisible(canvasHost.visible);
  queue.requeue();
  flushQueue();
  sheets?.reportCovered(true);
  for (const action of pendingTap.splice(0)) dispatchTo(instance, action);
}

/** @param {Partial<Failure>} failure */
function fail(failure) {
  console.warn(`truceline: ${failure.message ?? failure}`);
  if ((failure.reason ?? 'stopped') === 'stopped') {
    queue.discardUnconfirmed();
    if (pageView) showPageView();
  }
  snapshot.restore();
  status.failed(failure.reason ?? 'stopped');
}

/** What stands beside the map is that of the page's picture again. */
function showPageView() {
  const { announce, ...rest } = /** @type {View} */ (pageView); // that was told long ago
  panel.show(/** @type {View} */ (pageView), rest);
}

/** @param {Pick<Stats, 'vertices' | 'drawCalls' | 'level' | 'baseDrawn'>} stats */
function handleFrame(stats) {
  lastStats = {
    ...stats,
    frames: (lastStats?.frames ?? 0) + 1,
    baseDraws: (lastStats?.baseDraws ?? 0) + Number(stats.baseDrawn),
  };
  if (canvasHost.element.dataset.drawn === undefined) {
    canvasHost.element.dataset.drawn = '';
    boot.staticMap.dispose();
    status.done();
    snapshot.fadeOut();
    lifecycle.handleFirstFrame();
    fetchBundles()
      .catch(() => {})
      .then(() => registerServiceWorker(config));
    performance.mark('truceline:drawn');
  }
}

/**
 * Takes what has changed in the view.
 * @param {Partial<View>} changes
 */
function applyView(changes) {
  view = /** @type {View} */ ({ ...view, ...changes });
  if ('theme' in changes) root.dataset.theme = view.theme;
  if ('texts' in changes) Object.assign(texts, view.texts);
  panel.show(view, changes);
  if ('missingFiles' in changes) fetchWanted(view.missingFiles);
  if ('link' in changes) {
    link = view.link;
    updateAddress();
  }
  if (!toUrl(link, view.lang, config)) pageView = view;
  queue.confirm();
  if (['link', 'card', 'steps'].some((name) => name in changes)) article?.notify(view);
}

let addressTimer = 0;

/**
 * Keeps the address bar a link to what is seen. Browsers refuse more than some fifty changes in
 * half a minute.
 */
function updateAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    if (framed) return;
    try {
      const query = toUrl(link, /** @type {View} */ (view).lang, config);
      history.replaceState(
        history.state,
        '',
        (query ? `?${query}` : location.pathname) + location.hash,
      );
    } catch {
      /* a document without an address of its own */
    }
  }, 400);
}

function bindEvents() {
  canvasHost.onResize = () => {
    pendingTap = [];
    // The picture in the place of the map may no longer fit.
    if (!instance?.api) return lifecycle.start();
    dispatchTo(instance, canvasHost.resizeAction());
    instance.notifyResize();
    sheets?.reportCovered();
  };
  canvasHost.onVisible = (visible) => {
    instance?.scheduler.setVisible(visible);
    dispatch({ type: 'visible', on: visible });
    lifecycle.setVisible(visible);
  };
  canvasHost.onNear = (near) => lifecycle.setNear(near);
  for (const type of ['pointerup', 'keydown', 'change'])
    addEventListener(type, () => lifecycle.handleUse(), { capture: true, passive: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) =>
    dispatch({ type: 'system', dark: event.matches }),
  );
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', (event) =>
    dispatch({ type: 'motion', reduce: event.matches }),
  );
  listen(byId('tl-input'), {
    cooperative: () => framed && !document.fullscreenElement,
    dispatch: (action) => {
      if (!instance?.api && action.type === 'pointer') keepTap(action);
      else dispatch(action);
    },
    hint: (kind) =>
      hint.show(
        texts[
          `page.hint-${kind === 'wheel' && /Mac|iP/.test(navigator.platform) ? 'wheel-mac' : kind}`
        ],
      ),
  });
  status.onRetry(() => lifecycle.retry());
}

/**
 * Keeps what a pointer did on the static map since it went down there last.
 * @param {PointerAction} action
 */
function keepTap(action) {
  if (action.phase === 'down') pendingTap = [];
  if (action.phase === 'down' || pendingTap.length) pendingTap.push(action);
}

/**
 * For tests, measurements and the console. `frames` counts drawn frames, `stats` describes the last
 * one, `view` is the latest view (updated a few times a second while the map moves), `state` that
 * of the program (lifecycle.js), and `viewParam` the visible part of the map as in a link.
 */
globalThis.truceline = {
  boot,
  dispatch: (/** @type {Action} */ action) => dispatch(action),
  get frames() {
    return instance?.scheduler.frames ?? 0;
  },
  get stats() {
    return lastStats;
  },
  get view() {
    return view;
  },
  get state() {
    return lifecycle.state;
  },
  get viewParam() {
    return instance?.api?.viewParam() ?? '';
  },
};

bindEvents();
queue.onAdd = flushQueue;
boot.whenNear.then(() => lifecycle.enable());
