// What an editor does with one town, read by a reader: figures, the town's card and the corrections
// follow.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { drawn, launch, missing, open, pixels, serveMap, settled, view } from './browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => promisify(execFile)(`${root}build/truceline`, args, { cwd: root });

let assets;
let browser;
let server;

before(async () => {
  if (missing) return;
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
 * What the page says of Kharkiv oblast and Kupiansk, and how much of the picture around the town is
 * in the colour of held land.
 */
async function look(date) {
  const { page, context, complaints } = await open(
    browser,
    `${server.url}?date=${date}&view=11.5/49.71/37.616&select=town-kupiansk`,
  );
  await drawn(page);
  await settled(page);
  const { card, situation, corrections } = await view(page);
  const red = redShare(await pixels(page, await townSquare(page)));
  const kharkiv = await share(page, 'UA-63', date);
  const odesa = await share(page, 'UA-51', date);
  assert.deepEqual(complaints, []);
  await context.close();
  return { kharkiv, odesa, lead: card.lead, situation, corrections, red };
}

/** A square of the picture around the town, at which the view is centred. */
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
 * The share of an oblast that was held, in percent, as the page's chart draws it: texts are
 * rounded.
 */
async function share(page, id, date) {
  await page.evaluate(
    (oblast) => globalThis.truceline.dispatch({ type: 'select', id: oblast }),
    id,
  );
  await page.waitForFunction((oblast) => globalThis.truceline.view.select === oblast, id);
  const { chart } = await view(page);
  return (
    100 *
    chart.series.find((series) => series.id === id).points.find((point) => point.date === date)
      .share
  );
}

/** The share of a picture's pixels that are as red as held land. */
function redShare(image) {
  let red = 0;
  let all = 0;
  for (let y = 0; y < image.height; y += 2) {
    for (let x = 0; x < image.width; x += 2, all++) {
      const [r, g, b] = image.at(x, y);
      red += Number(r - g > 50 && r - b > 70);
    }
  }
  return red / all;
}

test(
  'a town is settled, and after a reload figures, card and corrections have followed',
  { skip: missing, timeout: 600_000 },
  async () => {
    const date = '2026-01-06';
    const was = await look(date);
    const { stdout } = await run(
      'settle',
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
    assert.match(stdout, /UA-63/, 'the tool says what moved');
    const is = await look(date);
    assert.ok(
      is.kharkiv > was.kharkiv + 0.1,
      `Kharkiv oblast: ${was.kharkiv} %, then ${is.kharkiv} %`,
    );
    assert.equal(is.odesa, was.odesa);
    assert.equal(was.red, 0, 'the town stands on land that is not held');
    assert.ok(is.red > 0.6, `the town stands on held land in the picture: ${is.red} of its square`);
    assert.notEqual(is.lead, was.lead, "the town's card says who held it");
    assert.match(is.lead, /Russian/);
    assert.equal(is.corrections.length, was.corrections.length + 1);
    assert.match(
      is.corrections[0].text,
      /^Kupiansk .*“government of Ukraine” to “Russian forces”. Source: a report in a test/,
    );
  },
);

test(
  'a new date starts from the last one and can be chosen',
  { skip: missing, timeout: 600_000 },
  async () => {
    const date = '2026-01-20';
    await run(
      'settle',
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
    const is = await look(date);
    assert.match(is.situation, /20 January 2026/);
    assert.match(is.lead, /government/);
  },
);
