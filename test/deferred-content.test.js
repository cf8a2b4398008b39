// What stands below and beside the map comes after the map's picture; nothing of it is ever lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing, open } from './browser.js';
import { Unsupported } from './engines/unsupported.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 120_000 };
const PARTS = ['.map-footer', '.sidebar', '.below-map'];

test('the first frame has the map alone, the next ones the rest', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.addInitScript((parts) => {
    globalThis.looks = [];
    const look = () => {
      const box = document.querySelector('#tl-input');
      if (box)
        globalThis.looks.push({
          shown: parts.filter((part) => document.querySelector(part)?.checkVisibility()),
          top: document.querySelector('#tl-map').getBoundingClientRect(),
        });
      if (globalThis.looks.length < 60) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, PARTS);
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.looks.length >= 60);
  const frames = await page.evaluate(() => globalThis.looks);
  const animatesDisplay = await page.evaluate(() => {
    const element = document.body.appendChild(document.createElement('i'));
    element.animate({ display: ['none', 'none'] }, 1000);
    const { display } = getComputedStyle(element);
    element.remove();
    return display === 'none';
  });
  if (!animatesDisplay)
    throw new Unsupported('`display` in an animation, by which the rest comes after the map');
  assert.deepEqual(frames[0].shown, [], 'nothing but the map at first');
  assert.deepEqual(frames.at(-1).shown, PARTS);
  assert.deepEqual(frames.at(-1).top, frames[0].top, 'the map stays where it is');
  await context.close();
});

test('a link into the page leads there, and a reload stays', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.goto(`${server.url}#tl-figures`);
  await page.waitForFunction(
    () => Math.abs(document.querySelector('#tl-figures').getBoundingClientRect().top) < 40,
  );
  await page.evaluate(() =>
    scrollTo(0, document.querySelector('#tl-published').getBoundingClientRect().top + scrollY - 50),
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
    'and shows the same',
  );
  await context.close();
});

test('the rest comes even where the script does not', options, async () => {
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
  const room = await page.evaluate(
    () =>
      document.documentElement.scrollHeight -
      document.querySelector('.page').getBoundingClientRect().height,
  );
  assert.ok(Math.abs(room) < 2, 'no room is left behind');
  await context.close();
});
