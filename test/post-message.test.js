import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { HeightReporter, parseFrameUrl, parseSizeRequest } from '../web/resize-protocols.js';
import { ArticleChannel, parseRequest, stateFromLink } from '../web/post-message.js';

/** @import { Card, View } from '../web/types.js' */

const ORIGIN = 'https://maps.example';

const parseAddress = (text) => parseFrameUrl(new URL(text, ORIGIN));

/** Returns a height reporter for an address, and the messages that it posts to its parent. */
function makeReporter(frameUrl, size = { height: 640, width: 360 }) {
  /** @type {any[]} */
  const posted = [];
  const height = new HeightReporter({
    address: parseAddress(frameUrl),
    measure: () => size,
    post: (message) => posted.push(message),
  });
  return { posted, height, size };
}

test('the address of the frame identifies the parent', () => {
  assert.deepEqual(parseAddress('/en/tl-en-map/?childId=graphic-1#?secret=aB3'), {
    href: 'https://maps.example/en/tl-en-map/?childId=graphic-1#?secret=aB3',
    childId: 'graphic-1',
    id: 'tl-en-map',
    secret: 'aB3',
  });
  assert.equal(parseAddress('/v/1a2b/uk/tl-uk-plan-20/index.html').id, 'tl-uk-plan-20');
  for (const path of [
    '/',
    '/en/',
    '/en/plan-20/',
    '/?childId=axPYMxb',
    '/#secret=a',
    '/#?secret=a-b',
    '/#?secret=',
  ]) {
    const { childId, id, secret } = parseAddress(path);
    assert.deepEqual([childId, id, secret], ['', '', ''], path);
  }
});

test('the height is posted once in the protocol of every parent', () => {
  const { posted, height, size } = makeReporter('/en/tl-en-map/?childId=g1#?secret=aB3');
  height.notify();
  height.notify();
  assert.deepEqual(posted, [
    '[iFrameResizerChild]Ready',
    { truceline: 1, type: 'height', height: 640 },
    'pymxPYMxg1xPYMxheightxPYMx640',
    { 'datawrapper-height': { 'tl-en-map': 640 } },
    { sentinel: 'amp', type: 'embed-size', height: 640 },
    JSON.stringify({
      src: 'https://maps.example/en/tl-en-map/?childId=g1#?secret=aB3',
      context: 'iframe.resize',
      height: 640,
    }),
    { message: 'height', value: 640, secret: 'aB3' },
  ]);
  posted.length = 0;
  size.height = 1200;
  height.notify();
  assert.deepEqual(
    posted.find((/** @type {any} */ message) => message.secret),
    { message: 'height', value: 1000, secret: 'aB3' },
    'WordPress allows no more',
  );
});

test('only valid requests are answered', () => {
  const { posted, height } = makeReporter('/en/tl-en-map/?childId=g1#?secret=aB3');
  const responsesTo = (message) => {
    posted.length = 0;
    height.handleMessage(message);
    return posted;
  };
  assert.deepEqual(
    responsesTo('[iFrameSizer]resize'),
    [],
    'iframe-resizer has not sent its id yet',
  );
  assert.deepEqual(
    responsesTo(
      '[iFrameSizer]iFrameResizer0:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:makeReporter:scroll:true',
    ),
    ['[iFrameSizer]iFrameResizer0:640:360:init'],
  );
  assert.deepEqual(responsesTo('[iFrameSizer]resize'), [
    '[iFrameSizer]iFrameResizer0:640:360:resize',
  ]);
  assert.deepEqual(responsesTo('pymxPYMxg1xPYMxwidthxPYMx320'), ['pymxPYMxg1xPYMxheightxPYMx640']);
  assert.deepEqual(responsesTo({ truceline: 1, type: 'hello' }), [
    { truceline: 1, type: 'height', height: 640 },
  ]);
  assert.deepEqual(responsesTo({ sentinel: 'amp', type: 'frames-init' }), [
    { sentinel: 'amp', type: 'embed-size', height: 640 },
  ]);
  assert.deepEqual(responsesTo({ message: 'ready', secret: 'aB3' }), [
    { message: 'height', value: 640, secret: 'aB3' },
  ]);
  for (const invalid of [
    null,
    undefined,
    1,
    '',
    [],
    {},
    'pymxPYMxg2xPYMxwidthxPYMx320',
    'pymxPYMxg1xPYMxwidthxPYMxwide',
    'pymxPYMxg1xPYMxheightxPYMx1',
    'pymxPYMxg1xPYMxviewport-iframe-positionxPYMx900 600 0 0 600 900',
    'pymxPYMxg1xPYMxnavigateToxPYMxhttps://evil.example',
    '[iFrameSizer]inPageLink:https://evil.example',
    '[iFrameSizer]:8:true',
    `[iFrameSizer]${'a'.repeat(3000)}:8:true`,
    { message: 'ready', secret: 'other' },
    { message: 'ready' },
    { sentinel: 'amp', type: 'send-embed-state' },
    { sentinel: ['amp'], type: 'frames-init' },
  ])
    assert.deepEqual(responsesTo(invalid), [], JSON.stringify(invalid));
});

