// Measures the loading of a page: bytes, requests, first contentful paint, first map picture,
// layout shift, memory.

import { metrics, openFresh, processes, pss } from './browser.js';
import { decode } from '../../test/png.js';
import { distance } from './screencast-diff.js';

/**
 * A live page has finished loading when the screencast has had no new frame for this long, in
 * milliseconds.
 */
const QUIET_PERIOD = 600;
const LOAD_TIMEOUT = 120_000;

/**
 * The maximum difference of the first map picture from the final picture, as a share of an empty
 * page's difference.
 */
const MAX_DIFFERENCE = 0.05;

/** A picture is empty if it differs from white by less than this a pixel. */
const MIN_CONTENT = 2;

/**
 * Loads a page in a fresh browser and leaves it open.
 * @returns {Promise<{opened: Awaited<ReturnType<typeof openFresh>>, figures: Record<string,
 *   number>, picture: Buffer}>} times in ms from the start of the navigation
 */
export async function load(server, page, size, condition) {
  await server.shape(condition.link);
  const opened = await openFresh(page, size, condition);
  try {
    await server.counts();
    const { picture, shot } = await record(opened, page, server.url(page));
    const { bytes, requests } = await server.counts();
    const { paint, shift } = await opened.tab.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
      shift: globalThis.benchRecord.shift,
    }));
    return {
      opened,
      figures: { bytes, requests, paint, picture, shift, ...(await measureMemory(opened)) },
      picture: shot,
    };
  } catch (error) {
    await opened.close();
    const { message } = /** @type {Error} */ (error);
    throw new Error(`${page.name}: ${message} ${opened.complaints.join(' ')}`, {
      cause: error,
    });
  }
}

/**
 * Records frames from the start of the navigation until the page is live and no longer changes,
 * then takes the final picture and finds the first frame that is like it.
 */
async function record({ client, tab }, page, url) {
  const frames = [];
  let last = performance.now();
  client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ data, time: metadata.timestamp * 1000 });
    last = performance.now();
    client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await client.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  await tab.goto(url, { waitUntil: 'commit' });
  const end = performance.now() + LOAD_TIMEOUT;
  await tab.waitForFunction(page.live, undefined, { timeout: LOAD_TIMEOUT, polling: 50 });
  await tab.evaluate(() => {
    globalThis.benchRecord.live = performance.now();
  });
  await tab.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
  last = performance.now();
  while (performance.now() < end) {
    await tab.waitForTimeout(50);
    if (performance.now() - last < QUIET_PERIOD) continue;
    const shot = Buffer.from(
      (await client.send('Page.captureScreenshot', { format: 'png' })).data,
      'base64',
    );
    const picture = firstPicture(frames, shot, await tab.evaluate(() => performance.timeOrigin));
    if (picture !== null) {
      await client.send('Page.stopScreencast');
      return { picture, shot };
    }
    last = performance.now(); // on a busy machine the screencast may lag behind the screen
  }
  throw new Error('no frame is like the final picture');
}

/**
 * Returns the time of the first frame whose difference from the final picture is at most
 * MAX_DIFFERENCE of an empty page's, or null if there is none.
 */
function firstPicture(frames, shot, origin) {
  const final = decode(shot);
  const empty = distance(null, final);
  if (empty < MIN_CONTENT * final.width * final.height)
    throw new Error('the final picture is empty');
  for (const { data, time } of frames) {
    if (time < origin) continue;
    const picture = decode(Buffer.from(data, 'base64'));
    if (
      picture.width === final.width &&
      picture.height === final.height &&
      distance(picture, final) <= MAX_DIFFERENCE * empty
    )
      return time - origin;
  }
  return null;
}

/** Returns the memory use in MB after a garbage collection. */
async function measureMemory(opened) {
  await opened.client.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await metrics(opened.client);
  const wasm = await opened.tab.evaluate(() =>
    [...globalThis.benchRecord.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  );
  const { renderer } = await processes(opened);
  return { heap: JSHeapUsedSize / 2 ** 20, wasm: wasm / 2 ** 20, pss: pss(renderer) };
}
