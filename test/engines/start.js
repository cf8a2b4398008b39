// The start time of a map in an article of another site.

import { engines, launch, open, servePages, waitForFirstFrame } from '../browser.js';

/**
 * The maximum start time of an engine as a multiple of Chromium's, both measured in the same run.
 */
export const LIMITS = { firefox: 2, webkit: 4 };

const ROUNDS = 3;
const size = { viewport: { width: 760, height: 620 } };

/**
 * Opens an article and waits until the map in it has drawn a frame. Returns {page, context, frame,
 * time}, the time in milliseconds.
 */
export async function openLive(browser, article) {
  const { page, context } = await open(browser, 'about:blank', { context: size });
  const start = performance.now();
  await page.goto(article);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  return { page, context, frame, time: performance.now() - start };
}

/** Measures the engines in turns: the best time of a few rounds, and its ratio to Chromium's. */
export async function startTimes(url) {
  const newspaper = await servePages({
    '/': `<!doctype html><title>Article</title><iframe id="map" title="Map" src="${url}en/tl-en-map/" width="720" height="720"></iframe>`,
  });
  const best = Object.fromEntries(engines.map((name) => [name, Infinity]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of engines) {
      const browser = await launch({}, name);
      const { context, time } = await openLive(
        browser,
        newspaper.url.replace('127.0.0.1', 'localhost'),
      );
      best[name] = Math.min(best[name], time);
      await context.close();
      await browser.close();
    }
  }
  await newspaper.stop();
  return engines.map((name) => ({ name, time: best[name], ratio: best[name] / best.chromium }));
}
