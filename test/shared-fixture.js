// For tests that share one browser and one server with the project's own files. Both are there when
// a test runs.

import { after, before } from 'node:test';
import { launch, missing, serveMap } from './browser.js';

export let browser;
export let server;

before(async () => {
  if (missing) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