test('valid steps and states are accepted, anything else is refused', () => {
  const goTo = (target) => parseRequest({ truceline: 1, type: 'goTo', ...target });
  assert.deepEqual(goTo({ step: 'plan-20' }), { type: 'step', id: 'plan-20' });
  const state = {
    scenario: 'plan-20',
    pullback: 10,
    layers: { hubs: true },
    view: { lon: 37.5, lat: 48.25, zoom: 7 },
    select: 'UA-14',
    theme: 'dark',
    date: '2022-11-15',
    step: 'held',
  };
  assert.deepEqual(goTo({ state }), { type: 'state', state });
  assert.deepEqual(goTo({ state: {} }), { type: 'state', state: {} });
  assert.deepEqual(parseRequest({ truceline: 1, type: 'hello' }), { type: 'hello' });
  for (const invalid of [
    { lang: 'fr' },
    { ui: 'none' },
    { transparent: true },
    { url: 'https://evil.example' },
    { files: {} },
    { date: '2022' },
    { date: new Date() },
    { pullback: 1.5 },
    { pullback: '10' },
    { pullback: -1 },
    { layers: [] },
    { layers: { hubs: 1 } },
    { layers: { '<b>': true } },
    { layers: Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`l${i}`, true])) },
    { view: { lon: NaN, lat: 0, zoom: 1 } },
    { view: { lon: 0, lat: 91, zoom: 1 } },
    { view: {} },
    { view: null },
    { select: '<img src=x onerror=alert(1)>' },
    { select: 'a'.repeat(81) },
    { scenario: '-x' },
    { theme: 'red' },
    { step: 7 },
    JSON.parse('{"__proto__": {"step": "x"}}'),
    { toString: 'x' },
  ])
    assert.equal(goTo({ state: invalid }), null, JSON.stringify(invalid));
  for (const invalid of [
    null,
    1,
    'goTo',
    [],
    { type: 'goTo', step: 'held' },
    { truceline: 2, type: 'goTo', step: 'held' },
    { truceline: 1, type: 'select', id: 'UA-14' },
    { truceline: 1, type: 'goTo' },
  ]) {
    assert.equal(parseRequest(invalid), null, JSON.stringify(invalid));
  }
});

test('the state of a link is accepted by goTo', () => {
  assert.deepEqual(stateFromLink(''), {});
  const state = stateFromLink(
    'scenario=plan-20&pullback=10&view=7/48.25/37.5&select=UA-14&layers=-band,hubs&lang=uk&theme=dark&ui=compact',
  );
  assert.deepEqual(state, {
    scenario: 'plan-20',
    pullback: 10,
    view: { zoom: 7, lat: 48.25, lon: 37.5 },
    select: 'UA-14',
    layers: { band: false, hubs: true },
    theme: 'dark',
  });
  assert.deepEqual(parseRequest({ truceline: 1, type: 'goTo', state }), { type: 'state', state });
});

test('the article receives “ready”, then each change once', () => {
  const posted = [];
  const actions = [];
  const article = new ArticleChannel({
    post: (message) => posted.push(message),
    onCommand: (action) => actions.push(action),
  });
  /** @type {Partial<View>} */
  const view = {
    link: '',
    steps: [{ id: 'held', label: 'Held land' }],
    title: 'T',
    situation: 'S',
    select: '',
    card: null,
  };
  article.handleMessage({ truceline: 1, type: 'hello' });
  assert.deepEqual(posted, [], 'there is no map yet');
  article.notify(/** @type {View} */ (view));
  assert.deepEqual(
    posted.map(({ type }) => type),
    ['ready', 'state'],
  );
  article.notify(/** @type {View} */ (view));
  assert.equal(posted.length, 2);
  article.notify(
    /** @type {View} */ ({
      ...view,
      link: 'select=UA-14',
      select: 'UA-14',
      card: /** @type {Card} */ ({ name: 'Donetsk oblast' }),
    }),
  );
  assert.deepEqual(posted.slice(2), [
    { truceline: 1, type: 'state', state: { select: 'UA-14' } },
    { truceline: 1, type: 'select', id: 'UA-14', name: 'Donetsk oblast' },
  ]);
  article.handleMessage({ truceline: 1, type: 'goTo', step: 'held' });
  assert.deepEqual(actions, [{ type: 'step', id: 'held' }]);
});

