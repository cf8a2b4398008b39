import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countColours,
  open,
  readView,
  screenshotPixels,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 120_000 };

/** Waits until the map has failed, and returns the message to the reader. */
const failureMessage = async (page) => {
  await page.waitForSelector('#tl-status[data-state=failed]', { timeout: 60_000 });
  return page.locator('#tl-status-text').innerText();
};

test(
  'after a lost context the map is restored in the same state, without a reload',
  options,
  async () => {
    const { page, context, errors } = await open(browser, server.url);
    await waitForFirstFrame(page);
    await page.locator('#tl-row-UA-14 button').click();
    await page.locator('[data-app-action*="zoom"]').first().click();
    await waitForIdle(page);
    const before = await readView(page);
    await page.evaluate(() => {
      globalThis.sameDocument = true;
      const canvas = document.querySelector('canvas');
      canvas.dataset.old = '';
      canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    });
    await page.waitForSelector('canvas:not([data-old])', { timeout: 30_000 });
    await waitForFirstFrame(page);
    await waitForIdle(page);
    assert.equal(await page.evaluate(() => globalThis.sameDocument), true);
    assert.equal(await page.locator('canvas').count(), 1, 'the old canvas has been removed');
    const now = await readView(page);
    assert.deepEqual([now.link, now.select], [before.link, before.select]);
    assert.ok(
      countColours(await screenshotPixels(page, await page.locator('#tl-map').boundingBox())) > 20,
    );
    await page.locator('[data-app-action*="reset"]').click();
    await page.waitForFunction((link) => globalThis.truceline.view.link !== link, before.link);
    assert.deepEqual(errors, []);
    await context.close();
  },
);

test('a resized canvas is drawn in the same frame and so is never empty', options, async () => {
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
  await waitForFirstFrame(page);
  await waitForIdle(page);
  await page.evaluate(() => {
    globalThis.log.length = 0;
  });
  for (const width of [880, 700, 500, 900]) {
    await page.setViewportSize({ width, height: 600 });
    await waitForIdle(page);
  }
  const log = (await page.evaluate(() => globalThis.log.join(' '))).replaceAll(
    /(frame )+/g,
    'frame ',
  );
  assert.ok(log.split('size').length > 4, log);
  assert.doesNotMatch(log, /size (size )*frame/);
  await context.close();
});

test('without WebGL 2 a message says so and the table stays', options, async () => {
  const { page, context, errors } = await open(browser, server.url, {
    init: () => {
      HTMLCanvasElement.prototype.getContext = () => null;
    },
  });
  assert.match(await failureMessage(page), /WebGL/);
  assert.match(await page.locator('#tl-row-UA-14').innerText(), /\d/);
  assert.deepEqual(errors, []);
  await context.close();
});

for (const [what, pattern] of [
  ['the program', '**/*.wasm'],
  ['the data', '**/base.*.json'],
  ['a font', '**/*.ttf'],
]) {
  test(
    `if ${what} cannot be fetched a message says so and offers a retry that works`,
    options,
    async () => {
      const { page, context } = await open(browser, 'about:blank');
      await page.route(pattern, (route) => route.abort());
      await page.goto(server.url);
      assert.ok((await failureMessage(page)).length > 20);
      assert.match(await page.locator('#tl-row-UA-14').innerText(), /\d/);
      await page.unroute(pattern);
      await page.locator('#tl-retry').click();
      await waitForFirstFrame(page);
      await context.close();
    },
  );
}

/** Reports whether the page fetched the program itself rather than in a worker. */
const fetchedInPage = (page) =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')),
  );

test('a worker fetches and compiles the program, then ends', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  let workers = 0;
  page.on('worker', () => {
    workers++;
  });
  await page.goto(`${server.url}?select=UA-14`);
  await waitForFirstFrame(page);
  assert.equal(workers, 1);
  assert.equal(page.workers().length, 0);
  assert.equal(await fetchedInPage(page), false);
  await context.close();
});

/** @import { Page } from 'playwright-core' */

