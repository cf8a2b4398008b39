// The card of a place: one large figure, its course over the dates, and all dates in figures for
// who wants them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 200_000 };

test('an oblast has one large figure and its course', options, async () => {
  const { page, context, complaints } = await open(browser, `${server.url}uk/?select=UA-14`);
  await drawn(page);
  await page.locator('#tl-card-figure .value').waitFor();
  const { card, date, dates } = await view(page);
  const text = await page.locator('#tl-card-body').innerText();
  assert.equal(text.split(card.figure.value).length, 2, 'the share stands there once');
  assert.ok(text.includes(card.figure.range) && text.includes(card.figure.label));
  const sizes = await page
    .locator('#tl-card-body')
    .evaluate((element) =>
      [...element.querySelectorAll('*')].map((one) => parseFloat(getComputedStyle(one).fontSize)),
    );
  assert.equal(
    Math.max(...sizes),
    await page
      .locator('#tl-card-figure .value')
      .evaluate((one) => parseFloat(getComputedStyle(one).fontSize)),
  );

  const points = page.locator('#tl-card-chart .point');
  assert.equal(await points.count(), dates.length);
  assert.equal(await points.locator('line').count(), dates.length, 'each point has its range');
  assert.equal(
    await page.locator('#tl-card-chart polyline, #tl-card-chart path').count(),
    0,
    'points are not joined',
  );
  const boxes = await points
    .locator('circle')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  assert.deepEqual(
    boxes,
    boxes.toSorted((a, b) => a - b),
  );
  assert.equal(
    await page.locator('#tl-card-chart .on title').textContent(),
    `${card.name}, ${dates.find(({ id }) => id === date).label}, ${card.times.at(-1).value}`,
  );
  const said = await page.locator('#tl-card-chart > svg').getAttribute('aria-label');
  assert.ok(said.includes(card.times[0].value) && said.includes(card.times.at(-1).value), said);

  assert.equal(await page.locator('#tl-card-history-rows').isVisible(), false);
  await page.locator('#tl-card-history summary').click();
  assert.equal(await page.locator('#tl-card-history-rows .row').count(), dates.length);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a card without a large figure shows none', options, async () => {
  const { page, context } = await open(browser, `${server.url}en/?select=UA-46`);
  await drawn(page);
  await page.locator('#tl-card-summary').waitFor();
  assert.equal(await page.locator('#tl-card-figure').isVisible(), false);
  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'select', id: 'contact' }));
  await page.locator('#tl-card-figure .value').waitFor();
  assert.match(await page.locator('#tl-card-figure .value').innerText(), /km$/);
  assert.equal(await page.locator('#tl-card-chart').isVisible(), false);
  await context.close();
});
