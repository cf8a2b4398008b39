// The tables: by share, what holds nothing folded, the first column in view, with a script and
// without one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 200_000 };
const phone = { viewport: { width: 390, height: 844 } };
const rowsOf = (page, table) =>
  page
    .locator(`${table} tbody tr`)
    .evaluateAll((all) => all.map(({ id }) => id.slice('tl-row-'.length)));

test('rows stand by share and fold with the day', options, async () => {
  const { page, context, complaints } = await open(browser, `${server.url}en/`, { context: phone });
  await drawn(page);
  for (const date of ['2026-01-06', '2022-03-28', '2022-02-23']) {
    await page.evaluate((day) => globalThis.truceline.dispatch({ type: 'date', date: day }), date);
    await page.waitForFunction((day) => globalThis.truceline.view?.date === day, date);
    const { table } = await view(page);
    assert.deepEqual(
      await rowsOf(page, '#tl-table'),
      table.rows.filter(({ fold }) => !fold).map(({ id }) => id),
      date,
    );
    assert.deepEqual(
      await rowsOf(page, '#tl-folded-rows'),
      table.rows.filter(({ fold }) => fold).map(({ id }) => id),
      date,
    );
    assert.equal(await page.locator('#tl-folded-rows summary').innerText(), table.folded);
  }
  await page.locator('#tl-folded-rows summary').click();
  await page.locator('#tl-row-UA-46 button').click();
  await page.waitForFunction(() => globalThis.truceline.view.select === 'UA-46');
  assert.deepEqual(complaints, []);
  await context.close();
});

test(
  'on a phone the first column stays, the caption is whole, and a line says that there is more',
  options,
  async () => {
    for (const path of ['en/', 'uk/plan-20/', 'fr/tl-fr-map/#tl-sheet-figures']) {
      const { page, context } = await open(browser, server.url + path, { context: phone });
      await drawn(page);
      const tables = page.locator('.table-scroll:has(> table:not([hidden]))');
      for (const box of await tables.all()) {
        const found = await box.evaluate(async (element) => {
          const cell = element.querySelector('tbody th');
          const caption = element.querySelector('caption span');
          const before = cell.getBoundingClientRect().left;
          element.scrollLeft = 1e4;
          await new Promise(requestAnimationFrame);
          const here = element.getBoundingClientRect();
          const out = {
            wide: element.scrollWidth > element.clientWidth + 1,
            moved: Math.round(cell.getBoundingClientRect().left - before),
            caption:
              caption.getBoundingClientRect().right <= here.right + 1 &&
              caption.getBoundingClientRect().left >= here.left - 1,
            hint: element.previousElementSibling.checkVisibility(),
            room: here.width - cell.getBoundingClientRect().width,
          };
          element.scrollLeft = 0;
          return out;
        });
        assert.equal(found.moved, 0, `${path}: the first column`);
        assert.ok(found.caption, `${path}: the caption`);
        assert.equal(found.hint, found.wide, `${path}: the hint`);
        assert.ok(found.room > 120, `${path}: ${found.room} px beside the first column`);
      }
      assert.ok((await tables.count()) >= 3);
      await context.close();
    }
  },
);

test(
  'without a script the folded rows open, and on paper a line says that they are left out',
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
