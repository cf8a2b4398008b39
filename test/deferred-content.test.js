// The content below and beside the map is displayed after the map's picture, and always is in the
// end.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, skipReason } from './browser.js';
import { Unsupported } from './engines/unsupported.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 120_000 };
const PARTS = ['.map-footer', '.sidebar', '.below-map'];

test('the first frame shows only the map, later frames show the rest', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.addInitScript((parts) => {
    globalThis.samples = [];
    const sample = () => {
      const box = document.querySelector('#tl-input');
      if (box)
        globalThis.samples.push({
          shown: parts.filter((part) => document.querySelector(part)?.checkVisibility()),
          top: document.querySelector('#tl-map').getBoundingClientRect(),
        });
      if (globalThis.samples.length < 60) requestAnimationFrame(sample);
    };
    requestAnimationFrame(sample);
  }, PARTS);
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.samples.length >= 60);
  const frames = await page.evaluate(() => globalThis.samples);
  const animatesDisplay = await page.evaluate(() => {
    const element = document.body.appendChild(document.createElement('i'));
    element.animate({ display: ['none', 'none'] }, 1000);
    const { display } = getComputedStyle(element);
    element.remove();
    return display === 'none';
  });
  if (!animatesDisplay)
    throw new Unsupported('animations of `display`, which defer the content around the map');
  assert.deepEqual(frames[0].shown, [], 'only the map at first');
  assert.deepEqual(frames.at(-1).shown, PARTS);
  assert.deepEqual(frames.at(-1).top, frames[0].top, 'the map does not move');
  await context.close();
});

test(
  'a link to a part of the page scrolls there, and a reload keeps the position',
  options,
  async () => {
    const { page, context } = await open(browser, 'about:blank');
    await page.goto(`${server.url}#tl-figures`);
    await page.waitForFunction(
      () => Math.abs(document.querySelector('#tl-figures').getBoundingClientRect().top) < 40,
    );
    await page.evaluate(() =>
      scrollTo(
        0,
        document.querySelector('#tl-published').getBoundingClientRect().top + scrollY - 50,
      ),
    );
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 400, `${before}`);
    await page.evaluate(() => history.replaceState(null, '', location.pathname));
    await page.reload();
    await page.waitForSelector('html[data-painted]');
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => scrollY), before);
    assert.ok(
      Math.abs(
        (await page.evaluate(
          () => document.querySelector('#tl-published').getBoundingClientRect().top,
        )) - 50,
      ) < 2,
      'the same part is in view',
    );
    await context.close();
  },
);

test('the rest is displayed even if the script cannot be loaded', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.route(/boot\.[0-9a-f]+\.js/, (route) => route.abort());
  await page.goto(server.url);
  await page.waitForFunction(
    (parts) => parts.every((part) => document.querySelector(part).checkVisibility()),
    PARTS,
  );
  assert.equal(
    await page.evaluate(() => document.documentElement.hasAttribute('data-painted')),
    false,
  );
  const gap = await page.evaluate(
    () =>
      document.documentElement.scrollHeight -
      document.querySelector('.page').getBoundingClientRect().height,
  );
  assert.ok(Math.abs(gap) < 2, 'no empty space is left');
  await context.close();
});