for (const [problem, arrange] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  [
    'may not start a worker',
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
  [
    'cannot fetch the worker',
    (page) => page.route('**/load.worker.*.js', (route) => route.abort()),
  ],
  [
    'receives no program from the worker',
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
  test(`a page that ${problem} fetches the program itself`, options, async () => {
    const { page, context } = await open(browser, 'about:blank');
    await arrange(page);
    await page.goto(server.url);
    await waitForFirstFrame(page);
    assert.equal(await fetchedInPage(page), true);
    await context.close();
  });
}

test('the progress bar over the map shows the share that has been loaded', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.addInitScript(() => {
    delete globalThis.Worker; // the throttling below does not affect workers
    const values = (globalThis.progressValues = new Set());
    new MutationObserver(() => {
      const bar = /** @type {HTMLProgressElement} */ (document.getElementById('tl-progress'));
      if (bar && !bar.hidden) values.add(bar.value);
    }).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['value'],
    });
  });
  // Without throttling everything has arrived before the bar is shown.
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 1e6,
    uploadThroughput: 1e6,
  });
  // The bar is shown because the link is to another picture than the static map.
  await page.goto(`${server.url}?layers=-towns`);
  await waitForFirstFrame(page);
  const values = await page.evaluate(() => [...globalThis.progressValues]);
  assert.ok(values.length > 4 && Math.max(...values) === 1, `${values}`);
  assert.ok(
    values.some((value) => value > 0.3 && value < 0.7),
    `${values}`,
  );
  await context.close();
});

for (const [what, change] of /** @type {[string, (text: string) => string][]} */ ([
  ['longer', (text) => `${text} `],
  ['shorter', (text) => text.slice(0, -1)],
])) {
  test(`a data file that is ${what} than the page expects is refused`, options, async () => {
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
    assert.ok((await failureMessage(page)).length > 20);
    assert.match(warnings.join('\n'), /base\..*bytes, not/);
    await context.close();
  });
}

test('a broken program results in a message', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ contentType: 'application/wasm', body: 'not a program' }),
  );
  await page.goto(server.url);
  assert.ok((await failureMessage(page)).length > 20);
  await context.close();
});

test('broken data result in a message, and the console names the file', options, async () => {
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
  assert.ok((await failureMessage(page)).length > 20);
  assert.match(warnings.join('\n'), /Nonsense|geojson/);
  await page.unroute('**/base.*.json');
  await context.close();
});

test(
  'if the program panics the static map is shown again, and a retry works',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, {
      init: () => {
        const { prototype } = WebGL2RenderingContext;
        const { drawElements } = prototype;
        prototype.drawElements = function (...args) {
          if (globalThis.planted) throw new Error('planted'); // a panic in Go
          return drawElements.apply(this, args);
        };
      },
    });
    await waitForFirstFrame(page);
    await waitForIdle(page);
    const staticMap = page.locator('#tl-static .shapes[role=img]');
    await staticMap.waitFor({ state: 'hidden' }); // it fades out
    await page.evaluate(() => {
      globalThis.planted = true;
      globalThis.truceline.dispatch({ type: 'zoom', by: 1 });
    });
    assert.ok((await failureMessage(page)).length > 20);
    assert.ok(await staticMap.isVisible());
    await page.evaluate(() => {
      globalThis.planted = false;
    });
    await page.locator('#tl-retry').click();
    await waitForFirstFrame(page);
    assert.equal(await page.locator('#tl-status').isVisible(), false);
    await context.close();
  },
);

test(
  'the map draws nothing while nothing changes, and printing or hiding it causes no error',
  options,
  async () => {
    const { page, context, errors } = await open(browser, server.url);
    await waitForFirstFrame(page);
    const frames = await waitForIdle(page);
    await page.waitForTimeout(2000);
    assert.equal(await page.evaluate(() => globalThis.truceline.frames), frames);
    await page.emulateMedia({ media: 'print' });
    await page.emulateMedia({ media: 'screen' });
    for (const display of ['none', '']) {
      await page.evaluate((value) => {
        document.body.style.display = value;
      }, display);
      await waitForIdle(page);
    }
    assert.deepEqual(errors, []);
    await context.close();
  },
);

