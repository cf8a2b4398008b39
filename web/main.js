// The page's script: it fetches the program and its data, starts it behind the façade, and stands
// between it, the reader and the article around the page.

import { addressOf } from './asked.js';
import { maxSize } from './canvas.js';
import { Cover } from './cover.js';
import { byId } from './dom.js';
import { Fit } from './fit.js';
import { listen } from './input.js';
import { Life } from './life.js';
import { bytes } from './load.js';
import { keepOffline } from './offline.js';
import { Panel } from './panel.js';
import { joinParent } from './parent.js';
import { ownAddress, paint } from './paint.js';
import { preparePrint } from './print.js';
import { Program } from './program.js';
import { Sheets } from './sheets.js';
import { Hint } from './status.js';
import { Surface } from './surface.js';

/** @import { WebGLCanvas } from './canvas.js' */
/** @import { Failure } from './failure.js' */
/** @import { Loaded } from './load.js' */
/** @import { Command } from './messages.js' */
/** @import { Stats } from './page.js' */
/** @import { Api } from './program.js' */
/** @import { Action, AssetRef, View } from './types.js' */

/** @typedef {Extract<Action, {type: 'pointer'}>} PointerAction */

/**
 * A program that takes actions.
 * @typedef {Program & {api: Api}} RunningProgram
 */

/**
 * A bundle of the site, with the files that are in it.
 * @typedef {AssetRef & {name: string, files: string[]}} Bundle
 */

const root = document.documentElement;
/** What first.js has begun. */
const { first } = globalThis.truceline;
const { config, queue, status } = first;
/**
 * The sentences that the script says by itself, by key; in the reader's language as soon as there
 * is a view.
 */
const { texts } = config;
const framed = window.parent !== window;
const embedded = root.hasAttribute('data-embed');

const hint = new Hint();
const surface = new Surface(byId('tl-canvas'), byId('tl-box'));
const cover = new Cover();
preparePrint(byId('tl-box'), () => program?.api?.save('print'));

/** @type {Program | null} */
let program = null;
/** @type {Loaded['files']} */
let files = {};
let { link } = first.asked;
/** @type {View | null} */
let view = null;
/**
 * The last view of what the page itself shows: what stands beside its picture when the program has
 * failed.
 * @type {View | null}
 */
let own = null;
/**
 * A tap on the static map, for the program when it is there.
 * @type {PointerAction[]}
 */
let tap = [];
/** @type {Stats | null} */
let lastStats = null;
const sheets = embedded ? new Sheets(send) : null;
if (embedded) new Fit((key) => texts[key]);
const panel = new Panel(send, sheets, first.sliders, {
  search: (words) => (program?.api && view ? JSON.parse(program.api.search(words) || '[]') : null),
  picture: () => paint(program?.api?.save('svg') ?? ''),
  file: (kind) => program?.api?.save(kind) ?? '',
  name: () => program?.api?.saveName() ?? 'truceline',
  text: (key) => texts[key],
});
const article = framed ? joinParent(obey) : null;
const life = new Life({
  boot: first,
  contexts: first.contexts,
  isolated: framed && self.origin === 'null',
  stays: !framed, // tables and search stand beside the map, and ask the program
  on: {
    loading: (fraction) => status.loading(fraction),
    create,
    leave,
    failed: fail,
    hasPicture: () => !byId('tl-box').hasAttribute('data-other') && cover.fits(surface.css),
  },
});

/**
 * What only a program that is there can use: a hand on the map, and what each program is told when
 * it begins.
 */
const PASSING = ['pointer', 'wheel', 'pinch', 'focus', 'cover', 'visible', 'system', 'motion'];

/**
 * Takes an action for the program that is there or, unless it is of no use by then, for the next.
 * @param {Action} action
 */
function send(action) {
  if (!PASSING.includes(action.type)) first.act(action);
  else if (program?.api) tell(program, action);
}

