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
 * @param {AbortController} giveUp
 * @returns {Promise<Loaded>}
 */
export function loadApart(config, onProgress, giveUp) {
  // An empty reference would keep the query.
  const root = new URL(config.root || '.', location.href).href;
  const here = () => load(config, onProgress, giveUp);
  // Asked for a worker, Firefox would write an error to the console.
  if (globalThis.origin === 'null') return here();
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(root + config.fetcher);
  } catch {
    return here();
  }
  return new Promise((resolve, reject) => {
    const end = () => worker.terminate();
    const instead = () => {
      end();
      if (!giveUp.signal.aborted) resolve(here());
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      instead();
    });
    worker.addEventListener('messageerror', instead);
    worker.addEventListener('message', ({ data: { fraction, loaded, reason, message } }) => {
      if (loaded) {
        end(); // with it goes what it read: 50 MB
        resolve(loaded);
      } else if (reason) {
        end();
        reject(new Failure(reason, message));
      } else if (fraction === undefined) {
        instead(); // what cannot be told in words, such as a module that cannot be handed over
      } else if (!giveUp.signal.aborted) {
        onProgress(fraction);
      }
    });
    giveUp.signal.addEventListener('abort', () => {
      end();
      reject(new Failure('download', 'given up'));
    });
    const { wasm, files } = config;
    worker.postMessage({ root, wasm, files });
  });
}
