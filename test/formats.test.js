// The page's formats of numbers, shares and dates, compared with the browser's Intl. Deliberate
// differences are listed here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, skipReason, waitForFirstFrame } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/**
 * Turns a date of Intl into the map's format: French has “1er” for the first of the month, and
 * Ukrainian spells out the word for year.
 */
const toOurDate = {
  en: (text) => text,
  uk: (text) => text.replace(/ р\.$/, ' року'),
  fr: (text) => text.replace(/^1 /, '1er '),
};

/** Adds the no-break space that Ukrainian orthography has before a percent sign; ICU omits it. */
const toOurPercent = {
  en: (text) => text,
  uk: (text) => text.replace(/(\d)%/, '$1\u00a0%'),
  fr: (text) => text,
};

test('numbers, shares and dates are formatted as by Intl', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  for (const lang of ['en', 'uk', 'fr']) {
    await page.evaluate((to) => globalThis.truceline.dispatch({ type: 'lang', lang: to }), lang);
    await page.waitForFunction((to) => globalThis.truceline.view.lang === to, lang);
    const pairs = await page.evaluate((to) => {
      const { dates, table, chart } = globalThis.truceline.view;
      // The map rounds to as many decimals as the range of the share supports.
      const percent = (share, text) => {
        const digits = text.match(/[.,](\d+)/)?.[1].length ?? 0;
        return new Intl.NumberFormat(to, {
          style: 'percent',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(share);
      };
      const wholePercent = new Intl.NumberFormat(to, { style: 'percent' });
      const number = new Intl.NumberFormat(to, { useGrouping: 'always', maximumFractionDigits: 0 });
      const date = new Intl.DateTimeFormat(to, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      const parse = (text) => Number(text.replace(/[^\d.]/g, ''));
      return {
        dates: dates.map(({ id, label }) => [
          label,
          date
            .formatToParts(new Date(id))
            .map(({ value }) => value)
            .join(''),
        ]),
        days: dates.map(({ id }) => id),
        shares: chart.series[0].points.map(({ share, text }) => [
          text.split(' (')[0],
          percent(share, text.split(' (')[0]),
        ]),
        axis: chart.gridlines.map(({ share, label }) => [label, wholePercent.format(share)]),
        areas: table.rows.map(({ cells }) => [
          cells.at(-1),
          number.format(parse(cells.at(-1).replace(/[.,](?=\d{3})/g, ''))),
        ]),
      };
    }, lang);
    const toBritishOrder = (text) =>
      lang === 'en' ? text.replace(/^(\w+) (\d+), (\d+)$/, '$2 $1 $3') : text;
    for (const [ours, intl] of pairs.dates)
      assert.equal(ours, toOurDate[lang](toBritishOrder(intl)), lang);
    for (const kind of ['shares', 'axis', 'areas'])
      for (const [ours, intl] of pairs[kind])
        assert.equal(ours, toOurPercent[lang](intl), `${lang}, ${kind}`);
    assert.equal(pairs.dates.length, 7);
    assert.equal(pairs.areas.length, 28);
  }
  await context.close();
});
