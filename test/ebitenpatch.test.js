// The program with a patched Ebitengine against the same program with Ebitengine as it is: both
// draw the same pictures.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  countColours,
  decodePNG,
  waitForFirstFrame,
  engine,
  launch,
  skipReason,
  open,
  screenshotPixels,
  serveMap,
  waitForIdle,
} from './browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const UNPATCHED = 'build/unpatched.wasm';

/**
 * Pixels may differ a little anywhere, since Ebitengine without the patches draws on an image first
 * and rounds colours once more, and few of them a lot: the screen is upside down in OpenGL, so an
 * edge through a pixel's centre belongs to the pixel on its other side. A missing letter is more.
 */
const TOLERANCE = { by: 2, share: 0.0001 };

/**
 * What happens one after the other on one map. The frame that follows each action is compared.
 * @type {import('../web/types.js').Action[]}
 */
const ACTIONS = [
  { type: 'pan', dx: 37, dy: -12 }, // the base is drawn again, with a margin
  { type: 'pan', dx: 5, dy: 3 }, // it is moved
  { type: 'zoom', by: 0.1 }, // it is scaled
  { type: 'zoom', by: 0.1 },
  { type: 'zoom', by: 2 },
  { type: 'theme', theme: 'dark' },
];
/** Whether the base is drawn in each of these frames. */
const BASE_DRAWN = [true, false, false, false, true, true];

const skip = skipReason || (engine !== 'chromium' && 'the programs are compared in Chromium');
const options = { skip, timeout: 240_000 };

let browser;
/** The server of the patched program, then that of the other one. */
let servers;
before(async () => {
  if (skip) return;
  execFileSync('go', ['run', './cmd/wasm/ebitenpatch', '-unpatched', '-out', UNPATCHED], {
    cwd: root,
    stdio: 'inherit',
  });
  [browser, ...servers] = await Promise.all([
    launch(),
    serveMap(),
    serveMap(['--wasm', UNPATCHED]),
  ]);
});
after(async () => {
  await browser?.close();
  await Promise.all((servers ?? []).map((server) => server.stop()));
});

/** Opens a view with each of the programs in turn and returns what look returns. */
async function withEach(link, context, look) {
  const results = [];
  for (const { url } of servers) {
    const opened = await open(browser, url + link, { context });
    await waitForFirstFrame(opened.page);
    await waitForIdle(opened.page);
    results.push(await look(opened.page));
    assert.deepEqual(opened.errors, []);
    await opened.context.close();
  }
  return results;
}

/** The map at rest. */
const atRest = async (page) =>
  screenshotPixels(page, await page.locator('#tl-canvas').boundingBox());

/** Fails where two pictures differ more than the tolerance allows. */
function assertSame(patched, unpatched, what) {
  const { width, height } = unpatched;
  assert.deepEqual([patched.width, patched.height], [width, height], what);
  assert.ok(countColours(unpatched) > 20, `${what}: there is a map`);
  let differ = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const expected = unpatched.at(x, y);
      if (patched.at(x, y).some((value, i) => Math.abs(value - expected[i]) > TOLERANCE.by))
        differ++;
    }
  }
  assert.ok(
    differ <= TOLERANCE.share * width * height,
    `${what}: ${differ} of ${width * height} pixels differ`,
  );
}

test('with and without the patches a proposal is the same', options, async () => {
  const [patched, unpatched] = await withEach(
    '?theme=dark&lang=fr&scenario=mutual-pullback&pullback=20',
    { viewport: { width: 390, height: 700 }, deviceScaleFactor: 2 },
    atRest,
  );
  assertSame(patched, unpatched, 'the proposal');
});

/** Dispatches the actions and returns a picture of the frame that follows each of them. */
async function takeFrames(page) {
  const frames = await page.evaluate(async (actions) => {
    const { dispatch } = globalThis.truceline;
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#tl-canvas canvas'));
    const taken = [];
    for (const action of actions) {
      dispatch(action);
      // This callback follows the program's own, and what that has drawn is still there.
      await new Promise(requestAnimationFrame);
      taken.push({ url: canvas.toDataURL(), baseDrawn: globalThis.truceline.stats.baseDrawn });
    }
    return taken;
  }, ACTIONS);
  assert.deepEqual(
    frames.map(({ baseDrawn }) => baseDrawn),
    BASE_DRAWN,
    'frames in which the base is drawn',
  );
  return frames.map(({ url }) => decodePNG(Buffer.from(url.split(',')[1], 'base64')));
}

test('with and without the patches a moving map is the same', options, async () => {
  const [patched, unpatched] = await withEach('', { reducedMotion: 'reduce' }, async (page) => [
    await atRest(page),
    ...(await takeFrames(page)),
  ]);
  ['at rest', ...ACTIONS.map((action) => JSON.stringify(action))].forEach((what, i) => {
    assertSame(patched[i], unpatched[i], what);
  });
});
