// Measures the served page and prints its figures: `make bench-map`. Everything runs on this
// machine's processor, WebGL too. The times show how heavy the map is, not how it performs with a
// GPU.

import { execFileSync } from 'node:child_process';
import {
  launch,
  open,
  serveMap,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from '../../test/browser.js';
import { cpu, mainThread, metrics, processes, waitUntilIdle } from '../lib/browser.js';
import { fillWindow } from '../lib/truceline.js';

const WIDTH = 900;
const HEIGHT = 600;
const BATCHES = 15;
const FRAMES = 20;
const IDLE_SECONDS = 15;
const STARTS = 9;

const limits = { wasm: 2.45e6, frame: 4, vertices: 10_000, idle: 1, prepare: 150 };

if (skipReason) {
  console.error(`bench: ${skipReason}`);
  process.exit(1);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
const row = (what, value, limit, unit) => rows.push({ what, value, limit, unit });

row('wasm, brotli 11', wasmSize() / 1e6, limits.wasm / 1e6, 'MB');
const server = await serveMap();
try {
  await measureStart();
  await measureFrames();
} finally {
  await server.stop();
}
print();

function wasmSize() {
  const text = execFileSync('build/truceline', ['pack'], { encoding: 'utf8' });
  return Number(text.match(/brotli (\d+)/)[1]);
}

/**
 * Measures the program's steps from its data to its first picture, by its own User Timing measures.
 * Shapes are decoded, projected and given their classified borders, then the base is triangulated.
 * The rest is texts, figures and fonts, then labels with their glyphs and the shaders.
 */
async function measureStart() {
  const starts = [];
  for (let i = 0; i < STARTS; i++) {
    const browser = await launch();
    const { page } = await openPage(browser);
    const marks = await page.evaluate(() =>
      performance
        .getEntriesByType('measure')
        .map(({ name, duration }) => [name.replace('truceline:', ''), duration]),
    );
    const took = {};
    for (const [name, duration] of marks) took[name] = (took[name] ?? 0) + duration;
    starts.push(took);
    await browser.close();
  }
  const of = (...names) =>
    median(starts.map((took) => names.reduce((sum, name) => sum + took[name], 0)));
  row('decode, project, triangulate', of('shapes', 'ground'), limits.prepare, 'ms');
  row('  of which decode and project', of('shapes'), undefined, 'ms');
  row('all loading', of('load'), undefined, 'ms');
  row('first picture, with names and shaders', of('first-draw'), undefined, 'ms');
}

async function measureFrames() {
  const browser = await launch();
  const { page, context } = await openFilled(browser);
  const client = await context.newCDPSession(page);
  await client.send('Performance.enable');
  const { renderer, gpu } = await processes({
    system: await browser.newBrowserCDPSession(),
    tab: page,
  });
  const totalCPU = () => cpu(renderer) + cpu(gpu);
  const task = async () => (await metrics(client)).TaskDuration * 1000;

  // With animations each batch would begin with a frame in which the map has not moved yet.
  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'motion', reduce: true }));
  const main = [];
  const thread = [];
  const all = [];
  const vertices = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const before = [await task(), mainThread(renderer), totalCPU()];
    const { frames, counts } = await page.evaluate(pan, { frames: FRAMES, dx: batch % 2 ? -4 : 4 });
    const after = [await task(), mainThread(renderer), totalCPU()];
    [main, thread, all].forEach((list, i) => {
      list.push((after[i] - before[i]) / frames);
    });
    vertices.push(...counts);
  }
  row('panning frame, main thread', median(main), limits.frame, 'ms');
  row('  of which processor time', median(thread), undefined, 'ms');
  row('panning frame, vertices', median(vertices), limits.vertices, '');
  row('  most in one frame', Math.max(...vertices), undefined, '');
  row('panning frame, CPU of renderer and GPU process', median(all), undefined, 'ms');

  await waitForIdle(page);
  await page.waitForTimeout(2000);
  const idle = [];
  for (let second = 0; second < IDLE_SECONDS; second++) {
    const before = totalCPU();
    await page.waitForTimeout(1000);
    idle.push((totalCPU() - before) / 10);
  }
  row('idle, renderer and GPU process', median(idle), limits.idle, '% of a core');
  // The busiest second may contain a garbage collection after the pan, which is no idle load.
  row(`  the busiest of ${IDLE_SECONDS} seconds`, Math.max(...idle), undefined, '% of a core');
  await browser.close();
}

/** Opens the page at a reader's window size and waits until it is idle. */
async function openPage(browser) {
  await waitUntilIdle(await browser.newBrowserCDPSession());
  const opened = await open(browser, server.url, {
    context: { viewport: { width: WIDTH, height: HEIGHT } },
  });
  await waitForFirstFrame(opened.page);
  await waitForIdle(opened.page);
  return opened;
}

/**
 * Opens the page with the map filling the window, as in the comparison. Other content would be
 * composited again with each frame, on the same processors.
 */
async function openFilled(browser) {
  const opened = await openPage(browser);
  await opened.page.evaluate(fillWindow);
  await waitForIdle(opened.page);
  return opened;
}

/**
 * In the page: pans the map in each frame. Returns the number of frames that were drawn, and the
 * vertices of each.
 */
async function pan({ frames, dx }) {
  const { frames: start, viewParam: startView } = globalThis.truceline;
  const counts = [];
  for (let i = 0; i < frames; i++) {
    globalThis.truceline.dispatch({ type: 'pan', dx, dy: 0 });
    await new Promise(requestAnimationFrame);
    counts.push(globalThis.truceline.stats.vertices);
  }
  if (globalThis.truceline.viewParam === startView) throw new Error('the map does not pan');
  return { frames: globalThis.truceline.frames - start, counts };
}

function print() {
  console.log(`The map at ${WIDTH}×${HEIGHT}, Chromium with software WebGL; medians.`);
  for (const { what, value, limit, unit } of rows) {
    const number = value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
    const verdict =
      limit === undefined ? '' : `  at most ${limit}${value > limit ? '  TOO MUCH' : ''}`;
    console.log(`  ${what.padEnd(48)} ${number.padStart(8)} ${unit.padEnd(12)}${verdict}`);
  }
}
