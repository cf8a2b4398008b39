// Accessibility: axe-core finds no violation in any state of the page, and no text is clipped or
// overflows, which axe-core dispatchAll not check.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { launch, open, serveMap, skipReason, waitForFirstFrame } from './browser.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
let server;
let opened;

before(async () => {
  if (skipReason) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
  opened = await open(browser, server.url, { context: { viewport: { width: 1280, height: 800 } } });
  await waitForFirstFrame(opened.page);
  await opened.page.evaluate(axe);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const options = { skip: skipReason, timeout: 300_000 };

/** Dispatches actions one after another and waits until the page shows their result. */
async function dispatchAll(page, ...actions) {
  for (const action of actions) {
    await page.evaluate((one) => globalThis.truceline.dispatch(one), action);
    await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
  }
  // The view is updated in the next frame, and files that it needs are requested after that.
  const pause = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 300);
        }),
    );
  await pause();
  await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
  await pause();
}

/** Returns axe's violations, a line each. */
async function findViolations(page) {
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${id}: ${node.target} ${node.html.slice(0, 120)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`,
      ),
    );
  });
}

/** Returns overflowing text: a page that scrolls sideways, or an element that clips its text. */
async function findOverflow(page) {
  return page.evaluate(() => {
    const found = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth)
      found.push(`the page is ${scrollWidth} wide in a window of ${innerWidth}`);
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll('body *')
    )) {
      const style = getComputedStyle(element);
      if (
        !element.offsetParent ||
        element.closest('.visually-hidden, .sprite, template') ||
        !element.textContent.trim() ||
        element.tagName === 'SELECT' ||
        element.tagName === 'OPTION'
      )
        continue;
      const hidden = (overflow) => overflow === 'hidden' || overflow === 'clip';
      if (
        hidden(style.overflowY) &&
        element.scrollHeight > element.clientHeight + 2 &&
        !element.querySelector('canvas')
      )
        found.push(`clipped below: ${element.id || element.className}`);
      if (
        element.matches('button, a, label, dt, dd, p, h1, h2, h3, summary') &&
        element.scrollWidth > element.clientWidth + 2 &&
        style.display !== 'inline' &&
        !element.closest('.table-scroll')
      ) {
        found.push(
          `wider than its box: ${element.tagName} ${element.id || element.className || element.textContent.slice(0, 40)}`,
        );
      }
    }
    return found;
  });
}

const openAllDetails = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

/** Returns all faults of the page's current state, prefixed with a name of the state. */
async function findFaults(page, name) {
  await openAllDetails(page);
  return [...(await findViolations(page)), ...(await findOverflow(page))].map(
    (fault) => `${name}: ${fault}`,
  );
}

const reset = { type: 'state', state: {} };

test('no state of the page has a fault, light or dark', options, async () => {
  const { page } = opened;
  const { scenarios, steps } = await page.evaluate(() => ({
    scenarios: globalThis.truceline.view.scenarios.map(({ id }) => id),
    steps: globalThis.truceline.view.steps.map(({ id }) => id),
  }));
  const states = { start: [] };
  for (const id of ['UA', 'UA-14', 'UA-43', 'town-kyiv', 'contact', 'held-2022'])
    states[`card of ${id}`] = [{ type: 'select', id }];
  for (const id of scenarios) states[`scenario ${id}`] = [{ type: 'scenario', id }];
  for (const id of [steps[0], steps.at(-1)]) states[`step ${id}`] = [{ type: 'step', id }];
  states['an early date'] = [{ type: 'date', date: '2022-02-23' }];
  states['hubs and monitoring'] = [
    { type: 'layer', id: 'hubs', on: true },
    { type: 'layer', id: 'monitoring', on: true },
  ];
  const found = [];
  for (const theme of ['light', 'dark']) {
    for (const [name, actions] of Object.entries(states)) {
      // The dark theme changes colours alone, so a few states are enough.
      if (theme === 'dark' && !/start|UA-14|pullback|hubs/.test(name)) continue;
      await dispatchAll(page, reset, { type: 'theme', theme }, ...actions);
      found.push(...(await findFaults(page, `${name}, ${theme}`)));
    }
  }
  assert.deepEqual(found, []);
});

test(
  'no language has a fault on small screens or with enlarged or widely spaced text',
  options,
  async () => {
    const { page } = opened;
    const textSpacing =
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';
    const found = [];
    for (const lang of ['en', 'uk', 'fr']) {
      await dispatchAll(
        page,
        reset,
        { type: 'lang', lang },
        { type: 'scenario', id: 'mutual-pullback' },
        { type: 'select', id: 'UA-14' },
      );
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, lang);
      for (const [width, size, css] of [
        [1280, '100%', ''],
        [320, '100%', ''],
        [360, '100%', textSpacing],
        [1280, '200%', ''],
        [640, '200%', textSpacing],
      ]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(
          ([fontSize, rules]) => {
            document.documentElement.style.fontSize = fontSize;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(rules);
            document.adoptedStyleSheets = [sheet];
          },
          [size, css],
        );
        found.push(
          ...(await findFaults(page, `${lang}, ${width} px, ${size} ${css && 'with spacing'}`)),
        );
      }
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '';
        document.adoptedStyleSheets = [];
      });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    assert.deepEqual(found, []);
  },
);

test('axe reports a fault that is planted', options, async () => {
  const { page } = opened;
  await page.evaluate(() => {
    document
      .querySelector('main')
      .append(Object.assign(document.createElement('button'), { id: 'planted' }));
  });
  const found = await findViolations(page);
  await page.evaluate(() => document.getElementById('planted').remove());
  assert.ok(
    found.some((line) => line.startsWith('button-name')),
    String(found),
  );
});
