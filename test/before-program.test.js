// A reader's actions before the program has loaded take effect once it has, each of them once, and
// open nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  open,
  readView,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/** Returns a seeded generator of whole numbers below n. */
function makeRandom(seed) {
  let state = seed;
  return (n) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
}

/** Holds requests that match a pattern until the returned function is called. */
async function holdRequests(page, pattern) {
  let release;
  const gate = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue().catch(() => {}); // the page may have closed
  });
  return release;
}

const waitForStaticMap = (frame) =>
  frame.waitForSelector('html[data-painted] #tl-map[data-static-ready]', { state: 'attached' });
const countOpenSheets = (frame) =>
  frame.evaluate(() => document.querySelectorAll('.sheet[data-open], .sheet:target').length);

/** Opens the map in a frame of an article, or on its own, and holds its program back. */
async function openWithoutProgram(framed) {
  const opened = await open(browser, 'about:blank', {
    context: { viewport: { width: 760, height: 1000 }, hasTouch: true },
  });
  const release = await holdRequests(opened.page, '**/*.wasm');
  /** @type {import('playwright-core').Page | import('playwright-core').Frame} */
  let frame = opened.page;
  if (framed) {
    const newspaper = await servePages({
      '/': `<!doctype html><title>Article</title><body style="margin:0"><iframe id="map" title="Map" src="${server.url}en/tl-en-map/" width="760" height="1000" style="border:0"></iframe>`,
    });
    opened.context.on('close', newspaper.stop);
    await opened.page.goto(`${newspaper.url}/`, { waitUntil: 'commit' });
    frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  } else {
    await opened.page.goto(`${server.url}en/`, { waitUntil: 'commit' });
  }
  await waitForStaticMap(frame);
  return { ...opened, frame, release };
}

/**
 * Returns the centre of a shape of the static map, in the window.
 * @returns {Promise<[x: number, y: number]>}
 */
async function centreOf(frame, id) {
  const box = await frame.locator(`#tl-static a[data-id=${id}] path`).first().boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Returns the value of the date slider. */
const sliderValue = (frame) =>
  frame
    .locator('#tl-date-slider')
    .evaluate((/** @type {HTMLInputElement} */ input) => input.valueAsNumber);

/** Returns the queued action that selects a place. */
const pendingSelect = (frame) =>
  frame.evaluate(() =>
    globalThis.truceline.boot.queue.pending.find(({ type }) => type === 'select'),
  );

/** A reader's possible acts. Each returns the state that is expected after it. */
const acts = {
  async tap({ page, frame }, expected, random) {
    const id = ['UA-46', 'UA-05', 'UA-74'][random(3)];
    await frame.locator('#tl-map').scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await centreOf(frame, id)));
    assert.equal(await countOpenSheets(frame), 0, 'a tap on the picture opens no sheet');
    // A tap near a town selects the town.
    const select = (await pendingSelect(frame))?.id;
    assert.match(select, /^UA-|^town-/);
    return { ...expected, select };
  },
  async drag({ page, frame }, expected, random) {
    const box = await frame.locator('#tl-date-slider').boundingBox();
    const dates = await frame.evaluate(() => globalThis.truceline.boot.config.dates);
    const stop = dates[random(dates.length)];
    const xOf = (thousandths) => box.x + 10 + ((box.width - 20) * thousandths) / 1000;
    await page.mouse.move(xOf(await sliderValue(frame)), box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(xOf(stop.offset) + 2, box.y + box.height / 2, { steps: 8 });
    await frame.waitForFunction(
      (text) => document.getElementById('tl-date').textContent === text,
      stop.text,
      { timeout: 5000 },
    );
    await page.mouse.up();
    assert.equal(await sliderValue(frame), stop.offset);
    // A drag to the current stop queues no action.
    return expected.label === stop.text
      ? expected
      : { ...expected, date: stop.value, scenario: '', label: stop.text };
  },
  async key({ page, frame }, expected) {
    await frame.locator('#tl-date-slider').focus();
    const dates = await frame.evaluate(() => globalThis.truceline.boot.config.dates);
    const index = dates.findIndex(({ text }) => text === expected.label);
    await page.keyboard.press(index ? 'ArrowLeft' : 'ArrowRight');
    const stop = dates[index ? index - 1 : 1];
    assert.equal(await frame.locator('#tl-date').textContent(), stop.text);
    assert.equal(await frame.locator('#tl-date-slider').getAttribute('aria-valuetext'), stop.text);
    return { ...expected, date: stop.value, scenario: '', label: stop.text };
  },
  async layer({ frame }, expected, random) {
    const id = ['contact', 'line-2022-02-23'][random(2)];
    const on = await inSheet(frame, 'tl-sheet-legend', async () => {
      const box = frame.locator(`#tl-legend input[data-layer="${id}"]`);
      await box.click();
      return box.isChecked();
    });
    return { ...expected, layers: { ...expected.layers, [id]: on } };
  },
  async proposal({ frame }, expected, random) {
    const id = ['plan-20', 'freeze', 'donbas'][random(3)];
    await inSheet(frame, 'tl-sheet-scenarios', () => frame.locator(`#tl-scenario-${id}`).check());
    return { ...expected, date: '', scenario: id };
  },
};

