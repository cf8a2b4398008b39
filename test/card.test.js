// The card of a place: one main figure, its chart over the dates, and a table of all dates that
// opens on demand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, readView, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 200_000 };

test('an oblast’s card has one main figure, its chart and its history', options, async () => {
  const { page, context, errors } = await open(browser, `${server.url}uk/?select=UA-14`);
  await waitForFirstFrame(page);
  await page.locator('#tl-card-figure .value').waitFor();
  const { card, date, dates } = await readView(page);
  const text = await page.locator('#tl-card-body').innerText();
  assert.equal(text.split(card.figure.value).length, 2, 'the share is shown once');
  assert.ok(text.includes(card.figure.range) && text.includes(card.figure.label));
  const sizes = await page
    .locator('#tl-card-body')
    .evaluate((element) =>
      [...element.querySelectorAll('*')].map((child) =>
        parseFloat(getComputedStyle(child).fontSize),
      ),
    );
  assert.equal(
    Math.max(...sizes),
    await page
      .locator('#tl-card-figure .value')
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize)),
  );

  const points = page.locator('#tl-card-chart .point');
  assert.equal(await points.count(), dates.length);
  assert.equal(await points.locator('line').count(), dates.length, 'each point has its range');
  assert.equal(
    await page.locator('#tl-card-chart polyline, #tl-card-chart path').count(),
    0,
    'points are not joined',
  );
  const lefts = await points
    .locator('circle')
    .evaluateAll((circles) => circles.map((circle) => circle.getBoundingClientRect().left));
  assert.deepEqual(
    lefts,
    lefts.toSorted((a, b) => a - b),
  );
  assert.equal(
    await page.locator('#tl-card-chart .on title').textContent(),
    `${card.name}, ${dates.find(({ id }) => id === date).label}, ${card.history.at(-1).value}`,
  );
  const label = await page.locator('#tl-card-chart > svg').getAttribute('aria-label');
  assert.ok(
    label.includes(card.history[0].value) && label.includes(card.history.at(-1).value),
    label,
  );

  assert.equal(await page.locator('#tl-card-history-rows').isVisible(), false);
  await page.locator('#tl-card-history summary').click();
  assert.equal(await page.locator('#tl-card-history-rows .row').count(), dates.length);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a card shows a main figure and a chart only where it has them', options, async () => {
  const { page, context } = await open(browser, `${server.url}en/?select=UA-46`);
  await waitForFirstFrame(page);
  await page.locator('#tl-card-summary').waitFor();
  assert.equal(await page.locator('#tl-card-figure').isVisible(), false);
  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'select', id: 'contact' }));
  await page.locator('#tl-card-figure .value').waitFor();
  assert.match(await page.locator('#tl-card-figure .value').innerText(), /km$/);
  assert.equal(await page.locator('#tl-card-chart').isVisible(), false);
  await context.close();
});
