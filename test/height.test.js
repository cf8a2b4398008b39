// The height of a frame is a rule: what height.go adds up is what a browser makes of the style
// sheet, in every state.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawn, missing, open } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };
const heights = JSON.parse(readFileSync(new URL('heights.json', import.meta.url), 'utf8'));

/** What has a number of lines of its own. Its text never needs more than it has. */
const PARTS = [
  '.situation',
  '.lede',
  '.headline-figures',
  '.tabs',
  '.map .sentence',
  '.date-control',
  '.links',
];
/** What on a page of its own has one height in all states. */
const STEADY = ['.lede', '.headline-figures', '.tabs', '.map .sentence'];
/** The narrowest of each class of widths. */
const CLASSES = [280, 320, 360, 390, 480, 640, 800, 1000, 1280];
/** Windows of a page of its own. */
const WINDOWS = [
  [320, 568],
  [390, 844],
  [640, 900],
  [900, 600],
  [1440, 900],
];

/** Opens a page with a map in a frame, whose size is then set without the browser's window. */
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
  await drawn(frame);
  // Texts alone count: the map draws no more.
  await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'visible', on: false }));
  return { ...opened, frame };
}

/**
 * The heights of the frame's page at some widths with what ui has around the map, and what of it
 * does not fit.
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
    { ui, widths, parts: PARTS },
  );

/** What of a page of its own is not as high as the style sheet says, by window. */
const grown = (page) =>
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
    { windows: WINDOWS, parts: STEADY },
  );

/** Every state that the view offers, as actions. */
const states = ({ scenarios, dates, steps, tabs }) => [
  ...tabs.map(({ id }) => ({ type: 'tab', id })),
  ...scenarios.map(({ id }) => ({ type: 'scenario', id })),
  ...steps.map(({ id }) => ({ type: 'step', id })),
  ...dates.map(({ id }) => ({ type: 'date', date: id })),
];

/** Does an action and waits until the page says so. */
async function go(frame, action) {
  const rev = await frame.evaluate(() => globalThis.truceline.view.revision);
  await frame.evaluate((what) => globalThis.truceline.dispatch(what), action);
  await frame
    .waitForFunction(
      (before) =>
        globalThis.truceline.view.revision !== before &&
        !globalThis.truceline.view.missingFiles.length,
      rev,
      { timeout: 3000 },
    )
    .catch(() => {});
}

for (const [lang, byUI] of Object.entries(heights)) {
  test(
    `${lang}: a frame is as high as the rule says, and no text is cut, whatever the map shows`,
    options,
    async () => {
      const { page, context, frame } = await openFrame(lang);
      const faults = [];
      const check = async (where, ui, widths) => {
        for (const { width, height, cut } of await measure(page, ui, widths)) {
          const want = byUI[ui][width];
          if (height !== want || cut.length)
            faults.push(`${where}, ui=${ui}, ${width} wide: ${height}, not ${want}; cut: ${cut}`);
        }
      };
      for (const ui of ['none', 'compact', 'full'])
        await check('opening', ui, Object.keys(byUI[ui]).map(Number));
      for (const state of states(await frame.evaluate(() => globalThis.truceline.view))) {
        await go(frame, state);
        const where = `${state.type} ${state.id ?? state.date}`;
        await check(where, 'full', CLASSES);
        for (const fault of await grown(page)) faults.push(`${where}: ${fault}`);
      }
      assert.deepEqual(faults, []);
      await context.close();
    },
  );
}