/** Hands over what waits in the queue. */
function handOver() {
  if (program?.api) queue.handOver((action) => tell(program, action), program.api.waiting);
}

/**
 * Does what the article asks for. A view state says all that is seen, but neither language nor what
 * is around it.
 * @param {Command} order
 */
function obey(order) {
  if (order.type === 'step') return send(order);
  const now = new URLSearchParams(link);
  const kept = {
    lang: now.get('lang') ?? '',
    theme: now.get('theme') ?? '',
    ui: now.get('ui') ?? '',
    transparent: now.has('transparent'),
  };
  return send({ type: 'state', state: { ...kept, ...order.state } });
}

/**
 * @param {Program | null} to which is there, and takes actions
 * @param {Action} action
 */
function tell(to, action) {
  const fault = /** @type {RunningProgram} */ (to).api.do(JSON.stringify(action));
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
 * @param {string[]} wants
 */
async function fetchWanted(wants) {
  try {
    const all = await fetchBundles();
    for (const path of wants) {
      const bundle = all.find((one) => one.files.includes(path));
      if (!bundle) program?.api?.forgo();
      else if (!fetching.has(bundle.name)) fetchBundle(bundle);
    }
  } catch {
    missed();
    finishWaiting();
  }
}

/** Says that what the program wanted did not come. */
function missed() {
  hint.show(texts['page.fail-download']);
  program?.api?.forgo();
}

/** Takes out of the queue what has been shown, once nothing is wanted any more. */
function finishWaiting() {
  if (program?.api && !program.api.waiting()) queue.finish();
}

/** @param {Bundle} bundle */
async function fetchBundle(bundle) {
  const { name } = bundle;
  fetching.add(name);
  try {
    const content = await bytes(config.root, bundle);
    files[name] = content;
    const fault = program?.api?.add(name, content);
    if (fault) console.error(`truceline: ${name}: ${fault}`);
  } catch {
    missed();
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
  surface.setLimit(maxSize(canvas));
  program = new Program(canvas, {
    module: loaded.module,
    host: surface.host,
    size: () => surface.device,
    input: { files, link, address: ownAddress(location) },
    on: {
      ready: () => greet(),
      view: (json) => show(JSON.parse(json)),
      drawn: (vertices, draws, level, ground) => drawn({ vertices, draws, level, ground }),
      lost: () => life.lost(),
      failed: (failure) => {
        link = '';
        delete surface.host.dataset.drawn; // it can draw nothing any more
        life.fail(failure);
      },
    },
  });
  return program;
}

/** Puts a picture in the map's place before the program ends. */
function leave() {
  if (surface.host.dataset.drawn !== undefined) {
    cover.show(/** @type {RunningProgram} */ (program).api.save('shown'));
    delete surface.host.dataset.drawn;
    show({ playing: false, hover: null });
  }
  program = null;
  files = {};
  // With data-other it is there in the place of a picture.
  if (!byId('tl-box').hasAttribute('data-other')) status.done();
}

/** What every instance must know before it draws. */
function greet() {
  tell(program, surface.size());
  tell(program, { type: 'system', dark: matchMedia('(prefers-color-scheme: dark)').matches });
  tell(program, { type: 'motion', reduce: matchMedia('(prefers-reduced-motion: reduce)').matches });
  tell(program, { type: 'visible', on: surface.visible });
  /** @type {RunningProgram} */ (program).gate.setVisible(surface.visible);
  queue.restart();
  handOver();
  sheets?.cover(true);
  for (const action of tap.splice(0)) tell(program, action);
}

/** @param {Partial<Failure>} failure */
function fail(failure) {
  console.warn(`truceline: ${failure.message ?? failure}`);
  if ((failure.reason ?? 'stopped') === 'stopped') {
    queue.forget();
    if (own) showOwn();
  }
  cover.restore();
  status.failed(failure.reason ?? 'stopped');
}

/** What stands beside the map is that of the page's picture again. */
function showOwn() {
  const { announce, ...rest } = /** @type {View} */ (own); // that was told long ago
  panel.show(/** @type {View} */ (own), rest);
}

/** @param {Pick<Stats, 'vertices' | 'draws' | 'level' | 'ground'>} stats */
function drawn(stats) {
  lastStats = {
    ...stats,
    frames: (lastStats?.frames ?? 0) + 1,
    grounds: (lastStats?.grounds ?? 0) + Number(stats.ground),
  };
  if (surface.host.dataset.drawn === undefined) {
    surface.host.dataset.drawn = '';
    first.answers.end();
    status.done();
    cover.fade();
    life.drawn();
    fetchBundles()
      .catch(() => {})
      .then(() => keepOffline(config));
    performance.mark('truceline:drawn');
  }
}

/**
 * Takes what has changed in the view.
 * @param {Partial<View>} news
 */
function show(news) {
  view = /** @type {View} */ ({ ...view, ...news });
  if ('theme' in news) root.dataset.theme = view.theme;
  if ('texts' in news) Object.assign(texts, view.texts);
  panel.show(view, news);
  if ('wants' in news) fetchWanted(view.wants);
  if ('link' in news) {
    link = view.link;
    remember();
  }
  if (!addressOf(link, view.lang, config)) own = view;
  queue.confirm();
  if (['link', 'card', 'steps'].some((name) => name in news)) article?.tell(view);
}

let remembering = 0;

/**
 * Keeps the address bar a link to what is seen. Browsers refuse more than some fifty changes in
 * half a minute.
 */
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    if (framed) return;
    try {
      const query = addressOf(link, /** @type {View} */ (view).lang, config);
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

function watch() {
  surface.onResize = () => {
    tap = [];
    if (!program?.api) return life.start(); // what stands in the map's place may no longer fit
    tell(program, surface.size());
    program.resized();
    sheets?.cover();
  };
  surface.onVisible = (visible) => {
    program?.gate.setVisible(visible);
    send({ type: 'visible', on: visible });
    life.setVisible(visible);
  };
  surface.onNear = (near) => life.setNear(near);
  for (const type of ['pointerup', 'keydown', 'change'])
    addEventListener(type, () => life.touch(), { capture: true, passive: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) =>
    send({ type: 'system', dark: event.matches }),
  );
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', (event) =>
    send({ type: 'motion', reduce: event.matches }),
  );
  listen(byId('tl-input'), {
    cooperative: () => framed && !document.fullscreenElement,
    send: (action) => {
      if (!program?.api && action.type === 'pointer') keepTap(action);
      else send(action);
    },
    hint: (kind) =>
      hint.show(
        texts[
          `page.hint-${kind === 'wheel' && /Mac|iP/.test(navigator.platform) ? 'wheel-mac' : kind}`
        ],
      ),
  });
  status.onRetry(() => life.retry());
}

/**
 * Keeps what a pointer did on the static map since it went down there last.
 * @param {PointerAction} action
 */
function keepTap(action) {
  if (action.phase === 'down') tap = [];
  if (action.phase === 'down' || tap.length) tap.push(action);
}

/**
 * For measurements and tests, and for the console: actions, and what the last frame took: its
 * vertices and draw calls, the level of detail, whether it drew the map's ground itself; and how
 * many frames and grounds have been drawn. `where` is what part of the map is seen now, `state`
 * that of the program (life.js), `view` what stands beside it, told at most a few times a second
 * while the map moves.
 */
globalThis.truceline = {
  first,
  do: (/** @type {Action} */ action) => send(action),
  get frames() {
    return program?.gate.frames ?? 0;
  },
  get stats() {
    return lastStats;
  },
  get view() {
    return view;
  },
  get state() {
    return life.state;
  },
  get where() {
    return program?.api?.where() ?? '';
  },
};

watch();
queue.onAdd = handOver;
first.near.then(() => life.begin());
