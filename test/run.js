// Runs the test files, two at a time, against one server of the map, which takes seconds to start.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missing, serveMap } from './browser.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const asked = process.argv.slice(2);
const all = readdirSync(here).filter((name) => name.endsWith('.test.js')).sort().map((name) => here + name);
const files = asked.length > 0 ? asked : all;

const server = missing ? null : await serveMap();
const child = spawn(process.execPath, ['--test', '--test-concurrency=2', ...files], {
  stdio: 'inherit',
  env: { ...process.env, ...(server && { TRUCELINE_URL: server.url }) },
});
child.on('exit', async (code) => {
  await server?.stop();
  process.exitCode = code ?? 1;
});
