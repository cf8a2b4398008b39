import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countColours,
  open,
  readView,
  screenshotPixels,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 120_000 };

test(
  'the page loads and draws without errors, other sites’ files or cookies',
  options,
  async () => {
    const { page, context, errors, requests } = await open(browser, server.url);
    await waitForFirstFrame(page);
    await waitForIdle(page);
    const box = await page.locator('#tl-map').boundingBox();
    assert.ok(
      countColours(await screenshotPixels(page, box)) > 20,
      'the map shows more than a plain ground',
    );
    assert.deepEqual(errors, []);
    assert.deepEqual(
      await page.evaluate(() => globalThis.cspViolations),
      [],
      'no violation of the content security policy',
    );
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:')),
      [],
      'no request to another site',
    );
    assert.equal((await context.cookies()).length, 0, 'no cookie');
    await context.close();
  },
);

test(
  'the program adds neither styles, elements nor globals outside its canvas',
  options,
  async () => {
    const { page, context } = await open(browser, server.url);
    await waitForFirstFrame(page);
    const found = await page.evaluate(() => ({
      body: document.body.getAttribute('style'),
      html: document.documentElement.getAttribute('style'),
      metas: document.querySelectorAll('meta[name=viewport]').length,
      canvases: document.querySelectorAll('canvas').length,
      parent: document.querySelector('canvas').parentElement.id,
      tabindex: document.querySelector('canvas').getAttribute('tabindex'),
      focus: document.activeElement === document.body,
      globals: ['Go', 'fs', 'process', 'path'].filter((name) => name in globalThis),
    }));
    assert.deepEqual(found, {
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
  },
);

test(
  'without scripts the page shows the figures and says why there is no map',
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
      'no control that needs a script',
    );
    await page.locator('.pages a[href$="en/mutual-pullback/"]').click();
    assert.match(page.url(), /\/en\/mutual-pullback\/$/);
    assert.match(await page.locator('#tl-scenario-summary').innerText(), /\w/);
    await page.locator('.pages a').first().click();
    assert.match(page.url(), /\/en\/$/);
    await context.close();
  },
);

/** Finds a point in the east of the map whose tooltip has a name. */
async function findPoint(page, name) {
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

test('the mouse shows a tooltip, and a click opens the card', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  const point = await findPoint(page, 'Donetsk');
  assert.ok((await page.locator('#tl-tooltip-text').innerText()).length > 3);
  await page.mouse.click(point.x, point.y);
  await page.waitForSelector('#tl-card[data-state=open]');
  assert.match(await page.locator('#tl-card-name').innerText(), /Donetsk/);
  await page.locator('#tl-card .close').click();
  await page.waitForSelector('#tl-card[data-state=empty]', { state: 'attached' });
  await context.close();
});

test('a tap opens the card of the tapped shape', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
  });
  await waitForFirstFrame(page);
  const box = await page.locator('#tl-map').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('#tl-card[data-state=open]');
  const card = await page.locator('#tl-card').boundingBox();
  assert.ok(card.y >= box.y + box.height, 'the card is below the map and covers nothing');
  await context.close();
});

test('the share of Donetsk oblast is reached by the keyboard alone', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await tabTo(page, 'tl-input');
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
  ); // the live region announces it
  await page.keyboard.press('Escape');
  await page.waitForSelector('#tl-card[data-state=empty]', { state: 'attached' });
  await context.close();
});

test('a row of the table opens the oblast’s card', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await page.locator('#tl-row-UA-14 button').click();
  await page.waitForSelector('#tl-card[data-state=open]');
  assert.equal((await readView(page)).select, 'UA-14');
  assert.ok((await page.locator('#tl-row-UA-14').getAttribute('data-selected')) !== null);
  await context.close();
});

