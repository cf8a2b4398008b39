import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { open, servePages, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 400_000 };

test('the example article drives the map step by step as it scrolls', options, async () => {
  const { page, context, errors, requests } = await open(browser, `${server.url}examples/paris/`, {
    context: { viewport: { width: 1200, height: 800 } },
  });
  page.setDefaultTimeout(120_000);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  assert.match(await page.locator('iframe').getAttribute('title'), /Ukraine.*6 January 2026/);
  await waitForFirstFrame(frame);
  const parts = await page
    .locator('.steps section')
    .evaluateAll((all) => all.map(({ dataset: { step, scenario } }) => ({ step, scenario })));
  assert.ok(parts.length >= 8);
  for (const [i, part] of [...parts.entries(), /** @type {const} */ ([2, parts[2]])]) {
    await page.evaluate((at) => {
      const section = document.querySelectorAll('.steps section')[at];
      scrollTo(0, section.getBoundingClientRect().top + scrollY - innerHeight / 2);
    }, i);
    await frame.waitForFunction(({ step, scenario }) => {
      const { view } = globalThis.truceline;
      return step ? view?.step?.id === step : !view?.step && view?.scenario?.id === scenario;
    }, part);
  }
  assert.deepEqual(errors, []);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:')),
    [],
    'no request to another site',
  );
  await context.close();
});

for (const sandbox of ['', ' sandbox="allow-scripts"']) {
  test(
    `an article drives its map${sandbox ? ' in a sandbox' : ''} by steps and states and receives events, and other messages are ignored`,
    options,
    async () => {
      const site = server.url.replace('127.0.0.1', 'localhost');
      const newspaper = await servePages({
        '/': `<!doctype html><iframe id="map" data-truceline title="Map"${sandbox} src="${site}en/tl-en-map/" width="700" height="640"></iframe><script src="${site}embed.js"></script>
<script>globalThis.received = []; for (const type of ['ready', 'state', 'select']) document.addEventListener('truceline:' + type, (event) => received.push({ ...event.detail }));</script>`,
      });
      const { page, context } = await open(browser, newspaper.url);
      page.setDefaultTimeout(120_000);
      const frame = await (await page.waitForSelector('#map')).contentFrame();
      await waitForFirstFrame(frame);
      const ready = await page
        .waitForFunction(() => globalThis.received.find(({ type }) => type === 'ready'))
        .then((handle) => handle.jsonValue());
      assert.ok(ready.steps.includes('held'));
      assert.match(ready.situation, /2026/);
      const goTo = (target) =>
        page.evaluate((to) => document.getElementById('map').truceline.goTo(to), target);
      await goTo({ date: '2022-11-15', select: 'UA-65' });
      await page.waitForFunction(() =>
        globalThis.received.some(
          ({ type, id, name }) => type === 'select' && id === 'UA-65' && /Kherson/.test(name),
        ),
      );
      await page.waitForFunction(() =>
        globalThis.received.some(
          ({ type, state }) => type === 'state' && state.date === '2022-11-15',
        ),
      );
      await goTo('donbas');
      await page.waitForFunction(() =>
        globalThis.received.some(({ type, state }) => type === 'state' && state.step === 'donbas'),
      );
      await waitForIdle(frame);
      const before = await frame.evaluate(() => ({
        link: globalThis.truceline.view.link,
        href: location.href,
        lang: document.documentElement.lang,
      }));
      await page.evaluate(() => {
        const post = (message) =>
          /** @type {HTMLIFrameElement} */ (
            document.getElementById('map')
          ).contentWindow.postMessage(message, '*');
        for (const state of [
          { lang: 'fr' },
          { ui: 'none' },
          { url: 'https://example.org' },
          { select: '<img src=x>' },
          { view: { lon: NaN } },
        ])
          post({ truceline: 1, type: 'goTo', state });
        for (const message of [
          null,
          1,
          'x',
          [],
          {},
          { truceline: 1, type: 'navigate', href: 'https://example.org' },
          'pymxPYMxxPYMxnavigateToxPYMxhttps://example.org',
        ])
          post(message);
      });
      await page.waitForTimeout(500);
      await waitForIdle(frame);
      assert.deepEqual(
        await frame.evaluate(() => ({
          link: globalThis.truceline.view.link,
          href: location.href,
          lang: document.documentElement.lang,
        })),
        before,
      );
      await context.close();
      await newspaper.stop();
    },
  );
}

