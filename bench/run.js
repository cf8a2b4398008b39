// The benchmark: the project's own page and the peers' pages, one after another in each round.
// `make bench` runs all parts and writes the report. `make bench BENCH=slow` runs one part, and the
// report then combines it with the results of earlier runs.
//
//   node bench/run.js [plain] [narrow] [slow] [slow-wide] [growth] [desktop] [report]
//   ROUNDS=7                rounds of each part
//   ONLY=truceline,d3-svg   only these pages

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch, skipReason } from '../test/browser.js';
import { measureInteraction } from './lib/interactive.js';
import { measureDesktop } from './lib/desktop.js';
import { measureFrames } from './lib/frames.js';
import { measureGrowth } from './lib/scaling.js';
import { load } from './lib/load.js';
import { exportSite, isServed } from './lib/truceline.js';
import { compressFolder } from './lib/precompress.js';
import { conditions, pages, sizes } from './lib/pages.js';
import { expectedAnswers, findTargets } from './lib/tap-targets.js';
import { writeReport } from './lib/report.js';
import { short } from './lib/stats.js';
import { startServer } from './lib/server.js';
import { latest } from './peers/data.js';
import { buildPeers } from './peers/build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const assets = `${root}assets`;
const out = `${root}build/bench`;
const rounds = Number(process.env.ROUNDS ?? 7);
const only = process.env.ONLY?.split(',');
const chosen = pages.filter(({ name }) => !only || only.includes(name));

/** The parts by name. `moving` is the number of rounds in which frames are measured too. */
const parts = {
  plain: { condition: 'plain', size: '900x600', moving: Infinity },
  narrow: { condition: 'plain', size: '390x700', moving: 3 },
  slow: { condition: 'slow', size: '390x700', moving: 0 },
  'slow-wide': { condition: 'slow', size: '900x600', moving: 0 },
};
const machine = {
  processors: cpus().length,
  model: cpus()[0].model,
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  system: release(),
  node: process.version,
};
const all = [...Object.keys(parts), 'growth', 'desktop', 'report'];

const started = performance.now();
const log = (text) =>
  console.log(`${((performance.now() - started) / 1000).toFixed().padStart(5)} s  ${text}`);

async function main() {
  if (skipReason) throw new Error(skipReason);
  const browser = await launch();
  machine.browser = `Chromium ${browser.version()}`;
  await browser.close();
  const wanted = process.argv
    .slice(2)
    .flatMap((word) => word.split(/[ ,]+/))
    .filter((word) => word && word !== 'all');
  const list = wanted.length ? [...new Set([...wanted, 'report'])] : all;
  const unknown = list.filter((word) => !all.includes(word));
  if (unknown.length)
    throw new Error(`there is no part ${unknown.join(', ')}; the parts are ${all.join(', ')}`);
  for (const folder of ['results', 'shots']) mkdirSync(`${out}/${folder}`, { recursive: true });
  if (list.some((part) => parts[part])) await compare(list.filter((part) => parts[part]));
  if (list.includes('growth'))
    saveResult(
      'growth',
      await measureGrowth({ assets, out, rounds: Math.min(rounds, 2), pages: chosen, log }),
    );
  if (list.includes('desktop')) saveResult('desktop', await measureDesktop({ root, rounds, log }));
  await writeReport({ results: `${out}/results`, target: `${root}bench/results`, log });
}

/** Builds and mounts all pages, then measures them part by part. */
async function compare(names) {
  log('building the pages');
  await buildPeers(assets, `${out}/peers`);
  exportSite(`${out}/truceline`);
  const server = await startServer();
  try {
    log('compressing the pages (slow the first time)');
    for (const { name } of chosen)
      await server.mount(
        name,
        name === 'truceline'
          ? compressFolder(`${out}/truceline`, `${out}/br`, isServed)
          : compressFolder(`${out}/peers/${name}`, `${out}/br`),
      );
    for (const name of names) saveResult(name, await measure(server, name, parts[name]));
  } finally {
    await server.stop();
  }
}

async function measure(server, part, { condition, size, moving }) {
  const failures = [];
  const targets = {};
  for (const page of chosen)
    targets[page.name] = await runWithRetry(failures, () =>
      findTargets(server, page, sizes[size], expectedAnswers(assets, latest(assets))),
    );
  const samples = Object.fromEntries(chosen.map(({ name }) => [name, {}]));
  for (let round = 0; round < rounds; round++) {
    for (const page of chosen.filter(({ name }) => targets[name])) {
      const figures = await runWithRetry(failures, () =>
        runOnce(server, page, {
          part,
          condition: conditions[condition],
          size,
          targets: targets[page.name],
          moving: round < moving,
          first: round === 0,
        }),
      );
      if (!figures) continue;
      for (const [name, value] of Object.entries(figures))
        (samples[page.name][name] ??= []).push(value);
      log(`${part}, round ${round + 1} of ${rounds}, ${page.title}: ${line(figures)}`);
    }
  }
  return {
    condition,
    size,
    rounds,
    failures,
    samples,
    titles: Object.fromEntries(chosen.map(({ name, title }) => [name, title])),
  };
}

/**
 * Runs a function and retries it once if it fails. After a second failure it returns null and adds
 * the message to the failures, which the report lists.
 */
async function runWithRetry(failures, run) {
  for (let retries = 1; ; retries--) {
    try {
      return await run();
    } catch (error) {
      const [message] = /** @type {Error} */ (error).message.split('\n');
      log(`${message}${retries ? '; retrying' : ''}`);
      if (retries) continue;
      failures.push(message);
      return null;
    }
  }
}

/** Measures one round of one page: two loads, each in a fresh browser. */
async function runOnce(server, page, { part, condition, size, targets, moving, first }) {
  const { opened, figures, picture } = await load(server, page, sizes[size], condition);
  try {
    if (first) writeFileSync(`${out}/shots/${page.name}-${part}.png`, picture);
    if (moving) Object.assign(figures, await measureFrames(opened));
  } finally {
    await opened.close();
  }
  return {
    ...figures,
    ...(await measureInteraction(server, page, sizes[size], condition, targets)),
  };
}

const line = ({ bytes, picture, answer, live, panMain }) =>
  [
    `${short(bytes / 1000)} kB`,
    `picture ${short(picture)} ms`,
    `answer ${short(answer)} ms`,
    `live ${short(live)} ms`,
    ...(panMain ? [`pan ${short(panMain)} ms a frame`] : []),
  ].join(', ');

/** Saves a part's samples with a description of the machine. */
function saveResult(part, result) {
  writeFileSync(
    `${out}/results/${part}.json`,
    `${JSON.stringify({ part, when: new Date().toISOString(), machine, ...result }, null, 1)}\n`,
  );
}

await main();
