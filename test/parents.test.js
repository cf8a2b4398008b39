import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { launch, open, serveMap, servePages, skipReason, waitForFirstFrame } from './browser.js';
import { parents } from './parents.js';

const WIDTHS = [320, 375, 600, 900, 1400];
const options = { skip: skipReason, timeout: 300_000 };
const names = Object.keys(parents);
/** Returns the path of the embeddable page of the map in a language. */
const embedPath = (lang) => `${lang}/tl-${lang}-map/`;

let browser;
let server;
let newspaper;

before(async () => {
  if (skipReason) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
  const site = server.url.replace('127.0.0.1', 'localhost'); // another site, so in another process
  newspaper = await servePages(
    Object.fromEntries([
      ...names.map((name, i) => [`/${i}`, parents[name](site + embedPath('en'), site)]),
      ...['en', 'uk', 'fr'].map((lang) => [
        `/${lang}`,
        `<!doctype html><iframe id="map" src="${server.url}${embedPath(lang)}" style="width:320px;height:2000px;border:0"></iframe>`,
      ]),
    ]),
  );
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await newspaper?.stop();
});

/** Records each height of the frame. */
function recordHeights() {
  globalThis.heights = [];
  const height = () =>
    (
      document.querySelector('[data-truceline]')?.truceline?.frame ??
      document.querySelector('iframe')
    )?.getBoundingClientRect().height;
  globalThis.resetHeights = () => {
    globalThis.heights = [height()];
  };
  const record = () => {
    const current = height();
    if (current && current !== globalThis.heights.at(-1)) globalThis.heights.push(current);
    requestAnimationFrame(record);
  };
  requestAnimationFrame(record);
}

const measureFrame = (frame) =>
  frame.evaluate(() => ({
    contentHeight: document.documentElement.getBoundingClientRect().height,
    frameHeight: innerHeight,
    scrollHeight: document.scrollingElement.scrollHeight,
    scrollWidth: document.scrollingElement.scrollWidth,
    frameWidth: innerWidth,
    clientWidth: document.documentElement.clientWidth,
  }));

/** In the page: returns the height of the rule for the frame's current width. */
function ruleHeight() {
  const probe = document.createElement('div');
  probe.style.cssText = 'position: fixed; height: var(--frame-height)';
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return height;
}

/** Waits until the frame has the height of the rule, and a little longer for later changes. */
async function waitForRuleHeight(page, frame) {
  const height = await frame.evaluate(ruleHeight);
  await frame.waitForFunction((wanted) => innerHeight === wanted, height, { timeout: 60_000 });
  await page.waitForTimeout(300);
}

// The program is blocked, since the height does not depend on it. So are the fonts, since a heading
// may take another line in another font and their arrival is not predictable. The tests run side by
// side, because most of the time is spent waiting.
describe('a parent that resizes the frame', { concurrency: 4 }, () => {
  names.forEach((name, i) => {
    it(`${name}: one step at every width, and nothing is clipped`, options, async () => {
      const { page, context, errors } = await open(browser, 'about:blank', {
        init: recordHeights,
        context: { viewport: { width: 320, height: 700 } },
      });
      await page.route(/\.(wasm|ttf)$/, (route) => route.abort());
      await page.goto(`${newspaper.url}/${i}`);
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      await frame.waitForSelector('#tl-map');
      const heights = {};
      for (const width of [...WIDTHS, 375, 320]) {
        await page.evaluate(() => globalThis.resetHeights());
        await page.setViewportSize({ width, height: 700 });
        await frame.waitForFunction((wanted) => innerWidth === wanted, width);
        await waitForRuleHeight(page, frame);
        const size = await measureFrame(frame);
        assert.equal(
          size.frameHeight,
          Math.ceil(size.contentHeight),
          `${width}: the frame has the height of its content`,
        );
        assert.ok(
          size.scrollHeight <= size.frameHeight && size.scrollWidth <= size.frameWidth,
          `${width}: nothing is clipped: ${JSON.stringify(size)}`,
        );
        assert.equal(size.clientWidth, size.frameWidth, `${width}: there is no scroll bar`);
        if (width === 320) assert.ok(size.frameHeight <= 1000, `${size.frameHeight} px at 320 px`);
        const steps = await page.evaluate(() => globalThis.heights.slice(1));
        assert.ok(steps.length <= 1, `${width}: one step, but ${steps}`);
        heights[width] ??= size.frameHeight;
        assert.equal(size.frameHeight, heights[width], `${width}: the same height again`);
      }
      // iframe-resizer posts messages to frames that have not loaded, which Firefox reports as an
      // error.
      assert.deepEqual(
        errors.filter(
          (text) => !/wasm|ttf|ERR_FAILED|does not match the recipient window’s origin/.test(text),
        ),
        [],
      );
      await context.close();
    });
  });
});

