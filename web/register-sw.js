// Offline use: the service worker stores what the page has used, where the browser allows one.
// Nothing depends on it.

/** @import { PageConfig } from './types.js' */

/** @param {Pick<PageConfig, 'root' | 'loaderWorker' | 'wasm' | 'files'>} config */
export async function registerServiceWorker({ root, loaderWorker, wasm, files }) {
  try {
    if (!isSecureContext || !navigator.serviceWorker) return;
    const siteRoot = new URL(root, location.href);
    await navigator.serviceWorker.register(new URL('sw.js', siteRoot), {
      scope: siteRoot.pathname,
    });
    const { active } = await navigator.serviceWorker.ready;
    const workerFiles = [loaderWorker, wasm.url, ...files.map(({ url }) => url)].map(
      (url) => new URL(url, siteRoot).href,
    );
    /** @type {ServiceWorker} */ (active).postMessage({
      keep: [...new Set([...usedFiles(siteRoot), ...workerFiles])],
    });
  } catch {
    /* a frame without storage, or a browser that refuses service workers */
  }
}

/**
 * Returns the addresses of the page and of the files of the site that it has fetched so far, except
 * what a worker fetched.
 * @param {URL} siteRoot
 */
function usedFiles(siteRoot) {
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
  return [location.href, ...fetched]
    .map((address) => address.split(/[?#]/)[0])
    .filter((address) => address.startsWith(siteRoot.href));
}
