// The worker that keeps what pages of this site have used, for when there is no network. Files whose names follow from
// their content come from the store; pages come from the network while there is one.

const STORE = 'truceline';
const HASHED = /\/(assets|cards)\/[^/]+\.[0-9a-f]{10}\.\w+$/;

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data?.keep)) event.waitUntil(keep(data.keep.filter((address) => typeof address === 'string')).catch(() => {}));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin || !address.href.startsWith(registration.scope)) return;
  if (HASHED.test(address.pathname)) event.respondWith(stored(request));
  else event.respondWith(fresh(request));
});

/** A file that never changes. */
async function stored(request) {
  const store = await caches.open(STORE);
  const found = await store.match(plain(request.url));
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && response.status === 200) store.put(plain(request.url), response.clone()).catch(() => {});
  return response;
}

/** A page, or what may change with it: what is stored serves only without a network. */
async function fresh(request) {
  const store = await caches.open(STORE);
  try {
    const response = await fetch(request);
    if (response.status === 200) store.put(plain(request.url), response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const found = await store.match(plain(request.url));
    if (found) return found;
    throw error;
  }
}

/** Stores what a page used before there was a worker, and forgets earlier files of the same names. */
async function keep(addresses) {
  const store = await caches.open(STORE);
  for (const address of addresses) {
    if (new URL(address).origin === location.origin && !(await store.match(address))) await store.add(address).catch(() => {});
  }
  const now = new Map(addresses.filter((address) => HASHED.test(new URL(address).pathname)).map((address) => [stem(address), address]));
  for (const { url } of await store.keys()) {
    if (now.has(stem(url)) && now.get(stem(url)) !== url) await store.delete(url);
  }
}

const plain = (address) => address.split(/[?#]/)[0];
const stem = (address) => address.replace(/\.[0-9a-f]{10}(\.\w+)$/, '$1');