/** Opens the page of a parent with a map whose program is blocked, and a sheet of the map. */
async function openSheet(name, sheet) {
  const { page, context } = await open(browser, 'about:blank');
  await page.route(/^https:/, (route) => route.abort());
  await page.route(/\.wasm$/, () => {}); // never answered
  await page.goto(`${newspaper.url}/${names.indexOf(name)}`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForFunction(() => globalThis.truceline?.dispatch);
  const go = (to) => frame.locator(`.sheet-nav [href="#tl-sheet-${to}"]`).click();
  await go(sheet);
  return { page, context, frame, go };
}

test(
  'if a sandbox forbids new pages a link shows its address, and WordPress opens the map’s page',
  options,
  async () => {
    const { page, context, frame, go } = await openSheet('WordPress', 'about');
    const link = frame.locator('#tl-sheet-about .sources a').first();
    await link.click();
    const address = frame.locator('#tl-sheet-about .address input');
    const { value, href, selected } = await address.evaluate(
      (/** @type {HTMLInputElement} */ input) => ({
        value: input.value,
        href: input.closest('li').querySelector('a').href,
        selected:
          document.activeElement === input &&
          input.value.slice(input.selectionStart, input.selectionEnd),
      }),
    );
    assert.deepEqual([value, selected], [href, href]);
    await link.click();
    assert.equal(await address.count(), 1);
    assert.equal(context.pages().length, 1);
    await page.keyboard.press('Escape');
    await go('share');
    await frame.locator('#tl-open-full a').click();
    await page.waitForURL(
      (url) => url.hostname === 'localhost' && url.pathname === `/${embedPath('en')}`,
    );
    await context.close();
  },
);

test('if new pages are allowed a link opens one without an opener', options, async () => {
  const { context, frame } = await openSheet('embed.js', 'share');
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    frame.locator('#tl-open-full a').click(),
  ]);
  await opened.waitForURL(`**/${embedPath('en')}*`);
  assert.equal(await opened.evaluate(() => opener), null);
  assert.equal(await frame.locator('#tl-sheet-share #tl-open-full .address').count(), 0);
  await context.close();
});

/** Asserts that no action changes the height of the map's frame in a language. */
async function assertConstantHeight(lang) {
  const { page, context, errors } = await open(browser, `${newspaper.url}/${lang}`);
  const element = await page.waitForSelector('#map');
  const frame = await element.contentFrame();
  await waitForFirstFrame(frame);
  // The map stops drawing, which would take most of the time.
  await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'visible', on: false }));
  const measureHeights = async () => {
    const heights = {};
    for (const width of WIDTHS) {
      await element.evaluate((map, to) => {
        map.style.width = `${to}px`;
      }, width);
      await frame.waitForFunction((wanted) => innerWidth === wanted, width, { polling: 20 });
      heights[width] = await frame.evaluate(() =>
        Math.ceil(document.documentElement.getBoundingClientRect().height),
      );
    }
    return heights;
  };
  const first = await measureHeights();
  const view = await frame.evaluate(() => ({
    dates: globalThis.truceline.view.dates.map(({ id }) => ({ type: 'date', date: id })),
    scenarios: globalThis.truceline.view.scenarios.map(({ id }) => ({ type: 'scenario', id })),
    steps: globalThis.truceline.view.steps.map(({ id }) => ({ type: 'step', id })),
  }));
  const actions = /** @type {import('../web/types.js').Action[]} */ ([
    ...view.dates,
    { type: 'select', id: 'UA-14' },
    ...view.scenarios,
    { type: 'close' },
    ...view.steps,
  ]);
  for (const action of actions) {
    const before = await frame.evaluate((what) => {
      const link = globalThis.truceline.view.link;
      globalThis.truceline.dispatch(what);
      return link;
    }, action);
    await frame.waitForFunction(
      (link) =>
        !globalThis.truceline.view.missingFiles.length && globalThis.truceline.view.link !== link,
      before,
      { polling: 20 },
    );
    assert.deepEqual(await measureHeights(), first, `${lang}: ${JSON.stringify(action)}`);
  }
  assert.deepEqual(errors, []);
  await context.close();
}

test('no date, scenario, step or card changes the height, in any language', options, async () => {
  await Promise.all(['en', 'uk', 'fr'].map(assertConstantHeight)); // mostly waiting
});
