// Fetches the files of the map in a worker, where the browser allows one.

import { Failure } from './failure.js';
import { load } from './load.js';

/** @import { Loaded } from './load.js' */
/** @import { PageConfig } from './types.js' */

/**
 * Does what load() does, in a worker. A page in a frame with an opaque origin can have no worker
 * and loads by itself.
 * @param {PageConfig} config
 * @param {(fraction: number) => void} onProgress
 * @param {AbortController} controller
 * @returns {Promise<Loaded>}
 */
export function loadInWorker(config, onProgress, controller) {
  // An empty relative address would keep the query.
  const root = new URL(config.root || '.', location.href).href;
  const loadHere = () => load(config, onProgress, controller);
  // Firefox would write an error to the console for the attempt to create a worker.
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
        terminate(); // frees what it has read: 50 MB
        resolve(loaded);
      } else if (reason) {
        terminate();
        reject(new Failure(reason, message));
      } else if (fraction === undefined) {
        fallBack(); // not a Failure, but for example a module that cannot be transferred
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
