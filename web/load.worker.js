// The worker that fetches the program and its files and compiles the program, so that the page
// stays free to answer the reader. load-in-worker.js has the other end of its messages.

import { load } from './load.js';

addEventListener('message', async ({ data: config }) => {
  try {
    const loaded = await load(config, (fraction) => postMessage({ fraction }));
    postMessage(
      { loaded },
      Object.values(loaded.files).map(({ buffer }) => buffer),
    );
  } catch (/** @type {any} a Failure or an unexpected error */ { reason, message }) {
    postMessage({ reason, message });
  }
});
