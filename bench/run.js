// The bench: our page and the peers', one after another in each round. `make bench` runs all parts
// and writes the report; `make bench BENCH=slow` runs one part, and the report then joins it with
// what earlier runs have left.
//
//   node bench/run.js [plain] [narrow] [slow] [slow-wide] [growth] [desktop] [report]
//   ROUNDS=7                rounds of each part
//   ONLY=truceline,d3-svg   these pages alone

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { launch, missing } from '../test/browser.js';
import { work } from './lib/interactive.js';
import { desktop } from './lib/desktop.js';
import { frames } from './lib/frames.js';
import { growth } from './lib/scaling.js';
import { load } from './lib/load.js';
import { exportOurs, served } from './lib/truceline.js';
import { packFolder } from './lib/precompress.js';
import { conditions, pages, sizes } from './lib/pages.js';
import { answers, findPlaces } from './lib/tap-targets.js';
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

/** Parts by name. `moving`: in how many of the rounds the frames are measured too. */
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
const say = (text) =>
  console.log(`${((performance.now() - started) / 1000).toFixed().padStart(5)} s  ${text}`);

async function main() {
  if (missing) throw new Error(missing);
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
    keep('growth', await growth({ assets, out, rounds: Math.min(rounds, 2), pages: chosen, say }));
  if (list.includes('desktop')) keep('desktop', await desktop({ root, rounds, say }));
  await writeReport({ results: `${out}/results`, target: `${root}bench/results`, say });
}

/** Builds and mounts all pages, then measures them part by part. */
async function compare(names) {
  say('building the pages');
  await buildPeers(assets, `${out}/peers`);
  exportOurs(`${out}/truceline`);
  const server = await startServer();
  try {
    say('compressing them, all alike (the first time takes a minute)');
    for (const { name } of chosen)
      await server.mount(
        name,
        name === 'truceline'
          ? packFolder(`${out}/truceline`, `${out}/br`, served)
          : packFolder(`${out}/peers/${name}`, `${out}/br`),
      );
    for (const name of names) keep(name, await measure(server, name, parts[name]));
  } finally {
    await server.stop();
  }
}

async function measure(server, part, { condition, size, moving }) {
  const failures = [];
  const places = {};
  for (const page of chosen)
    places[page.name] = await twice(failures, () =>
      findPlaces(server, page, sizes[size], answers(assets, latest(assets))),
    );
  const samples = Object.fromEntries(chosen.map(({ name }) => [name, {}]));
  for (let round = 0; round < rounds; round++) {
    for (const page of chosen.filter(({ name }) => places[name])) {
      const figures = await twice(failures, () =>
        once(server, page, {
          part,
          condition: conditions[condition],
          size,
          places: places[page.name],
          moving: round < moving,
          first: round === 0,
        }),
      );
      if (!figures) continue;
      for (const [name, value] of Object.entries(figures))
        (samples[page.name][name] ??= []).push(value);
      say(`${part}, round ${round + 1} of ${rounds}, ${page.title}: ${line(figures)}`);
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
 * A second try for what has failed; what fails again is left out of the round, and told in the
 * report.
 */
async function twice(failures, run) {
  for (let left = 1; ; left--) {
    try {
      return await run();
    } catch (error) {
      const [what] = /** @type {Error} */ (error).message.split('\n');
      say(`${what}${left ? '; once more' : ''}`);
      if (left) continue;
      failures.push(what);
      return null;
    }
  }
}

/** One round of one page: two loads, each in a fresh browser. */
async function once(server, page, { part, condition, size, places, moving, first }) {
  const { opened, figures, picture } = await load(server, page, sizes[size], condition);
  try {
    if (first) writeFileSync(`${out}/shots/${page.name}-${part}.png`, picture);
    if (moving) Object.assign(figures, await frames(opened));
  } finally {
    await opened.close();
  }
  return { ...figures, ...(await work(server, page, sizes[size], condition, places)) };
}

const line = ({ bytes, picture, answer, live, panMain }) =>
  [
    `${short(bytes / 1000)} kB`,
    `picture ${short(picture)} ms`,
    `answer ${short(answer)} ms`,
    `live ${short(live)} ms`,
    ...(panMain ? [`pan ${short(panMain)} ms a frame`] : []),
  ].join(', ');

/** Keeps a part's samples, with what was measured on. */
function keep(part, result) {
  writeFileSync(
    `${out}/results/${part}.json`,
    `${JSON.stringify({ part, when: new Date().toISOString(), machine, ...result }, null, 1)}\n`,
  );
}

await main();
