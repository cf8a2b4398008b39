// The program as it is published against the same program with Ebitengine as it is: both draw the same pictures.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { colours, decodePNG, drawn, engine, launch, missing, open, pixels, serveMap, settled } from './browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const unpatched = 'build/unpatched.wasm';

/** What is shown at rest. */
const views = {
  'the country': { link: '' },
  'the country in the dark theme on a fine screen': { link: '?theme=dark', width: 390, height: 700, ratio: 3 },
  'a proposal in French': { link: '?lang=fr&scenario=mutual-pullback&pullback=20' },
  'a town from near': { link: '?view=11.5/49.71/37.616&select=town-kupiansk', ratio: 2 },
};

/** What happens one after the other on one map; the frame that comes of each is compared. */
const actions = [
  { type: 'pan', dx: 37, dy: -12 }, // the ground is drawn again, with a margin
  { type: 'pan', dx: 5, dy: 3 }, // it is moved
  { type: 'zoom', by: 0.1 }, // it is stretched
  { type: 'zoom', by: 0.1 },
  { type: 'zoom', by: 2 },
  { type: 'theme', value: 'dark' },
];

let browser;
let servers;
before(async () => {
  if (missing) return;
  execFileSync('go', ['run', './cmd/wasm/ebitenpatch', '-unpatched', '-out', unpatched], { cwd: root, stdio: 'inherit' });
  [browser, ...servers] = await Promise.all([launch(), serveMap(), serveMap(['--wasm', unpatched])]);
});
after(async () => {
  await browser?.close();
  await Promise.all((servers ?? []).map((server) => server.stop()));
});

const skip = missing || (engine !== 'chromium' && 'the programs are compared in Chromium');

/** Opens a view with each of the programs in turn and returns what look returns. */
async function withEach({ link, width = 900, height = 600, ratio = 1 }, look) {
  const pictures = [];
  for (const { url } of servers) {
    const { page, context, complaints } = await open(browser, url + link, { context: { viewport: { width, height }, deviceScaleFactor: ratio } });
    await drawn(page);
    await settled(page);
    pictures.push(await look(page));
    assert.deepEqual(complaints, []);
    await context.close();
  }
  return pictures;
}

function assertSame(patched, plain, what) {
  assert.deepEqual([patched.width, patched.height], [plain.width, plain.height], what);
  assert.ok(colours(plain) > 20, `${what}: there is a map`);
  let differ = 0;
  for (let y = 0; y < plain.height; y++) {
    for (let x = 0; x < plain.width; x++) if (patched.at(x, y).join() !== plain.at(x, y).join()) differ++;
  }
  assert.equal(differ, 0, `${what}: so many pixels differ`);
}

for (const [name, view] of Object.entries(views)) {
  test(`with and without the patches ${name} is the same`, { skip }, async () => {
    const [patched, plain] = await withEach(view, async (page) => pixels(page, await page.locator('#tl-canvas').boundingBox()));
    assertSame(patched, plain, name);
  });
}

test('with and without the patches a moving map is the same', { skip }, async () => {
  const [patched, plain] = await withEach({ link: '' }, async (page) => {
    await page.evaluate(() => globalThis.truceline.do({ type: 'motion', reduce: true }));
    const frames = await page.evaluate(async (list) => {
      const canvas = document.querySelector('#tl-canvas canvas');
      const taken = [];
      for (const action of list) {
        globalThis.truceline.do(action);
        await new Promise(requestAnimationFrame); // behind the program's own callback: what it has drawn is still there
        taken.push(canvas.toDataURL());
      }
      return taken;
    }, actions);
    return frames.map((frame) => decodePNG(Buffer.from(frame.split(',')[1], 'base64')));
  });
  actions.forEach((action, i) => assertSame(patched[i], plain[i], JSON.stringify(action)));
});
