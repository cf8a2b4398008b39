// Runs the test files, two at a time, against one server of the map, which takes seconds to start,
// and prints how long each file took.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { missing, serveMap } from './browser.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The longest files first, so that both lanes end together. */
const LONGEST = [
  'dist.test.js',
  'engines/smoke.test.js',
  'parents.test.js',
  'sheets.test.js',
  'lifecycle.test.js',
];

/**
 * The longest that a file may take, in milliseconds: the longest takes three minutes on two cores.
 */
const FILE_TIMEOUT = 15 * 60_000;

const rank = (name) => (LONGEST.includes(name) ? LONGEST.indexOf(name) : LONGEST.length);
const all = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js'))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  .map((name) => here + name);
const asked = process.argv.slice(2).map((name) => resolve(name));

const server = missing ? null : await serveMap();
if (server) process.env.TRUCELINE_URL = server.url;
const minutes = new Map();
// What a failed test has left open, such as a browser or a server, must not keep its file from
// ending.
const tests = run({
  files: asked.length > 0 ? asked : all,
  concurrency: 2,
  forceExit: true,
  timeout: FILE_TIMEOUT,
});
tests.on('test:fail', () => {
  process.exitCode = 1;
});
tests.on('test:complete', ({ name, file, details }) => {
  if (name === file) minutes.set(name, details.duration_ms / 60_000);
});
await new Promise((done) => {
  tests
    .compose(process.stdout.isTTY ? new spec() : tap)
    .on('end', done)
    .pipe(process.stdout);
});
await server?.stop();
for (const [name, time] of [...minutes].sort((a, b) => b[1] - a[1]))
  console.log(`test: ${time.toFixed(1)} min ${name.replace(here, '')}`);
