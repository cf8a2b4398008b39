import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  open,
  readView,
  screenshotPixels,
  serveInPieces,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/** Records every layout shift. It runs before the page's scripts. */
const recordShifts = () => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const sources = entry.sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.id || node?.className || node?.nodeName} from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`,
      );
      globalThis.shifts.push(`${entry.value} at ${entry.startTime}: ${sources.join('; ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

// Run side by side, because most of the time is spent waiting.
describe('a page that arrives in pieces has no layout shift', { concurrency: 4 }, () => {
  for (const [path, width, height] of /** @type {const} */ ([
    ['en/', 360, 640],
    ['uk/', 1440, 900],
    ['fr/plan-28/', 900, 700],
    ['fr/tl-fr-plan-28/', 600, 620],
  ])) {
    it(`${path} at ${width} px`, options, async (t) => {
      const slow = await serveInPieces(server.url);
      t.after(slow.stop);
      const { page, context, errors } = await open(browser, `${slow.url}/${path}`, {
        init: recordShifts,
        context: { viewport: { width, height } },
      });
      await waitForFirstFrame(page);
      await waitForIdle(page);
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
      assert.deepEqual(errors, []);
      assert.deepEqual(await page.evaluate(() => globalThis.cspViolations), []);
      await context.close();
    });
  }
});

test('the static map needs the HTML alone and links to the table', options, async () => {
  const { page, context } = await open(browser, 'about:blank', {
    context: { javaScriptEnabled: false },
  });
  const requested = [];
  await page.route('**/*', (route) => {
    requested.push(new URL(route.request().url()).pathname);
    return requested.length === 1 ? route.continue() : route.abort();
  });
  await page.goto(`${server.url}uk/plan-20/`);
  const image = await screenshotPixels(page, await page.locator('#tl-map').boundingBox());
  const colours = new Set();
  for (let y = 0; y < image.height; y += 4)
    for (let x = 0; x < image.width; x += 4) colours.add(image.at(x, y).join());
  assert.ok(colours.size > 20, 'the picture is shown');
  assert.match(await page.locator('#tl-situation').innerText(), /6 січня 2026/);
  assert.match(await page.locator('#tl-title').innerText(), /Проєкт із 20 пунктів/);
  const footers = await page
    .locator('#tl-static .base')
    .evaluateAll((all) =>
      all.filter((element) => element.checkVisibility()).map((element) => element.ariaLabel),
    );
  assert.equal(footers.length, 1);
  assert.match(footers[0], /Спірні ділянки.*DeepStateMap/s, 'legend and sources');
  assert.match(await page.locator('#tl-status').innerText(), /JavaScript/);
  const donetsk = page.locator('#tl-static a[data-id=UA-14]');
  assert.match(await donetsk.locator('title').textContent(), /Донецьк.*\d/s);
  await donetsk.evaluate((link) =>
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
  );
  assert.equal(new URL(page.url()).hash, '#tl-row-UA-14');
  assert.match(await page.locator('#tl-row-UA-14').innerText(), /\d/);
  await context.close();
});

describe('the page’s layout and theme do not wait for its main script', () => {
  for (const [path, want] of /** @type {const} */ ([
    ['en/', { ui: 'full', title: true, dark: false, clear: false }],
    ['en/?ui=none', { ui: 'none', title: false, dark: false, clear: false }],
    ['en/?ui=compact&theme=dark', { ui: 'compact', title: true, dark: true, clear: false }],
    ['en/tl-en-map/?transparent=1', { ui: 'compact', title: true, dark: false, clear: true }],
    ['en/tl-en-map/?ui=none', { ui: 'none', title: false, dark: false, clear: false }],
    ['en/tl-en-map/?ui=full&transparent=0', { ui: 'full', title: true, dark: false, clear: false }],
    ['en/tl-en-map/?ui=nothing', { ui: 'compact', title: true, dark: false, clear: false }],
  ])) {
    it(path, options, async () => {
      const { page, context } = await open(browser, 'about:blank');
      await page.route('**/map.*.js', (route) => route.abort());
      await page.goto(server.url + path);
      await page.waitForFunction(() => globalThis.truceline?.boot);
      assert.deepEqual(
        await page.evaluate(() => {
          const { dataset } = document.documentElement;
          return {
            ui: dataset.ui,
            title: document.querySelector('#tl-title').checkVisibility(),
            dark: dataset.theme === 'dark',
            clear: 'transparent' in dataset,
          };
        }),
        want,
      );
      await context.close();
    });
  }
});

/** Opens a page whose program never arrives. */
async function openWithoutProgram(path, settings = {}) {
  const opened = await open(browser, 'about:blank', settings);
  await opened.page.route('**/*.wasm', () => {});
  await opened.page.goto(server.url + path);
  await opened.page.waitForFunction(() => globalThis.truceline?.boot);
  return opened;
}

/**
 * Returns a point of the page at which an oblast is topmost, with neither a town nor contested land
 * within the tolerance of a tap.
 */
const pointIn = (page, id) =>
  page.evaluate((wanted) => {
    const contested = /** @type {SVGPathElement[]} */ ([
      ...document.querySelectorAll('#tl-static .shapes path[data-id]'),
    ]);
    const towns = [...document.querySelectorAll('#tl-static .names [data-id] circle')]
      .map((dot) => dot.getBoundingClientRect())
      .filter(({ width }) => width);
    const isUnambiguous = (x, y) =>
      contested.every((path) => {
        const point = new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse());
        return !path.isPointInFill(point) && !path.isPointInStroke(point);
      }) &&
      towns.every(
        ({ left, top, width, height }) =>
          Math.hypot(left + width / 2 - x, top + height / 2 - y) > 14,
      );
    const area = document.querySelector(`#tl-static a[data-id="${wanted}"]`);
    const box = area.getBoundingClientRect();
    for (let i = 1; i < 24; i++) {
      for (let k = 1; k < 24; k++) {
        // Whole pixels, because some engines' mice know no others.
        const x = Math.round(box.left + (box.width * i) / 24);
        const y = Math.round(box.top + (box.height * k) / 24);
        if (document.elementFromPoint(x, y)?.closest('a') === area && isUnambiguous(x, y))
          return { x, y };
      }
    }
    return null;
  }, id);

test('the static map responds to mouse, touch and keyboard', options, async () => {
  const { page, context } = await openWithoutProgram('en/', { context: { hasTouch: true } });
  const tooltip = async () => {
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    ); // the tooltip is updated in an animation frame
    return (await page.locator('#tl-tooltip').isVisible())
      ? page.locator('#tl-tooltip').innerText()
      : '';
  };
  const donetsk = await pointIn(page, 'UA-14');
  await page.mouse.move(donetsk.x, donetsk.y);
  assert.match(
    await tooltip(),
    /Donetsk.*\d.*%.*DeepStateMap/s,
    'the mouse shows name, share and source',
  );
  const lviv = await pointIn(page, 'UA-46');
  await page.touchscreen.tap(lviv.x, lviv.y);
  assert.match(await tooltip(), /Lviv/, 'so does a tap');
  await page.locator('#tl-input').focus();
  await page.keyboard.press('Escape');
  assert.equal(await tooltip(), '');
  await page.keyboard.press(']');
  const first = await tooltip();
  await page.keyboard.press(']');
  assert.ok(
    first.length > 10 && (await tooltip()).length > 10 && first !== (await tooltip()),
    'the keys go from one shape to the next',
  );
  assert.ok((await page.locator('#tl-announce').textContent()).length > 10, 'and announce it');
  await context.close();
});

