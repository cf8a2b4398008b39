import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, drawn, missing, open, pixels, settled, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 120_000 };

test('the page loads, draws, and complains about nothing', options, async () => {
  const { page, context, complaints, requests } = await open(browser, server.url);
  await drawn(page);
  await settled(page);
  const box = await page.locator('#tl-map').boundingBox();
  assert.ok(colours(await pixels(page, box)) > 20, 'the map shows more than a plain ground');
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    await page.evaluate(() => globalThis.breaches),
    [],
    'no breach of the content policy',
  );
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:')),
    [],
    'no request leaves the place',
  );
  assert.equal((await context.cookies()).length, 0, 'no cookie');
  await context.close();
});

test('the facade leaves the page to itself', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  const seen = await page.evaluate(() => ({
    body: document.body.getAttribute('style'),
    html: document.documentElement.getAttribute('style'),
    metas: document.querySelectorAll('meta[name=viewport]').length,
    canvases: document.querySelectorAll('canvas').length,
    parent: document.querySelector('canvas').parentElement.id,
    tabindex: document.querySelector('canvas').getAttribute('tabindex'),
    focus: document.activeElement === document.body,
    globals: ['Go', 'fs', 'process', 'path'].filter((name) => name in globalThis),
  }));
  assert.deepEqual(seen, {
    body: null,
    html: null,
    metas: 1,
    canvases: 1,
    parent: 'tl-canvas',
    tabindex: null,
    focus: true,
    globals: [],
  });
  await context.close();
});

test(
  'without script the page holds the figures and says why there is no map',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, {
      context: { javaScriptEnabled: false },
    });
    assert.match(await page.locator('#tl-row-UA-14').innerText(), /Donetsk.*\d/s);
    assert.match(await page.locator('#tl-status').innerText(), /JavaScript/);
    const inert = page
      .locator('input, select, textarea, button:not([data-select])')
      .filter({ visible: true });
    assert.deepEqual(
      await inert.evaluateAll((list) => list.map((element) => element.outerHTML)),
      [],
      'nothing that only a script can do',
    );
    await page.locator('.pages a[href$="en/mutual-pullback/"]').click();
    assert.match(page.url(), /\/en\/mutual-pullback\/$/);
    assert.match(await page.locator('#tl-scenario-summary').innerText(), /\w/);
    await page.locator('.pages a').first().click();
    assert.match(page.url(), /\/en\/$/);
    await context.close();
  },
);

/** A place in the east of the map that has the name, read off the map itself by its tip. */
async function find(page, name) {
  const box = await page.locator('#tl-map').boundingBox();
  for (let y = 0.35; y < 0.7; y += 0.05) {
    for (let x = 0.5; x < 0.98; x += 0.04) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      if (
        (await page.locator('#tl-tooltip').isVisible()) &&
        (await page.locator('#tl-tooltip-name').innerText()).includes(name)
      ) {
        return { x: box.x + box.width * x, y: box.y + box.height * y };
      }
    }
  }
  return assert.fail(`nothing under the pointer is called ${name}`);
}

test('the mouse tells what is under it, a click opens its card', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  const place = await find(page, 'Donetsk');
  assert.ok((await page.locator('#tl-tooltip-text').innerText()).length > 3);
  await page.mouse.click(place.x, place.y);
  await page.waitForSelector('#tl-card[data-state=open]');
  assert.match(await page.locator('#tl-card-name').innerText(), /Donetsk/);
  await page.locator('#tl-card .close').click();
  await page.waitForSelector('#tl-card[data-state=empty]', { state: 'attached' });
  await context.close();
});

test('a finger opens the card of what it taps', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
  });
  await drawn(page);
  const box = await page.locator('#tl-map').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('#tl-card[data-state=open]');
  const card = await page.locator('#tl-card').boundingBox();
  assert.ok(card.y >= box.y + box.height, 'the card stands under the map and covers nothing');
  await context.close();
});

