// The service worker's cache: which responses it stores and when it serves them. Without a browser.

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
const respond = (body, type, status = 200) =>
  new Response(body, { status, headers: type ? { 'Content-Type': type } : {} });
/** The front page with status 200, which some hosts send for a missing file. */
const frontPage = () => respond('<!doctype html><title>News</title>', 'text/html');

const wasm = hashedName('truceline', 'wasm', 'program');
const script = hashedName('map', 'js', 'start()');
/** Returns a page that refers to files. */
const page = (...names) =>
  `<!doctype html>${names.map((name) => `<link href="../${name}">`).join('')}`;

let entries; // cached responses by address
let network; // by address, a function from a cache mode to a response
let requests;

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
  requests.push(`${address.replace(SITE, '')} ${cache}`);
  const found = network[address.replace(SITE, '')];
  if (!found) throw new TypeError('Failed to fetch');
  return found(cache);
};

beforeEach(() => {
  entries = new Map();
  network = {};
  requests = [];
});

/**
 * Sends a request to a strategy of the worker, waits until it has stored its responses, and returns
 * the text of the response.
 */
async function request(strategy, name, { destination = '', cache = 'default' } = {}) {
  const pending = [];
  const response = await strategy({ url: SITE + name, destination, cache }, (work) =>
    pending.push(work),
  );
  const text = await response.text();
  await Promise.all(pending);
  return text;
}
const storedText = async (name) =>
  entries
    .get(SITE + name.split('?')[0])
    ?.clone()
    .text();

test('a hashed file is accepted by its content, scripts and style sheets also by their type', async () => {
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
      await isExpected(SITE + name, respond(content, type)),
      want,
      `${name} of type ${type}: ${content}`,
    );
  assert.equal(await isExpected(SITE + wasm, respond('program', 'application/wasm', 404)), false);
});

test('a wrong response is not stored, a right one is stored and served', async () => {
  network[wasm] = frontPage;
  assert.match(await request(cacheFirst, wasm), /News/);
  assert.equal(entries.size, 0);
  network[wasm] = () => respond('program', 'application/octet-stream');
  assert.equal(await request(cacheFirst, wasm), 'program');
  network = {};
  assert.equal(await request(cacheFirst, wasm), 'program');
  assert.equal(requests.length, 2);
});

test('wrong entries of an earlier worker are replaced when they are refused, or at once for scripts', async () => {
  for (const name of [wasm, script]) entries.set(SITE + name, frontPage());
  network = {
    [wasm]: () => respond('program', 'application/wasm'),
    [script]: () => respond('start()', 'text/javascript'),
  };
  assert.match(await request(cacheFirst, wasm), /News/, 'the page receives the wrong entry');
  assert.equal(
    await request(cacheFirst, wasm, { cache: 'reload' }),
    'program',
    'and requests the file again past all caches',
  );
  assert.equal(await request(cacheFirst, script, { destination: 'script' }), 'start()');
  assert.deepEqual([await storedText(wasm), await storedText(script)], ['program', 'start()']);
  network = {};
  assert.equal(
    await request(cacheFirst, wasm, { cache: 'reload' }),
    'program',
    'a right entry is kept even if it is refused',
  );
  entries.set(SITE + wasm, frontPage());
  await assert.rejects(request(cacheFirst, wasm, { cache: 'reload' }));
  assert.equal(await storedText(wasm), undefined);
});

test('a script that is wrong in the browser’s own cache is fetched past that cache', async () => {
  network[script] = (cache) =>
    cache === 'reload' ? respond('start()', 'text/javascript') : frontPage();
  assert.equal(await request(cacheFirst, script, { destination: 'script' }), 'start()');
  assert.equal(await storedText(script), 'start()');
});

test('a new worker removes the wrong entries of earlier ones, and nothing else', async () => {
  const right = { [wasm]: 'program', 'en/': page(script, wasm), 'versions.json': '{}' };
  for (const [name, content] of Object.entries(right)) entries.set(SITE + name, respond(content));
  for (const name of [script, 'fr/', 'oembed/a.json']) entries.set(SITE + name, frontPage());
  await removeUnexpected();
  assert.deepEqual(
    [...entries.keys()].map((url) => url.replace(SITE, '')),
    Object.keys(right),
  );
});

