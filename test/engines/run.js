// Runs the page tests in Firefox and WebKit, and writes docs/browsers.md: what passed, what failed,
// and what an engine does not support. Ends with an error where a test failed.
//
//   [ENGINES="firefox webkit"] node test/engines/run.js [FILES]
//
// The results of an engine are kept in build/, so that engines can run one at a time. With files
// named nothing is written.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engines, missingOf, serveMap } from '../browser.js';
import { LIMITS, startTimes } from './start.js';
import { reason } from './unsupported.js';

const tests = fileURLToPath(new URL('..', import.meta.url));
/** The longest that a file may take, in milliseconds. */
const FILE_TIMEOUT = 20 * 60_000;
const others = engines.filter((name) => name !== 'chromium');
const chosen = process.env.ENGINES?.split(' ') ?? others;
const resultsFile = (engine) => new URL(`../../build/tests-${engine}.json`, import.meta.url);

/** The files whose tests open pages. */
async function pageTests() {
  const files = (await readdir(tests)).filter((name) => name.endsWith('.test.js')).sort();
  const opens = await Promise.all(
    files.map(async (name) =>
      /\blaunch\b|'\.\/map\.js'/.test(await readFile(tests + name, 'utf8')),
    ),
  );
  return files.filter((name, i) => opens[i]);
}

/** A result is 'passed', 'failed', or why the engine cannot be asked. */
async function results(engine, files) {
  process.env.ENGINE = engine;
  const found = new Map();
  const inner = new Map(); // what the parts of a test that is not told yet have said
  const concurrency = engine === 'webkit' ? 1 : 2; // it draws on both cores without a GPU
  const stream = run({
    files: files.map((name) => resolve(tests, name)),
    concurrency,
    forceExit: true,
    timeout: FILE_TIMEOUT,
  });
  for await (const { type, data } of stream) {
    if (type === 'test:stderr') process.stderr.write(data.message);
    if ((type !== 'test:pass' && type !== 'test:fail') || data.name === data.file) continue;
    const file = data.file.replace(tests, '');
    const failure = type === 'test:fail' ? (reason(data.details.error) ?? 'failed') : undefined;
    if (data.nesting > 0) {
      if (failure === 'failed') console.log(`${file}: ${data.name}:\n${indented(data.details)}`);
      if (failure) inner.set(file, [...(inner.get(file) ?? []), failure]);
      continue;
    }
    const parts = inner.get(file) ?? [];
    inner.delete(file);
    const result =
      failure === undefined
        ? (data.skip ?? 'passed')
        : parts.find((part) => part !== 'failed') && !parts.includes('failed')
          ? parts[0]
          : failure;
    found.set(`${file} ${data.name}`, result);
    console.log(`${engine}: ${file}: ${data.name}: ${result}`);
    if (result === 'failed') console.log(indented(data.details));
  }
  return found;
}

/** The error of a failed test, indented. */
function indented({ error }) {
  return String(error.cause?.stack ?? error.cause ?? error).replace(/^/gm, '    ');
}

function table(name, found) {
  const rows = [];
  for (const key of new Set(others.flatMap((engine) => [...found[engine].keys()]))) {
    if (!key.startsWith(`${name} `)) continue;
    const cell = (engine) =>
      ({ passed: 'yes', failed: '**fails**' })[found[engine].get(key)] ??
      `not asked: ${found[engine].get(key) ?? 'its file ended before'}`;
    rows.push(
      `| ${key.slice(name.length + 1).replaceAll('|', '\\|')} | ${others.map(cell).join(' | ')} |`,
    );
  }
  return `## ${name}\n\n| test | Firefox | WebKit |\n|---|---|---|\n${rows.join('\n')}\n`;
}

for (const name of chosen) {
  const missing = missingOf(name);
  if (missing) throw new Error(missing);
}
const asked = process.argv.slice(2).map((name) => resolve(name).replace(tests, ''));
const files = asked.length > 0 ? asked : await pageTests();
const server = await serveMap();
process.env.TRUCELINE_URL = server.url;
const found = {};
for (const name of chosen) {
  found[name] = await results(name, files);
  if (asked.length === 0) await writeFile(resultsFile(name), JSON.stringify([...found[name]]));
}
for (const { name, time, ratio } of await startTimes(server.url)) {
  const limit = LIMITS[name];
  console.log(
    `${name}: live in a cross-site frame after ${(time / 1000).toFixed(1)} s${limit ? `, ${ratio.toFixed(1)} times Chromium’s, at most ${limit}` : ''}`,
  );
  if (ratio > limit) process.exitCode = 1;
}
await server.stop();

const count = (engine, is) => [...found[engine].values()].filter(is).length;
const summary = chosen.map((name) => {
  const [passed, failed] = [
    count(name, (one) => one === 'passed'),
    count(name, (one) => one === 'failed'),
  ];
  return `${name}: ${passed} passed, ${failed} failed, ${found[name].size - passed - failed} cannot be asked`;
});
console.log(summary.join('\n'));
if (chosen.some((name) => count(name, (one) => one === 'failed') > 0)) process.exitCode = 1;
if (asked.length === 0) {
  for (const name of others)
    found[name] ??= new Map(JSON.parse(await readFile(resultsFile(name), 'utf8')));
  const intro = await readFile(new URL('browsers.md', import.meta.url), 'utf8');
  await writeFile(
    new URL('../../docs/browsers.md', import.meta.url),
    `${intro}\n${files.map((name) => table(name, found)).join('\n')}`,
  );
}
