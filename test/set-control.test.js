// After an editor has changed the control of a town, readers see the change in the figures, in the
// town's card and among the corrections.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import {
  launch,
  open,
  readView,
  screenshotPixels,
  serveMap,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const runTool = (...args) => promisify(execFile)(`${root}build/truceline`, args, { cwd: root });

let assets;
let browser;
let server;

before(async () => {
  if (skipReason) return;
  assets = join(await mkdtemp(join(tmpdir(), 'truceline-')), 'assets');
  await cp(`${root}assets`, assets, { recursive: true });
  [browser, server] = await Promise.all([launch(), serveMap(['--assets', assets])]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  if (assets) await rm(join(assets, '..'), { recursive: true, force: true, maxRetries: 3 });
});

/**
 * Reads the page's figures on Kharkiv oblast and Kupiansk, and the share of held land in the
 * picture around the town.
 */
async function readPage(date) {
  const { page, context, errors } = await open(
    browser,
    `${server.url}?date=${date}&view=11.5/49.71/37.616&select=town-kupiansk`,
  );
  await waitForFirstFrame(page);
  await waitForIdle(page);
  const { card, situation, corrections } = await readView(page);
  const red = redShare(await screenshotPixels(page, await townSquare(page)));
  const kharkiv = await heldShare(page, 'UA-63', date);
  const odesa = await heldShare(page, 'UA-51', date);
  assert.deepEqual(errors, []);
  await context.close();
  return { kharkiv, odesa, summary: card.summary, situation, corrections, red };
}

/** Returns a square around the town, on which the view is centred. */
async function townSquare(page) {
  const size = 60;
  const box = await page.locator('#tl-map').boundingBox();
  return {
    x: box.x + (box.width - size) / 2,
    y: box.y + (box.height - size) / 2,
    width: size,
    height: size,
  };
}

/**
 * Returns the held share of an oblast in percent, from the page's chart: the texts are rounded.
 */
async function heldShare(page, id, date) {
  await page.evaluate(
    (oblast) => globalThis.truceline.dispatch({ type: 'select', id: oblast }),
    id,
  );
  await page.waitForFunction((oblast) => globalThis.truceline.view.select === oblast, id);
  const { chart } = await readView(page);
  return (
    100 *
    chart.series.find((series) => series.id === id).points.find((point) => point.date === date)
      .share
  );
}

/** Returns the share of a picture's pixels that are as red as held land. */
function redShare(image) {
  let red = 0;
  let total = 0;
  for (let y = 0; y < image.height; y += 2) {
    for (let x = 0; x < image.width; x += 2, total++) {
      const [r, g, b] = image.at(x, y);
      red += Number(r - g > 50 && r - b > 70);
    }
  }
  return red / total;
}

test(
  'after a change of a town’s control and a reload, figures, card and corrections have changed',
  { skip: skipReason, timeout: 600_000 },
  async () => {
    const date = '2026-01-06';
    const before = await readPage(date);
    const { stdout } = await runTool(
      'set-control',
      'Купʼянськ',
      '--assets',
      assets,
      '--date',
      date,
      '--side',
      'R',
      '--source',
      'a report in a test',
    );
    assert.match(stdout, /UA-63/, 'the tool prints the changes');
    const after = await readPage(date);
    assert.ok(
      after.kharkiv > before.kharkiv + 0.1,
      `Kharkiv oblast: ${before.kharkiv} %, then ${after.kharkiv} %`,
    );
    assert.equal(after.odesa, before.odesa);
    assert.equal(before.red, 0, 'the town is on land that is not held');
    assert.ok(
      after.red > 0.6,
      `the town is on held land in the picture: ${after.red} of its square`,
    );
    assert.notEqual(after.summary, before.summary, "the town's card says who held it");
    assert.match(after.summary, /Russian/);
    assert.equal(after.corrections.length, before.corrections.length + 1);
    assert.match(
      after.corrections[0].text,
      /^Kupiansk .*“government of Ukraine” to “Russian forces”. Source: a report in a test/,
    );
  },
);

test(
  'a new date starts from the last one and can be chosen',
  { skip: skipReason, timeout: 600_000 },
  async () => {
    const date = '2026-01-20';
    await runTool(
      'set-control',
      'kupyansk-ua-63',
      '--assets',
      assets,
      '--date',
      date,
      '--side',
      'G',
      '--source',
      'a report in a test',
    );
    const view = await readPage(date);
    assert.match(view.situation, /20 January 2026/);
    assert.match(view.summary, /government/);
  },
);
