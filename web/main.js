// The page's script: it fetches the program and its data, starts it behind the façade, and stands between it, the
// reader and the article around the page.

import { addressOf, isOpening } from './asked.js';
import { maxSize } from './canvas.js';
import { Cover } from './cover.js';
import { byId } from './dom.js';
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
import { Hint, Status } from './status.js';
import { Surface } from './surface.js';

const root = document.documentElement;
/** What first.js has begun. */
const { first } = globalThis.truceline;
const { config } = first;
/** The sentences that the script says by itself, by key; in the reader's language as soon as there is a view. */
const { texts } = config;
const framed = window.parent !== window;
const embedded = root.hasAttribute('data-embed');

const hint = new Hint();
const status = new Status(texts);
const surface = new Surface(byId('tl-canvas'), byId('tl-box'));
const cover = new Cover();
preparePrint(byId('tl-box'), () => program?.api?.save('print'));

let program = null;
let files = {};
let { link } = first.asked;
let view = null;
let waiting = first.wishes;
/** A tap on the static map, for the program when it is there: pointer actions. */
let tap = [];
let lastStats = null;
first.early.abort();
const sheets = embedded ? new Sheets(send) : null;
const panel = new Panel(send, sheets, {
  search: (words) => JSON.parse(program?.api?.search(words) || '[]'),
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

/** Hands an action to the program, or keeps it until there is one. */
function send(action) {
  if (action.type === 'theme') showTheme(action.theme);
  if (program?.api) tell(program, action);
  else if (!['pointer', 'wheel', 'key', 'focus'].includes(action.type)) waiting.push(action);
}

/** Does what the article asks for. A view state says all that is seen, but neither language nor what is around it. */
function obey(order) {
  if (order.type === 'step') return send(order);
  const now = new URLSearchParams(link);
  const kept = { lang: now.get('lang') ?? '', theme: now.get('theme') ?? '', ui: now.get('ui') ?? '', transparent: now.has('transparent') };
  return send({ type: 'state', state: { ...kept, ...order.state } });
}

function tell(to, action) {
  const fault = to.api.do(JSON.stringify(action));
  if (fault) console.error(`truceline: ${JSON.stringify(action)}: ${fault}`);
}

/** Bundles on their way, by name. */
const fetching = new Set();

/** Fetches the bundles with the files that the program wants, each once, and hands them over. */
function fetchWanted(wants) {
  for (const path of wants) {
    const bundle = config.later.find((one) => one.files.includes(path));
    if (!bundle) program.api.forgo();
    else if (!fetching.has(bundle.name)) fetchBundle(bundle);
  }
}

async function fetchBundle(bundle) {
  const { name } = bundle;
  fetching.add(name);
  try {
    const content = await bytes(config.root, bundle);
    files[name] = content;
    const fault = program?.api?.add(name, content);
    if (fault) console.error(`truceline: ${name}: ${fault}`);
  } catch {
    hint.show(texts['page.fail-download']);
    program?.api?.forgo();
  } finally {
    fetching.delete(name);
  }
}

/** Starts the program with what has been fetched for it. */
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
    const same = isOpening(link, view.lang, config) && !sheets?.covered;
    cover.show(same ? '' : program.api.save('shown'));
    delete surface.host.dataset.drawn;
    show({ playing: false, hover: null });
  }
  program = null;
  files = {};
  if (!byId('tl-box').hasAttribute('data-other')) status.done(); // else it is there in the place of a picture
}

/** What every instance must know before it draws. */
function greet() {
  tell(program, surface.size());
  tell(program, { type: 'system', dark: matchMedia('(prefers-color-scheme: dark)').matches });
  tell(program, { type: 'motion', reduce: matchMedia('(prefers-reduced-motion: reduce)').matches });
  tell(program, { type: 'visible', on: surface.visible });
  program.gate.setVisible(surface.visible);
  for (const action of waiting) tell(program, action);
  waiting = [];
  sheets?.cover(true);
  for (const action of tap.splice(0)) tell(program, action);
}

function fail(failure) {
  console.warn(`truceline: ${failure.message ?? failure}`);
  cover.clear();
  status.failed(failure.reason ?? 'stopped');
}

function drawn(stats) {
  lastStats = { ...stats, frames: (lastStats?.frames ?? 0) + 1, grounds: (lastStats?.grounds ?? 0) + Number(stats.ground) };
  if (surface.host.dataset.drawn === undefined) {
    surface.host.dataset.drawn = '';
    first.answers.end();
    status.done();
    cover.fade();
    life.drawn();
    keepOffline(config);
    performance.mark('truceline:drawn');
  }
}

/** Takes what has changed in the view. */
function show(news) {
  view = { ...view, ...news };
  if ('theme' in news) root.dataset.theme = view.theme;
  if ('texts' in news) Object.assign(texts, view.texts);
  panel.show(view, news);
  if ('wants' in news) fetchWanted(view.wants);
  if ('link' in news) {
    link = view.link;
    remember();
  }
  if (['link', 'card', 'steps'].some((name) => name in news)) article?.tell(view);
}

let remembering = 0;

/** Keeps the address bar a link to what is seen. Browsers refuse more than some fifty changes in half a minute. */
function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    if (framed) return;
    try {
      const query = addressOf(link, view.lang, config);
      history.replaceState(history.state, '', (query ? `?${query}` : location.pathname) + location.hash);
    } catch { /* a document without an address of its own */ }
  }, 400);
}

function showTheme(theme) {
  if (theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme;
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
  for (const type of ['pointerup', 'keydown', 'change']) addEventListener(type, () => life.touch(), { capture: true, passive: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => send({ type: 'system', dark: event.matches }));
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', (event) => send({ type: 'motion', reduce: event.matches }));
  listen(byId('tl-input'), {
    cooperative: () => framed && !document.fullscreenElement,
    send: (action) => {
      if (!program?.api && action.type === 'pointer') keepTap(action);
      else send(action);
    },
    hint: (kind) => hint.show(texts[`page.hint-${kind === 'wheel' && /Mac|iP/.test(navigator.platform) ? 'wheel-mac' : kind}`]),
  });
  const theme = byId('tl-theme');
  theme.value = new URLSearchParams(link).get('theme') ?? 'auto';
  theme.addEventListener('change', () => send({ type: 'theme', theme: theme.value }));
  status.onRetry(() => life.retry());
}

/** Keeps what a pointer did on the static map since it went down there last. */
function keepTap(action) {
  if (action.phase === 'down') tap = [];
  if (action.phase === 'down' || tap.length) tap.push(action);
}

/**
 * For measurements and tests, and for the console: actions, and what the last frame took: its vertices and draw calls,
 * the level of detail, whether it drew the map's ground itself; and how many frames and grounds have been drawn. `where` is what part of the
 * map is seen now, `state` that of the program (life.js), `view` what stands beside it, told at most a few times a second while the map moves.
 */
globalThis.truceline = {
  first,
  do: (action) => send(action),
  get frames() { return program?.gate.frames ?? 0; },
  get stats() { return lastStats; },
  get view() { return view; },
  get state() { return life.state; },
  get where() { return program?.api?.where() ?? ''; },
};

watch();
first.near.then(() => life.begin());
