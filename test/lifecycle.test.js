import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, drawn, missing, open, pixels, servePages, settled, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 120_000 };

const sentence = async (page) => {
  await page.waitForSelector('#tl-status[data-state=failed]', { timeout: 60_000 });
  return page.locator('#tl-status-text').innerText();
};

test('a lost context comes back without a reload, as the reader left it', options, async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await drawn(page);
  await page.locator('#tl-row-UA-14 button').click();
  await page.locator('[data-action*="zoom"]').first().click();
  await settled(page);
  const before = await view(page);
  await page.evaluate(() => {
    globalThis.sameDocument = true;
    const canvas = document.querySelector('canvas');
    canvas.dataset.old = '';
    canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
  });
  await page.waitForSelector('canvas:not([data-old])', { timeout: 30_000 });
  await drawn(page);
  await settled(page);
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true);
  assert.equal(await page.locator('canvas').count(), 1, 'the old canvas is gone');
  const now = await view(page);
  assert.deepEqual([now.link, now.select], [before.link, before.select]);
  assert.ok(colours(await pixels(page, await page.locator('#tl-map').boundingBox())) > 20);
  await page.locator('[data-action*="reset"]').click();
  await page.waitForFunction((link) => globalThis.truceline.view.link !== link, before.link);
  assert.deepEqual(complaints, []);
  await context.close();
});

test(
  'a canvas that gets another size is drawn in the same frame: it is never empty',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, {
      init: () => {
        const log = (globalThis.log = []);
        const { set, get } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
        Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
          get,
          set(width) {
            log.push('size');
            set.call(this, width);
          },
        });
        const draw = WebGL2RenderingContext.prototype.drawElements;
        WebGL2RenderingContext.prototype.drawElements = function drawElements(...args) {
          log.push('draw');
          draw.apply(this, args);
        };
        const frame = () => {
          log.push('frame');
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      },
    });
    await drawn(page);
    await settled(page);
    await page.evaluate(() => {
      globalThis.log.length = 0;
    });
    for (const width of [880, 700, 500, 900]) {
      await page.setViewportSize({ width, height: 600 });
      await settled(page);
    }
    const log = (await page.evaluate(() => globalThis.log.join(' '))).replaceAll(
      /(frame )+/g,
      'frame ',
    );
    assert.ok(log.split('size').length > 4, log);
    assert.doesNotMatch(log, /size (size )*frame/);
    await context.close();
  },
);

test('without WebGL 2 a sentence says so and the table stays', options, async () => {
  const { page, context, complaints } = await open(browser, server.url, {
    init: () => {
      HTMLCanvasElement.prototype.getContext = () => null;
    },
  });
  assert.match(await sentence(page), /WebGL/);
  assert.match(await page.locator('#tl-row-UA-14').innerText(), /\d/);
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [what, pattern] of [
  ['the program', '**/*.wasm'],
  ['the data', '**/base.*.json'],
  ['a font', '**/*.ttf'],
]) {
  test(
    `when ${what} cannot be fetched a sentence says so and offers a retry that works`,
    options,
    async () => {
      const { page, context } = await open(browser, 'about:blank');
      await page.route(pattern, (route) => route.abort());
      await page.goto(server.url);
      assert.ok((await sentence(page)).length > 20);
      assert.match(await page.locator('#tl-row-UA-14').innerText(), /\d/);
      await page.unroute(pattern);
      await page.locator('#tl-retry').click();
      await drawn(page);
      await context.close();
    },
  );
}

const fetchedHere = (page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')),
  );

test('a worker fetches and compiles the program, and ends', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  let workers = 0;
  page.on('worker', () => {
    workers++;
  });
  await page.goto(`${server.url}?select=UA-14`);
  await drawn(page);
  assert.equal(workers, 1);
  assert.equal(page.workers().length, 0);
  assert.equal(await fetchedHere(page), false);
  await context.close();
});

/** @import { Page } from 'playwright-core' */

