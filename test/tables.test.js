// The tables: rows are sorted by share, rows without held land are folded, and the first column
// stays in view, with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, readView, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 200_000 };
const phone = { viewport: { width: 390, height: 844 } };
const rowIds = (page, table) =>
  page
    .locator(`${table} tbody tr`)
    .evaluateAll((all) => all.map(({ id }) => id.slice('tl-row-'.length)));

test('rows are sorted by share and folded as on the current date', options, async () => {
  const { page, context, errors } = await open(browser, `${server.url}en/`, { context: phone });
  await waitForFirstFrame(page);
  for (const date of ['2026-01-06', '2022-03-28', '2022-02-23']) {
    await page.evaluate((day) => globalThis.truceline.dispatch({ type: 'date', date: day }), date);
    await page.waitForFunction((day) => globalThis.truceline.view?.date === day, date);
    const { table } = await readView(page);
    assert.deepEqual(
      await rowIds(page, '#tl-table'),
      table.rows.filter(({ folded }) => !folded).map(({ id }) => id),
      date,
    );
    assert.deepEqual(
      await rowIds(page, '#tl-folded-rows'),
      table.rows.filter(({ folded }) => folded).map(({ id }) => id),
      date,
    );
    assert.equal(await page.locator('#tl-folded-rows summary').innerText(), table.foldedHeading);
  }
  await page.locator('#tl-folded-rows summary').click();
  await page.locator('#tl-row-UA-46 button').click();
  await page.waitForFunction(() => globalThis.truceline.view.select === 'UA-46');
  assert.deepEqual(errors, []);
  await context.close();
});

test(
  'on a phone the first column is sticky, the caption is not clipped, and a hint says that the table scrolls',
  options,
  async () => {
    for (const path of ['en/', 'uk/plan-20/', 'fr/tl-fr-map/#tl-sheet-figures']) {
      const { page, context } = await open(browser, server.url + path, { context: phone });
      await waitForFirstFrame(page);
      const tables = page.locator('.table-scroll:has(> table:not([hidden]))');
      for (const box of await tables.all()) {
        const found = await box.evaluate(async (element) => {
          const cell = element.querySelector('tbody th');
          const caption = element.querySelector('caption span');
          const before = cell.getBoundingClientRect().left;
          element.scrollLeft = 1e4;
          await new Promise(requestAnimationFrame);
          const box = element.getBoundingClientRect();
          const result = {
            scrolls: element.scrollWidth > element.clientWidth + 1,
            moved: Math.round(cell.getBoundingClientRect().left - before),
            caption:
              caption.getBoundingClientRect().right <= box.right + 1 &&
              caption.getBoundingClientRect().left >= box.left - 1,
            hint: element.previousElementSibling.checkVisibility(),
            remainingWidth: box.width - cell.getBoundingClientRect().width,
          };
          element.scrollLeft = 0;
          return result;
        });
        assert.equal(found.moved, 0, `${path}: the first column`);
        assert.ok(found.caption, `${path}: the caption`);
        assert.equal(found.hint, found.scrolls, `${path}: the hint`);
        assert.ok(
          found.remainingWidth > 120,
          `${path}: ${found.remainingWidth} px beside the first column`,
        );
      }
      assert.ok((await tables.count()) >= 3);
      await context.close();
    }
  },
);

test(
  'without scripts the folded rows can be opened, and printed pages say that they are left out',
  options,
  async () => {
    const { page, context } = await open(browser, `${server.url}en/`, {
      context: { ...phone, javaScriptEnabled: false },
    });
    const row = page.locator('#tl-row-UA-46');
    assert.equal(await row.isVisible(), false);
    await page.locator('#tl-folded-rows summary').click();
    assert.equal(await row.isVisible(), true);
    assert.equal(await page.locator('#tl-row-UA-14').isVisible(), true);
    await page.locator('#tl-folded-rows summary').click();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await row.isVisible(), false);
    assert.match(await page.locator('#tl-folded-rows summary').innerText(), /\d+$/);
    await context.close();
  },
);
