// Hosts that do it wrong, networks that fail, and articles that ask for headers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, serveHost, servePages, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

/** Answers with a page of the host's own. */
function sendPage(response, status) {
  response
    .writeHead(status, {
      'Content-Type': 'text/html',
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    .end('<!doctype html><title>News</title>');
  return true;
}

/** What the page has used and the worker has not kept. */
const lost = (page) =>
  page.evaluate(async () => {
    const store = await caches.open('truceline');
    const kept = new Set((await store.keys()).map(({ url }) => url));
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
    ].filter((name) => !kept.has(name));
  });

/** A worker keeps one file after the other: all that the page has used must be there. */
async function allKept(page) {
  for (let waits = 0; (await lost(page)).length; waits++) {
    assert.ok(waits < 200, `not kept: ${await lost(page)}`);
    await page.waitForTimeout(100);
  }
}

test(
  'what is stored serves: past a host’s mistakes, a network that hangs or fails, and offline',
  options,
  // eslint-disable-next-line max-lines-per-function -- its parts are short, and share one visit
  async (t) => {
    const host = await serveHost(server.url);
    t.after(host.stop);
    const { page, context } = await open(browser, `${host.url}/en/`);
    await drawn(page);
    await allKept(page);

    await t.test(
      'a store with wrong answers, of an earlier version, is put right in the same visit',
      async () => {
        const poisoned = await page.evaluate(async () => {
          const store = await caches.open('truceline');
          const all = (await store.keys())
            .map(({ url }) => url)
            .filter((url) => url.includes('/assets/'));
          const wrong = () =>
            new Response('<!doctype html><title>News</title>', {
              headers: { 'Content-Type': 'text/html' },
            });
          await Promise.all(all.map((url) => store.put(url, wrong())));
          return all;
        });
        assert.ok(
          ['.wasm', '.js', '.json', '.ttf'].every((ext) =>
            poisoned.some((url) => url.endsWith(ext)),
          ),
          `${poisoned}`,
        );
        await page.reload();
        await drawn(page);
        await allKept(page);
        const pages = await page.evaluate(async () => {
          const store = await caches.open('truceline');
          return Promise.all(
            (await store.keys())
              .filter(({ url }) => url.includes('/assets/'))
              .map(async (key) => [key.url, (await store.match(key)).headers.get('Content-Type')]),
          );
        });
        assert.deepEqual(
          pages.filter(([, type]) => type.startsWith('text/html')),
          [],
        );
      },
    );

    await t.test(
      'a page in the program’s place is not stored, and the next try works',
      async () => {
        await page.evaluate(async () => {
          const store = await caches.open('truceline');
          for (const { url } of await store.keys())
            if (url.endsWith('.wasm')) await store.delete(url);
        });
        host.answer = (path, response) => path.endsWith('.wasm') && sendPage(response, 200);
        await page.reload();
        await page.waitForSelector('#tl-status[data-state=failed]');
        assert.match((await lost(page)).join(), /\.wasm$/);
        // The host sends the right bytes again, under a type that browsers do not compile.
        host.answer = (path, response) => {
          if (!path.endsWith('.wasm')) return false;
          fetch(new URL(path, server.url))
            .then((answer) => answer.arrayBuffer())
            .then((bytes) =>
              response.writeHead(200, { 'Content-Type': 'text/html' }).end(Buffer.from(bytes)),
            );
          return true;
        };
        await page.locator('#tl-retry').click();
        await drawn(page);
        await allKept(page);
      },
    );

    for (const [what, answer] of /** @type {[string, (typeof host)['answer']][]} */ ([
      ['hangs', () => true],
      ['fails', (path, response) => sendPage(response, 503)],
    ])) {
      await t.test(`the stored page serves where the network ${what}`, async () => {
        host.answer = answer;
        await page.reload();
        await drawn(page);
        const { responseStart } = await page.evaluate(() =>
          performance.getEntriesByType('navigation')[0].toJSON(),
        );
        if (what === 'hangs')
          assert.ok(responseStart > 2000 && responseStart < 15_000, `after ${responseStart} ms`);
      });
    }

    await t.test('and offline', async () => {
      await context.setOffline(true);
      await page.reload();
      await drawn(page);
      assert.match((await view(page)).situation, /2026/);
    });
    await context.close();
  },
);

for (const policy of ['require-corp', 'credentialless']) {
  test(`the map stands in an article that is isolated by ${policy}`, options, async (t) => {
    const site = server.url.replace('127.0.0.1', 'localhost'); // another site
    const newspaper = await servePages(
      {
        '/': `<!doctype html><title>Article</title><div data-truceline="${site}en/tl-en-map/">Map</div><script src="${site}embed.js"></script>`,
      },
      { 'Cross-Origin-Embedder-Policy': policy, 'Cross-Origin-Opener-Policy': 'same-origin' },
    );
    t.after(newspaper.stop);
    const { page, context, complaints } = await open(browser, newspaper.url);
    const fetchers = [];
    page.on('worker', (worker) => fetchers.push(worker.url()));
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    await drawn(frame);
    assert.match(fetchers.join(), /load\.worker/, 'with its worker');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('a missing page says so and leads to the map', options, async () => {
  const { page, context, complaints } = await open(browser, `${server.url}v/gone/fr/tl-fr-map/`);
  assert.match(await page.locator('h1').innerText(), /not found/i);
  assert.notEqual(
    await page.locator('h1').evaluate((element) => getComputedStyle(element).borderBottomStyle),
    'none',
    'its style is there',
  );
  assert.deepEqual(
    complaints.filter((text) => !/status of 404/.test(text)),
    [],
  );
  await page.locator('section[lang=fr] a').click();
  await page.waitForURL(`${server.url}fr/`);
  await context.close();
});
