// The printed page: light colours even from a dark screen, the map with its title, and the legend
// undivided and in the map's colours.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { decodePNG, open, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 300_000 };
const style = JSON.parse(await readFile(new URL('../assets/style.json', import.meta.url), 'utf8'));
const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** Returns the pages of a PDF as pictures and as texts. */
async function readPages(pdf) {
  const folder = await mkdtemp(`${tmpdir()}/truceline-`);
  execFileSync('pdftoppm', ['-r', '60', '-png', '-', `${folder}/page`], { input: pdf });
  const names = (await readdir(folder)).sort();
  const pictures = await Promise.all(
    names.map(async (name) => decodePNG(await readFile(`${folder}/${name}`))),
  );
  await rm(folder, { recursive: true });
  const texts = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    .replace(/[\uFB00-\uFB04]/g, (ligature) => ligature.normalize('NFKC'))
    .split('\f');
  return pictures.map((picture, i) => ({ picture, text: texts[i] }));
}

/** Returns the share of a picture's pixels that satisfy a predicate. */
function shareOf({ width, height, at }, predicate) {
  let count = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (predicate(at(x, y))) count++;
  return count / (width * height);
}

const isNear = (a) => (b) => a.every((value, channel) => Math.abs(value - b[channel]) <= 6);
const isInk = (pixel) => pixel.some((value) => value < 200);

/** Asserts that the pages are white and that none of them is empty or nearly so. */
function checkPages(pages, maxPages) {
  assert.ok(pages.length >= 2 && pages.length <= maxPages, `${pages.length} pages`);
  for (const [i, { picture }] of pages.entries()) {
    const { width, height, at } = picture;
    for (const [x, y] of [
      [2, 2],
      [width - 3, 2],
      [2, height - 3],
      [width - 3, height - 3],
    ])
      assert.deepEqual(at(x, y), [255, 255, 255], `a corner of page ${i + 1}`);
    assert.ok(shareOf(picture, isNear([255, 255, 255])) > 0.3, `page ${i + 1} is dark`);
    assert.ok(shareOf(picture, isInk) > 0.004, `page ${i + 1} is nearly empty`);
  }
}

/**
 * Asserts that the legend is on one page and has the colours of the map, which is on the first
 * page.
 */
function checkLegend(pages, names, roles) {
  const page = pages.find(({ text }) => names.every((name) => text.includes(name)));
  assert.ok(page, `no page holds all of ${names.join(', ')}`);
  for (const role of roles) {
    const colour = isNear(rgb(style.themes.light.fills[role].color));
    assert.ok(shareOf(pages[0].picture, colour) > 0.001, `${role} on the map`);
    // There is one swatch a role; the hatch of land held since 2014 halves its area.
    if (page !== pages[0])
      assert.ok(shareOf(page.picture, colour) > 0.0001, `${role} in the legend`);
  }
}

/** @type {{colorScheme: 'light' | 'dark', landscape: boolean, query: string}[]} */
const prints = [
  { colorScheme: 'light', landscape: false, query: '' },
  { colorScheme: 'light', landscape: true, query: '?lang=uk' },
  { colorScheme: 'dark', landscape: false, query: '?scenario=plan-28' },
  { colorScheme: 'dark', landscape: true, query: '?theme=dark' },
];

for (const { colorScheme, landscape, query } of prints) {
  test(
    `the page prints well on A4 ${landscape ? 'landscape' : 'portrait'} from a ${colorScheme} screen: ${query || 'no query'}`,
    options,
    async () => {
      const { page, context } = await open(browser, server.url + query, {
        context: { viewport: { width: 1280, height: 800 }, colorScheme },
      });
      await waitForFirstFrame(page);
      await page.waitForFunction(
        (wanted) => !wanted || globalThis.truceline.view.scenario,
        query.includes('scenario'),
      );
      await waitForIdle(page);
      const { headlines, legend, none, scenario } = await page.evaluate(() => {
        const { view } = globalThis.truceline;
        return {
          headlines: [view.headline, view.shortHeadline],
          legend: view.legend.filter(({ toggle, on }) => !toggle || on).map(({ label }) => label),
          none: view.texts['page.scenario-none'],
          scenario: view.scenario?.id,
        };
      });
      const pages = await readPages(
        await page.pdf({ format: 'A4', landscape, printBackground: true }),
      );
      checkPages(pages, 9);
      assert.ok(
        shareOf(pages[0].picture, isNear(rgb(style.themes.light.fills.land.color))) > 0.05,
        'the map is on the first page',
      );
      const labels = await page.evaluate(() => {
        dispatchEvent(new Event('beforeprint'));
        const joined = [...document.querySelectorAll('.printed [aria-label]')]
          .map((text) => text.getAttribute('aria-label'))
          .join(' ');
        dispatchEvent(new Event('afterprint'));
        return joined;
      });
      assert.ok(
        headlines.some((headline) => labels.includes(headline)),
        `the printed map has no headline: ${labels}`,
      );
      assert.ok(
        !pages.some(({ text }) => text.split('\n').some((line) => line.trim() === none)),
        `“${none}” is printed`,
      );
      checkLegend(
        pages,
        legend.map((label) => label.split(' ').slice(0, 4).join(' ')),
        scenario ? ['zone-russia'] : ['held-2022', 'held-2014'],
      );

      await page.emulateMedia({ media: 'print' });
      const grey = await page.evaluate(
        () => getComputedStyle(document.getElementById('tl-situation')).color,
      );
      assert.equal(grey, 'rgb(85, 88, 92)', 'grey text is dark enough for paper');
      await context.close();
    },
  );
}

test('the page prints well without scripts from a dark screen', options, async () => {
  const { page, context } = await open(browser, `${server.url}en/`, {
    context: {
      viewport: { width: 1280, height: 800 },
      colorScheme: 'dark',
      javaScriptEnabled: false,
    },
  });
  const pages = await readPages(await page.pdf({ format: 'A4', printBackground: true }));
  checkPages(pages, 9);
  checkLegend(
    pages,
    ['Taken by Russian forces', 'Contested, or sources differ', 'Border of Ukraine'],
    ['held-2022', 'held-2014'],
  );
  await context.close();
});
