// The map operated by the keyboard alone, and its announcements to screen readers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/** Presses Tab until the focused element matches, and asserts that the focus is always visible. */
async function tabTo(page, selector, key = 'Tab') {
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press(key);
    const focus = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return {
        matches: element.matches(wanted),
        visible: outlined || element === document.body,
        name: element.id || element.outerHTML.slice(0, 80),
      };
    }, selector);
    assert.ok(focus.visible, `the focus on ${focus.name} is not visible`);
    if (focus.matches) return;
  }
  assert.fail(`${key} does not reach ${selector}`);
}

const announcement = (page) => page.locator('#tl-announce').textContent();
const waitUntil = (page, condition, argument) =>
  page.waitForFunction(condition, argument, { timeout: 60_000 });

test(
  'scenarios, shares and dates are reached by the keyboard, and Tab leaves the page',
  options,
  async () => {
    const { page, context } = await open(browser, server.url);
    await waitForFirstFrame(page);

    // A scenario, by the arrow keys of the radio group.
    await tabTo(page, '[name=tl-scenario]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await waitUntil(page, () => globalThis.truceline.view.scenario?.id === 'plan-20');
    assert.equal(
      await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).value),
      'plan-20',
    );
    assert.match(await announcement(page), /Draft in 20 points/);
    assert.match(await page.locator('#tl-scenario-figures').innerText(), /km²/);

    // Donetsk's share, from the map.
    await tabTo(page, '#tl-input', 'Shift+Tab');
    for (
      let i = 0;
      i < 30 && (await page.evaluate(() => globalThis.truceline.view.select)) !== 'UA-14';
      i++
    ) {
      const before = await page.evaluate(() => globalThis.truceline.view.select);
      await page.keyboard.press(']');
      await waitUntil(page, (select) => globalThis.truceline.view.select !== select, before);
    }
    assert.match(await announcement(page), /Donetsk oblast.*\d%.* Range \d+–\d+%\.$/);
    assert.match(await page.locator('#tl-card-figure').innerText(), /\d+%[^]*Range \d+–\d+%/);
    assert.equal(
      await page.locator('#tl-card-history-rows .row').count(),
      7,
      'the share on every date',
    );

    // A date, by the slider's arrow keys and Home.
    await tabTo(page, '#tl-date-slider');
    const slider = () =>
      page.evaluate(() => document.getElementById('tl-date-slider').getAttribute('aria-valuetext'));
    assert.equal(await slider(), '6 January 2026');
    await page.keyboard.press('ArrowLeft');
    await waitUntil(page, () => globalThis.truceline.view.date === '2025-07-01');
    assert.equal(await slider(), '1 July 2025');
    assert.equal(await announcement(page), '', 'the slider itself announces its value');
    assert.equal(
      await page.evaluate(() => globalThis.truceline.view.scenario),
      null,
      'a date ends the scenario',
    );
    await page.keyboard.press('Home');
    await waitUntil(page, () => globalThis.truceline.view.date === '2022-02-23');
    await page.keyboard.press('ArrowRight');
    await waitUntil(page, () => globalThis.truceline.view.date === '2022-03-28');

    // Out of the page by Tab alone.
    await tabTo(page, 'body');
    await context.close();
  },
);

/** Opens the page with its static map and holds the program back until `release` is called. */
async function openStaticMap() {
  const { page, context } = await open(browser, 'about:blank', {
    context: { viewport: { width: 900, height: 900 }, hasTouch: true },
  });
  let release;
  const gate = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(`${server.url}en/`);
  await page.waitForSelector('html[data-painted] #tl-map[data-static-ready]', {
    state: 'attached',
  });
  return { page, context, release };
}

