// Runs the page tests in Firefox and WebKit and writes docs/browsers.md: which tests passed, which
// failed, and which need a feature that an engine does not support. Exits with an error if a test
// failed.
//
//   [ENGINES="firefox webkit"] node test/engines/run.js [FILES]
//
// The results of each engine are stored in build/, so that engines and files can run one at a time.
// The results of named files replace the stored ones.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engines, serveMap, skipReasonFor } from '../browser.js';
import { LIMITS, startTimes } from './start.js';
import { unsupportedFeature } from './unsupported.js';

const tests = fileURLToPath(new URL('..', import.meta.url));
/** The maximum duration of a file in milliseconds. */
const FILE_TIMEOUT = 20 * 60_000;
const others = engines.filter((name) => name !== 'chromium');
const chosen = process.env.ENGINES?.split(' ') ?? others;
const resultsFile = (engine) => new URL(`../../build/tests-${engine}.json`, import.meta.url);

/** Returns the test files that open pages in a browser. */
async function pageTests() {
  const files = (await readdir(tests)).filter((name) => name.endsWith('.test.js')).sort();
  const needsBrowser = await Promise.all(
    files.map(async (name) =>
      /\blaunch\b|'\.\/shared-fixture\.js'/.test(await readFile(tests + name, 'utf8')),
    ),
  );
  return files.filter((name, i) => needsBrowser[i]);
}

/**
 * Returns the stored results of an engine by file and test.
 * @param {string} engine
 * @returns {Promise<Map<string, string>>}
 */
async function storedResults(engine) {
  try {
    return new Map(JSON.parse(await readFile(resultsFile(engine), 'utf8')));
  } catch {
    return new Map();
  }
}

/** Returns each test's result: 'passed', 'failed', or the feature that is not supported. */
async function runTests(engine, files) {
  process.env.ENGINE = engine;
  const found = new Map();
  const subtestFailures = new Map(); // by file, of the test that is still running
  const concurrency = engine === 'webkit' ? 1 : 2; // WebKit renders on both cores without a GPU
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
    const failure =
      type === 'test:fail' ? (unsupportedFeature(data.details.error) ?? 'failed') : undefined;
    if (data.nesting > 0) {
      if (failure === 'failed') console.log(`${file}: ${data.name}:\n${errorText(data.details)}`);
      if (failure) subtestFailures.set(file, [...(subtestFailures.get(file) ?? []), failure]);
      continue;
    }
    const failures = subtestFailures.get(file) ?? [];
    subtestFailures.delete(file);
    const result =
      failure === undefined
        ? (data.skip ?? 'passed')
        : failures.length > 0 && !failures.includes('failed')
          ? failures[0]
          : failure;
    found.set(`${file} ${data.name}`, result);
    console.log(`${engine}: ${file}: ${data.name}: ${result}`);
    if (result === 'failed') console.log(errorText(data.details));
  }
  return found;
}

/** Returns the error of a failed test, indented. */
function errorText({ error }) {
  return String(error.cause?.stack ?? error.cause ?? error).replace(/^/gm, '    ');
}

function table(name, found) {
  const rows = [];
  for (const key of new Set(others.flatMap((engine) => [...found[engine].keys()]))) {
    if (!key.startsWith(`${name} `)) continue;
    const cell = (engine) =>
      ({ passed: 'yes', failed: '**fails**' })[found[engine].get(key)] ??
      (found[engine].has(key)
        ? `not supported: ${found[engine].get(key)}`
        : 'not run: its file ended before');
    rows.push(
      `| ${key.slice(name.length + 1).replaceAll('|', '\\|')} | ${others.map(cell).join(' | ')} |`,
    );
  }
  return `## ${name}\n\n| test | Firefox | WebKit |\n|---|---|---|\n${rows.join('\n')}\n`;
}

for (const name of chosen) {
  const skipReason = skipReasonFor(name);
  if (skipReason) throw new Error(skipReason);
}
const requested = process.argv.slice(2).map((name) => resolve(name).replace(tests, ''));
const files = requested.length > 0 ? requested : await pageTests();
const server = await serveMap();
process.env.TRUCELINE_URL = server.url;
const found = {};
for (const name of chosen) {
  found[name] = await runTests(name, files);
  const kept = [...(await storedResults(name))].filter(
    ([key]) => !files.includes(key.slice(0, key.indexOf(' '))),
  );
  await writeFile(resultsFile(name), JSON.stringify([...kept, ...found[name]]));
}
for (const { name, time, ratio } of await startTimes(server.url)) {
  const limit = LIMITS[name];
  console.log(
    `${name}: live in a cross-site frame after ${(time / 1000).toFixed(1)} s${limit ? `, ${ratio.toFixed(1)} times Chromium’s, at most ${limit}` : ''}`,
  );
  if (ratio > limit) process.exitCode = 1;
}
await server.stop();

const count = (engine, predicate) => [...found[engine].values()].filter(predicate).length;
const summary = chosen.map((name) => {
  const [passed, failed] = ['passed', 'failed'].map((wanted) =>
    count(name, (result) => result === wanted),
  );
  return `${name}: ${passed} passed, ${failed} failed, ${found[name].size - passed - failed} not supported`;
});
console.log(summary.join('\n'));
if (chosen.some((name) => count(name, (result) => result === 'failed') > 0)) process.exitCode = 1;
const results = {};
for (const name of others) results[name] = await storedResults(name);
const documented = await pageTests();
const missing = others.flatMap((engine) =>
  documented
    .filter((file) => ![...results[engine].keys()].some((key) => key.startsWith(`${file} `)))
    .map((file) => `${engine}: ${file}`),
);
if (missing.length > 0) {
  console.log(`docs/browsers.md is not written: there are no results of\n${missing.join('\n')}`);
} else {
  const intro = await readFile(new URL('browsers.md', import.meta.url), 'utf8');
  await writeFile(
    new URL('../../docs/browsers.md', import.meta.url),
    `${intro}\n${documented.map((file) => table(file, results)).join('\n')}`,
  );
}