test(
  'the page “Embed this” writes a working code and previews the map at three widths',
  options,
  async () => {
    const { page, context, errors } = await open(
      browser,
      `${server.url}embed/fr/?scenario=plan-20&select=UA-14`,
      { context: { viewport: { width: 1100, height: 1000 } } },
    );
    page.setDefaultTimeout(120_000);
    await page.route('**/*.wasm', (route) => route.abort()); // heights and codes do not need the program
    await page.reload();
    const code = () => page.locator('#tl-embed-code').inputValue();
    assert.match(await page.locator('h1').innerText(), /Intégrer/);
    assert.match(
      await code(),
      /^<iframe src="[^"]*\/v\/[^"]*\/fr\/tl-fr-plan-20\/\?select=UA-14" title="[^"]*6 janvier 2026" loading="lazy" width="100%" height="\d+" style="border:0" sandbox="allow-scripts [^"]*" allow="fullscreen; clipboard-write"><\/iframe>$/,
    );
    const heights = [];
    for (const width of ['360', '600', '900']) {
      await page.locator(`[name=width][value="${width}"]`).check();
      const frame = await (await page.waitForSelector('#tl-preview')).contentFrame();
      await frame.waitForFunction(
        (wanted) =>
          innerWidth === wanted &&
          innerHeight === Math.ceil(document.documentElement.getBoundingClientRect().height),
        Number(width),
      );
      await page.waitForFunction(
        (height) =>
          /** @type {HTMLTextAreaElement} */ (
            document.getElementById('tl-embed-code')
          ).value.includes(`height="${height}"`),
        await frame.evaluate(() => innerHeight),
      );
      heights.push(await frame.evaluate(() => innerHeight));
    }
    assert.ok(heights[1] > 400 && heights[2] >= heights[1] - 100, String(heights));
    await page.locator('[name=version][value=follow]').check();
    await page.locator('[name=kind][value=address]').check();
    assert.equal(await code(), `${server.url}fr/tl-fr-plan-20/?select=UA-14`);
    await page.locator('[name=ui][value=none]').check();
    await page.locator('[name=kind][value=pym]').check();
    assert.match(await code(), /data-pym-src="[^"]*ui=none"[\s\S]*pym\.v1\.min\.js/);
    await page.locator('[name=kind][value=script]').check();
    assert.match(await code(), /data-truceline="[^"]*"[\s\S]*embed\.js/);
    assert.deepEqual(
      errors.filter((text) => !/ERR_FAILED/.test(text)),
      [],
    );
    await context.close();
  },
);

test(
  'the height in docs/embed.md is enough in every language and at every width of an article',
  options,
  async () => {
    const [, height] = (await readFile(new URL('../docs/embed.md', import.meta.url), 'utf8')).match(
      /width="100%" height="(\d+)"/,
    );
    const { page, context } = await open(browser, 'about:blank', {
      context: { viewport: { width: 320, height: 900 } },
    });
    // The height does not depend on the program.
    await page.route('**/*.wasm', (route) => route.abort());
    for (const lang of ['en', 'uk', 'fr']) {
      await page.goto(`${server.url}${lang}/tl-${lang}-map/`);
      for (const width of [320, 360, 480, 640, 700, 900, 1040]) {
        await page.setViewportSize({ width, height: 900 });
        const needed = await page.evaluate(() =>
          Math.ceil(document.documentElement.getBoundingClientRect().height),
        );
        assert.ok(needed <= Number(height), `${lang} at ${width} px: ${needed} px`);
      }
    }
    await context.close();
  },
);

// The program is blocked, since the heights do not depend on it. height.test.js compares them in
// every state of the map.
test(
  'embed.js: maps cause no layout shift in an article, at 16 widths in three languages',
  options,
  async () => {
    const site = server.url.replace('127.0.0.1', 'localhost');
    const langs = ['en', 'uk', 'fr'];
    const heights = JSON.parse(await readFile(new URL('heights.json', import.meta.url), 'utf8'));
    const newspaper = await servePages({
      '/': `<!doctype html><meta charset="utf-8"><title>Article</title><script src="${server.url}embed.js"></script>
<script>
  globalThis.shifts = [];
  globalThis.messages = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  addEventListener('message', ({ source, data }) => {
    if (data.truceline !== 1 || data.type !== 'height') return;
    const { frame } = Truceline.maps.find(({ frame }) => frame.contentWindow === source);
    globalThis.messages.push({ src: frame.src, requested: data.height, actual: frame.offsetHeight });
  }, true);
</script><style>body { margin: 0 }</style>
<div id="column" style="width: 360px">${langs.map((lang) => `<div data-truceline="${site}${lang}/tl-${lang}-map/"></div><p>Text.</p>`).join('')}</div>`,
    });
    const { page, context } = await open(browser, 'about:blank', {
      context: { viewport: { width: 1500, height: 4000 } },
    });
    await page.route(/\.(wasm|ttf)$/, (route) => route.abort());
    await page.goto(newspaper.url);
    const want = (width) =>
      langs.map((lang) => ({
        src: `${site}${lang}/tl-${lang}-map/`,
        requested: heights[lang].compact[width],
        actual: heights[lang].compact[width],
      }));
    const takeMessages = async () => {
      await page.waitForFunction(() => globalThis.messages.length === 3);
      const list = await page.evaluate(() => globalThis.messages.splice(0));
      return list.sort(
        (a, b) =>
          langs.findIndex((lang) => a.src.includes(`/${lang}/`)) -
          langs.findIndex((lang) => b.src.includes(`/${lang}/`)),
      );
    };
    assert.deepEqual(await takeMessages(), want(360));
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
    for (const width of Object.keys(heights.en.compact).map(Number)) {
      if (width === 360) continue;
      await page.evaluate((to) => {
        document.getElementById('column').style.width = `${to}px`;
      }, width);
      assert.deepEqual(await takeMessages(), want(width), `${width} px`);
    }
    await context.close();
    await newspaper.stop();
  },
);