/**
 * Acts within a part of the page. In a frame the part is a sheet, which is opened first and closed
 * afterwards.
 */
async function inSheet(frame, id, act) {
  const link = frame.locator(`.sheet-nav a[href="#${id}"]`);
  const framed = await link.isVisible();
  if (framed) await link.click();
  const details = frame.locator(`#${id} > details.accordion`).last();
  if (!(await details.evaluate((element) => element.open)))
    await details.locator('summary').click();
  const result = await act();
  if (framed) await frame.locator(`#${id} > .sheet-close`).click();
  return result;
}

const initial = { date: '', scenario: '', select: '', layers: {}, label: '6 January 2026' };

for (const [seed, framed] of /** @type {const} */ ([
  [1, true],
  [2, false],
  [3, true],
  [4, false],
])) {
  test(
    `random acts before the program has loaded take effect, ${framed ? 'in a frame' : 'on a standalone page'} (seed ${seed})`,
    options,
    async () => {
      const random = makeRandom(seed * 7919);
      const opened = await openWithoutProgram(framed);
      const { page, frame, release, errors, context } = opened;
      const names = Object.keys(acts);
      let expected = initial;
      const done = [];
      for (let i = 0; i < 7; i++) {
        await page.waitForTimeout(random(400));
        const name =
          i < names.length ? names[(i + seed) % names.length] : names[random(names.length)];
        expected = await acts[name](opened, expected, random);
        done.push(name);
      }
      release();
      await waitForFirstFrame(frame);
      await frame.waitForFunction(
        () =>
          globalThis.truceline.view.missingFiles.length === 0 &&
          globalThis.truceline.boot.queue.pending.length === 0,
      );
      await waitForIdle(frame);
      const now = await readView(frame);
      const link = new URLSearchParams(now.link);
      const layers = Object.fromEntries(
        (link.get('layers') ?? '')
          .split(',')
          .filter(Boolean)
          .map((id) => [id.replace('-', ''), id[0] !== '-']),
      );
      const sequence = done.join(', ');
      assert.equal(now.scenario?.id ?? '', expected.scenario, sequence);
      if (!expected.scenario) assert.equal(now.date, expected.date || '2026-01-06', sequence);
      assert.equal(now.select, expected.select, sequence);
      if ('contact' in expected.layers)
        assert.equal(layers.contact ?? true, expected.layers.contact, sequence);
      if ('line-2022-02-23' in expected.layers)
        assert.equal(
          now.link.includes('line-2022-02-23'),
          expected.layers['line-2022-02-23'],
          sequence,
        );
      const day = now.dates.find(({ id }) => id === now.date);
      assert.equal(await frame.locator('#tl-date').textContent(), day.label);
      assert.equal(await sliderValue(frame), Math.round(day.offset * 1000));
      assert.equal(await countOpenSheets(frame), 0);
      assert.deepEqual(errors, []);
      await context.close();
    },
  );
}

