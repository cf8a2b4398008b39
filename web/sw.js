// The worker that keeps what pages of this site have used, for when there is no network. Files
// whose names follow from their content come from the store; pages come from the network while
// there is one.

import { cacheFirst, isHashed, storeAndPrune, networkFirst, removeUnexpected } from './sw-cache.js';

const isOwn = (/** @type {unknown} */ address) =>
  typeof address === 'string' && address.startsWith(registration.scope);

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([clients.claim(), removeUnexpected()])),
);
addEventListener('message', (event) => {
  const { data } = event;
  if (Array.isArray(data?.keep)) event.waitUntil(storeAndPrune(data.keep.filter(isOwn)));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !isOwn(request.url)) return;
  const answer = isHashed(request.url) ? cacheFirst : networkFirst;
  event.respondWith(answer(request, (work) => event.waitUntil(work.catch(() => {}))));
});
