// Fetching what the map needs in a worker, where the browser lets the page have one.

import { Failure } from './failure.js';
import { load } from './load.js';

/** @import { Loaded } from './load.js' */
/** @import { PageConfig } from './types.js' */

/**
 * Does what load does, in a worker. A page in a frame without an origin of its own has none and
 * does it itself.
 * @param {PageConfig} config
 * @param {(fraction: number) => void} onProgress
 * @param {AbortController} controller
 * @returns {Promise<Loaded>}
 */
export function loadInWorker(config, onProgress, controller) {
  // An empty reference would keep the query.
  const root = new URL(config.root || '.', location.href).href;
  const loadHere = () => load(config, onProgress, controller);
  // Asked for a worker, Firefox would write an error to the console.
  if (globalThis.origin === 'null') return loadHere();
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(root + config.loaderWorker);
  } catch {
    return loadHere();
  }
  return new Promise((resolve, reject) => {
    const terminate = () => worker.terminate();
    const fallBack = () => {
      terminate();
      if (!controller.signal.aborted) resolve(loadHere());
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fallBack();
    });
    worker.addEventListener('messageerror', fallBack);
    worker.addEventListener('message', ({ data: { fraction, loaded, reason, message } }) => {
      if (loaded) {
        terminate(); // with it goes what it read: 50 MB
        resolve(loaded);
      } else if (reason) {
        terminate();
        reject(new Failure(reason, message));
      } else if (fraction === undefined) {
        fallBack(); // what cannot be told in words, such as a module that cannot be handed over
      } else if (!controller.signal.aborted) {
        onProgress(fraction);
      }
    });
    controller.signal.addEventListener('abort', () => {
      terminate();
      reject(new Failure('download', 'given up'));
    });
    const { wasm, files } = config;
    worker.postMessage({ root, wasm, files });
  });
}
