import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { articleWithMap } from './article.js';
import {
  engine,
  launch,
  open,
  readView,
  serveMap,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { Unsupported } from './engines/unsupported.js';

// The map in a frame of an article, with real mouse, keyboard and touch input. The frame is of the
// same site, of another site (so in another process), or in a sandbox as strict as WordPress's.

const options = { skip: skipReason, timeout: 600_000 };
let browser;
let server;
let newspaper;

const article = (src, attributes = '') =>
  articleWithMap(src, {
    height: 904,
    attributes: `title="Map" ${attributes}`,
    style: ';display:block',
    head: '<html lang="en"><meta name="viewport" content="width=device-width">',
  });

before(async () => {
  if (skipReason) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
  newspaper = await servePages({
    '/same-site': article(server.url),
    '/cross-site': article(server.url.replace('127.0.0.1', 'localhost')),
    '/sandboxed': article(server.url, 'sandbox="allow-scripts"'),
    '/fullscreen': article(server.url, 'allow="fullscreen"'),
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await newspaper?.stop();
});

const SCROLL = 250;

async function openArticle(path, context = { viewport: { width: 900, height: 1300 } }) {
  const opened = await open(browser, newspaper.url + path, { context });
  opened.page.setDefaultTimeout(120_000);
  const frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  assert.deepEqual(
    await scrollAndFocus(opened.page),
    { scroll: 0, focus: 'BODY' },
    'the map neither takes the focus nor scrolls the article when it starts',
  );
  await opened.page.evaluate((to) => scrollTo(0, to), SCROLL);
  await waitForIdle(frame);
  const box = await frame.locator('#tl-map').boundingBox();
  return { ...opened, frame, box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

const scrollAndFocus = (page) =>
  page.evaluate(() => ({
    scroll: scrollY,
    focus: document.activeElement.id || document.activeElement.tagName,
  }));
const viewParam = async (frame) => new URLSearchParams((await readView(frame)).link).get('view');
const waitForScroll = (page, from) => page.waitForFunction((before) => scrollY > before + 40, from);

/** Scrolls the article back to where the test began. */
async function scrollBack(page) {
  await page.waitForTimeout(400); // smooth scrolling may still be in progress
  await page.evaluate((to) => scrollTo(0, to), SCROLL);
  await page.waitForTimeout(100);
}

test(
  'in fullscreen wheel and touch move the map, and afterwards they scroll the article again',
  options,
  async () => {
    const { page, context, frame, middle } = await openArticle('/fullscreen');
    const touchAction = () =>
      frame.evaluate(() => document.getElementById('tl-input').style.touchAction);
    assert.equal(await touchAction(), 'pan-x pan-y');
    await frame.locator('#tl-fullscreen').click();
    await frame.waitForFunction(() => document.fullscreenElement);
    await waitForIdle(frame);
    const start = await viewParam(frame);
    assert.equal(await touchAction(), 'none');
    await page.mouse.move(middle.x, 200);
    await page.mouse.wheel(0, -240);
    await frame.waitForFunction(
      (before) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== before,
      start,
    );
    await frame.evaluate(() => document.exitFullscreen());
    await frame.waitForFunction(() => !document.fullscreenElement);
    await waitForIdle(frame);
    assert.equal(await touchAction(), 'pan-x pan-y');
    const after = await viewParam(frame);
    await page.evaluate((to) => scrollTo(0, to), SCROLL);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel(0, 200);
    await waitForScroll(page, SCROLL);
    assert.equal(await viewParam(frame), after);
    await context.close();
  },
);

for (const path of ['/same-site', '/cross-site', '/sandboxed']) {
  // eslint-disable-next-line max-lines-per-function -- its parts are short, and share one article
  test(`${path}: the map leaves wheel, keys, Tab and links to the article`, options, async (t) => {
    const { page, context, frame, box, middle, errors } = await openArticle(path);
    const start = await viewParam(frame);

    await t.test('a plain wheel scrolls the article and a hint says how to zoom', async () => {
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.wheel(0, 200);
      await waitForScroll(page, SCROLL);
      assert.equal(await viewParam(frame), start, 'the map does not move');
      await frame.waitForFunction(() =>
        /Ctrl|⌘/.test(document.getElementById('tl-hint').textContent),
      );
      await frame.waitForFunction(
        () => document.getElementById('tl-hint').dataset.active === undefined,
      );
      await scrollBack(page);
    });

    await t.test('with Ctrl the wheel zooms the map and nothing else', async () => {
      const ratio = await page.evaluate(() => devicePixelRatio);
      await page.mouse.move(middle.x, middle.y);
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -240);
      await page.keyboard.up('Control');
      await frame.waitForFunction(
        (before) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== before,
        start,
      );
      assert.equal((await scrollAndFocus(page)).scroll, SCROLL);
      assert.equal(await page.evaluate(() => devicePixelRatio), ratio);
      await waitForIdle(frame);
    });

    await t.test(
      'a drag moves the map; a button released outside leaves nothing stuck',
      async () => {
        const before = await viewParam(frame);
        await page.mouse.move(middle.x, middle.y);
        await page.mouse.down();
        await page.mouse.move(middle.x - 60, middle.y + 20, { steps: 4 });
        await page.mouse.move(box.x + box.width + 100, middle.y, { steps: 4 }); // over the article
        await page.mouse.up();
        // A frame in another process learns of the released button only now.
        await page.mouse.move(middle.x - 60, middle.y, { steps: 2 });
        await frame.waitForFunction(
          (then) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== then,
          before,
        );
        await waitForIdle(frame);
        const after = await viewParam(frame);
        await page.mouse.move(middle.x, middle.y, { steps: 4 });
        await page.mouse.move(middle.x + 70, middle.y + 40, { steps: 4 });
        await waitForIdle(frame);
        assert.equal(await viewParam(frame), after, 'without a button the mouse moves nothing');
      },
    );

    await t.test('PageDown scrolls the article while the map has the focus', async () => {
      assert.equal(
        await frame.evaluate(() => document.activeElement.id),
        'tl-input',
        'a press gives the map the focus',
      );
      assert.equal((await scrollAndFocus(page)).scroll, SCROLL, 'and scrolls nothing');
      await page.keyboard.press('PageDown');
      if (engine === 'firefox' && path === '/cross-site')
        throw new Unsupported('keys that scroll the article from a frame of another process');
      await waitForScroll(page, SCROLL);
      await scrollBack(page);
    });

    // Whether Space in a frame without overflow scrolls the article is up to the browser (in
    // Chromium it does not).
    await t.test('Space and shortcuts reach the browser', async () => {
      await frame.evaluate(() => {
        globalThis.prevented = [];
        addEventListener('keydown', (event) => {
          if (event.defaultPrevented) globalThis.prevented.push(event.key);
        });
        document.getElementById('tl-input').focus({ preventScroll: true });
      });
      const shortcuts = [
        'Space',
        'Control+=',
        'Control+-',
        'Control+0',
        'Alt+ArrowLeft',
        'Home',
        'End',
        'a',
      ];
      if (engine !== 'webkit') shortcuts.push('Meta+ArrowRight'); // GTK has no Meta key
      // In other engines these move the focus out of the page.
      if (engine === 'chromium') shortcuts.push('Control+f', 'Control+l', 'F6');
      for (const key of shortcuts) await page.keyboard.press(key);
      assert.deepEqual(await frame.evaluate(() => globalThis.prevented), []);
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(
        await frame.evaluate(() => globalThis.prevented),
        ['ArrowRight'],
        'the map handles its own keys',
      );
      await scrollBack(page);
    });

    await t.test(
      'a link in the frame opens a sheet over the map and Escape closes it, without scrolling',
      async () => {
        const height = () =>
          frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
        const before = await height();
        for (const name of ['legend', 'scenarios', 'figures', 'about']) {
          await frame.locator(`.sheet-nav [href="#tl-sheet-${name}"]`).click();
          const sheet = await frame.locator(`#tl-sheet-${name}`).boundingBox();
          const map = await frame.locator('#tl-map').boundingBox();
          assert.ok(
            sheet.y >= map.y - 1 &&
              sheet.y + sheet.height <= map.y + map.height + 1 &&
              sheet.x + sheet.width <= map.x + map.width + 1,
            `${name} is inside the map's box`,
          );
          assert.equal(await height(), before, `${name} changes no height`);
          assert.equal(
            await frame.evaluate(() => document.activeElement.closest('.sheet')?.id),
            `tl-sheet-${name}`,
            'the focus is in the sheet',
          );
          await page.keyboard.press('Escape');
          await frame.locator(`#tl-sheet-${name}`).waitFor({ state: 'hidden' });
          assert.equal(
            await frame.evaluate(() => document.activeElement.getAttribute('href')),
            `#tl-sheet-${name}`,
            'and returns to the link',
          );
          assert.equal(
            (await scrollAndFocus(page)).scroll,
            SCROLL,
            `${name}: the article does not scroll`,
          );
        }
        await frame.locator('.sheet-nav [href="#tl-sheet-figures"]').click();
        await frame.locator('#tl-row-UA-14 button').click();
        await frame.locator('#tl-card[data-state=open]').waitFor();
        await frame.locator('#tl-sheet-figures').waitFor({ state: 'hidden' });
        assert.equal(await height(), before, 'a card changes no height');
        assert.equal(
          (await scrollAndFocus(page)).scroll,
          SCROLL,
          'a row of the table does not scroll the article',
        );
        await frame.locator('#tl-card .close').click();
        await frame.locator('#tl-card[data-state=empty]').waitFor({ state: 'attached' });
      },
    );

    await t.test('Tab goes through the map and leaves it, both ways', async () => {
      for (const [key, from, to] of [
        ['Tab', '#before', 'after'],
        ['Shift+Tab', '#after', 'before'],
      ]) {
        await page.locator(from).focus();
        let inside = false;
        for (let i = 0; i < 60 && (await scrollAndFocus(page)).focus !== to; i++) {
          await page.keyboard.press(key);
          inside ||= await frame.evaluate(() => document.activeElement?.id === 'tl-input');
        }
        assert.ok(inside, `${key}: the map had the focus`);
        assert.equal((await scrollAndFocus(page)).focus, to);
      }
    });

    await t.test('out of view the map draws nothing', async () => {
      if (engine === 'firefox' && path === '/cross-site')
        throw new Unsupported('a frame of another process that learns that it is out of view');
      await page.evaluate(() => scrollTo(0, 2500));
      // Browsers throttle a frame of another site that is out of view, and its observers too.
      await frame.waitForFunction(() => !globalThis.truceline.boot.contexts.visible, null, {
        polling: 100,
      });
      const frames = await waitForIdle(frame);
      await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'zoom', by: 1 }));
      await page.waitForTimeout(400);
      assert.equal(await frame.evaluate(() => globalThis.truceline.frames), frames);
      await scrollBack(page);
      await frame.waitForFunction((before) => globalThis.truceline.frames > before, frames);
    });

    assert.deepEqual(errors, []);
    await context.close();
  });

  test(`${path}: one finger scrolls the article, two move the map`, options, async (t) => {
    const { page, context, frame, middle } = await openArticle(path, {
      viewport: { width: 720, height: 800 },
      hasTouch: true,
    });
    const client = await context.newCDPSession(page);
    const touch = (type, points) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const start = await viewParam(frame);

    await t.test('one finger scrolls the article', async () => {
      await touch('touchStart', [middle]);
      for (let up = 15; up <= 150; up += 15)
        await touch('touchMove', [{ x: middle.x, y: middle.y - up }]);
      await touch('touchEnd', []);
      await waitForScroll(page, SCROLL);
      assert.equal(await viewParam(frame), start, 'the map does not move');
      await frame.waitForFunction(() =>
        /two fingers/.test(document.getElementById('tl-hint').textContent),
      );
      await page.waitForTimeout(800);
      await scrollBack(page);
    });

    await t.test('two fingers pan and pinch the map', async () => {
      const twoFingers = (x, y, spread) => [
        { x: x - spread, y, id: 0 },
        { x: x + spread, y, id: 1 },
      ];
      await touch('touchStart', twoFingers(middle.x, middle.y, 40));
      for (let i = 1; i <= 8; i++)
        await touch('touchMove', twoFingers(middle.x + 4 * i, middle.y - 6 * i, 40 + 10 * i));
      await touch('touchEnd', []);
      await frame.waitForFunction(
        (then) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== then,
        start,
      );
      await waitForIdle(frame);
      assert.equal((await scrollAndFocus(page)).scroll, SCROLL, 'the article does not scroll');
    });

    await t.test('a cancelled touch leaves nothing stuck: the next tap is a tap', async () => {
      const before = await viewParam(frame);
      await touch('touchStart', [middle]);
      await touch('touchMove', [{ x: middle.x + 4, y: middle.y }]);
      await touch('touchCancel', []);
      await touch('touchStart', [middle]);
      await touch('touchEnd', []);
      await frame.locator('#tl-card[data-state=open]').waitFor();
      assert.equal(await viewParam(frame), before);
      assert.equal((await scrollAndFocus(page)).scroll, SCROLL);
    });

    await context.close();
  });
}
