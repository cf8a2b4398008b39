// The main script of a page. Starts the program behind the shim of its globals, and connects it
// with the reader and the article around the page.

import { toUrl } from './permalink.js';
import { maxSize } from './canvas.js';
import { MapSnapshot } from './map-snapshot.js';
import { byId } from './dom.js';
import { PAGE_PARAMS } from './link-params.js';
import { OverflowSheet } from './overflow-sheet.js';
import { listen } from './input.js';
import { MapLifecycle } from './lifecycle.js';
import { bytes } from './load.js';
import { registerServiceWorker } from './register-sw.js';
import { Panel } from './panel.js';
import { connectParent } from './frame-parent.js';
import { publicAddress, svgToPNG } from './svg-image.js';
import { readParams } from './post-message.js';
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
 * A program that accepts actions.
 * @typedef {WasmInstance & {api: ProgramApi}} RunningProgram
 */

/**
 * A bundle of the site, with the names of its files.
 * @typedef {AssetRef & {name: string, files: string[]}} Bundle
 */

const root = document.documentElement;
/** The objects that boot.js has created. */
const { boot } = globalThis.truceline;
const { config, queue, status } = boot;
/** The script's own texts, by key; in the reader's language as soon as there is a view. */
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
 * The last view of the page's own state. It is shown beside the static map when the program has
 * failed.
 * @type {View | null}
 */
let pageView = null;
/**
 * The pointer actions of a tap on the static map, for the program once it runs.
 * @type {PointerAction[]}
 */
let pendingTap = [];
/** @type {Stats | null} */
let lastStats = null;
const sheets = embedded ? new Sheets(dispatch) : null;
if (embedded) new OverflowSheet((key) => texts[key]);
const panel = new Panel(dispatch, sheets, boot.sliders, {
  search: (query) =>
    instance?.api && view ? JSON.parse(instance.api.search(query) || '[]') : null,
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
  persistent: !framed, // tables and search beside the map query the program
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
 * Actions that only a running program can use: pointer input on the map, and the environment that
 * each program receives when it starts.
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
 * Dispatches an action to the running program. Without one the action is queued for the next,
 * unless it is transient.
 * @param {Action} action
 */
function dispatch(action) {
  if (!TRANSIENT_ACTIONS.includes(action.type)) boot.dispatch(action);
  else if (instance?.api) dispatchTo(instance, action);
}

/** Hands the queued actions to the program. */
function flushQueue() {
  if (instance?.api)
    queue.handOver((action) => dispatchTo(instance, action), instance.api.isWaiting);
}

/**
 * Carries out a command of the article. A view state sets everything in the picture, but neither
 * the language nor what is around the map.
 * @param {Command} command
 */
function handleParentCommand(command) {
  if (command.type === 'step') return dispatch(command);
  const kept = readParams(link, PAGE_PARAMS);
  return dispatch({ type: 'state', state: { ...kept, ...command.state } });
}

/**
 * @param {WasmInstance | null} target a RunningProgram
 * @param {Action} action
 */
function dispatchTo(target, action) {
  const error = /** @type {RunningProgram} */ (target).api.dispatch(JSON.stringify(action));
  if (error) console.error(`truceline: ${JSON.stringify(action)}: ${error}`);
}

/**
 * The site's bundles; null: not fetched yet.
 * @type {Promise<Bundle[]> | null}
 */
let bundles = null;
/** The names of the bundles that are being fetched. */
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
 * Fetches the bundles with the files that the program needs, each once, and adds them to it.
 * @param {string[]} missingFiles
 */
async function fetchWanted(missingFiles) {
  try {
    const all = await fetchBundles();
    for (const path of missingFiles) {
      const bundle = all.find((candidate) => candidate.files.includes(path));
      if (!bundle) instance?.api?.filesUnavailable();
      else if (!fetching.has(bundle.name)) fetchBundle(bundle);
    }
  } catch {
    reportMissing();
    finishWaiting();
  }
}

/** Reports that files that the program needs cannot be fetched. */
function reportMissing() {
  hint.show(texts['page.fail-download']);
  instance?.api?.filesUnavailable();
}

/** Marks the queued actions as carried out, once no file is missing any more. */
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
    const error = instance?.api?.addFile(name, content);
    if (error) console.error(`truceline: ${name}: ${error}`);
  } catch {
    reportMissing();
  } finally {
    finishWaiting();
    fetching.delete(name);
  }
}

/**
 * Starts the program with the fetched files.
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
        delete canvasHost.element.dataset.drawn; // it cannot draw any more
        lifecycle.fail(failure);
      },
    },
  });
  return instance;
}

/** Replaces the map by a picture before the program ends. */
function beforeEnd() {
  if (canvasHost.element.dataset.drawn !== undefined) {
    snapshot.show(/** @type {RunningProgram} */ (instance).api.save('shown'));
    delete canvasHost.element.dataset.drawn;
    applyView({ playing: false, tooltip: null });
  }
  instance = null;
  files = {};
  // With data-covers-static the status covers the static map, which shows another state.
  if (!byId('tl-map').hasAttribute('data-covers-static')) status.done();
}

/** Dispatches what every instance must know before it draws, then the queued actions. */
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

/** Shows beside the map what belongs to the static map again. */
function showPageView() {
  const { announce, ...rest } = /** @type {View} */ (pageView); // already announced
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
 * Applies changes of the view.
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
 * Updates the address, so that it is a link to what is shown. Browsers refuse more than some fifty
 * changes in half a minute.
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
    // The picture that replaces the map may no longer fit.
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
 * Keeps the pointer actions on the static map since the pointer last went down.
 * @param {PointerAction} action
 */
function keepTap(action) {
  if (action.phase === 'down') pendingTap = [];
  if (action.phase === 'down' || pendingTap.length) pendingTap.push(action);
}

/**
 * For tests, measurements and the console. `frames` counts drawn frames, `stats` describes the last
 * one, `view` is the latest view (updated a few times a second while the map moves), `state` is
 * that of the program (lifecycle.js), and `viewParam` is the visible part of the map as in a link.
 */
globalThis.truceline = {
  boot,
  dispatch,
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