for (const [what, change] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  [
    'may have no worker',
    (page) =>
      page.addInitScript(() => {
        /** @type {unknown} */
        const Refused = class {
          constructor() {
            throw new DOMException('', 'SecurityError');
          }
        };
        globalThis.Worker = /** @type {typeof Worker} */ (Refused);
      }),
  ],
  ['cannot fetch the worker', (page) => page.route('**/load.worker.*.js', (route) => route.abort())],
  [
    'is not handed the program',
    (page) =>
      page.addInitScript(() => {
        const { addEventListener } = Worker.prototype;
        Worker.prototype.addEventListener = function (type, listener) {
          return addEventListener.call(
            this,
            type,
            type === 'message' ? () => listener({ data: { message: 'no clone' } }) : listener,
          );
        };
      }),
  ],
])) {
  test(`a page that ${what} fetches the program itself`, options, async () => {
    const { page, context } = await open(browser, 'about:blank');
    await change(page);
    await page.goto(server.url);
    await drawn(page);
    assert.equal(await fetchedHere(page), true);
    await context.close();
  });
}

test('the bar over the map follows what has arrived', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.addInitScript(() => {
    delete globalThis.Worker; // the slow line below does not reach a worker
    const steps = (globalThis.steps = new Set());
    new MutationObserver(() => {
      const bar = /** @type {HTMLProgressElement} */ (document.getElementById('tl-progress'));
      if (bar && !bar.hidden) steps.add(bar.value);
    }).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['value'],
    });
  });
  // Without a slow line all has arrived before the bar is there.
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 1e6,
    uploadThroughput: 1e6,
  });
  // A link that asks for another picture: the bar is there while it loads.
  await page.goto(`${server.url}?layers=-towns`);
  await drawn(page);
  const steps = await page.evaluate(() => [...globalThis.steps]);
  assert.ok(steps.length > 4 && Math.max(...steps) === 1, `${steps}`);
  assert.ok(
    steps.some((step) => step > 0.3 && step < 0.7),
    `${steps}`,
  );
  await context.close();
});

for (const [what, change] of /** @type {[string, (text: string) => string][]} */ ([
  ['longer', (text) => `${text} `],
  ['shorter', (text) => text.slice(0, -1)],
])) {
  test(`a file that is ${what} than when the page was written is not taken`, options, async () => {
    const { page, context } = await open(browser, 'about:blank');
    const warnings = [];
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await page.route('**/base.*.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    await page.goto(server.url);
    assert.ok((await sentence(page)).length > 20);
    assert.match(warnings.join('\n'), /base\..*bytes, not/);
    await context.close();
  });
}

test('a broken program ends in a sentence', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ contentType: 'application/wasm', body: 'not a program' }),
  );
  await page.goto(server.url);
  assert.ok((await sentence(page)).length > 20);
  await context.close();
});

test('broken data end in a sentence, and the console says which', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  const warnings = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.route('**/base.*.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replaceAll('"FeatureCollection"', '"Nonsense........."'),
    });
  });
  await page.goto(server.url);
  assert.ok((await sentence(page)).length > 20);
  assert.match(warnings.join('\n'), /Nonsense|geojson/);
  await page.unroute('**/base.*.json');
  await context.close();
});

test('when the program panics the picture is back, and a retry works', options, async () => {
  const { page, context } = await open(browser, server.url, {
    init: () => {
      const { prototype } = WebGL2RenderingContext;
      const real = prototype.drawElements;
      prototype.drawElements = function (...args) {
        if (globalThis.planted) throw new Error('planted'); // in Go a panic
        return real.apply(this, args);
      };
    },
  });
  await drawn(page);
  await settled(page);
  const still = page.locator('#tl-static .shapes[role=img]');
  await still.waitFor({ state: 'hidden' }); // it fades
  await page.evaluate(() => {
    globalThis.planted = true;
    globalThis.truceline.dispatch({ type: 'zoom', by: 1 });
  });
  assert.ok((await sentence(page)).length > 20);
  assert.ok(await still.isVisible());
  await page.evaluate(() => {
    globalThis.planted = false;
  });
  await page.locator('#tl-retry').click();
  await drawn(page);
  assert.equal(await page.locator('#tl-status').isVisible(), false);
  await context.close();
});