test('a page is fetched from the network and stored without its query', async () => {
  network['en/'] = () => respond(page(script), 'text/html');
  entries.set(`${SITE}en/`, respond(page(wasm), 'text/html'));
  assert.equal(await request(networkFirst, 'en/?date=2022-03-28'), page(script));
  assert.equal(await storedText('en/'), page(script));
});

for (const [what, fails] of [
  ['there is no network', undefined],
  ['the server fails', () => respond('Unavailable', 'text/html', 503)],
]) {
  test(`if ${what} the stored page is served and kept`, async () => {
    if (fails) network['en/'] = fails;
    entries.set(`${SITE}en/`, respond(page(script), 'text/html'));
    assert.equal(await request(networkFirst, 'en/'), page(script));
    assert.equal(await storedText('en/'), page(script));
    entries.clear();
    if (fails) assert.equal(await request(networkFirst, 'en/'), 'Unavailable');
    else await assert.rejects(request(networkFirst, 'en/'), /Failed to fetch/);
    assert.equal(entries.size, 0);
  });
}

test('a page with status 410 is passed on, and a wrong page is shown but not stored', async () => {
  entries.set(`${SITE}en/`, respond(page(script), 'text/html'));
  network['en/'] = () => respond('Gone', 'text/html', 410);
  assert.equal(await request(networkFirst, 'en/'), 'Gone');
  network['en/'] = frontPage;
  assert.match(await request(networkFirst, 'en/'), /News/);
  assert.equal(await storedText('en/'), page(script));
});

/** Runs pending promises and streams, then advances the mocked clock. */
async function advance(milliseconds) {
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
  test(`if the network hangs ${what} the stored page is served, and a late response is stored`, async (t) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    t.after(() => mock.timers.reset());
    entries.set(`${SITE}en/`, respond(page(wasm), 'text/html'));
    let begin;
    let body;
    const begun = new Promise((resolve) => {
      begin = resolve;
    });
    const start = () =>
      begin(
        respond(
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
    const pending = [];
    let shown;
    const asking = networkFirst(
      /** @type {Request} */ ({ url: `${SITE}en/`, destination: 'document', cache: 'default' }),
      (work) => pending.push(work),
    ).then(async (response) => {
      shown = await response.text();
    });
    const fresh = page(script);
    const pieces = what === 'before its first byte' ? [] : [...fresh.slice(0, 5)];
    if (pieces.length) start();
    for (const piece of [...pieces, '']) {
      // The network is slow but does not hang.
      await advance(STALL_TIMEOUT - 100);
      assert.equal(shown, undefined);
      if (piece) send(piece);
    }
    await advance(200);
    await asking;
    assert.equal(shown, page(wasm));
    if (!pieces.length) start();
    send(fresh.slice(pieces.length));
    body.close();
    await Promise.all(pending);
    assert.equal(await storedText('en/'), fresh);
  });
}

test('a first visit waits for the network', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  let arrive;
  network['en/'] = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  const asking = request(networkFirst, 'en/');
  await advance(10 * STALL_TIMEOUT);
  arrive(respond(page(script), 'text/html'));
  assert.equal(await asking, page(script));
});

test('files that a stored page refers to are kept, other files of earlier sites are removed', async () => {
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
  const put = (name, content) => entries.set(SITE + name, respond(content));
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
  network[newer] = () => respond('newer', 'application/json');
  network[wasm] = frontPage;
  await storeAndPrune(['en/', newer, both, wasm, script].map((name) => SITE + name));
  assert.deepEqual(
    [...entries.keys()].map((url) => url.replace(SITE, '')).sort(),
    [older, newer, both, later, list, 'v/1/en/tl-en-map/', 'en/', 'versions.json'].sort(),
  );
});
