// Runs the test files, two at a time, and prints how long each took. All files share one server of
// the map, since it is slow to start.

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { serveMap, skipReason } from './browser.js';

const testDir = fileURLToPath(new URL('.', import.meta.url));

/** The slowest files start first, so that the two parallel lanes end at about the same time. */
const SLOW_FILES = [
  'dist.test.js',
  'engines/smoke.test.js',
  'parents.test.js',
  'sheets.test.js',
  'lifecycle.test.js',
];

/** The maximum duration of a file in milliseconds. */
const FILE_TIMEOUT = 15 * 60_000;

const rank = (name) => (SLOW_FILES.includes(name) ? SLOW_FILES.indexOf(name) : SLOW_FILES.length);
const allFiles = readdirSync(testDir, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.js'))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  .map((name) => testDir + name);
const requested = process.argv.slice(2).map((name) => resolve(name));

const server = skipReason ? null : await serveMap();
if (server) process.env.TRUCELINE_URL = server.url;
const durations = new Map();
// forceExit ends a file even if a failed test has left a browser or a server open.
const tests = run({
  files: requested.length > 0 ? requested : allFiles,
  concurrency: 2,
  forceExit: true,
  timeout: FILE_TIMEOUT,
});
tests.on('test:fail', () => {
  process.exitCode = 1;
});
tests.on('test:complete', ({ name, file, details }) => {
  if (name === file) durations.set(name, details.duration_ms / 60_000);
});
await new Promise((resolvePromise) => {
  tests
    .compose(process.stdout.isTTY ? new spec() : tap)
    .on('end', resolvePromise)
    .pipe(process.stdout);
});
await server?.stop();
for (const [name, minutes] of [...durations].sort((a, b) => b[1] - a[1]))
  console.log(`test: ${minutes.toFixed(1)} min ${name.replace(testDir, '')}`);