test('the keyboard alone reads the share of Donetsk oblast', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await reach(page, 'tl-input');
  let card = '';
  for (let steps = 0; steps < 40 && !/Donetsk/.test(card); steps++) {
    await page.keyboard.press(']');
    await page.waitForFunction(
      (before) =>
        globalThis.truceline.view.card &&
        document.getElementById('tl-card-name').textContent !== before,
      card,
    );
    card = await page.locator('#tl-card-name').innerText();
  }
  assert.match(card, /Donetsk/);
  assert.match(await page.locator('#tl-card-figure').innerText(), /\d\s?%/);
  assert.ok(
    (await page.locator('#tl-card-sources').innerText()).length > 3,
    'the card names its source',
  );
  await page.waitForFunction(() =>
    document.getElementById('tl-announce').textContent.includes('Donetsk'),
  ); // the live region says so
  await page.keyboard.press('Escape');
  await page.waitForSelector('#tl-card[data-state=empty]', { state: 'attached' });
  await context.close();
});

test('a row of the table opens the oblast’s card', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await page.locator('#tl-row-UA-14 button').click();
  await page.waitForSelector('#tl-card[data-state=open]');
  assert.equal((await view(page)).select, 'UA-14');
  assert.ok((await page.locator('#tl-row-UA-14').getAttribute('data-selected')) !== null);
  await context.close();
});

test('the legend switches layers in the picture', options, async () => {
  // High enough for map and legend to be seen together: out of view the map is not drawn.
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 900, height: 1400 } },
  });
  await drawn(page);
  const layers = await page
    .locator('#tl-legend input')
    .evaluateAll((boxes) => boxes.map((box) => box.dataset.layer));
  assert.ok(layers.length >= 2);
  for (const layer of new Set(layers)) {
    const box = page.locator(`#tl-legend input[data-layer="${layer}"]`).first();
    const before = await box.isChecked();
    const frames = await settled(page);
    await box.click();
    assert.equal(await box.isChecked(), !before);
    await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
    // The map was drawn again.
    await page.waitForFunction((last) => globalThis.truceline.frames > last, frames);
    await settled(page);
    assert.equal(await box.isChecked(), !before, 'and the switch stays as the reader set it');
  }
  await context.close();
});

test('the theme follows the system and the reader', options, async () => {
  const { page, context } = await open(browser, server.url, { context: { colorScheme: 'dark' } });
  await drawn(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  assert.equal((await view(page)).theme, 'dark');
  await page.selectOption('#tl-theme', 'light');
  await page.waitForFunction(() => globalThis.truceline.view.theme === 'light');
  assert.notEqual(await ground(), dark);
  await page.selectOption('#tl-theme', 'auto');
  await page.waitForFunction(() => globalThis.truceline.view.theme === 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => globalThis.truceline.view.theme === 'light');
  await context.close();
});

test('a link brings back what it was taken from', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await page.locator('#tl-row-UA-14 button').click();
  await page.selectOption('#tl-theme', 'dark');
  await page.waitForFunction(() => /UA-14/.test(location.search) && /dark/.test(location.search));
  const link = page.url();
  await context.close();
  const second = await open(browser, link);
  await drawn(second.page);
  const shown = await view(second.page);
  assert.deepEqual([shown.select, shown.theme], ['UA-14', 'dark']);
  assert.deepEqual(second.complaints, []);
  await second.context.close();
});

test('buttons are large enough for a finger', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 360, height: 640 } },
  });
  await drawn(page);
  for (const target of await page
    .locator('button:visible, select:visible, #tl-legend label:visible')
    .all()) {
    const box = await target.boundingBox();
    assert.ok(
      box.width >= 24 && box.height >= 24,
      `${await target.innerText()} is ${box.width}×${box.height}`,
    );
  }
  await context.close();
});

/** Presses Tab until an element has the focus. */
async function reach(page, id) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.id === wanted, id)) return;
  }
  assert.fail(`Tab does not reach ${id}`);
}
