// Measures the page as it is served and prints its figures: `make bench-map`. Everything runs on
// this machine's processor, WebGL too, so times say how heavy the map is and not how it feels on a
// machine with a GPU.

import { execFileSync } from 'node:child_process';
import { drawn, launch, missing, open, serveMap, settled } from '../../test/browser.js';
import { atRest, cpu, mainThread, metrics, processes } from '../lib/browser.js';
import { fill } from '../lib/truceline.js';

const WIDTH = 900;
const HEIGHT = 600;
const BATCHES = 15;
const FRAMES = 20;
const IDLE_SECONDS = 15;
const STARTS = 9;

const limits = { wasm: 2.45e6, frame: 4, vertices: 10_000, idle: 1, prepare: 150 };

if (missing) {
  console.error(`bench: ${missing}`);
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
 * What the program needs from its data to its first picture, from marks that it sets itself: shapes
 * are read, projected and told their borders, then the ground is cut into triangles. The rest is
 * texts, figures and fonts, and names with their letters and the shaders.
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
  row('everything that is read', of('load'), undefined, 'ms');
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
  const both = () => cpu(renderer) + cpu(gpu);
  const task = async () => (await metrics(client)).TaskDuration * 1000;

  // Else a step would begin with a frame in which the map still stands.
  await page.evaluate(() => globalThis.truceline.dispatch({ type: 'motion', reduce: true }));
  const main = [];
  const thread = [];
  const all = [];
  const vertices = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const before = [await task(), mainThread(renderer), both()];
    const { frames, counts } = await page.evaluate(pan, { frames: FRAMES, dx: batch % 2 ? -4 : 4 });
    const after = [await task(), mainThread(renderer), both()];
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

  await settled(page);
  await page.waitForTimeout(2000);
  const idle = [];
  for (let second = 0; second < IDLE_SECONDS; second++) {
    const before = both();
    await page.waitForTimeout(1000);
    idle.push((both() - before) / 10);
  }
  row('idle, renderer and GPU process', median(idle), limits.idle, '% of a core');
  // Once after a while V8 collects what the moving map has left: that is the end of the pan and not
  // the map at rest.
  row(`  the busiest of ${IDLE_SECONDS} seconds`, Math.max(...idle), undefined, '% of a core');
  await browser.close();
}

/** The page as a reader has it, at rest. */
async function openPage(browser) {
  await atRest(await browser.newBrowserCDPSession());
  const opened = await open(browser, server.url, {
    context: { viewport: { width: WIDTH, height: HEIGHT } },
  });
  await drawn(opened.page);
  await settled(opened.page);
  return opened;
}

/**
 * The page with a map of WIDTH by HEIGHT CSS pixels, which fills its window as in the other bench:
 * what stands around it would be composed again with each frame, on the same two processors.
 */
async function openFilled(browser) {
  const opened = await openPage(browser);
  await opened.page.evaluate(fill);
  await settled(opened.page);
  return opened;
}

/**
 * Moves the map a little in each frame; returns how many frames were drawn, and how many vertices
 * each had. In the page.
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
