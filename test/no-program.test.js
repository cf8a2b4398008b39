// The page without its program: it shows no control that would do nothing, and its messages match
// the current layout.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, readView, servePages, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 120_000 };

const noWebGL = () => {
  HTMLCanvasElement.prototype.getContext = () => null;
};

/**
 * Opens a page, alone or in a frame.
 * @param {string} path
 * @param {{framed?: boolean, init?: () => void, routes?: any[]}} settings routes: pairs of a
 *   pattern and a handler
 */
async function openPage(path, { framed, init, routes = [] }) {
  const opened = await open(browser, 'about:blank', {
    context: { viewport: { width: 940, height: 1000 } },
    init,
  });
  for (const [pattern, handler] of routes) await opened.page.route(pattern, handler);
  if (!framed) {
    await opened.page.goto(server.url + path);
    return { ...opened, frame: opened.page };
  }
  const newspaper = await servePages({
    '/': `<!doctype html><title>Article</title><iframe id="map" title="Map" src="${server.url}${path}" width="700" height="950"></iframe>`,
  });
  opened.context.on('close', newspaper.stop);
  await opened.page.goto(`${newspaper.url}/`);
  return { ...opened, frame: await (await opened.page.waitForSelector('#map')).contentFrame() };
}

const waitForFailure = (frame) =>
  frame.waitForSelector('#tl-status[data-state=failed]', { timeout: 60_000 });

/** Returns names of the controls that are visible and enabled. */
const usableControls = (frame) =>
  frame.evaluate(() =>
    /** @type {HTMLInputElement[]} */ ([
      ...document.querySelectorAll('button, input, select, summary, [tabindex="0"], a[href]'),
    ])
      .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }))
      .map(
        (one) =>
          one.id ||
          one.dataset.appAction ||
          one.dataset.select ||
          one.dataset.lang ||
          one.getAttribute('href') ||
          one.name ||
          one.className ||
          one.textContent,
      ),
  );

