// The whole map, worked by the keyboard alone, and what a screen reader is told meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, settled } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

/** Presses Tab until something matches, and checks on the way that the focus can be seen. */
async function reach(page, selector, key = 'Tab') {
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press(key);
    const seen = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return {
        there: element.matches(wanted),
        visible: outlined || element === document.body,
        name: element.id || element.outerHTML.slice(0, 80),
      };
    }, selector);
    assert.ok(seen.visible, `the focus on ${seen.name} cannot be seen`);
    if (seen.there) return;
  }
  assert.fail(`${key} does not reach ${selector}`);
}

const told = (page) => page.locator('#tl-announce').textContent();
const until = (page, condition, argument) =>
  page.waitForFunction(condition, argument, { timeout: 60_000 });

test('a scenario, Donetsk’s share, a date, and out again', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);

  // A scenario, with the arrows of the radio group.
  await reach(page, '[name=tl-scenario]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await until(page, () => globalThis.truceline.view.scenario?.id === 'plan-20');
  assert.equal(
    await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).value),
    'plan-20',
  );
  assert.match(await told(page), /Draft in 20 points/);
  assert.match(await page.locator('#tl-scenario-figures').innerText(), /km²/);

  // Donetsk's share, from the map.
  await reach(page, '#tl-input', 'Shift+Tab');
  for (
    let i = 0;
    i < 30 && (await page.evaluate(() => globalThis.truceline.view.select)) !== 'UA-14';
    i++
  ) {
    const before = await page.evaluate(() => globalThis.truceline.view.select);
    await page.keyboard.press(']');
    await until(page, (select) => globalThis.truceline.view.select !== select, before);
  }
  assert.match(await told(page), /Donetsk oblast.*\d%.* Range \d+–\d+%\.$/);
  assert.match(await page.locator('#tl-card-figure').innerText(), /\d+%[^]*Range \d+–\d+%/);
  assert.equal(
    await page.locator('#tl-card-history-rows .row').count(),
    7,
    'the share on every date',
  );

  // A date, with the slider's arrows and its ends.
  await reach(page, '#tl-date-slider');
  const slider = () =>
    page.evaluate(() => document.getElementById('tl-date-slider').getAttribute('aria-valuetext'));
  assert.equal(await slider(), '6 January 2026');
  await page.keyboard.press('ArrowLeft');
  await until(page, () => globalThis.truceline.view.date === '2025-07-01');
  assert.equal(await slider(), '1 July 2025');
  assert.equal(await told(page), '', 'a screen reader has it from the slider');
  assert.equal(
    await page.evaluate(() => globalThis.truceline.view.scenario),
    null,
    'a date puts the scenario away',
  );
  await page.keyboard.press('Home');
  await until(page, () => globalThis.truceline.view.date === '2022-02-23');
  await page.keyboard.press('ArrowRight');
  await until(page, () => globalThis.truceline.view.date === '2022-03-28');

  // Out of the page by Tab alone.
  await reach(page, 'body');
  await context.close();
});