test('the legend switches layers of the map', options, async () => {
  // The window is high enough for map and legend, since out of view the map is not drawn.
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 900, height: 1400 } },
  });
  await waitForFirstFrame(page);
  const layers = await page
    .locator('#tl-legend input')
    .evaluateAll((boxes) => boxes.map((box) => box.dataset.layer));
  assert.ok(layers.length >= 2);
  for (const layer of new Set(layers)) {
    const box = page.locator(`#tl-legend input[data-layer="${layer}"]`).first();
    const before = await box.isChecked();
    const frames = await waitForIdle(page);
    await box.click();
    assert.equal(await box.isChecked(), !before);
    await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
    // The map is drawn again.
    await page.waitForFunction((last) => globalThis.truceline.frames > last, frames);
    await waitForIdle(page);
    assert.equal(await box.isChecked(), !before, 'the switch keeps its state');
  }
  await context.close();
});

test(
  'the theme follows the reader’s choice, and the system’s where there is none',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, { context: { colorScheme: 'dark' } });
    await waitForFirstFrame(page);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await background();
    assert.equal((await readView(page)).theme, 'dark');
    await page.selectOption('#tl-theme', 'light');
    await page.waitForFunction(() => globalThis.truceline.view.theme === 'light');
    assert.notEqual(await background(), dark);
    await page.selectOption('#tl-theme', 'auto');
    await page.waitForFunction(() => globalThis.truceline.view.theme === 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(() => globalThis.truceline.view.theme === 'light');
    await context.close();
  },
);

test('a link restores the state that it was copied from', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await page.locator('#tl-row-UA-14 button').click();
  await page.selectOption('#tl-theme', 'dark');
  await page.waitForFunction(() => /UA-14/.test(location.search) && /dark/.test(location.search));
  const link = page.url();
  await context.close();
  const second = await open(browser, link);
  await waitForFirstFrame(second.page);
  const view = await readView(second.page);
  assert.deepEqual([view.select, view.theme], ['UA-14', 'dark']);
  assert.deepEqual(second.errors, []);
  await second.context.close();
});

test('buttons are large enough for touch', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 360, height: 640 } },
  });
  await waitForFirstFrame(page);
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

// The labels of the map keep clear of where the buttons are. internal/scene/controls_test.go has
// the same sizes: width and height of the map, then left, top, right and bottom of the buttons.
test('the buttons of the map are where its labels leave space for them', options, async () => {
  const { page, context } = await open(browser, 'about:blank', {
    context: { viewport: { width: 1000, height: 700 } },
  });
  await page.route('**/*.wasm', () => {}); // never answered: the program changes the size
  await page.goto(server.url);
  await page.waitForFunction(() => document.querySelector('.map-buttons')?.checkVisibility());
  for (const [width, height, ...want] of [
    [600, 500, 556, 8, 592, 164],
    [599, 500, 515, 8, 591, 84],
    [340, 500, 256, 8, 332, 84],
    [280, 500, 156, 8, 272, 44],
    [640, 320, 206, 8, 362, 44],
    [852, 348, 418, 8, 574, 44],
    [320, 120, 236, 32, 312, 68],
  ]) {
    const found = await page.evaluate(
      ([w, h]) => {
        const box = document.querySelector('.map-buttons').closest('.map-box');
        Object.assign(/** @type {HTMLElement} */ (box).style, {
          width: `${w}px`,
          height: `${h}px`,
          minHeight: '0',
          maxHeight: 'none',
        });
        const origin = box.getBoundingClientRect();
        const rects = [...document.querySelectorAll('.map-buttons .button')]
          .map((button) => button.getBoundingClientRect())
          .filter((rect) => rect.width > 0);
        return [
          Math.min(...rects.map((rect) => rect.left)) - origin.left,
          Math.min(...rects.map((rect) => rect.top)) - origin.top,
          Math.max(...rects.map((rect) => rect.right)) - origin.left,
          Math.max(...rects.map((rect) => rect.bottom)) - origin.top,
        ].map(Math.round);
      },
      [width, height],
    );
    assert.deepEqual(found, want, `${width}×${height}`);
  }
  await context.close();
});

/** Presses Tab until an element has the focus. */
async function tabTo(page, id) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.id === wanted, id)) return;
  }
  assert.fail(`Tab does not reach ${id}`);
}