test('while zooming the cached base is scaled with interpolation', options, async () => {
  // The window is high enough for the legend to be below the map.
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 900, height: 1000 } },
  });
  await waitForFirstFrame(page);
  await waitForIdle(page);
  const { baseDrawn, pairs } = await page.evaluate(async () => {
    const gl = document.querySelector('canvas').getContext('webgl2');
    globalThis.truceline.dispatch({ type: 'motion', reduce: true });
    globalThis.truceline.dispatch({ type: 'zoom', by: 0.4 });
    // The map's own callback runs first in this frame, and the canvas still holds what it drew.
    await new Promise(requestAnimationFrame);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    // Only the middle of the upper half is compared: the legend is at the foot, and the map is
    // nearly empty at its sides.
    const pixels = new Uint32Array(width * Math.floor(height / 2));
    gl.readPixels(
      0,
      Math.ceil(height / 2),
      width,
      Math.floor(height / 2),
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      new Uint8Array(pixels.buffer),
    );
    const countDifferences = (x) => {
      let n = 0;
      for (let i = x; i < pixels.length; i += width) n += Number(pixels[i] !== pixels[i - 1]);
      return n;
    };
    return {
      baseDrawn: globalThis.truceline.stats.baseDrawn,
      pairs: Array.from({ length: Math.floor(width / 3) }, (_, i) =>
        countDifferences(Math.floor(width / 3) + i),
      ).sort((a, b) => a - b),
    };
  });
  assert.equal(baseDrawn, false, 'the base is not drawn while the map moves');
  // Without interpolation every fourth column would repeat its neighbour, apart from the names over
  // both.
  const [few, middle] = [0.1, 0.5].map((share) => pairs[Math.floor(pairs.length * share)]);
  assert.ok(
    few > middle / 2,
    `neighbouring columns differ in ${middle} places, but a tenth of them in at most ${few}`,
  );
  await context.close();
});

test(
  'out of view the map draws nothing, and back in view it shows the changes',
  options,
  async () => {
    const { page, context } = await open(browser, server.url);
    await waitForFirstFrame(page);
    await page.evaluate(() => {
      const spacer = document.createElement('div');
      spacer.style.height = '4000px';
      document.body.append(spacer);
      scrollTo(0, 3500);
    });
    await page.waitForTimeout(300);
    const frames = await waitForIdle(page);
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
  },
);

test('a frame that is scrolled out of view draws nothing', options, async () => {
  const newspaper = await servePages({
    '/': `<!doctype html><iframe id="map" src="${server.url}" width="700" height="575"></iframe><p style="height:4000px">Text</p>`,
  });
  const { page, context } = await open(browser, newspaper.url);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  await page.evaluate(() => scrollTo(0, 3000));
  await page.waitForTimeout(300);
  const frames = await waitForIdle(frame);
  await frame.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('[data-app-action*="zoom"]')).click(),
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
    await waitForFirstFrame(page);
    await waitForIdle(page);
    await assertSharp(page, ratio);
    await context.close();
  });
}

test(
  'the canvas adapts to changes of the device pixel ratio and of its size',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, {
      context: { viewport: { width: 640, height: 500 } },
    });
    await waitForFirstFrame(page);
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
      await waitForIdle(page);
      await assertSharp(page, ratio);
    }
    await context.close();
  },
);

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
    `on a GPU with textures of at most ${limit} pixels no larger one is created`,
    options,
    async () => {
      const { page, context } = await open(browser, 'about:blank', {
        context: {
          viewport: { width: sizes[0][0], height: sizes[0][1] },
          deviceScaleFactor: sizes[0][2],
        },
      });
      await page.addInitScript((maxSize) => {
        globalThis.largest = 0;
        const { prototype } = WebGL2RenderingContext;
        const { getParameter } = prototype;
        /** @type {number[]} */
        const limited = [prototype.MAX_TEXTURE_SIZE, prototype.MAX_RENDERBUFFER_SIZE];
        prototype.getParameter = function (name) {
          return limited.includes(name) ? maxSize : getParameter.call(this, name);
        };
        for (const [name, index] of /** @type {const} */ ([
          ['texImage2D', 3],
          ['texStorage2D', 3],
          ['renderbufferStorage', 2],
        ])) {
          /** @type {Function} */
          const make = prototype[name];
          prototype[name] = function (...args) {
            globalThis.largest = Math.max(globalThis.largest, args[index], args[index + 1]);
            return make.apply(this, args);
          };
        }
      }, limit);
      await page.goto(`${server.url}en/tl-en-map/`); // its map is as wide as the window
      await waitForFirstFrame(page);
      const client = await context.newCDPSession(page);
      for (const [width, height, ratio, minScale] of sizes) {
        await client.send('Emulation.setDeviceMetricsOverride', {
          width,
          height,
          deviceScaleFactor: ratio,
          mobile: false,
        });
        await page.waitForFunction((wanted) => devicePixelRatio === wanted, ratio);
        await page.waitForTimeout(300);
        await waitForIdle(page);
        await page.evaluate(() => {
          for (const action of /** @type {const} */ ([
            { type: 'zoom', by: 1 },
            { type: 'pan', dx: -40, dy: 10 },
          ]))
            globalThis.truceline.dispatch(action);
        });
        await waitForIdle(page);
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
          scale <= 1.001 && scale >= minScale,
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
    countColours(await screenshotPixels(page, await page.locator('#tl-map').boundingBox())) > 20,
    'the map is drawn',
  );
}
