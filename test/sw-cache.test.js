// What the service worker keeps and when it answers with it, without a browser.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, mock, test } from 'node:test';
import {
  cacheFirst,
  isExpected,
  storeAndPrune,
  networkFirst,
  STALL_TIMEOUT,
  removeUnexpected,
} from '../web/sw-cache.js';

const SITE = 'https://maps.example/';
const hashedName = (stem, ext, content) =>
  `assets/${stem}.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.${ext}`;
const answer = (body, type, status = 200) =>
  new Response(body, { status, headers: type ? { 'Content-Type': type } : {} });
/** What hosts answer for a missing file, with status 200. */
const frontPage = () => answer('<!doctype html><title>News</title>', 'text/html');

const wasm = hashedName('truceline', 'wasm', 'program');
const script = hashedName('map', 'js', 'start()');
/** A page that names files. */
const page = (...names) =>
  `<!doctype html>${names.map((name) => `<link href="../${name}">`).join('')}`;

let entries; // of the store, by address
let network; // answers by address; a function makes one for a request
let asked;

/** @type {unknown} */
const store = {
  match: async (address) => entries.get(address)?.clone(),
  put: async (address, response) => {
    entries.set(address, new Response(await response.arrayBuffer(), response));
  },
  delete: async (address) => entries.delete(address),
  keys: async () => [...entries.keys()].map((url) => ({ url })),
};
/** @type {unknown} */
const storage = { open: async () => store };
globalThis.caches = /** @type {CacheStorage} */ (storage);
globalThis.fetch = async (request, options = {}) => {
  const address = (request.url ?? request).split(/[?#]/)[0];
  const cache = options.cache ?? request.cache ?? 'default';
  asked.push(`${address.replace(SITE, '')} ${cache}`);
  const found = network[address.replace(SITE, '')];
  if (!found) throw new TypeError('Failed to fetch');
  return found(cache);
};

beforeEach(() => {
  entries = new Map();
  network = {};
  asked = [];
});

/**
 * Asks the worker and waits until it has stored what it wants to; resolves with the text of the
 * answer.
 */
async function ask(how, name, { destination = '', cache = 'default' } = {}) {
  const works = [];
  const response = await how({ url: SITE + name, destination, cache }, (work) => works.push(work));
  const text = await response.text();
  await Promise.all(works);
  return text;
}
const stored = async (name) =>
  entries
    .get(SITE + name.split('?')[0])
    ?.clone()
    .text();

test('a hashed file is right under any type, if its content is; a script and a style need theirs', async () => {
  const style = hashedName('codes', 'css', 'p{}');
  for (const [name, content, type, want] of [
    [wasm, 'program', 'application/wasm', true],
    [wasm, 'program', 'application/octet-stream', true],
    [wasm, 'program', '', true],
    [wasm, 'program', 'text/html', true],
    [wasm, 'another', 'application/wasm', false],
    [wasm, '', 'application/wasm', false],
    [script, 'start()', 'text/javascript; charset=utf-8', true],
    [script, 'start()', 'application/javascript', true],
    [script, 'start()', 'text/html', false],
    [script, 'start()', 'text/plain', false],
    [style, 'p{}', 'text/css', true],
    [style, 'p{}', 'text/plain', false],
    ['en/', page(script), 'text/html; charset=utf-8', true],
    ['en/', '<title>Sign in to this network</title>', 'text/html', false],
    ['index.html', page(hashedName('codes', 'css', '')), 'text/html', false],
    ['versions.json', '{}', 'application/json', true],
    ['versions.json', '<p>', 'text/html; charset=utf-8', false],
  ])
    assert.equal(
      await isExpected(SITE + name, answer(content, type)),
      want,
      `${name} of type ${type}: ${content}`,
    );
  assert.equal(await isExpected(SITE + wasm, answer('program', 'application/wasm', 404)), false);
});

test('a wrong answer is not stored, a right one is and then serves', async () => {
  network[wasm] = frontPage;
  assert.match(await ask(cacheFirst, wasm), /News/);
  assert.equal(entries.size, 0);
  network[wasm] = () => answer('program', 'application/octet-stream');
  assert.equal(await ask(cacheFirst, wasm), 'program');
  network = {};
  assert.equal(await ask(cacheFirst, wasm), 'program');
  assert.equal(asked.length, 2);
});

test('what an earlier worker has stored wrong goes when the page refuses it, and at once where the browser uses it', async () => {
  for (const name of [wasm, script]) entries.set(SITE + name, frontPage());
  network = {
    [wasm]: () => answer('program', 'application/wasm'),
    [script]: () => answer('start()', 'text/javascript'),
  };
  assert.match(await ask(cacheFirst, wasm), /News/, 'the page finds out');
  assert.equal(
    await ask(cacheFirst, wasm, { cache: 'reload' }),
    'program',
    'and asks past all caches',
  );
  assert.equal(await ask(cacheFirst, script, { destination: 'script' }), 'start()');
  assert.deepEqual([await stored(wasm), await stored(script)], ['program', 'start()']);
  network = {};
  assert.equal(
    await ask(cacheFirst, wasm, { cache: 'reload' }),
    'program',
    'what is right stays, whoever refuses it',
  );
  entries.set(SITE + wasm, frontPage());
  await assert.rejects(ask(cacheFirst, wasm, { cache: 'reload' }));
  assert.equal(await stored(wasm), undefined);
});

test('a script that the browser’s own cache has wrong is fetched past it', async () => {
  network[script] = (cache) =>
    cache === 'reload' ? answer('start()', 'text/javascript') : frontPage();
  assert.equal(await ask(cacheFirst, script, { destination: 'script' }), 'start()');
  assert.equal(await stored(script), 'start()');
});

test('a new worker forgets what earlier ones have stored wrong, and nothing else', async () => {
  const right = { [wasm]: 'program', 'en/': page(script, wasm), 'versions.json': '{}' };
  for (const [name, content] of Object.entries(right)) entries.set(SITE + name, answer(content));
  for (const name of [script, 'fr/', 'oembed/a.json']) entries.set(SITE + name, frontPage());
  await removeUnexpected();
  assert.deepEqual(
    [...entries.keys()].map((url) => url.replace(SITE, '')),
    Object.keys(right),
  );
});

test('a page comes from the network and is stored without its query', async () => {
  network['en/'] = () => answer(page(script), 'text/html');
  entries.set(`${SITE}en/`, answer(page(wasm), 'text/html'));
  assert.equal(await ask(networkFirst, 'en/?date=2022-03-28'), page(script));
  assert.equal(await stored('en/'), page(script));
});

for (const [what, fails] of [
  ['there is no network', undefined],
  ['the server fails', () => answer('Unavailable', 'text/html', 503)],
]) {
  test(`where ${what} the stored page serves, and stays`, async () => {
    if (fails) network['en/'] = fails;
    entries.set(`${SITE}en/`, answer(page(script), 'text/html'));
    assert.equal(await ask(networkFirst, 'en/'), page(script));
    assert.equal(await stored('en/'), page(script));
    entries.clear();
    if (fails) assert.equal(await ask(networkFirst, 'en/'), 'Unavailable');
    else await assert.rejects(ask(networkFirst, 'en/'), /Failed to fetch/);
    assert.equal(entries.size, 0);
  });
}

test('a page that is gone is gone, and a wrong one is shown but not stored', async () => {
  entries.set(`${SITE}en/`, answer(page(script), 'text/html'));
  network['en/'] = () => answer('Gone', 'text/html', 410);
  assert.equal(await ask(networkFirst, 'en/'), 'Gone');
  network['en/'] = frontPage;
  assert.match(await ask(networkFirst, 'en/'), /News/);
  assert.equal(await stored('en/'), page(script));
});

/** Lets promises and streams go on, and then the clock. */
async function pass(milliseconds) {
  for (let turns = 0; turns < 20; turns++)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  mock.timers.tick(milliseconds);
  for (let turns = 0; turns < 20; turns++)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}

for (const what of ['before its first byte', 'in the middle of a page']) {
  test(`a network that hangs ${what}: the stored page serves, and what comes later is stored`, async (t) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    entries.set(`${SITE}en/`, answer(page(wasm), 'text/html'));
    let begin;
    let body;
    const begun = new Promise((resolve) => {
      begin = resolve;
    });
    const start = () =>
      begin(
        answer(
          new ReadableStream({
            start(controller) {
              body = controller;
            },
          }),
          'text/html',
        ),
      );
    const send = (text) => body.enqueue(new TextEncoder().encode(text));
    network['en/'] = () => begun;
    const works = [];
    let shown;
    const asking = networkFirst(
      /** @type {Request} */ ({ url: `${SITE}en/`, destination: 'document', cache: 'default' }),
      (work) => works.push(work),
    ).then(async (response) => {
      shown = await response.text();
    });
    const fresh = page(script);
    const pieces = what === 'before its first byte' ? [] : [...fresh.slice(0, 5)];
    if (pieces.length) start();
    for (const piece of [...pieces, '']) {
      // slow, but it does not hang
      await pass(STALL_TIMEOUT - 100);
      assert.equal(shown, undefined);
      if (piece) send(piece);
    }
    await pass(200);
    await asking;
    assert.equal(shown, page(wasm));
    if (!pieces.length) start();
    send(fresh.slice(pieces.length));
    body.close();
    await Promise.all(works);
    assert.equal(await stored('en/'), fresh);
  });
}

test('a first visit waits for the network', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  let come;
  network['en/'] = () =>
    new Promise((resolve) => {
      come = resolve;
    });
  const asking = ask(networkFirst, 'en/');
  await pass(10 * STALL_TIMEOUT);
  come(answer(page(script), 'text/html'));
  assert.equal(await asking, page(script));
});

test('what any stored page names is kept, the rest of earlier sites is forgotten', async () => {
  const [older, newer, both, gone, later, past] = [
    'older',
    'newer',
    'both',
    'gone',
    'later',
    'past',
  ].map((content) => hashedName('base', 'json', content));
  const [list, oldList] = [[later], [past]].map((names) =>
    hashedName('bundles', 'json', JSON.stringify(names)),
  );
  const put = (name, content) => entries.set(SITE + name, answer(content));
  put(older, 'older');
  put(both, 'both');
  put(gone, 'gone');
  put(later, 'later');
  put(past, 'past');
  put(list, JSON.stringify([later]));
  put(oldList, JSON.stringify([past]));
  put('v/1/en/tl-en-map/', page(older, both));
  put('en/', page(newer, both, list));
  put('versions.json', '{}');
  network[newer] = () => answer('newer', 'application/json');
  network[wasm] = frontPage;
  await storeAndPrune(['en/', newer, both, wasm, script].map((name) => SITE + name));
  assert.deepEqual(
    [...entries.keys()].map((url) => url.replace(SITE, '')).sort(),
    [older, newer, both, later, list, 'v/1/en/tl-en-map/', 'en/', 'versions.json'].sort(),
  );
});