test('links of the static map work only once its script has failed to load', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  await page.route('**/boot.*.js', (route) => route.abort());
  await page.goto(`${server.url}en/`);
  const donetsk = await page.locator('#tl-static a[data-id=UA-14] path').first().boundingBox();
  const tap = () => page.mouse.click(donetsk.x + donetsk.width / 2, donetsk.y + donetsk.height / 2);
  await tap();
  assert.equal(new URL(page.url()).hash, '');
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('.land path')).pointerEvents === 'fill',
  );
  await tap();
  await page.waitForURL(/#tl-row-UA-14$/);
  await context.close();
});

test('a tap before the program has loaded opens its card once it has', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${server.url}en/`);
  await page.waitForFunction(() => globalThis.truceline?.boot);
  const point = await pointIn(page, 'UA-14');
  await page.mouse.click(point.x, point.y);
  release();
  await waitForFirstFrame(page);
  await page.waitForFunction(() => globalThis.truceline.view?.select === 'UA-14');
  assert.equal(
    (await page.locator('#tl-tooltip').isVisible()) &&
      (await page.locator('#tl-tooltip-source').innerText()),
    false,
  );
  await context.close();
});

test('a program with another hash than the page’s is not started', options, async () => {
  const { page, context } = await open(browser, 'about:blank');
  const warnings = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await page.goto(`${server.url}en/`);
  await page.waitForSelector('#tl-status[data-state=failed]');
  assert.match(warnings.join('\n'), /hash/);
  assert.equal(await page.locator('canvas').count(), 0);
  assert.ok(await page.locator('#tl-static .shapes[role=img]').isVisible(), 'the static map stays');
  await page.unroute('**/*.wasm');
  await page.locator('#tl-retry').click();
  await waitForFirstFrame(page);
  await context.close();
});

test('a link to another picture covers the page’s static map', options, async () => {
  for (const [path, isOther] of /** @type {const} */ ([
    ['en/?date=2022-03-28', true],
    ['en/?scenario=plan-28', true],
    ['en/plan-28/?scenario=plan-28', false],
    ['en/plan-28/?scenario=none', true],
    ['fr/?lang=en', true],
    ['en/?theme=dark&select=UA-14', false],
  ])) {
    const { page, context } = await openWithoutProgram(path);
    const box = await page.locator('#tl-map').boundingBox();
    const covered = await page.evaluate(
      ({ x, y }) =>
        document.elementFromPoint(x, y).closest('#tl-status') !== null ||
        getComputedStyle(document.getElementById('tl-status')).position === 'absolute',
      { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    );
    assert.equal(covered, isOther, path);
    await context.close();
  }
});

test(
  'a scenario’s page opens with the scenario, and its address stays short',
  options,
  async () => {
    const { page, context } = await open(browser, `${server.url}fr/plan-28/`);
    await waitForFirstFrame(page);
    const view = await readView(page);
    assert.deepEqual([view.lang, view.scenario?.id], ['fr', 'plan-28']);
    await page.waitForTimeout(600);
    assert.equal(new URL(page.url()).search, '');
    await page.evaluate(() => globalThis.truceline.dispatch({ type: 'scenario', id: '' }));
    await page.waitForFunction(() => location.search === '?scenario=none');
    await page.reload();
    await waitForFirstFrame(page);
    assert.equal((await readView(page)).scenario, null);
    await context.close();
  },
);

test('the program is fetched only once the map is scrolled into view', options, async () => {
  const openFarAway = async () => {
    const newspaper = await servePages({
      '/': `<!doctype html><p style="height:6000px">Text</p><iframe id="map" src="${server.url}en/tl-en-map/" width="700" height="575"></iframe>`,
    });
    const opened = await open(browser, newspaper.url);
    const frame = await (
      await opened.page.waitForSelector('#map', { state: 'attached' })
    ).contentFrame();
    await frame.waitForFunction(() => globalThis.truceline?.boot);
    await opened.page.waitForTimeout(800);
    return {
      ...opened,
      frame,
      newspaper,
      fetched: () => opened.requests.some((url) => url.endsWith('.wasm')),
    };
  };
  const article = await openFarAway();
  assert.equal(article.fetched(), false, 'not while the map is far out of view');
  // A cross-origin frame cannot observe a margin around the viewport, so its program is fetched
  // when the map comes into view.
  await article.page.evaluate(() => scrollTo(0, 5900));
  await waitForFirstFrame(article.frame);
  await article.context.close();
  await article.newspaper.stop();
});

test('the map runs without workers and storage', options, async () => {
  const newspaper = await servePages({
    '/': `<!doctype html><iframe id="map" sandbox="allow-scripts" src="${server.url}en/tl-en-plan-20/" width="700" height="575"></iframe>`,
  });
  const { page, context } = await open(browser, newspaper.url);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  assert.equal((await readView(frame)).scenario?.id, 'plan-20');
  await context.close();
  await newspaper.stop();
});

test('a pinned page says when its data was corrected later', options, async () => {
  const versions = await (await fetch(`${server.url}versions.json`)).json();
  const { page, context } = await open(browser, `${server.url}v/${versions.latest}/en/tl-en-map/`, {
    context: { serviceWorkers: 'block' },
  }); // Playwright does not route the requests of a service worker
  await waitForFirstFrame(page);
  assert.equal(await page.locator('#tl-corrected').isVisible(), false);
  const date = Object.keys(versions.data).find((key) => /^\d{4}-/.test(key));
  await page.route('**/versions.json', (route) =>
    route.fulfill({ json: { ...versions, data: { ...versions.data, [date]: 'other' } } }),
  );
  await page.reload();
  await page.waitForSelector('#tl-corrected:not([hidden])');
  assert.match(await page.locator('#tl-corrected a').getAttribute('href'), /en\/tl-en-map\/$/);
  await context.close();
});

/**
 * Returns the share of blocks of 8 by 8 pixels whose mean colours differ. Other antialiasing of
 * glyphs and lines does not count, while a picture that is offset by two pixels differs in a fifth
 * of the blocks.
 */
function differingBlocks(a, b) {
  const mean = (image, x, y) => {
    const sum = [0, 0, 0];
    for (let i = 0; i < 64; i++)
      image.at(x + (i & 7), y + (i >> 3)).forEach((value, k) => {
        sum[k] += value / 64;
      });
    return sum;
  };
  let differing = 0;
  let total = 0;
  for (let y = 0; y + 8 <= a.height; y += 8) {
    for (let x = 0; x + 8 <= a.width; x += 8, total++) {
      const [p, q] = [mean(a, x, y), mean(b, x, y)];
      if (Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]) > 24) differing++;
    }
  }
  return differing / total;
}

for (const [path, width, height, scheme] of /** @type {const} */ ([
  ['en/', 360, 640, 'light'],
  ['uk/', 390, 844, 'light'],
  ['en/', 900, 700, 'dark'],
  ['fr/', 1440, 900, 'light'],
  ['uk/plan-28/', 1440, 900, 'light'],
  ['fr/plan-20/', 360, 740, 'dark'],
])) {
  test(
    `the live map looks like the static map: ${path} at ${width} px, ${scheme}`,
    options,
    async () => {
      // Both use the map's font, but the canvas antialiases glyphs differently and the live map has
      // more names.
      const { page, context } = await open(browser, `${server.url}${path}`, {
        context: { viewport: { width, height }, colorScheme: scheme },
      });
      await waitForFirstFrame(page);
      await waitForIdle(page);
      await page.waitForTimeout(400);
      const box = await page.locator('#tl-map').boundingBox();
      const live = await screenshotPixels(page, box);
      await page.evaluate(() => {
        delete document.getElementById('tl-canvas').dataset.drawn;
      });
      await page.waitForTimeout(400);
      const staticMap = await screenshotPixels(page, box);
      const share = differingBlocks(live, staticMap);
      assert.ok(share < 0.06, `${(share * 100).toFixed(2)} % of the picture differ`);
      await context.close();
    },
  );
}
