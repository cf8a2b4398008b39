// Numbers, shares and dates as the page writes them, against the browser's own knowledge of the
// languages. Where the two differ on purpose, the difference stands here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

/**
 * What the map writes otherwise: a French first of the month, and the word for year in full in
 * Ukrainian.
 */
const ours = {
  en: (text) => text,
  uk: (text) => text.replace(/ р\.$/, ' року'),
  fr: (text) => text.replace(/^1 /, '1er '),
};

/** Ukrainian orthography sets a no-break space before the sign, ICU does not. */
const spaced = {
  en: (text) => text,
  uk: (text) => text.replace(/(\d)%/, '$1\u00a0%'),
  fr: (text) => text,
};

test('formats are those of Intl', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  for (const lang of ['en', 'uk', 'fr']) {
    await page.evaluate((to) => globalThis.truceline.dispatch({ type: 'lang', lang: to }), lang);
    await page.waitForFunction((to) => globalThis.truceline.view.lang === to, lang);
    const seen = await page.evaluate((to) => {
      const { dates, table, chart } = globalThis.truceline.view;
      // As many decimals as the range of the share supports: that is the map's own rule.
      const percent = (share, text) => {
        const digits = text.match(/[.,](\d+)/)?.[1].length ?? 0;
        return new Intl.NumberFormat(to, {
          style: 'percent',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(share);
      };
      const whole = new Intl.NumberFormat(to, { style: 'percent' });
      const number = new Intl.NumberFormat(to, { useGrouping: 'always', maximumFractionDigits: 0 });
      const date = new Intl.DateTimeFormat(to, {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
      const plain = (text) => Number(text.replace(/[^\d.]/g, ''));
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
        axis: chart.gridlines.map(({ share, label }) => [label, whole.format(share)]),
        areas: table.rows.map(({ cells }) => [
          cells.at(-1),
          number.format(plain(cells.at(-1).replace(/[.,](?=\d{3})/g, ''))),
        ]),
      };
    }, lang);
    const english = (text) =>
      lang === 'en' ? text.replace(/^(\w+) (\d+), (\d+)$/, '$2 $1 $3') : text; // British order
    for (const [mine, intl] of seen.dates) assert.equal(mine, ours[lang](english(intl)), lang);
    for (const kind of ['shares', 'axis', 'areas'])
      for (const [mine, intl] of seen[kind])
        assert.equal(mine, spaced[lang](intl), `${lang}, ${kind}`);
    assert.equal(seen.dates.length, 7);
    assert.equal(seen.areas.length, 28);
  }
  await context.close();
});
