import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { drawn, launch, missing, open, serveMap, servePages } from './browser.js';
import { parents } from './parents.js';

const WIDTHS = [320, 375, 600, 900, 1400];
const options = { skip: missing, timeout: 300_000 };
const names = Object.keys(parents);
/** The page of a map that is made for frames, by language. */
const embedded = (lang) => `${lang}/tl-${lang}-map/`;

let browser;
let server;
let newspaper;

before(async () => {
  if (missing) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
  const site = server.url.replace('127.0.0.1', 'localhost'); // another site, so another process
  newspaper = await servePages(
    Object.fromEntries([
      ...names.map((name, i) => [`/${i}`, parents[name](site + embedded('en'), site)]),
      ...['en', 'uk', 'fr'].map((lang) => [
        `/${lang}`,
        `<!doctype html><iframe id="map" src="${server.url}${embedded(lang)}" style="width:320px;height:2000px;border:0"></iframe>`,
      ]),
    ]),
  );
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await newspaper?.stop();
});

/** Notes each height that the frame is given. */
function watchHeights() {
  globalThis.heights = [];
  const height = () =>
    (
      document.querySelector('[data-truceline]')?.truceline?.frame ??
      document.querySelector('iframe')
    )?.getBoundingClientRect().height;
  globalThis.noteFrom = () => {
    globalThis.heights = [height()];
  };
  const note = () => {
    const now = height();
    if (now && now !== globalThis.heights.at(-1)) globalThis.heights.push(now);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}

const inside = (frame) =>
  frame.evaluate(() => ({
    height: document.documentElement.getBoundingClientRect().height, // of the content
    room: innerHeight,
    scrollHeight: document.scrollingElement.scrollHeight,
    scrollWidth: document.scrollingElement.scrollWidth,
    width: innerWidth,
    page: document.documentElement.clientWidth,
  }));

/** The height that the rule gives a frame of the width that it has. */
function ruleHeight() {
  const probe = document.createElement('div');
  probe.style.cssText = 'position: fixed; height: var(--frame-height)';
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return height;
}

/** Waits until the frame has the height by the rule, and looks a little longer. */
async function settle(page, frame) {
  const height = await frame.evaluate(ruleHeight);
  await frame.waitForFunction((wanted) => innerHeight === wanted, height, { timeout: 60_000 });
  await page.waitForTimeout(300);
}

// The program is kept away, as the height is there before it; and so are the fonts, which come when
// they come: a heading in another font may take another line.
describe('a parent that obeys', { concurrency: 4 }, () => {
  // most of it is waiting
  names.forEach((name, i) => {
    it(`${name}: settles in one step at every width, and nothing is cut off`, options, async () => {
      const { page, context, complaints } = await open(browser, 'about:blank', {
        init: watchHeights,
        context: { viewport: { width: 320, height: 700 } },
      });
      await page.route(/\.(wasm|ttf)$/, (route) => route.abort());
      await page.goto(`${newspaper.url}/${i}`);
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      await frame.waitForSelector('#tl-map');
      const seen = {};
      for (const width of [...WIDTHS, 375, 320]) {
        await page.evaluate(() => globalThis.noteFrom());
        await page.setViewportSize({ width, height: 700 });
        await frame.waitForFunction((wanted) => innerWidth === wanted, width);
        await settle(page, frame);
        const is = await inside(frame);
        assert.equal(
          is.room,
          Math.ceil(is.height),
          `${width}: the frame has the height of its content`,
        );
        assert.ok(
          is.scrollHeight <= is.room && is.scrollWidth <= is.width,
          `${width}: nothing is cut off: ${JSON.stringify(is)}`,
        );
        assert.equal(is.page, is.width, `${width}: no scroll bar takes room`);
        if (width === 320) assert.ok(is.room <= 1000, `${is.room} px at 320 px`);
        const steps = await page.evaluate(() => globalThis.heights.slice(1));
        assert.ok(steps.length <= 1, `${width}: one step, but ${steps}`);
        seen[width] ??= is.room;
        assert.equal(is.room, seen[width], `${width}: the same height again`);
      }
      // iframe-resizer speaks to frames that are not there yet, which Firefox calls an error.
      assert.deepEqual(
        complaints.filter(
          (text) => !/wasm|ttf|ERR_FAILED|does not match the recipient window’s origin/.test(text),
        ),
        [],
      );
      await context.close();
    });
  });
});

/** Opens the page of a parent with a map whose program is kept away, and a sheet of it. */
async function openSheet(name, sheet) {
  const { page, context } = await open(browser, 'about:blank');
  await page.route(/^https:/, (route) => route.abort());
  await page.route(/\.wasm$/, () => {}); // it never comes
  await page.goto(`${newspaper.url}/${names.indexOf(name)}`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForFunction(() => globalThis.truceline?.dispatch);
  const go = (to) => frame.locator(`.sheet-nav [href="#tl-sheet-${to}"]`).click();
  await go(sheet);
  return { page, context, frame, go };
}

test(
  'where a sandbox forbids new pages a link shows its address, and WordPress goes to the map’s own',
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
      (url) => url.hostname === 'localhost' && url.pathname === `/${embedded('en')}`,
    );
    await context.close();
  },
);

test(
  'where new pages are allowed a link opens one that does not know the map',
  options,
  async () => {
    const { context, frame } = await openSheet('embed.js', 'share');
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      frame.locator('#tl-open-full a').click(),
    ]);
    await opened.waitForURL(`**/${embedded('en')}*`);
    assert.equal(await opened.evaluate(() => opener), null);
    assert.equal(await frame.locator('#tl-sheet-share #tl-open-full .address').count(), 0);
    await context.close();
  },
);

/** Opens an article in a language and does all that could change the height of the map's frame. */
async function keepsItsHeight(lang) {
  const { page, context, complaints } = await open(browser, `${newspaper.url}/${lang}`);
  const element = await page.waitForSelector('#map');
  const frame = await element.contentFrame();
  await drawn(frame);
  // The map draws no more, which is what takes the time.
  await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'visible', on: false }));
  const heights = async () => {
    const found = {};
    for (const width of WIDTHS) {
      await element.evaluate((map, to) => {
        map.style.width = `${to}px`;
      }, width);
      await frame.waitForFunction((wanted) => innerWidth === wanted, width, { polling: 20 });
      found[width] = await frame.evaluate(() =>
        Math.ceil(document.documentElement.getBoundingClientRect().height),
      );
    }
    return found;
  };
  const first = await heights();
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
    assert.deepEqual(await heights(), first, `${lang}: ${JSON.stringify(action)}`);
  }
  assert.deepEqual(complaints, []);
  await context.close();
}

test('no date, scenario, step or card changes the height, in any language', options, async () => {
  await Promise.all(['en', 'uk', 'fr'].map(keepsItsHeight)); // most of it is waiting
});
