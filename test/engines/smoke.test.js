// A smoke test in every engine: the page, and a map in a frame of another site, are shown and
// respond to input.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  decodePNG,
  differingShare,
  engines,
  launch,
  open,
  readView,
  serveMap,
  servePages,
  skipReasonFor,
  waitForFirstFrame,
  waitForIdle,
} from '../browser.js';
import { openLive } from './start.js';

/**
 * The maximum share of pixels that differ from Chromium's by more than 24 of 765. Each engine
 * antialiases edges and glyphs differently.
 */
const TOLERANCE = 0.01;

const size = { viewport: { width: 760, height: 620 } };

/**
 * Returns a script that acts when the reader returns to a page by the history, whether the page is
 * restored from the back/forward cache or loaded again.
 */
const onReturn = (act) => `<script>
const returned = performance.getEntriesByType('navigation')[0].type === 'back_forward';
const act = () => { ${act} };
addEventListener('pageshow', ({ persisted }) => { if (persisted || returned) act(); });
</script>`;

let server;
let newspaper;
let visits = [];
/** @type {(value?: unknown) => void} */
let onVisit = () => {};
const chromiumPictures = {};
const startTimes = {};

before(async () => {
  server = await serveMap();
  const { origin } = new URL(server.url);
  const visit = (name) => () => {
    visits.push(name);
    onVisit();
  };
  newspaper = await servePages({
    '/': `<!doctype html><title>Article</title><body style="margin:0"><p style="margin:0;height:100px">Before</p>
<iframe id="map" data-truceline title="Map" src="${origin}/en/tl-en-map/" width="720" height="640" style="border:0"></iframe>
<p style="height:3000px">After</p><script src="${origin}/embed.js"></script>
<script>document.addEventListener('truceline:select', ({ detail: { id } }) => { if (id === 'UA-65') fetch('/back').then(() => history.forward()); });</script>
${onReturn("document.getElementById('map').truceline.goTo({ select: 'UA-65' });")}`,
    '/next': `<!doctype html><title>Next</title><p>Another page.${onReturn("fetch('/forward');")}`,
    '/back': visit('back'),
    '/forward': visit('forward'),
  });
  newspaper.url = newspaper.url.replace('127.0.0.1', 'localhost'); // another site than the map's
});
after(async () => {
  await server?.stop();
  await newspaper?.stop();
  console.log(
    `smoke: live in a cross-site frame after ${engines
      .filter((name) => startTimes[name])
      .map((name) => `${(startTimes[name] / 1000).toFixed(1)} s in ${name}`)
      .join(', ')}`,
  );
});

/** Waits until pages have reported visits to the server. */
async function waitForVisits(names) {
  while (!names.every((name) => visits.includes(name)))
    await new Promise((resolve) => {
      onVisit = resolve;
    });
}

const zoomOf = async (frame) => new URLSearchParams((await readView(frame)).link).get('view');

