// Measures the page as it is served and prints its figures: `make bench-map`. Everything runs on this machine's
// processor, WebGL too, so times say how heavy the map is and not how it feels on a machine with a GPU.

import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { drawn, launch, missing, open, serveMap, settled } from '../../test/browser.js';
import { atRest } from '../lib/browser.js';

const WIDTH = 900;
const HEIGHT = 600;
const BATCHES = 15;
const FRAMES = 20;
const IDLE_SECONDS = 10;
const STARTS = 5;

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

/** What the program needs from its data to its first picture, from marks that it sets itself. */
async function measureStart() {
  const prepare = [];
  for (let i = 0; i < STARTS; i++) {
    const browser = await launch();
    const { page } = await openSized(browser);
    const marks = await page.evaluate(() => performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration]));
    prepare.push(Object.fromEntries(marks));
    await browser.close();
  }
  const of = (name) => median(prepare.map((marks) => marks[name] ?? NaN));
  row('decode and project', of('truceline:load'), undefined, 'ms');
  row('first picture: triangulate, letters, shaders', of('truceline:first-draw'), undefined, 'ms');
  row('decode, project, triangulate', median(prepare.map((marks) => marks['truceline:load'] + marks['truceline:first-draw'])), limits.prepare, 'ms');
}

async function measureFrames() {
  const browser = await launch();
  const { page, context } = await openSized(browser);
  const client = await context.newCDPSession(page);
  const system = await browser.newBrowserCDPSession();
  await client.send('Performance.enable');
  const pids = await processes(system, page);

  const main = [];
  const busy = [];
  const cpu = [];
  const vertices = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const task = await taskDuration(client);
    const before = ticks(pids);
    const threads = mainThreads(pids);
    const { frames, counts } = await page.evaluate(pan, { frames: FRAMES, dx: batch % 2 ? -4 : 4 });
    main.push(((await taskDuration(client)) - task) * 1000 / frames);
    busy.push(Math.max(...mainThreads(pids).slice(0, -1).map((ms, i) => ms - threads[i])) / frames); // the GPU's comes last
    cpu.push((ticks(pids) - before) / frames);
    vertices.push(...counts);
  }
  row('panning frame, main thread', median(main), limits.frame, 'ms');
  row('  of which processor time', median(busy), undefined, 'ms');
  row('panning frame, vertices', median(vertices), limits.vertices, '');
  row('  most in one frame', Math.max(...vertices), undefined, '');
  row('panning frame, CPU of renderer and GPU process', median(cpu), undefined, 'ms');

  await settled(page);
  await page.waitForTimeout(2000);
  const before = ticks(pids);
  await page.waitForTimeout(IDLE_SECONDS * 1000);
  row('idle, renderer and GPU process', (ticks(pids) - before) / IDLE_SECONDS / 10, limits.idle, '% of a core');
  await browser.close();
}

/** The page with a map of WIDTH by HEIGHT CSS pixels. */
async function openSized(browser) {
  await atRest(await browser.newBrowserCDPSession());
  const opened = await open(browser, server.url, { context: { viewport: { width: 1400, height: 900 } } });
  await opened.page.evaluate(({ width, height }) => {
    Object.assign(document.getElementById('tl-box').style, { width: `${width}px`, height: `${height}px` });
  }, { width: WIDTH, height: HEIGHT });
  await drawn(opened.page);
  await settled(opened.page);
  return opened;
}

/** Moves the map a little in each frame; returns how many frames were drawn, and how many vertices each had. In the page. */
async function pan({ frames, dx }) {
  const start = globalThis.truceline.frames;
  const counts = [];
  for (let i = 0; i < frames; i++) {
    globalThis.truceline.do({ type: 'pan', dx, dy: 0 });
    await new Promise(requestAnimationFrame);
    counts.push(globalThis.truceline.stats.vertices);
  }
  return { frames: globalThis.truceline.frames - start, counts };
}

async function taskDuration(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** The processes of the page and of the GPU. */
async function processes(system, page) {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const wanted = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU').sort((a) => (a.type === 'GPU' ? 1 : -1));
  if (!wanted.some(({ type }) => type === 'GPU') || page.isClosed()) throw new Error('no GPU process');
  return wanted.map(({ id }) => id);
}

/** Milliseconds of processor time that the processes have used: fields 14 and 15 of stat, in ticks of 10 ms. */
function ticks(pids) {
  return pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * 10;
  }, 0);
}

/** Milliseconds that each process's main thread has run, without the time in which others had its processor. */
function mainThreads(pids) {
  return pids.map((pid) => Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6);
}

function print() {
  console.log(`The map at ${WIDTH}×${HEIGHT}, Chromium with software WebGL; medians.`);
  for (const { what, value, limit, unit } of rows) {
    const number = value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
    const verdict = limit === undefined ? '' : `  at most ${limit}${value > limit ? '  TOO MUCH' : ''}`;
    console.log(`  ${what.padEnd(48)} ${number.padStart(8)} ${unit.padEnd(12)}${verdict}`);
  }
}