test('the live region announces each change once', options, async () => {
  const { page, context, release } = await openStaticMap();
  await page.evaluate(() => {
    globalThis.announcements = [];
    const region = document.getElementById('tl-announce');
    new MutationObserver(() => {
      if (region.textContent) globalThis.announcements.push(region.textContent);
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const takeAnnouncements = async () => {
    await waitForIdle(page);
    return page.evaluate(() => globalThis.announcements.splice(0));
  };
  await page.locator('#tl-input').focus();
  const range = await page.locator('#tl-row-UA-14 td').nth(1).textContent();
  for (let i = 0; i < 30 && !(await announcement(page)).includes('Donetsk'); i++) {
    await page.keyboard.press(']');
    await page.waitForTimeout(50); // announced in the next frame
  }
  assert.ok(
    (await announcement(page)).includes(`Range ${range}.`),
    `the static map announces a share with its range: ${await announcement(page)}`,
  );
  await page.evaluate(() => globalThis.announcements.splice(0));
  release();
  await waitForFirstFrame(page);
  await waitUntil(page, () => globalThis.truceline.view.select === 'UA-14');
  assert.deepEqual(
    await takeAnnouncements(),
    [],
    'the live map does not repeat an announcement of the static map',
  );

  await page.locator('#tl-date-slider').focus();
  await page.keyboard.press('ArrowLeft');
  await waitUntil(page, () => globalThis.truceline.view.date === '2025-07-01');
  assert.deepEqual(await takeAnnouncements(), [], 'after a key the slider announces its value');

  const box = await page.locator('#tl-date-slider').boundingBox();
  await page.mouse.move(box.x + box.width * 0.86, box.y + box.height / 2);
  await page.mouse.down();
  for (let share = 0.8; share > 0.2; share -= 0.05) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await page.waitForTimeout(80);
  }
  for (let share = 0.2; share < 0.5; share += 0.05)
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  assert.deepEqual(
    await page.evaluate(() => globalThis.announcements),
    [],
    'nothing during a drag',
  );
  await page.mouse.up();
  const label = await page.locator('#tl-date').textContent();
  await waitUntil(page, (text) => globalThis.truceline.view.situation.includes(text), label);
  assert.deepEqual(
    await takeAnnouncements(),
    [`Situation on ${label}`],
    'a drag is announced at its end',
  );

  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'close' }));
  await waitUntil(page, () => !globalThis.truceline.view.select);
  await takeAnnouncements();
  const map = await page.locator('#tl-map').boundingBox();
  await page.mouse.click(map.x + map.width * 0.4, map.y + map.height * 0.4);
  await waitUntil(page, () => globalThis.truceline.view.select);
  assert.equal((await takeAnnouncements()).length, 1);
  await context.close();
});

test('the guided tour is started, stepped through and left by the keyboard', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await tabTo(page, '#tl-step-start');
  await page.keyboard.press('Enter');
  await waitUntil(page, () => document.activeElement.id === 'tl-step-next');
  await page.keyboard.press('Enter');
  await waitUntil(page, () => globalThis.truceline.view.step?.position.startsWith('Step 2'));
  assert.ok((await announcement(page)).includes(await page.locator('#tl-step-title').innerText()));
  await tabTo(page, '.steps .tour-exit');
  await page.keyboard.press('Enter');
  await waitUntil(
    page,
    () => !globalThis.truceline.view.step && document.activeElement.id === 'tl-step-start',
  );
  await context.close();
});

test('the search finds a place by its name in another language', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await tabTo(page, '#tl-search');
  await page.keyboard.type('маріу');
  await page.waitForSelector('#tl-search-results:not([hidden]) [role=option]');
  assert.equal(await page.locator('#tl-search').getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const active = await page.locator('#tl-search').getAttribute('aria-activedescendant');
  assert.match(await page.locator(`#${active}`).innerText(), /Mariupol/);
  await page.keyboard.press('Enter');
  await waitUntil(page, () => globalThis.truceline.view.select === 'town-mariupol');
  assert.equal(await page.locator('#tl-search').getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('qqq');
  assert.match(await page.locator('#tl-search-count').textContent(), /No place/);
  await context.close();
});

test(
  'crosshair and focus ring appear on Tab or a key, and not on a click or a tap',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, { context: { hasTouch: true } });
    await waitForFirstFrame(page);
    const readFocus = async () => {
      await waitForIdle(page);
      return page.evaluate(() => ({
        crosshair: globalThis.truceline.view.crosshair,
        frame: getComputedStyle(document.getElementById('tl-input')).outlineStyle !== 'none',
        focus: document.activeElement.id,
      }));
    };
    const box = await page.locator('#tl-map').boundingBox();
    const at = /** @type {const} */ ([box.x + box.width * 0.4, box.y + box.height * 0.4]);
    await page.mouse.click(...at);
    assert.deepEqual(
      await readFocus(),
      { crosshair: false, frame: false, focus: 'tl-input' },
      'a click as the first input',
    );
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(
      await readFocus(),
      { crosshair: true, frame: true, focus: 'tl-input' },
      'an arrow',
    );
    await page.touchscreen.tap(...at);
    assert.deepEqual(
      await readFocus(),
      { crosshair: false, frame: false, focus: 'tl-input' },
      'a tap',
    );
    await page.keyboard.press('+');
    assert.deepEqual(
      await readFocus(),
      { crosshair: true, frame: true, focus: 'tl-input' },
      'a key',
    );
    await page.mouse.click(...at);
    await page.keyboard.press('Tab');
    assert.equal((await readFocus()).crosshair, false, 'the focus is elsewhere');
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(await readFocus(), { crosshair: true, frame: true, focus: 'tl-input' }, 'Tab');
    await context.close();
  },
);
