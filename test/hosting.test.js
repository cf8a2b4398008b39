// Misconfigured hosts, failing networks, and articles with cross-origin isolation.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, readView, serveHost, servePages, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/** Responds with an unrelated page of the host. */
function sendPage(response, status) {
  response
    .writeHead(status, {
      'Content-Type': 'text/html',
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    .end('<!doctype html><title>News</title>');
  return true;
}

/** Returns the addresses that the page has used and the service worker has not cached. */
const findUncached = (page) =>
  page.evaluate(async () => {
    const store = await caches.open('truceline');
    const cached = new Set((await store.keys()).map(({ url }) => url));
    const { config } = globalThis.truceline.boot;
    const used = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.startsWith(location.origin));
    return [
      location.href,
      ...used,
      ...[config.wasm, ...config.files].map(
        ({ url }) => new URL(config.root + url, location.href).href,
      ),
    ].filter((name) => !cached.has(name));
  });

/** Waits until the service worker, which caches files one by one, has cached all files in use. */
async function waitUntilCached(page) {
  for (let waits = 0; (await findUncached(page)).length; waits++) {
    assert.ok(waits < 200, `not cached: ${await findUncached(page)}`);
    await page.waitForTimeout(100);
  }
}

test(
  'the service worker’s cache survives a host’s mistakes and serves without a network',
  options,
  // eslint-disable-next-line max-lines-per-function -- its parts are short, and share one visit
  async (t) => {
    const host = await serveHost(server.url);
    t.after(host.stop);
    const { page, context } = await open(browser, `${host.url}/en/`);
    await waitForFirstFrame(page);
    await waitUntilCached(page);

    await t.test(
      'wrong responses that an earlier version has cached are replaced in the same visit',
      async () => {
        const poisoned = await page.evaluate(async () => {
          const store = await caches.open('truceline');
          const all = (await store.keys())
            .map(({ url }) => url)
            .filter((url) => url.includes('/assets/'));
          const wrongResponse = () =>
            new Response('<!doctype html><title>News</title>', {
              headers: { 'Content-Type': 'text/html' },
            });
          await Promise.all(all.map((url) => store.put(url, wrongResponse())));
          return all;
        });
        assert.ok(
          ['.wasm', '.js', '.json', '.ttf'].every((ext) =>
            poisoned.some((url) => url.endsWith(ext)),
          ),
          `${poisoned}`,
        );
        await page.reload();
        await waitForFirstFrame(page);
        await waitUntilCached(page);
        const types = await page.evaluate(async () => {
          const store = await caches.open('truceline');
          return Promise.all(
            (await store.keys())
              .filter(({ url }) => url.includes('/assets/'))
              .map(async (key) => [key.url, (await store.match(key)).headers.get('Content-Type')]),
          );
        });
        assert.deepEqual(
          types.filter(([, type]) => type.startsWith('text/html')),
          [],
        );
      },
    );

    await t.test(
      'a page served instead of the program is not cached, and a retry works',
      async () => {
        await page.evaluate(async () => {
          const store = await caches.open('truceline');
          for (const { url } of await store.keys())
            if (url.endsWith('.wasm')) await store.delete(url);
        });
        host.intercept = (path, response) => path.endsWith('.wasm') && sendPage(response, 200);
        await page.reload();
        await page.waitForSelector('#tl-status[data-state=failed]');
        assert.match((await findUncached(page)).join(), /\.wasm$/);
        // The host sends the right bytes again, with a media type that browsers do not compile.
        host.intercept = (path, response) => {
          if (!path.endsWith('.wasm')) return false;
          fetch(new URL(path, server.url))
            .then((answer) => answer.arrayBuffer())
            .then((bytes) =>
              response.writeHead(200, { 'Content-Type': 'text/html' }).end(Buffer.from(bytes)),
            );
          return true;
        };
        await page.locator('#tl-retry').click();
        await waitForFirstFrame(page);
        await waitUntilCached(page);
      },
    );

    for (const [problem, intercept] of /** @type {[string, (typeof host)['intercept']][]} */ ([
      ['hangs', () => true],
      ['fails', (path, response) => sendPage(response, 503)],
    ])) {
      await t.test(`the cached page is served if the network ${problem}`, async () => {
        host.intercept = intercept;
        await page.reload();
        await waitForFirstFrame(page);
        const { responseStart } = await page.evaluate(() =>
          performance.getEntriesByType('navigation')[0].toJSON(),
        );
        if (problem === 'hangs')
          assert.ok(responseStart > 2000 && responseStart < 15_000, `after ${responseStart} ms`);
      });
    }

    await t.test('the cached page is served offline', async () => {
      await context.setOffline(true);
      await page.reload();
      await waitForFirstFrame(page);
      assert.match((await readView(page)).situation, /2026/);
    });
    await context.close();
  },
);

for (const policy of ['require-corp', 'credentialless']) {
  test(`the map works in an article that is isolated by ${policy}`, options, async (t) => {
    const site = server.url.replace('127.0.0.1', 'localhost'); // another site
    const newspaper = await servePages(
      {
        '/': `<!doctype html><title>Article</title><div data-truceline="${site}en/tl-en-map/">Map</div><script src="${site}embed.js"></script>`,
      },
      { 'Cross-Origin-Embedder-Policy': policy, 'Cross-Origin-Opener-Policy': 'same-origin' },
    );
    t.after(newspaper.stop);
    const { page, context, errors } = await open(browser, newspaper.url);
    const workers = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    await waitForFirstFrame(frame);
    assert.match(workers.join(), /load\.worker/, 'with its worker');
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('the page for missing pages says so and links to the map', options, async () => {
  const { page, context, errors } = await open(browser, `${server.url}v/gone/fr/tl-fr-map/`);
  assert.match(await page.locator('h1').innerText(), /not found/i);
  assert.notEqual(
    await page.locator('h1').evaluate((element) => getComputedStyle(element).borderBottomStyle),
    'none',
    'its style sheet is applied',
  );
  assert.deepEqual(
    errors.filter((text) => !/status of 404/.test(text)),
    [],
  );
  await page.locator('section[lang=fr] a').click();
  await page.waitForURL(`${server.url}fr/`);
  await context.close();
});