test(
  'a tap, zooms, a date and a search before the program has loaded take effect once, even if contexts are lost meanwhile',
  options,
  async () => {
    const { page, frame, release, errors, context } = await openWithoutProgram(false);
    const releaseDate = await holdRequests(page, '**/date-2022-03-28.*.json');
    await page.touchscreen.tap(...(await centreOf(frame, 'UA-63')));
    await frame.locator('.map-buttons [data-app-action*=zoom]').first().click();
    await frame.locator('#tl-input').focus();
    await page.keyboard.press('+');
    await frame.locator('#tl-date-slider').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight'); // 28 March 2022, whose files are held back
    const { id } = await pendingSelect(frame);
    await frame.locator('#tl-search').fill('Kramatorsk');
    assert.equal(await frame.locator('#tl-search-results').isVisible(), false);
    release();
    await frame.waitForSelector('#tl-search-results li');
    const zoom = async () =>
      Number(new URLSearchParams((await readView(frame)).link).get('view').split('/')[0]);
    for (let losses = 0; losses < 2; losses++) {
      await frame.waitForFunction(
        (select) =>
          globalThis.truceline.view?.missingFiles.length > 0 &&
          globalThis.truceline.view.select === select,
        id,
      );
      await page.evaluate(() => {
        /** @type {HTMLCanvasElement} */
        const canvas = document.querySelector('canvas:not([data-old])');
        canvas.dataset.old = '';
        canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
      });
      await page.waitForSelector('canvas:not([data-old])', { state: 'attached', timeout: 30_000 });
    }
    releaseDate();
    await waitForFirstFrame(frame);
    await frame.waitForFunction(() => globalThis.truceline.view.date === '2022-03-28');
    await waitForIdle(frame);
    const zoomedIn = await zoom();
    await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'reset' }));
    await waitForIdle(frame);
    const countryView = await frame.evaluate(() => globalThis.truceline.viewParam);
    assert.ok(
      Math.abs(zoomedIn - 2 - Number(countryView.split('/')[0])) < 0.02,
      `two levels higher: ${zoomedIn}, ${countryView}`,
    );
    assert.equal((await readView(frame)).select, id);
    assert.deepEqual(errors, []);
    await context.close();
  },
);

test(
  'over a slow connection taps on the picture at any time open one card and no sheet',
  options,
  async () => {
    const opened = await open(browser, 'about:blank', {
      context: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
    });
    const { page, context, errors } = opened;
    const client = await context.newCDPSession(page);
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 80,
      downloadThroughput: 200_000,
      uploadThroughput: 100_000,
    });
    await page.goto(`${server.url}en/tl-en-map/`, { waitUntil: 'commit' });
    await waitForStaticMap(page);
    const random = makeRandom(5);
    let expected = initial;
    const end = Date.now() + 4000;
    while (Date.now() < end) {
      expected = await acts.tap({ page, frame: page }, expected, random);
      await page.waitForTimeout(random(900));
    }
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await waitForFirstFrame(page);
    await waitForIdle(page);
    assert.equal((await readView(page)).select, expected.select);
    assert.equal(await page.locator('#tl-card').getAttribute('data-state'), 'open');
    assert.equal(await countOpenSheets(page), 0);
    assert.deepEqual(errors, []);
    await context.close();
  },
);

test('the program starts with a view that was chosen before it had loaded', options, async () => {
  const { frame, release, context } = await openWithoutProgram(false);
  await frame.evaluate(() => {
    const { dispatch } = globalThis.truceline.boot;
    dispatch({ type: 'zoom', by: 3 });
    for (const lon of [30, 37.1]) dispatch({ type: 'view', view: { lon, lat: 48.2, zoom: 7.5 } });
  });
  release();
  await waitForFirstFrame(frame);
  await waitForIdle(frame);
  assert.equal(await frame.evaluate(() => globalThis.truceline.viewParam), '7.5/48.2/37.1');
  await context.close();
});