const NEEDS_PROGRAM =
  /^(tl-(input|date-slider|play|fullscreen|pullback|search|step|scenario|link|copy)|\{|close)|^UA|tl-tab|tl-sheet-(search|steps|share)/;

for (const framed of [false, true]) {
  test(
    `without WebGL 2 only usable controls are shown, ${framed ? 'in a frame' : 'on a standalone page'}`,
    options,
    async () => {
      const { frame, context, errors } = await openPage(framed ? 'uk/tl-uk-map/' : 'uk/', {
        framed,
        init: noWebGL,
      });
      await waitForFailure(frame);
      assert.deepEqual(
        (await usableControls(frame)).filter((name) => NEEDS_PROGRAM.test(name)),
        [],
      );
      assert.match(await frame.locator('#tl-date').textContent(), /^6.січня.2026/);
      const message = await frame.locator('#tl-status-text').innerText();
      assert.match(message, /WebGL 2/);
      if (framed) {
        assert.doesNotMatch(message, /нижче/);
        assert.ok(
          message.includes(
            await frame.locator('.sheet-nav [href="#tl-sheet-figures"]').innerText(),
          ),
          message,
        );
        await frame.locator('.sheet-nav [href="#tl-sheet-scenarios"]').click();
      } else assert.match(message, /нижче/);
      // As without scripts, proposals and languages are links to pages.
      const pages = await frame
        .locator('.pages a:visible')
        .evaluateAll((/** @type {HTMLAnchorElement[]} */ all) =>
          all.map(({ href }) => new URL(href).pathname),
        );
      assert.ok(
        pages.length > 4 && pages.every((path) => path.startsWith(framed ? '/uk/tl-uk-' : '/uk/')),
        `${pages}`,
      );
      await frame.locator('.pages a').first().click();
      await frame.waitForURL(`**${pages[0]}`);
      if (!framed) {
        await waitForFailure(frame);
        await frame.locator('#tl-theme').selectOption('dark');
        assert.equal(
          await frame.evaluate(() => document.documentElement.dataset.theme),
          'dark',
          'the theme can be changed without the program',
        );
        await frame.locator('[data-lang=fr]').click();
        await frame.waitForURL('**/fr/**');
      }
      assert.deepEqual(errors, []);
      await context.close();
    },
  );
}

test(
  'the date slider returns to the static map’s date if the program fails, and a successful retry shows the chosen date',
  options,
  async () => {
    let fail;
    const gate = new Promise((resolve) => {
      fail = resolve;
    });
    const { page, frame, context } = await openPage('en/', {
      routes: [
        [
          '**/*.wasm',
          async (route) => {
            await gate;
            await route.abort();
          },
        ],
      ],
    });
    await page.waitForSelector('html[data-painted] #tl-map[data-static-ready]', {
      state: 'attached',
    });
    await page.locator('#tl-date-slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.locator('#tl-date').textContent(), '31 December 2024');
    fail();
    await waitForFailure(frame);
    assert.equal(await page.locator('#tl-date').textContent(), '6 January 2026');
    assert.equal(await page.locator('#tl-date-slider').inputValue(), '1000');
    assert.equal(
      await page.evaluate(() => document.activeElement.id),
      'tl-retry',
      'the focus moves to the retry button',
    );
    assert.doesNotMatch(await page.locator('#tl-status-text').innerText(), /below/);
    await page.unroute('**/*.wasm');
    await page.locator('#tl-retry').click();
    await waitForFirstFrame(page);
    await page.waitForFunction(() => globalThis.truceline.view.date === '2024-12-31');
    assert.equal(await page.locator('#tl-date').textContent(), '31 December 2024');
    const names = await usableControls(page);
    for (const name of [
      'tl-date-slider',
      'tl-play',
      'tl-input',
      'UA-14',
      '{"type":"zoom","by":1}',
      'tl-search',
      'tl-step-start',
    ])
      assert.ok(names.includes(name), `${name} is usable again`);
    assert.equal(await page.locator('.pages a:visible').count(), 0);
    await context.close();
  },
);

test(
  'without the page’s main script there is a message and a retry that reloads the page',
  options,
  async () => {
    const { page, frame, context } = await openPage('en/tl-en-map/', {
      routes: [[/\/map\.\w+\.js/, (route) => route.abort()]],
    });
    await waitForFailure(frame);
    assert.deepEqual(
      (await usableControls(frame)).filter((name) => NEEDS_PROGRAM.test(name)),
      [],
    );
    await page.unroute(/\/map\.\w+\.js/);
    await page.locator('#tl-retry').click();
    await waitForFirstFrame(page);
    await context.close();
  },
);

test(
  'after the program has panicked the texts beside the map are those of the static map again',
  options,
  async () => {
    const { page, context } = await openPage('en/', {
      init: () => {
        const { prototype } = WebGL2RenderingContext;
        const { drawElements: original } = prototype;
        prototype.drawElements = function drawElements(...args) {
          if (globalThis.planted) throw new Error('planted'); // a panic in Go
          return original.apply(this, args);
        };
      },
    });
    await waitForFirstFrame(page);
    await page.evaluate(() => globalThis.truceline.dispatch({ type: 'date', date: '2022-03-28' }));
    await page.waitForFunction(() =>
      document.getElementById('tl-situation').textContent.includes('March 2022'),
    );
    await page.evaluate(() => {
      globalThis.planted = true;
      globalThis.truceline.dispatch({ type: 'zoom', by: 1 });
    });
    await waitForFailure(page);
    for (const id of ['tl-situation', 'tl-date'])
      assert.match(await page.locator(`#${id}`).textContent(), /6 January 2026/);
    await context.close();
  },
);

for (const framed of [false, true]) {
  test(
    `with Save-Data the program is loaded only on a touch, ${framed ? 'in a frame' : 'on a standalone page'}`,
    options,
    async () => {
      const { page, frame, context, requests } = await openPage(framed ? 'en/tl-en-map/' : 'en/', {
        framed,
        init: () => {
          Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
        },
      });
      const fetched = () => requests.filter((url) => /\.wasm|base\./.test(url));
      await frame.waitForFunction(() => globalThis.truceline?.dispatch);
      await page.mouse.move(400, 300);
      await page.mouse.wheel(0, 100);
      await page.keyboard.press('Tab');
      await page.waitForTimeout(1500);
      assert.deepEqual(fetched(), []);
      assert.equal(await frame.locator('#tl-progress').isVisible(), false, 'nothing is loading');
      if (framed) await frame.locator('.map-buttons [data-app-action*=zoom]').first().click();
      else {
        const { x, y, width, height } = await frame
          .locator('#tl-static a[data-id=UA-46] path')
          .first()
          .boundingBox();
        await page.mouse.click(x + width / 2, y + height / 2);
      }
      await waitForFirstFrame(frame);
      const now = await readView(frame);
      if (framed) assert.match(now.link, /view=/);
      else assert.match(now.select, /UA-46|lviv/);
      await context.close();
    },
  );
}