test(
  'nothing changes, nothing is drawn; printed or hidden by its article the map is told no size',
  options,
  async () => {
    const { page, context, complaints } = await open(browser, server.url);
    await drawn(page);
    const frames = await settled(page);
    await page.waitForTimeout(2000);
    assert.equal(await page.evaluate(() => globalThis.truceline.frames), frames);
    await page.emulateMedia({ media: 'print' });
    await page.emulateMedia({ media: 'screen' });
    for (const display of ['none', '']) {
      await page.evaluate((value) => {
        document.body.style.display = value;
      }, display);
      await settled(page);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  },
);

test('a map that comes nearer is stretched smoothly, and not pixel by pixel', options, async () => {
  // High enough for the key to stand below the map.
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 900, height: 1000 } },
  });
  await drawn(page);
  await settled(page);
  const { ground, pairs } = await page.evaluate(async () => {
    const gl = document.querySelector('canvas').getContext('webgl2');
    globalThis.truceline.dispatch({ type: 'motion', reduce: true });
    globalThis.truceline.dispatch({ type: 'zoom', by: 0.4 });
    // The map's own came first: the canvas still holds what it drew.
    await new Promise(requestAnimationFrame);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    // The upper half alone, and of it the middle: at the foot stands the key, at the sides the map
    // is nearly bare.
    const seen = new Uint32Array(width * Math.floor(height / 2));
    gl.readPixels(
      0,
      Math.ceil(height / 2),
      width,
      Math.floor(height / 2),
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      new Uint8Array(seen.buffer),
    );
    const unlike = (x) => {
      let n = 0;
      for (let at = x; at < seen.length; at += width) n += Number(seen[at] !== seen[at - 1]);
      return n;
    };
    return {
      ground: globalThis.truceline.stats.baseDrawn,
      pairs: Array.from({ length: Math.floor(width / 3) }, (_, i) =>
        unlike(Math.floor(width / 3) + i),
      ).sort((a, b) => a - b),
    };
  });
  assert.equal(ground, false, 'the ground is not drawn while the map moves');
  // Pixel by pixel, every fourth column would be the one beside it again, but for the names that
  // lie over both.
  const [few, middle] = [0.1, 0.5].map((share) => pairs[Math.floor(pairs.length * share)]);
  assert.ok(
    few > middle / 2,
    `neighbouring columns differ in ${middle} places, but a tenth of them in at most ${few}`,
  );
  await context.close();
});

test('out of view nothing is drawn, and on return what was missed', options, async () => {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  await page.evaluate(() => {
    const room = document.createElement('div');
    room.style.height = '4000px';
    document.body.append(room);
    scrollTo(0, 3500);
  });
  await page.waitForTimeout(300);
  const frames = await settled(page);
  await page.evaluate(() => {
    const theme = /** @type {HTMLSelectElement} */ (document.getElementById('tl-theme'));
    theme.value = 'dark';
    theme.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForTimeout(500);
  assert.equal(
    await page.evaluate(() => globalThis.truceline.frames),
    frames,
    'nothing while out of view',
  );
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction((before) => globalThis.truceline.frames > before, frames);
  await page.waitForFunction(() => globalThis.truceline.view.theme === 'dark');
  await context.close();
});

test('a frame that is scrolled out of view draws nothing', options, async () => {
  const newspaper = await servePages({
    '/': `<!doctype html><iframe id="map" src="${server.url}" width="700" height="575"></iframe><p style="height:4000px">Text</p>`,
  });
  const { page, context } = await open(browser, newspaper.url);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await drawn(frame);
  await page.evaluate(() => scrollTo(0, 3000));
  await page.waitForTimeout(300);
  const frames = await settled(frame);
  await frame.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('[data-action*="zoom"]')).click(),
  );
  await page.waitForTimeout(500);
  assert.equal(await frame.evaluate(() => globalThis.truceline.frames), frames);
  await page.evaluate(() => scrollTo(0, 0));
  await frame.waitForFunction((before) => globalThis.truceline.frames > before, frames);
  await context.close();
  await newspaper.stop();
});

for (const ratio of [1, 1.5, 2, 3]) {
  test(`the canvas has one pixel per device pixel at a ratio of ${ratio}`, options, async () => {
    const { page, context } = await open(browser, server.url, {
      context: { viewport: { width: 640, height: 500 }, deviceScaleFactor: ratio },
    });
    await drawn(page);
    await settled(page);
    await assertSharp(page, ratio);
    await context.close();
  });
}

