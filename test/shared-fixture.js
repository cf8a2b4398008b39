// A browser and a server of the project's own assets, shared by the tests of a file. Both are
// available inside a test, not before.

import { after, before } from 'node:test';
import { launch, serveMap, skipReason } from './browser.js';

export let browser;
export let server;

before(async () => {
  if (skipReason) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
