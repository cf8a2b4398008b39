// The cache of the service worker: which responses are stored, and when a page gets a stored one.

const CACHE_NAME = 'truceline';
/** Files whose names hold the first digits of the SHA-256 of their content. */
const HASHED = /\/assets\/[^/]+\.([0-9a-f]{10})\.(\w+)$/;
/** The names of such files in the text of a page or list. */
const NAMES = /assets\/([\w.-]+\.[0-9a-f]{10}\.\w+)/g;
const PAGE = /(\/|\.html)$/;
/** The lists of the bundles that pages may fetch later. */
const BUNDLES = /\/assets\/bundles\.[0-9a-f]{10}\.json$/;
/** The types without which a browser refuses a file, by extension. */
/** @type {Record<string, RegExp>} */
const TYPES = { js: /^(text|application)\/(x-)?(java|ecma)script\b/i, css: /^text\/css\b/i };

/** The network is taken for stalled after this many milliseconds without data. */
export const STALL_TIMEOUT = 2500;

const stripQuery = (/** @type {string} */ address) => address.split(/[?#]/)[0];
const fileName = (/** @type {string} */ address) => address.slice(address.lastIndexOf('/') + 1);

/**
 * Reports whether an address is that of a file whose content never changes.
 * @param {string} address
 */
export const isHashed = (address) => HASHED.test(stripQuery(address));

/**
 * Reports whether a response is what its address stands for, and reads its body. Some hosts respond
 * for a missing file with a page of theirs, and with status 200.
 * @param {string} address
 * @param {Response} response
 */
export async function isExpected(address, response) {
  if (response.status !== 200) return false;
  const type = response.headers.get('Content-Type') ?? '';
  const [, digits, ext] = HASHED.exec(address) ?? [];
  if (digits)
    return (TYPES[ext]?.test(type) ?? true) && (await digest(response)).startsWith(digits);
  if (PAGE.test(address))
    return (
      !response.redirected && namesIn(await response.text()).some((name) => name.endsWith('.js'))
    );
  return !type.startsWith('text/html');
}

/** @param {Response} response */
async function digest(response) {
  const sum = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns the names of the hashed files that a page or a list contains. Every page of the site
 * names a script; 404.html does not.
 */
const namesIn = (/** @type {string} */ text) =>
  Array.from(text.matchAll(NAMES), ([, name]) => name);

/**
 * @param {Cache} cache
 * @param {string} address
 * @param {Response} response
 */
async function save(cache, address, response) {
  if (await isExpected(address, response.clone())) await cache.put(address, response);
}

/**
 * Returns a stored file, or fetches and stores it. What the scripts of a page fetch they check
 * themselves, and fetch it again past all caches if it is wrong (load.js). Scripts, styles and
 * fonts are checked here.
 * @param {Request} request for a hashed file
 * @param {(work: Promise<void>) => void} waitUntil
 */
export async function cacheFirst(request, waitUntil) {
  const cache = await caches.open(CACHE_NAME);
  const address = stripQuery(request.url);
  const found = await cache.match(address);
  const checkedByPage = request.destination === '';
  if (found) {
    if ((checkedByPage && request.cache !== 'reload') || (await isExpected(address, found.clone())))
      return found;
    await cache.delete(address);
  }
  let response = await fetch(request);
  if (!checkedByPage && !(await isExpected(address, response.clone())))
    response = await fetch(address, { cache: 'reload' });
  waitUntil(save(cache, address, response.clone()));
  return response;
}

/**
 * Returns a page, or a file that may change with it, from the network, and stores it. A stored
 * response is returned if there is no network, the server fails, or the network stalls; a response
 * that arrives later is stored for the next visit.
 * @param {Request} request
 * @param {(work: Promise<void>) => void} waitUntil
 */
export async function networkFirst(request, waitUntil) {
  const network = fetch(request);
  network.catch(() => {}); // handled below, after the search in the cache
  const cache = await caches.open(CACHE_NAME);
  const address = stripQuery(request.url);
  const found = await cache.match(address);
  waitUntil(
    network.then(
      (response) => save(cache, address, response.clone()),
      () => {},
    ),
  );
  return found ? ((await arrival(network)) ?? found) : network;
}

/**
 * Resolves with a response once all of it has arrived, or with undefined if the network stalls or
 * the server fails.
 * @param {Promise<Response>} network
 * @returns {Promise<Response | undefined>}
 */
function arrival(network) {
  return new Promise((resolve) => {
    let timer = 0;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, STALL_TIMEOUT);
    };
    const receive = async (/** @type {Response} */ response) => {
      if (response.status >= 500) return undefined;
      restart();
      await response.clone().body?.pipeTo(new WritableStream({ write: restart }));
      return response;
    };
    restart();
    network
      .then(receive)
      .catch(() => {})
      .then((/** @type {Response | void} */ response) => {
        clearTimeout(timer);
        resolve(/** @type {Response | undefined} */ (response));
      });
  });
}

/**
 * Stores what a page used before there was a service worker, and deletes the hashed files that no
 * stored page names, itself or in its list of bundles.
 * @param {string[]} addresses
 */
export async function storeAndPrune(addresses) {
  const cache = await caches.open(CACHE_NAME);
  for (const address of addresses) {
    if (!(await cache.match(address)))
      await fetch(address)
        .then((response) => save(cache, address, response))
        .catch(() => {});
  }
  const stored = (await cache.keys()).map(({ url }) => url);
  const named = new Set(addresses.map(fileName));
  const addNames = async (/** @type {string} */ address) => {
    for (const name of namesIn(await /** @type {Response} */ (await cache.match(address)).text()))
      named.add(name);
  };
  for (const address of stored.filter((url) => PAGE.test(url))) await addNames(address);
  for (const address of stored.filter((url) => BUNDLES.test(url) && named.has(fileName(url))))
    await addNames(address);
  for (const address of stored) {
    if (isHashed(address) && !named.has(fileName(address))) await cache.delete(address);
  }
}

/**
 * Deletes responses that are not what their addresses stand for: earlier service workers stored any
 * response.
 */
export async function removeUnexpected() {
  const cache = await caches.open(CACHE_NAME);
  for (const { url } of await cache.keys()) {
    if (!(await isExpected(url, /** @type {Response} */ (await cache.match(url)))))
      await cache.delete(url);
  }
}
