// Offline: a worker keeps what the page has used, where the browser allows one. Nothing depends on it.

/** @param {{root: string}} config */
export async function keepOffline({ root }) {
  try {
    if (!isSecureContext || !navigator.serviceWorker) return;
    const top = new URL(root, location.href);
    await navigator.serviceWorker.register(new URL('sw.js', top), { scope: top.pathname });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: used(top) });
  } catch { /* a frame without storage, a browser that wants none */ }
}

/** The page and the files of the site that it has fetched so far. */
function used(top) {
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
  return [location.href, ...fetched].map((address) => address.split(/[?#]/)[0]).filter((address) => address.startsWith(top.href));
}