for (const name of engines) {
  const options = { skip: skipReasonFor(name), timeout: 180_000 };
  let browser;
  before(async () => {
    if (!options.skip) browser = await launch({}, name);
  });
  after(() => browser?.close());

  /** Stores Chromium's picture of a map, and compares the other engines' pictures with it. */
  async function compare(key, page, box) {
    const clip = { ...box, height: Math.min(box.height, size.viewport.height - box.y) };
    if (name === 'chromium') chromiumPictures[key] = decodePNG(await page.screenshot({ clip }));
    else await assertAlike(page, clip, chromiumPictures[key]);
  }

  test(`${name}: a map in an article of another site works`, options, async () => {
    const { page, context, frame, time } = await openLive(browser, newspaper.url);
    startTimes[name] = time;
    const height = await page
      .waitForFunction(
        () =>
          document.getElementById('map').offsetHeight !== 640 &&
          document.getElementById('map').offsetHeight,
      )
      .then((handle) => handle.jsonValue());
    assert.ok(
      height >= (await frame.evaluate(() => document.documentElement.scrollHeight)) - 1,
      'the article gives the frame its height',
    );

    await frame.waitForFunction((wanted) => innerHeight === wanted, height);
    await waitForIdle(frame);
    await page.evaluate(() => scrollTo(0, 100));
    const box = await frame.locator('#tl-map').boundingBox();
    await compare('frame', page, box);

    const point = { x: box.x + box.width * 0.5, y: box.y + box.height * 0.35 };
    await page.mouse.move(point.x, point.y);
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 120);
    assert.equal(await zoomOf(frame), null, 'the wheel scrolls the article');
    await page.evaluate(() => scrollTo(0, 100));
    await page.mouse.move(point.x, point.y + 1);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await frame.waitForFunction(() =>
      new URLSearchParams(globalThis.truceline.view.link).get('view'),
    );
    assert.equal(await page.evaluate(() => scrollY), 100, 'Ctrl and the wheel zoom the map');
    await waitForIdle(frame);

    await page.mouse.click(point.x, point.y);
    await frame.waitForFunction(() => globalThis.truceline.view.select);
    await frame.waitForSelector('#tl-card[data-state=open]');
    await page.keyboard.press('Escape');
    await frame.waitForFunction(() => !globalThis.truceline.view.select);
    const zoomed = await zoomOf(frame);
    await page.keyboard.press('ArrowLeft');
    await frame.waitForFunction(
      (before) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== before,
      zoomed,
    );

    const link = frame.locator('.sheet-nav a[href^="#tl-sheet"]:visible').first();
    const sheet = await link.getAttribute('href');
    await link.click();
    await frame.waitForSelector(sheet);
    await frame.locator(`${sheet} > .sheet-close`).click();
    await frame.waitForSelector(sheet, { state: 'hidden' });

    // The pages report to the server themselves, since only Chromium can evaluate a script in a
    // page from the back/forward cache.
    visits = [];
    await page.goto(`${newspaper.url}/next`);
    await page.evaluate(() => {
      setTimeout(() => history.back());
    });
    await waitForVisits(['back', 'forward']);
    await context.close();
  });

  test(`${name}: the page works`, options, async () => {
    const { page, context } = await open(browser, server.url, { context: size });
    await waitForFirstFrame(page);
    await waitForIdle(page);
    const box = await page.locator('#tl-map').boundingBox();
    await compare('page', page, box);
    await page.locator('#tl-date-slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => globalThis.truceline.view.date === '2025-07-01');
    await context.close();
  });

  test(`${name}: without WebGL the static map stays, and a message says so`, options, async () => {
    const plain = await launch({ webgl: false }, name);
    const { page } = await open(plain, server.url, { context: size });
    await page.waitForSelector('#tl-status[data-state=failed]');
    assert.match(await page.locator('#tl-status-text').innerText(), /WebGL/);
    assert.ok(await page.locator('#tl-static').isVisible());
    await plain.close();
  });
}

test(
  'firefox: with privacy.resistFingerprinting no texture exceeds the size that it reports',
  { skip: skipReasonFor('firefox'), timeout: 180_000 },
  async (t) => {
    const browser = await launch({ resistFingerprinting: true }, 'firefox');
    t.after(() => browser.close());
    const viewport = { width: 1440, height: 900 };
    const { page } = await open(browser, server.url, { context: { viewport } });
    await waitForFirstFrame(page);
    for (const action of /** @type {const} */ ([
      { type: 'zoom', by: 1 },
      { type: 'pan', dx: -40, dy: 10 },
    ])) {
      await page.evaluate((sent) => globalThis.truceline.dispatch(sent), action);
      await waitForIdle(page);
    }
    const { state, maxSize, side } = await page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const gl = document.createElement('canvas').getContext('webgl2');
      return {
        state: globalThis.truceline.state,
        maxSize: gl.getParameter(gl.MAX_TEXTURE_SIZE),
        side: Math.max(canvas.width, canvas.height),
      };
    });
    assert.equal(maxSize, 2048, 'what Firefox reports');
    assert.equal(state, 'live');
    assert.ok(side <= maxSize, `a canvas of ${side}`);
  },
);

/**
 * Asserts that the map's picture becomes like Chromium's. It retries, since an engine without a GPU
 * may show a drawn frame late.
 */
async function assertAlike(page, clip, reference) {
  let share;
  for (let tries = 0; tries < 20; tries++) {
    share = differingShare(decodePNG(await page.screenshot({ clip })), reference);
    if (share <= TOLERANCE) break;
    await page.waitForTimeout(500);
  }
  console.log(`smoke: ${(100 * share).toFixed(2)} % of the picture differs from Chromium’s`);
  assert.ok(
    share <= TOLERANCE,
    `${(100 * share).toFixed(2)} % of the picture differs, at most ${100 * TOLERANCE} % may`,
  );
}
