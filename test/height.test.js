// The height of a frame follows a rule: the heights that height.go computes are those of the
// browser's layout, in every state of the map.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };
const heights = JSON.parse(readFileSync(new URL('heights.json', import.meta.url), 'utf8'));

/** Elements with a fixed number of lines. Their text never needs more. */
const FIXED_PARTS = [
  '.situation',
  '.lede',
  '.headline-figures',
  '.tabs',
  '.map .sentence',
  '.date-control',
  '.links',
];
/** Elements of a standalone page that have the same height in all states. */
const STANDALONE_PARTS = ['.lede', '.headline-figures', '.tabs', '.map .sentence'];
/** The smallest width of each class of widths. */
const MIN_WIDTHS = [280, 320, 360, 390, 480, 640, 800, 1000, 1280];
/** Window sizes of a standalone page. */
const STANDALONE_WINDOWS = [
  [320, 568],
  [390, 844],
  [640, 900],
  [900, 600],
  [1440, 900],
];

/** Opens a page with a map in a frame, which can be resized without resizing the window. */
async function openFrame(lang) {
  const opened = await open(browser, `${server.url}embed/${lang}/`, {
    context: { viewport: { width: 900, height: 700 } },
  });
  const { page } = opened;
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.id = 'map';
    frame.style.cssText = 'display: block; width: 640px; height: 2000px; border: 0';
    frame.src = src;
    document.body.replaceChildren(frame);
  }, `${server.url}${lang}/tl-${lang}-map/`);
  const frame = await page.waitForSelector('#map').then((element) => element.contentFrame());
  await waitForFirstFrame(frame);
  // Only texts matter here, so the map stops drawing.
  await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'visible', on: false }));
  return { ...opened, frame };
}

/**
 * Returns the heights of the frame's page at some widths for a value of ui, and the parts whose
 * text does not fit.
 */
const measure = (page, ui, widths) =>
  page.evaluate(
    ({ ui, widths, parts }) => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('map'));
      const root = frame.contentDocument.documentElement;
      root.setAttribute('data-embed', '');
      root.dataset.ui = ui;
      return widths.map((width) => {
        frame.style.cssText = `display: block; width: ${width}px; height: 2000px; border: 0`;
        const cut = parts.filter((part) => {
          const element = root.querySelector(part);
          return (
            element.checkVisibility() &&
            (element.scrollHeight > element.clientHeight + 1 ||
              element.scrollWidth > element.clientWidth + 1)
          );
        });
        return { width, height: Math.ceil(root.getBoundingClientRect().height), cut };
      });
    },
    { ui, widths, parts: FIXED_PARTS },
  );

/** Returns the parts of a standalone page that are higher than in the style sheet, by window. */
const findGrownParts = (page) =>
  page.evaluate(
    ({ windows, parts }) => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('map'));
      const root = frame.contentDocument.documentElement;
      root.removeAttribute('data-embed');
      root.dataset.ui = 'full';
      return windows.flatMap(([width, height]) => {
        frame.style.cssText = `display: block; width: ${width}px; height: ${height}px; border: 0`;
        return parts
          .filter((part) => {
            const element = root.querySelector(part);
            return (
              element.checkVisibility() &&
              Math.abs(
                element.getBoundingClientRect().height -
                  parseFloat(frame.contentWindow.getComputedStyle(element).minHeight),
              ) > 0.5
            );
          })
          .map((part) => `${part} of a page ${width} wide`);
      });
    },
    { windows: STANDALONE_WINDOWS, parts: STANDALONE_PARTS },
  );

/** Returns the actions that lead to every state that the view offers. */
const actionsFor = ({ scenarios, dates, steps, tabs }) => [
  ...tabs.map(({ id }) => ({ type: 'tab', id })),
  ...scenarios.map(({ id }) => ({ type: 'scenario', id })),
  ...steps.map(({ id }) => ({ type: 'step', id })),
  ...dates.map(({ id }) => ({ type: 'date', date: id })),
];

/** Dispatches an action and waits until the view has changed. */
async function dispatchAndWait(frame, action) {
  const revision = await frame.evaluate(() => globalThis.truceline.view.revision);
  await frame.evaluate((what) => globalThis.truceline.dispatch(what), action);
  await frame
    .waitForFunction(
      (before) =>
        globalThis.truceline.view.revision !== before &&
        !globalThis.truceline.view.missingFiles.length,
      revision,
      { timeout: 3000 },
    )
    .catch(() => {});
}

for (const [lang, byUI] of Object.entries(heights)) {
  test(
    `${lang}: a frame is as high as the rule says and clips no text, in every state of the map`,
    options,
    async () => {
      const { page, context, frame } = await openFrame(lang);
      const faults = [];
      const check = async (state, ui, widths) => {
        for (const { width, height, cut } of await measure(page, ui, widths)) {
          const want = byUI[ui][width];
          if (height !== want || cut.length)
            faults.push(`${state}, ui=${ui}, ${width} wide: ${height}, not ${want}; cut: ${cut}`);
        }
      };
      for (const ui of ['none', 'compact', 'full'])
        await check('initial state', ui, Object.keys(byUI[ui]).map(Number));
      for (const action of actionsFor(await frame.evaluate(() => globalThis.truceline.view))) {
        await dispatchAndWait(frame, action);
        const state = `${action.type} ${action.id ?? action.date}`;
        await check(state, 'full', MIN_WIDTHS);
        for (const fault of await findGrownParts(page)) faults.push(`${state}: ${fault}`);
      }
      assert.deepEqual(faults, []);
      await context.close();
    },
  );
}
