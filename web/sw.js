// The service worker: stores what pages of this site have used, for when there is no network. Files
// with a hash of their content in their names come from the cache; pages come from the network
// while there is one.

import { cacheFirst, isHashed, storeAndPrune, networkFirst, removeUnexpected } from './sw-cache.js';

const isInScope = (/** @type {unknown} */ address) =>
  typeof address === 'string' && address.startsWith(registration.scope);

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([clients.claim(), removeUnexpected()])),
);
addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data?.keep)) event.waitUntil(storeAndPrune(data.keep.filter(isInScope)));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !isInScope(request.url)) return;
  const strategy = isHashed(request.url) ? cacheFirst : networkFirst;
  event.respondWith(strategy(request, (work) => event.waitUntil(work.catch(() => {}))));
});
