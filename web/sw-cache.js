// The store of the service worker: which answers are kept, and when a page gets what is kept.

const CACHE_NAME = 'truceline';
/** Files whose names hold the first digits of the SHA-256 of their content. */
const HASHED = /\/assets\/[^/]+\.([0-9a-f]{10})\.(\w+)$/;
/** The same where a page names them. */
const NAMES = /assets\/([\w.-]+\.[0-9a-f]{10}\.\w+)/g;
const PAGE = /(\/|\.html)$/;
/** The lists of the bundles that pages may want later. */
const BUNDLES = /\/assets\/bundles\.[0-9a-f]{10}\.json$/;
/** What a browser refuses under another type. */
/** @type {Record<string, RegExp>} */
const TYPES = { js: /^(text|application)\/(x-)?(java|ecma)script\b/i, css: /^text\/css\b/i };

/** A network from which nothing has come for this many milliseconds hangs. */
export const STALL_TIMEOUT = 2500;

const stripQuery = (/** @type {string} */ address) => address.split(/[?#]/)[0];
const fileName = (/** @type {string} */ address) => address.slice(address.lastIndexOf('/') + 1);

/**
 * Reports whether an address is that of a file whose content never changes.
 * @param {string} address
 */
export const isHashed = (address) => HASHED.test(stripQuery(address));

/**
 * Reports whether an answer is what its address stands for, and reads it. Some hosts answer for a
 * missing file with a page of theirs, and with status 200.
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
 * The hashed files that a page or a list names. Every page of the site names a script; 404.html
 * does not.
 */
const namesIn = (/** @type {string} */ text) =>
  Array.from(text.matchAll(NAMES), ([, name]) => name);

/**
 * @param {Cache} store
 * @param {string} address
 * @param {Response} response
 */
async function save(store, address, response) {
  if (await isExpected(address, response.clone())) await store.put(address, response);
}

/**
 * Answers with a stored file, or fetches and stores it. What a page fetches by itself it checks by
 * itself, and asks for it again past all caches where it is wrong: load.js. Scripts, styles and
 * fonts are checked here.
 * @param {Request} request for a hashed file
 * @param {(work: Promise<void>) => void} waitUntil
 */
export async function cacheFirst(request, waitUntil) {
  const store = await caches.open(CACHE_NAME);
  const address = stripQuery(request.url);
  const found = await store.match(address);
  const checkedByPage = request.destination === '';
  if (found) {
    if ((checkedByPage && request.cache !== 'reload') || (await isExpected(address, found.clone())))
      return found;
    await store.delete(address);
  }
  let response = await fetch(request);
  if (!checkedByPage && !(await isExpected(address, response.clone())))
    response = await fetch(address, { cache: 'reload' });
  waitUntil(save(store, address, response.clone()));
  return response;
}

/**
 * Answers from the network, with a page or what may change with it, and stores it. What is stored
 * serves where there is no network, where the server fails, and where the network hangs; what comes
 * later is stored for the next visit.
 * @param {Request} request
 * @param {(work: Promise<void>) => void} waitUntil
 */
export async function networkFirst(request, waitUntil) {
  const network = fetch(request);
  network.catch(() => {}); // handled below, when it is known what is stored
  const store = await caches.open(CACHE_NAME);
  const address = stripQuery(request.url);
  const found = await store.match(address);
  waitUntil(
    network.then(
      (response) => save(store, address, response.clone()),
      () => {},
    ),
  );
  return found ? ((await arrival(network)) ?? found) : network;
}

/**
 * Resolves with an answer once all of it is there; with nothing where the network hangs or the
 * server fails.
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
 * Stores what a page has used before there was a worker, and forgets the hashed files that no
 * stored page names, by itself or in its list of bundles.
 * @param {string[]} addresses
 */
export async function storeAndPrune(addresses) {
  const store = await caches.open(CACHE_NAME);
  for (const address of addresses) {
    if (!(await store.match(address)))
      await fetch(address)
        .then((response) => save(store, address, response))
        .catch(() => {});
  }
  const stored = (await store.keys()).map(({ url }) => url);
  const named = new Set(addresses.map(fileName));
  const addNames = async (/** @type {string} */ address) => {
    for (const name of namesIn(await /** @type {Response} */ (await store.match(address)).text()))
      named.add(name);
  };
  for (const address of stored.filter((one) => PAGE.test(one))) await addNames(address);
  for (const address of stored.filter((one) => BUNDLES.test(one) && named.has(fileName(one))))
    await addNames(address);
  for (const address of stored) {
    if (isHashed(address) && !named.has(fileName(address))) await store.delete(address);
  }
}

/**
 * Forgets answers that are not what their addresses stand for: earlier workers stored whatever
 * came.
 */
export async function removeUnexpected() {
  const store = await caches.open(CACHE_NAME);
  for (const { url } of await store.keys()) {
    if (!(await isExpected(url, /** @type {Response} */ (await store.match(url)))))
      await store.delete(url);
  }
}
