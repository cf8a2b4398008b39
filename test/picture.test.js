// A saved picture looks the same in a browser, in librsvg and as the tool's own PNG.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { decodePNG, open, skipReason, tool, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

// Tolerances: the maximum share of pixels that differ by more than a threshold in a channel.
// Different antialiasing stays below half of the shares. Glyphs that are clipped by halos or set in
// another font exceed them.
const LIBRSVG = { threshold: 96, share: 0.0005 };
const OWN_PNG = { threshold: 128, share: 0.0002 };

/** Asserts that two pictures differ by no more than a tolerance. */
function assertAlike(a, b, { threshold, share }, what) {
  assert.deepEqual([a.width, a.height], [b.width, b.height], what);
  let differing = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const q = b.at(x, y);
      if (a.at(x, y).some((value, channel) => Math.abs(value - q[channel]) > threshold))
        differing++;
    }
  }
  const found = differing / (a.width * a.height);
  assert.ok(
    found <= share,
    `${what}: ${(100 * found).toFixed(3)} % of the pixels differ, at most ${100 * share} % may`,
  );
}

const renderInLibrsvg = (svg) =>
  decodePNG(execFileSync('rsvg-convert', { input: svg, maxBuffer: 1 << 28 }));

/** Renders an SVG document in Chromium, in a window of its size. */
async function renderInChromium(svg) {
  const [, width, height] = svg.match(/<svg [^>]*width="(\d+)" height="(\d+)"/).map(Number);
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
  const picture = decodePNG(await page.screenshot());
  await page.close();
  return picture;
}

/** Asserts that a picture does not depend on the fonts of the system that opens it. */
function assertNoFonts(svg) {
  assert.doesNotMatch(svg, /<text|<style|font-family|textLength/);
}

const posters = [
  ['narrow, Ukrainian', ['--size', '360x640', '--lang', 'uk']],
  ['narrow, English, a scenario', ['--size', '390x700', '--lang', 'en', '--scenario', 'freeze']],
  ['wide, English', ['--size', '1200x500', '--lang', 'en', '--layers', 'hubs,monitoring']],
  [
    'wide, Ukrainian, dark, a scenario',
    ['--size', '1100x560', '--lang', 'uk', '--theme', 'dark', '--scenario', 'plan-28'],
  ],
];

for (const [what, args] of posters) {
  test(
    `a poster (${what}) looks the same in Chromium, in librsvg and as PNG`,
    options,
    async () => {
      const folder = await mkdtemp(`${tmpdir()}/truceline-`);
      const files = ['svg', 'png'].map((kind) => `${folder}/x.${kind}`);
      for (const file of files)
        execFileSync(tool, ['poster', '--out', file, '--ratio', '1', ...args], { stdio: 'ignore' });
      const [svg, png] = await Promise.all(files.map((file) => readFile(file)));
      await rm(folder, { recursive: true });
      assertNoFonts(svg.toString());
      const reference = await renderInChromium(svg.toString());
      assertAlike(reference, renderInLibrsvg(svg), LIBRSVG, 'librsvg');
      assertAlike(reference, decodePNG(png), OWN_PNG, 'the PNG');
    },
  );
}

for (const [lang, width] of /** @type {const} */ ([
  ['en', 1200],
  ['uk', 390],
])) {
  test(
    `a picture saved from the page (${width} px, ${lang}) looks the same in Chromium and librsvg`,
    options,
    async () => {
      const { page, context } = await open(
        browser,
        `${server.url}?lang=${lang}&scenario=plan-20&select=UA-14`,
        { context: { viewport: { width, height: 800 } } },
      );
      await waitForFirstFrame(page);
      await page.waitForFunction(() => globalThis.truceline.view.scenario);
      await waitForIdle(page);
      await page.locator('#tl-share summary').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('[data-save=svg]').click(),
      ]);
      const svg = await readFile(await download.path(), 'utf8');
      assertNoFonts(svg);
      assertAlike(await renderInChromium(svg), renderInLibrsvg(svg), LIBRSVG, 'librsvg');
      await context.close();
    },
  );
}
