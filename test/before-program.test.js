// What a reader does before the program is there counts, once, and opens nothing that was not asked
// for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, servePages, settled, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

/** A seeded generator of whole numbers below n. */
function numbers(seed) {
  let state = seed;
  return (n) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
}

/** Holds back what a pattern matches until it is let go. */
async function hold(page, pattern) {
  let letGo;
  const gate = new Promise((resolve) => {
    letGo = resolve;
  });
  await page.route(pattern, async (route) => {
    await gate;
    await route.continue().catch(() => {}); // the page may be gone
  });
  return letGo;
}

const answering = (frame) =>
  frame.waitForSelector('html[data-painted] #tl-map[data-static-ready]', { state: 'attached' });
const sheets = (frame) =>
  frame.evaluate(() => document.querySelectorAll('.sheet[data-open], .sheet:target').length);

/** Opens the map in a frame of an article, or by itself, without its program. */
async function openWithout(framed, more = '') {
  const opened = await open(browser, 'about:blank', {
    context: { viewport: { width: 760, height: 1000 }, hasTouch: true },
  });
  const letGo = await hold(opened.page, '**/*.wasm');
  /** @type {import('playwright-core').Page | import('playwright-core').Frame} */
  let frame = opened.page;
  if (framed) {
    const newspaper = await servePages({
      '/': `<!doctype html><title>Article</title><body style="margin:0"><iframe id="map" title="Map" src="${server.url}en/tl-en-map/${more}" width="760" height="1000" style="border:0"></iframe>`,
    });
    opened.context.on('close', newspaper.stop);
    await opened.page.goto(`${newspaper.url}/`, { waitUntil: 'commit' });
    frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  } else {
    await opened.page.goto(`${server.url}en/${more}`, { waitUntil: 'commit' });
  }
  await answering(frame);
  return { ...opened, frame, letGo };
}

/**
 * Where a place of the page's picture is in the window.
 * @returns {Promise<[x: number, y: number]>}
 */