test('the canvas follows a changed ratio and a changed size', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 640, height: 500 } },
  });
  await drawn(page);
  const client = await context.newCDPSession(page);
  for (const [width, ratio] of [
    [700, 2],
    [660, 1.5],
    [800, 1.5],
    [820, 1],
    [1200, 3],
  ]) {
    await client.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 500,
      deviceScaleFactor: ratio,
      mobile: false,
    });
    await page.waitForFunction((wanted) => devicePixelRatio === wanted, ratio);
    await page.waitForTimeout(300);
    await settled(page);
    await assertSharp(page, ratio);
  }
  await context.close();
});

for (const [limit, sizes] of /** @type {const} */ ([
  [
    2048,
    [
      [760, 700, 2, 1],
      [1440, 900, 2, 0.7],
    ],
  ],
  [
    4096,
    [
      [1440, 900, 2, 1],
      [3840, 2160, 1, 1],
      [3000, 1600, 2, 0.6],
    ],
  ],
])) {
  test(
    `a GPU whose textures are at most ${limit} wide is asked for no larger one`,
    options,
    async () => {
      const { page, context } = await open(browser, 'about:blank', {
        context: {
          viewport: { width: sizes[0][0], height: sizes[0][1] },
          deviceScaleFactor: sizes[0][2],
        },
      });
      await page.addInitScript((most) => {
        globalThis.largest = 0;
        const { prototype } = WebGL2RenderingContext;
        const { getParameter } = prototype;
        /** @type {number[]} */
        const limited = [prototype.MAX_TEXTURE_SIZE, prototype.MAX_RENDERBUFFER_SIZE];
        prototype.getParameter = function (name) {
          return limited.includes(name) ? most : getParameter.call(this, name);
        };
        for (const [name, at] of /** @type {const} */ ([
          ['texImage2D', 3],
          ['texStorage2D', 3],
          ['renderbufferStorage', 2],
        ])) {
          /** @type {Function} */
          const make = prototype[name];
          prototype[name] = function (...args) {
            globalThis.largest = Math.max(globalThis.largest, args[at], args[at + 1]);
            return make.apply(this, args);
          };
        }
      }, limit);
      await page.goto(`${server.url}en/tl-en-map/`); // as wide as the window
      await drawn(page);
      const client = await context.newCDPSession(page);
      for (const [width, height, ratio, least] of sizes) {
        await client.send('Emulation.setDeviceMetricsOverride', {
          width,
          height,
          deviceScaleFactor: ratio,
          mobile: false,
        });
        await page.waitForFunction((wanted) => devicePixelRatio === wanted, ratio);
        await page.waitForTimeout(300);
        await settled(page);
        await page.evaluate(() => {
          for (const action of /** @type {const} */ ([
            { type: 'zoom', by: 1 },
            { type: 'pan', dx: -40, dy: 10 },
          ]))
            globalThis.truceline.dispatch(action);
        });
        await settled(page);
        const { state, largest, scale, side } = await page.evaluate(() => {
          const canvas = document.querySelector('canvas');
          const { state } = globalThis.truceline;
          return {
            state,
            largest: globalThis.largest,
            scale: canvas.width / canvas.getBoundingClientRect().width / devicePixelRatio,
            side: Math.max(canvas.width, canvas.height),
          };
        });
        assert.equal(state, 'live', `${width}×${height} at ${ratio}`);
        assert.ok(
          largest > 0 && largest <= limit && side <= limit,
          `${width}×${height} at ${ratio}: a texture of ${largest}, a canvas of ${side}`,
        );
        assert.ok(
          scale <= 1.001 && scale >= least,
          `${width}×${height} at ${ratio}: ${scale} of the screen's pixels`,
        );
      }
      await context.close();
    },
  );
}

async function assertSharp(page, ratio) {
  const size = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const box = canvas.getBoundingClientRect();
    return {
      width: canvas.width,
      height: canvas.height,
      cssWidth: box.width,
      cssHeight: box.height,
    };
  });
  assert.ok(
    Math.abs(size.width - size.cssWidth * ratio) <= 1,
    `${size.width} device pixels for ${size.cssWidth} CSS pixels`,
  );
  assert.ok(
    Math.abs(size.height - size.cssHeight * ratio) <= 1,
    `${size.height} device pixels for ${size.cssHeight} CSS pixels`,
  );
  assert.ok(
    colours(await pixels(page, await page.locator('#tl-map').boundingBox())) > 20,
    'the map is drawn',
  );
}
