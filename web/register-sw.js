// Offline: a worker keeps what the page has used, where the browser allows one. Nothing depends on
// it.

/** @import { PageConfig } from './types.js' */

/** @param {Pick<PageConfig, 'root' | 'loaderWorker' | 'wasm' | 'files'>} config */
export async function registerServiceWorker({ root, loaderWorker: loaderWorker, wasm, files }) {
  try {
    if (!isSecureContext || !navigator.serviceWorker) return;
    const top = new URL(root, location.href);
    await navigator.serviceWorker.register(new URL('sw.js', top), { scope: top.pathname });
    const { active } = await navigator.serviceWorker.ready;
    const workerFiles = [loaderWorker, wasm.url, ...files.map(({ url }) => url)].map(
      (url) => new URL(url, top).href,
    );
    /** @type {ServiceWorker} */ (active).postMessage({
      keep: [...new Set([...usedFiles(top), ...workerFiles])],
    });
  } catch {
    /* a frame without storage, a browser that wants none */
  }
}

/**
 * The page and the files of the site that it has fetched so far; what a worker fetched is not among
 * them.
 * @param {URL} top of the site
 */
function usedFiles(top) {
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
  return [location.href, ...fetched]
    .map((address) => address.split(/[?#]/)[0])
    .filter((address) => address.startsWith(top.href));
}