async function placeOf(frame, id) {
  const box = await frame.locator(`#tl-static a[data-id=${id}] path`).first().boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Where the thumb of the slider over the dates is. */
const thumb = (frame) =>
  frame
    .locator('#tl-date-slider')
    .evaluate((/** @type {HTMLInputElement} */ input) => input.valueAsNumber);

/** The choice of a place that waits for the program. */
const selected = (frame) =>
  frame.evaluate(() =>
    globalThis.truceline.boot.queue.pending.find(({ type }) => type === 'select'),
  );

/** What a reader may do, each with what it leaves in what is asked for. */
const acts = {
  async tap({ page, frame }, asked, random) {
    const id = ['UA-46', 'UA-05', 'UA-74'][random(3)];
    await frame.locator('#tl-map').scrollIntoViewIfNeeded();
    await page.touchscreen.tap(...(await placeOf(frame, id)));
    assert.equal(await sheets(frame), 0, 'a tap on the picture opens no sheet');
    // Near a town the town is meant.
    const select = (await selected(frame))?.id;
    assert.match(select, /^UA-|^town-/);
    return { ...asked, select };
  },
  async drag({ page, frame }, asked, random) {
    const box = await frame.locator('#tl-date-slider').boundingBox();
    const dates = await frame.evaluate(() => globalThis.truceline.boot.config.dates);
    const stop = dates[random(dates.length)];
    const at = (thousandths) => box.x + 10 + ((box.width - 20) * thousandths) / 1000;
    await page.mouse.move(at(await thumb(frame)), box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(at(stop.at) + 2, box.y + box.height / 2, { steps: 8 });
    await frame.waitForFunction(
      (text) => document.getElementById('tl-date').textContent === text,
      stop.text,
      { timeout: 5000 },
    );
    await page.mouse.up();
    assert.equal(await thumb(frame), stop.at);
    // Where it was already nothing has been asked for.
    return asked.label === stop.text
      ? asked
      : { ...asked, date: stop.value, scenario: '', label: stop.text };
  },
  async key({ page, frame }, asked) {
    await frame.locator('#tl-date-slider').focus();
    const dates = await frame.evaluate(() => globalThis.truceline.boot.config.dates);
    const at = dates.findIndex(({ text }) => text === asked.label);
    await page.keyboard.press(at ? 'ArrowLeft' : 'ArrowRight');
    const stop = dates[at ? at - 1 : 1];
    assert.equal(await frame.locator('#tl-date').textContent(), stop.text);
    assert.equal(await frame.locator('#tl-date-slider').getAttribute('aria-valuetext'), stop.text);
    return { ...asked, date: stop.value, scenario: '', label: stop.text };
  },
  async layer({ frame }, asked, random) {
    const id = ['contact', 'line-2022-02-23'][random(2)];
    const on = await inSheet(frame, 'tl-sheet-legend', async () => {
      const box = frame.locator(`#tl-legend input[data-layer="${id}"]`);
      await box.click();
      return box.isChecked();
    });
    return { ...asked, layers: { ...asked.layers, [id]: on } };
  },
  async proposal({ frame }, asked, random) {
    const id = ['plan-20', 'freeze', 'donbas'][random(3)];
    await inSheet(frame, 'tl-sheet-scenarios', () => frame.locator(`#tl-scenario-${id}`).check());
    return { ...asked, date: '', scenario: id };
  },
};

/**
 * Does something in a part of the page, which in a frame is a sheet to be opened and closed again.
 */
async function inSheet(frame, id, act) {
  const door = frame.locator(`.sheet-nav a[href="#${id}"]`);
  const framed = await door.isVisible();
  if (framed) await door.click();
  const fold = frame.locator(`#${id} > details.fold`).last();
  if (!(await fold.evaluate((one) => one.open))) await fold.locator('summary').click();
  const done = await act();
  if (framed) await frame.locator(`#${id} > .sheet-close`).click();
  return done;
}

const initial = { date: '', scenario: '', select: '', layers: {}, label: '6 January 2026' };

for (const [seed, framed] of /** @type {const} */ ([
  [1, true],
  [2, false],
  [3, true],
  [4, false],
])) {
  test(
    `at random moments before the program is there, ${framed ? 'in a frame' : 'on a page of its own'} (seed ${seed})`,
    options,
    async () => {
      const random = numbers(seed * 7919);
      const opened = await openWithout(framed);
      const { page, frame, letGo, complaints, context } = opened;
      const names = Object.keys(acts);
      let asked = initial;
      const done = [];
      for (let i = 0; i < 7; i++) {
        await page.waitForTimeout(random(400));
        const name =
          i < names.length ? names[(i + seed) % names.length] : names[random(names.length)];
        asked = await acts[name](opened, asked, random);
        done.push(name);
      }
      letGo();
      await drawn(frame);
      await frame.waitForFunction(
        () =>
          globalThis.truceline.view.missingFiles.length === 0 &&
          globalThis.truceline.boot.queue.pending.length === 0,
      );
      await settled(frame);
      const now = await view(frame);
      const link = new URLSearchParams(now.link);
      const layers = Object.fromEntries(
        (link.get('layers') ?? '')
          .split(',')
          .filter(Boolean)
          .map((id) => [id.replace('-', ''), id[0] !== '-']),
      );
      const what = done.join(', ');
      assert.equal(now.scenario?.id ?? '', asked.scenario, what);
      if (!asked.scenario) assert.equal(now.date, asked.date || '2026-01-06', what);
      assert.equal(now.select, asked.select, what);
      if ('contact' in asked.layers)
        assert.equal(layers.contact ?? true, asked.layers.contact, what);
      if ('line-2022-02-23' in asked.layers)
        assert.equal(now.link.includes('line-2022-02-23'), asked.layers['line-2022-02-23'], what);
      const day = now.dates.find(({ id }) => id === now.date);
      assert.equal(await frame.locator('#tl-date').textContent(), day.label);
      assert.equal(await thumb(frame), Math.round(day.at * 1000));
      assert.equal(await sheets(frame), 0);
      assert.deepEqual(complaints, []);
      await context.close();
    },
  );
}

test(
  'what is tapped, zoomed, dated and typed meanwhile counts once, although a context is lost before all of it is shown',
  options,
  async () => {
    const { page, frame, letGo, complaints, context } = await openWithout(false);
    const letDate = await hold(page, '**/date-2022-03-28.*.json');
    await page.touchscreen.tap(...(await placeOf(frame, 'UA-63')));
    await frame.locator('.map-buttons [data-action*=zoom]').first().click();
    await frame.locator('#tl-input').focus();
    await page.keyboard.press('+');
    await frame.locator('#tl-date-slider').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight'); // 28 March 2022, whose files do not come
    const { id } = await selected(frame);
    await frame.locator('#tl-search').fill('Kramatorsk');
    assert.equal(await frame.locator('#tl-search-results').isVisible(), false);
    letGo();
    await frame.waitForSelector('#tl-search-results li');
    const zoom = async () =>
      Number(new URLSearchParams((await view(frame)).link).get('view').split('/')[0]);
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
    letDate();
    await drawn(frame);
    await frame.waitForFunction(() => globalThis.truceline.view.date === '2022-03-28');
    await settled(frame);
    const near = await zoom();
    await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'reset' }));
    await settled(frame);
    const whole = await frame.evaluate(() => globalThis.truceline.viewParam);
    assert.ok(
      Math.abs(near - 2 - Number(whole.split('/')[0])) < 0.02,
      `two levels nearer: ${near}, ${whole}`,
    );
    assert.equal((await view(frame)).select, id);
    assert.deepEqual(complaints, []);
    await context.close();
  },
);

test(
  'a slow line: a tap on the picture at any time is one card, and no sheet',
  options,
  async () => {
    const opened = await open(browser, 'about:blank', {
      context: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
    });
    const { page, context, complaints } = opened;
    const client = await context.newCDPSession(page);
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 80,
      downloadThroughput: 200_000,
      uploadThroughput: 100_000,
    });
    await page.goto(`${server.url}en/tl-en-map/`, { waitUntil: 'commit' });
    await answering(page);
    const random = numbers(5);
    let asked = initial;
    const until = Date.now() + 4000;
    while (Date.now() < until) {
      asked = await acts.tap({ page, frame: page }, asked, random);
      await page.waitForTimeout(random(900));
    }
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await drawn(page);
    await settled(page);
    assert.equal((await view(page)).select, asked.select);
    assert.equal(await page.locator('#tl-card').getAttribute('data-state'), 'open');
    assert.equal(await sheets(page), 0);
    assert.deepEqual(complaints, []);
    await context.close();
  },
);

test(
  'a view that was taken before the program is there is the one that it begins with',
  options,
  async () => {
    const { frame, letGo, context } = await openWithout(false);
    await frame.evaluate(() => {
      const { dispatch } = globalThis.truceline.boot;
      dispatch({ type: 'zoom', by: 3 });
      for (const lon of [30, 37.1]) dispatch({ type: 'view', view: { lon, lat: 48.2, zoom: 7.5 } });
    });
    letGo();
    await drawn(frame);
    await settled(frame);
    assert.equal(await frame.evaluate(() => globalThis.truceline.viewParam), '7.5/48.2/37.1');
    await context.close();
  },
);
