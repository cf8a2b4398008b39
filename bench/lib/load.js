// How a page appears: bytes, requests, first contentful paint, first map picture, layout shift,
// memory.

import { metrics, openFresh, processes, pss } from './browser.js';
import { decode, distance } from './screencast-diff.js';

/**
 * A page is settled when the screencast has been quiet for this long after it is live, in
 * milliseconds.
 */
const QUIET = 600;
const PATIENCE = 120_000;

/**
 * The share of the way from the first frame to the last that a frame may still lack to count as the
 * map's picture.
 */
const CLOSE = 0.05;

/** A picture that differs less from white than this, a pixel, is empty. */
const BLANK = 2;

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
      shift: globalThis.benchSeen.shift,
    }));
    return {
      opened,
      figures: { bytes, requests, paint, picture, shift, ...(await memory(opened)) },
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
 * Records frames from the start of the navigation until the page is live and nothing moves any
 * more, then takes the final picture and looks for the first frame that was like it.
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
  const end = performance.now() + PATIENCE;
  await tab.waitForFunction(page.live, undefined, { timeout: PATIENCE, polling: 50 });
  await tab.evaluate(() => {
    globalThis.benchSeen.live = performance.now();
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
    if (performance.now() - last < QUIET) continue;
    const shot = Buffer.from(
      (await client.send('Page.captureScreenshot', { format: 'png' })).data,
      'base64',
    );
    const picture = firstPicture(frames, shot, await tab.evaluate(() => performance.timeOrigin));
    if (picture !== null) {
      await client.send('Page.stopScreencast');
      return { picture, shot };
    }
    last = performance.now(); // on a busy machine frames may lag behind the picture
  }
  throw new Error('no frame is like the final picture');
}

/**
 * The time of the first frame in which the map is as good as there: what it differs from the final
 * picture is at most CLOSE of what an empty page differs from it. Null: there is none.
 */
function firstPicture(frames, shot, origin) {
  const final = decode(shot);
  const empty = distance(null, final);
  if (empty < BLANK * final.width * final.height) throw new Error('the final picture is empty');
  for (const { data, time } of frames) {
    if (time < origin) continue;
    const picture = decode(Buffer.from(data, 'base64'));
    if (
      picture.width === final.width &&
      picture.height === final.height &&
      distance(picture, final) <= CLOSE * empty
    )
      return time - origin;
  }
  return null;
}

/** Megabytes after a garbage collection. */
async function memory(opened) {
  await opened.client.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize } = await metrics(opened.client);
  const wasm = await opened.tab.evaluate(() =>
    [...globalThis.benchSeen.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  );
  const { renderer } = await processes(opened);
  return { heap: JSHeapUsedSize / 2 ** 20, wasm: wasm / 2 ** 20, pss: pss(renderer) };
}