/** Returns a seeded generator of random numbers (mulberry32). */
function makeRandom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = [
  'truceline',
  'type',
  'goTo',
  'hello',
  'state',
  'step',
  'scenario',
  'layers',
  'view',
  'lon',
  'lat',
  'zoom',
  'select',
  'theme',
  'date',
  'height',
  'message',
  'ready',
  'secret',
  'aB3',
  'sentinel',
  'amp',
  'frames-init',
  'pymxPYMxg1xPYMxwidthxPYMx',
  '[iFrameSizer]',
  'a:b:true',
  'resize',
  '320',
  'plan-20',
  '2022-11-15',
  'dark',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '\u0000',
  '\ud800',
  '',
  'url',
  'src',
  'lang',
  'ui',
];

/**
 * Returns a random value that a message may carry: anything that can be cloned, with words of the
 * protocols in arbitrary places.
 */
function randomMessage(next, depth = 0) {
  const word = () => WORDS[Math.floor(next() * WORDS.length)];
  const kind = Math.floor(next() * (depth > 3 ? 8 : 12));
  switch (kind) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return next() < 0.5;
    case 3:
      return [1, 0, -1, NaN, Infinity, 1e308, 37.5, 2 ** 53][Math.floor(next() * 8)];
    case 4:
      return word();
    case 5:
      return word() + word() + word();
    case 6:
      return BigInt(7);
    case 7:
      return new Date(NaN);
    case 8:
      return Array.from({ length: Math.floor(next() * 4) }, () => randomMessage(next, depth + 1));
    case 9:
      return new Map([[word(), randomMessage(next, depth + 1)]]);
    default: {
      const message = next() < 0.7 ? { truceline: 1, type: next() < 0.7 ? 'goTo' : word() } : {};
      if (next() < 0.5) message.state = nearlyValidState(next, depth);
      for (let n = Math.floor(next() * 5); n > 0; n--) {
        Object.defineProperty(message, word(), {
          value: randomMessage(next, depth + 1),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return message;
    }
  }
}

/** Returns a state of which a few fields are invalid. */
function nearlyValidState(next, depth) {
  const valid = {
    step: 'held',
    scenario: 'plan-20',
    select: 'UA-14',
    theme: 'dark',
    date: '2022-11-15',
    pullback: 10,
    layers: { hubs: true },
    view: { lon: 37, lat: 48, zoom: 7 },
  };
  return Object.fromEntries(
    Object.entries(valid)
      .filter(() => next() < 0.4)
      .map(([name, value]) => [name, next() < 0.15 ? randomMessage(next, depth + 1) : value]),
  );
}

/**
 * Asserts that an action from a message is a step or a state, and that all its values are booleans,
 * finite numbers or identifiers.
 */
function assertHarmless(action) {
  if (action.type === 'step') return assert.match(action.id, /^[A-Za-z0-9-]{1,80}$/);
  assert.equal(action.type, 'state');
  for (const [name, value] of Object.entries(action.state)) {
    assert.ok(
      ['step', 'scenario', 'select', 'theme', 'date', 'pullback', 'layers', 'view'].includes(name),
      name,
    );
    for (const leaf of typeof value === 'object'
      ? [...Object.keys(value), ...Object.values(value)]
      : [value]) {
      assert.ok(
        typeof leaf === 'boolean' || Number.isFinite(leaf) || /^[A-Za-z0-9-]{1,80}$/.test(leaf),
        String(leaf),
      );
    }
  }
}

test('random messages neither throw nor do more than choose a step or a state', () => {
  const next = makeRandom(20260106);
  const actions = [];
  const article = new ArticleChannel({
    post: () => {},
    onCommand: (action) => actions.push(action),
  });
  const { height, posted } = makeReporter('/en/tl-en-map/?childId=g1#?secret=aB3');
  for (let i = 0; i < 40_000; i++) {
    const message = randomMessage(next);
    article.handleMessage(message);
    height.handleMessage(message);
    parseSizeRequest(message, { childId: '', secret: '', resizer: '' });
  }
  assert.ok(actions.length > 500, `${actions.length} of them were commands`);
  actions.forEach(assertHarmless);
  for (const message of posted)
    assert.ok(message && !String(message.value ?? message.height ?? '').includes('NaN'));
  assert.equal('step' in Object.prototype, false);
});

test('the states of random links are accepted by goTo', () => {
  const next = makeRandom(7);
  for (let i = 0; i < 5_000; i++) {
    const part = () =>
      `${WORDS[Math.floor(next() * WORDS.length)]}=${['-', '/', ',', ''][Math.floor(next() * 4)]}${WORDS[Math.floor(next() * WORDS.length)]}`;
    const state = stateFromLink(
      `${part()}&${part()}&view=${next() * 30}/${next() * 200}/7&pullback=${Math.floor(next() * 2000)}&layers=${part()}`,
    );
    assert.deepEqual(parseRequest({ truceline: 1, type: 'goTo', state }), { type: 'state', state });
  }
});

/** Runs embed.js in a minimal stub of a page. */
function embedPage({ sandbox = 'allow-scripts allow-same-origin' } = {}) {
  const listeners = {};
  const events = [];
  const sent = [];
  const attributes = { 'data-truceline': '', src: 'https://maps.example/en/tl-en-map/', sandbox };
  const frame = {
    tagName: 'IFRAME',
    height: '640',
    contentWindow: { postMessage: (...args) => sent.push(args) },
    hasAttribute: (name) => name in attributes,
    getAttribute: (name) => attributes[name] ?? null,
    addEventListener() {},
    dispatchEvent: (event) => events.push(event),
  };
  const document = {
    documentElement: { contains: () => true },
    querySelectorAll: () => [frame],
    addEventListener() {},
    createElement: () => ({
      set href(text) {
        const { protocol, host } = new URL(text);
        Object.assign(this, { protocol, host });
      },
    }),
    createEvent: () => ({
      initCustomEvent(type, _bubbles, _cancelable, detail) {
        Object.assign(this, { type, detail });
      },
    }),
  };
  const window = {
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
    getComputedStyle: () => ({}),
  };
  vm.runInNewContext(readFileSync(new URL('../web/embed.js', import.meta.url), 'utf8'), {
    window,
    document,
  });
  const receive = (data, /** @type {object} */ source = frame.contentWindow, origin = ORIGIN) =>
    listeners.message({ data, source, origin });
  return { frame, events, sent, receive };
}

test('embed.js accepts messages only from its own frame with its own origin', () => {
  const { frame, receive, events } = embedPage();
  receive({ truceline: 1, type: 'height', height: 700.2 });
  assert.equal(frame.height, 701);
  receive({ truceline: 1, type: 'height', height: 300 }, {});
  receive(
    { truceline: 1, type: 'height', height: 300 },
    frame.contentWindow,
    'https://evil.example',
  );
  receive({ truceline: 1, type: 'height', height: 300 }, frame.contentWindow, 'null');
  for (const height of ['300', null, NaN, Infinity, -1, 1e9])
    receive({ truceline: 1, type: 'height', height });
  assert.equal(frame.height, 701);
  assert.equal(events.length, 0);
  const opaque = embedPage({ sandbox: 'allow-scripts' });
  opaque.receive({ truceline: 1, type: 'height', height: 500 }, opaque.frame.contentWindow, 'null');
  assert.equal(opaque.frame.height, 500);
});

test('embed.js keeps the last command until the map is ready', () => {
  const { frame, receive, sent, events } = embedPage();
  sent.length = 0;
  frame.truceline.goTo('held');
  frame.truceline.goTo({ scenario: 'plan-20' });
  assert.equal(sent.length, 0);
  receive({ truceline: 1, type: 'ready', steps: ['held'] });
  assert.deepEqual(JSON.parse(JSON.stringify(sent)), [
    [{ truceline: 1, type: 'goTo', state: { scenario: 'plan-20' } }, 'https://maps.example'],
  ]);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['truceline:ready'],
  );
});

test('random messages make embed.js do no more than set a height and dispatch its three events', () => {
  const { frame, receive, events } = embedPage();
  const next = makeRandom(42);
  for (let i = 0; i < 20_000; i++) receive(randomMessage(next));
  assert.ok(Number(frame.height) >= 50 && Number(frame.height) <= 20000);
  for (const { type } of events) assert.match(type, /^truceline:(ready|state|select)$/);
});
