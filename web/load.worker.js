// The worker that fetches the program and its files, and compiles the former, so that the page has
// its hands free for who taps it meanwhile. See load-in-worker.js for what passes between the two.

import { load } from './load.js';

addEventListener('message', async ({ data: config }) => {
  try {
    const loaded = await load(config, (fraction) => postMessage({ fraction }));
    postMessage(
      { loaded },
      Object.values(loaded.files).map(({ buffer }) => buffer),
    );
  } catch (/** @type {any} a Failure, or an error that should not be */ { reason, message }) {
    postMessage({ reason, message });
  }
});