test('the live region says one thing once', options, async () => {
  const { page, context } = await open(browser, 'about:blank', {
    context: { viewport: { width: 900, height: 900 }, hasTouch: true },
  });
  let letGo;
  const gate = new Promise((resolve) => {
    letGo = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(`${server.url}en/`);
  await page.waitForSelector('html[data-painted] #tl-map[data-static-ready]', {
    state: 'attached',
  });
  await page.evaluate(() => {
    globalThis.said = [];
    const region = document.getElementById('tl-announce');
    new MutationObserver(() => {
      if (region.textContent) globalThis.said.push(region.textContent);
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const said = async () => {
    await settled(page);
    return page.evaluate(() => globalThis.said.splice(0));
  };
  await page.locator('#tl-input').focus();
  const range = await page.locator('#tl-row-UA-14 td').nth(1).textContent();
  for (let i = 0; i < 30 && !(await told(page)).includes('Donetsk'); i++) {
    await page.keyboard.press(']');
    await page.waitForTimeout(50); // the next frame says it
  }
  assert.ok(
    (await told(page)).includes(`Range ${range}.`),
    `a share of the page’s picture is read with its range: ${await told(page)}`,
  );
  await page.evaluate(() => globalThis.said.splice(0));
  letGo();
  await drawn(page);
  await until(page, () => globalThis.truceline.view.select === 'UA-14');
  assert.deepEqual(await said(), [], 'what was read of the picture is not read again of the map');

  await page.locator('#tl-date-slider').focus();
  await page.keyboard.press('ArrowLeft');
  await until(page, () => globalThis.truceline.view.date === '2025-07-01');
  assert.deepEqual(await said(), [], 'a key: the slider says it');

  const box = await page.locator('#tl-date-slider').boundingBox();
  await page.mouse.move(box.x + box.width * 0.86, box.y + box.height / 2);
  await page.mouse.down();
  for (let share = 0.8; share > 0.2; share -= 0.05) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await page.waitForTimeout(80);
  }
  for (let share = 0.2; share < 0.5; share += 0.05)
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  assert.deepEqual(await page.evaluate(() => globalThis.said), [], 'nothing while it is held');
  await page.mouse.up();
  const label = await page.locator('#tl-date').textContent();
  await until(page, (text) => globalThis.truceline.view.situation.includes(text), label);
  assert.deepEqual(await said(), [`Situation on ${label}`], 'a drag is told when it is let go');

  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'close' }));
  await until(page, () => !globalThis.truceline.view.select);
  await said();
  const map = await page.locator('#tl-map').boundingBox();
  await page.mouse.click(map.x + map.width * 0.4, map.y + map.height * 0.4);
  await until(page, () => globalThis.truceline.view.select);
  assert.equal((await said()).length, 1);
  await context.close();
});

test('the guided tour, and its leaving', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await reach(page, '#tl-step-start');
  await page.keyboard.press('Enter');
  await until(page, () => document.activeElement.id === 'tl-step-next');
  await page.keyboard.press('Enter');
  await until(page, () => globalThis.truceline.view.step?.position.startsWith('Step 2'));
  assert.ok((await told(page)).includes(await page.locator('#tl-step-title').innerText()));
  await reach(page, '.steps .tour-exit');
  await page.keyboard.press('Enter');
  await until(
    page,
    () => !globalThis.truceline.view.step && document.activeElement.id === 'tl-step-start',
  );
  await context.close();
});

test('a place is found by its name in any spelling', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await reach(page, '#tl-search');
  await page.keyboard.type('маріу');
  await page.waitForSelector('#tl-search-results:not([hidden]) [role=option]');
  assert.equal(await page.locator('#tl-search').getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  const active = await page.locator('#tl-search').getAttribute('aria-activedescendant');
  assert.match(await page.locator(`#${active}`).innerText(), /Mariupol/);
  await page.keyboard.press('Enter');
  await until(page, () => globalThis.truceline.view.select === 'town-mariupol');
  assert.equal(await page.locator('#tl-search').getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('qqq');
  assert.match(await page.locator('#tl-search-count').textContent(), /No place/);
  await context.close();
});

test(
  'a click or a tap shows neither crosshair nor frame; Tab and the first key after a click show both',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, { context: { hasTouch: true } });
    await drawn(page);
    const shown = async () => {
      await settled(page);
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
      await shown(),
      { crosshair: false, frame: false, focus: 'tl-input' },
      'a click, the first thing that happens',
    );
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual(
      await shown(),
      { crosshair: true, frame: true, focus: 'tl-input' },
      'an arrow',
    );
    await page.touchscreen.tap(...at);
    assert.deepEqual(await shown(), { crosshair: false, frame: false, focus: 'tl-input' }, 'a tap');
    await page.keyboard.press('+');
    assert.deepEqual(await shown(), { crosshair: true, frame: true, focus: 'tl-input' }, 'a key');
    await page.mouse.click(...at);
    await page.keyboard.press('Tab');
    assert.equal((await shown()).crosshair, false, 'the keyboard is elsewhere');
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(await shown(), { crosshair: true, frame: true, focus: 'tl-input' }, 'Tab');
    await context.close();
  },
);
