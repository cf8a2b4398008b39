import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  drawn,
  engine,
  launch,
  missing,
  open,
  serveMap,
  servePages,
  settled,
  view,
} from './browser.js';
import { Unsupported } from './engines/unsupported.js';

// The map in an article, with a real mouse, real keys and real fingers. The frame is of the same
// site, of another one (so of another process), or sandboxed as tightly as WordPress does.

const options = { skip: missing, timeout: 600_000 };
let browser;
let server;
let newspaper;

const article = (
  src,
  attributes = '',
) => `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Article</title>
<body style="margin:0"><p style="height:300px">Before</p><button id="before">before</button>
<iframe id="map" title="Map" src="${src}" width="700" height="904" style="border:0;display:block" ${attributes}></iframe>
<button id="after">after</button><p style="height:3000px">After</p>`;

before(async () => {
  if (missing) return;
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
  await drawn(frame);
  assert.deepEqual(
    await place(opened.page),
    { scroll: 0, focus: 'BODY' },
    'starting takes no focus and scrolls nothing',
  );
  await opened.page.evaluate((to) => scrollTo(0, to), SCROLL);
  await settled(frame);
  const box = await frame.locator('#tl-map').boundingBox();
  return { ...opened, frame, box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

const place = (page) =>
  page.evaluate(() => ({
    scroll: scrollY,
    focus: document.activeElement.id || document.activeElement.tagName,
  }));
const seen = async (frame) => new URLSearchParams((await view(frame)).link).get('view');
const scrolled = (page, from) => page.waitForFunction((before) => scrollY > before + 40, from);

/** Brings the article back to where the test began. */
async function back(page) {
  await page.waitForTimeout(400); // it may still glide
  await page.evaluate((to) => scrollTo(0, to), SCROLL);
  await page.waitForTimeout(100);
}

test(
  'on the whole screen wheel and finger belong to the map, and afterwards to the article again',
  options,
  async () => {
    const { page, context, frame, middle } = await openArticle('/fullscreen');
    const touch = () => frame.evaluate(() => document.getElementById('tl-input').style.touchAction);
    assert.equal(await touch(), 'pan-x pan-y');
    await frame.locator('#tl-fullscreen').click();
    await frame.waitForFunction(() => document.fullscreenElement);
    await settled(frame);
    const start = await seen(frame);
    assert.equal(await touch(), 'none');
    await page.mouse.move(middle.x, 200);
    await page.mouse.wheel(0, -240);
    await frame.waitForFunction(
      (before) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== before,
      start,
    );
    await frame.evaluate(() => document.exitFullscreen());
    await frame.waitForFunction(() => !document.fullscreenElement);
    await settled(frame);
    assert.equal(await touch(), 'pan-x pan-y');
    const after = await seen(frame);
    await page.evaluate((to) => scrollTo(0, to), SCROLL);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel(0, 200);
    await scrolled(page, SCROLL);
    assert.equal(await seen(frame), after);
    await context.close();
  },
);

for (const path of ['/same-site', '/cross-site', '/sandboxed']) {
  // eslint-disable-next-line max-lines-per-function -- its parts are short, and share one article
  test(`${path}: wheel, keys, Tab and links belong to the article`, options, async (t) => {
    const { page, context, frame, box, middle, complaints } = await openArticle(path);
    const start = await seen(frame);

    await t.test('a plain wheel scrolls the article and a hint says how to zoom', async () => {
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.wheel(0, 200);
      await scrolled(page, SCROLL);
      assert.equal(await seen(frame), start, 'the map stays');
      await frame.waitForFunction(() =>
        /Ctrl|⌘/.test(document.getElementById('tl-hint').textContent),
      );
      await frame.waitForFunction(
        () => document.getElementById('tl-hint').dataset.active === undefined,
      );
      await back(page);
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
      assert.equal((await place(page)).scroll, SCROLL);
      assert.equal(await page.evaluate(() => devicePixelRatio), ratio);
      await settled(frame);
    });

    await t.test(
      'a drag moves the map; a button released outside leaves nothing stuck',
      async () => {
        const before = await seen(frame);
        await page.mouse.move(middle.x, middle.y);
        await page.mouse.down();
        await page.mouse.move(middle.x - 60, middle.y + 20, { steps: 4 });
        await page.mouse.move(box.x + box.width + 100, middle.y, { steps: 4 }); // over the article
        await page.mouse.up();
        // A frame of another process hears of the button only now.
        await page.mouse.move(middle.x - 60, middle.y, { steps: 2 });
        await frame.waitForFunction(
          (then) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== then,
          before,
        );
        await settled(frame);
        const after = await seen(frame);
        await page.mouse.move(middle.x, middle.y, { steps: 4 });
        await page.mouse.move(middle.x + 70, middle.y + 40, { steps: 4 });
        await settled(frame);
        assert.equal(await seen(frame), after, 'without a button the mouse moves nothing');
      },
    );

    await t.test('PageDown scrolls the article while the map has the focus', async () => {
      assert.equal(
        await frame.evaluate(() => document.activeElement.id),
        'tl-input',
        'a press gave the map the focus',
      );
      assert.equal((await place(page)).scroll, SCROLL, 'and scrolled nothing');
      await page.keyboard.press('PageDown');
      if (engine === 'firefox' && path === '/cross-site')
        throw new Unsupported('a key that goes on from a frame of another process to the article');
      await scrolled(page, SCROLL);
      await back(page);
    });

    // What the browser makes of Space in a frame that has nothing to scroll is its own affair
    // (Chromium: nothing).
    await t.test('Space and shortcuts reach the browser', async () => {
      await frame.evaluate(() => {
        globalThis.kept = [];
        addEventListener('keydown', (event) => {
          if (event.defaultPrevented) globalThis.kept.push(event.key);
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
      if (engine !== 'webkit') shortcuts.push('Meta+ArrowRight'); // GTK knows no Meta key
      if (engine === 'chromium') shortcuts.push('Control+f', 'Control+l', 'F6'); // elsewhere they take the focus out of the page
      for (const key of shortcuts) await page.keyboard.press(key);
      assert.deepEqual(await frame.evaluate(() => globalThis.kept), []);
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(
        await frame.evaluate(() => globalThis.kept),
        ['ArrowRight'],
        'what is the map’s is kept',
      );
      await back(page);
    });

    await t.test(
      'a link inside opens a sheet over the map, Escape closes it, and the article stays',
      async () => {
        const height = () =>
          frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
        const before = await height();
        for (const name of ['legend', 'scenarios', 'figures', 'about']) {
          await frame.locator(`.sheet-nav [href="#tl-sheet-${name}"]`).click();
          const sheet = await frame.locator(`#tl-sheet-${name}`).boundingBox();
          const now = await frame.locator('#tl-map').boundingBox();
          assert.ok(
            sheet.y >= now.y - 1 &&
              sheet.y + sheet.height <= now.y + now.height + 1 &&
              sheet.x + sheet.width <= now.x + now.width + 1,
            `${name} lies in the map's box`,
          );
          assert.equal(await height(), before, `${name} changes no height`);
          assert.equal(
            await frame.evaluate(() => document.activeElement.closest('.sheet')?.id),
            `tl-sheet-${name}`,
            'the keyboard is in it',
          );
          await page.keyboard.press('Escape');
          await frame.locator(`#tl-sheet-${name}`).waitFor({ state: 'hidden' });
          assert.equal(
            await frame.evaluate(() => document.activeElement.getAttribute('href')),
            `#tl-sheet-${name}`,
            'and goes back',
          );
          assert.equal((await place(page)).scroll, SCROLL, `${name}: the article stays`);
        }
        await frame.locator('.sheet-nav [href="#tl-sheet-figures"]').click();
        await frame.locator('#tl-row-UA-14 button').click();
        await frame.locator('#tl-card[data-state=open]').waitFor();
        await frame.locator('#tl-sheet-figures').waitFor({ state: 'hidden' });
        assert.equal(await height(), before, 'a card changes no height');
        assert.equal((await place(page)).scroll, SCROLL, 'a row of the table scrolls no article');
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
        for (let i = 0; i < 60 && (await place(page)).focus !== to; i++) {
          await page.keyboard.press(key);
          inside ||= await frame.evaluate(() => document.activeElement?.id === 'tl-input');
        }
        assert.ok(inside, `${key}: the map had the focus`);
        assert.equal((await place(page)).focus, to);
      }
    });

    await t.test('out of view it draws nothing, whatever happens', async () => {
      await page.evaluate(() => scrollTo(0, 2500));
      await page.waitForTimeout(1000);
      const frames = await settled(frame);
      await frame.evaluate(() => globalThis.truceline.dispatch({ type: 'zoom', by: 1 }));
      await page.waitForTimeout(400);
      assert.equal(await frame.evaluate(() => globalThis.truceline.frames), frames);
      await back(page);
      await frame.waitForFunction((before) => globalThis.truceline.frames > before, frames);
    });

    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`${path}: one finger belongs to the article, two to the map`, options, async (t) => {
    const { page, context, frame, middle } = await openArticle(path, {
      viewport: { width: 720, height: 800 },
      hasTouch: true,
    });
    const client = await context.newCDPSession(page);
    const touch = (type, points) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const start = await seen(frame);

    await t.test('one finger scrolls the article', async () => {
      await touch('touchStart', [middle]);
      for (let up = 15; up <= 150; up += 15)
        await touch('touchMove', [{ x: middle.x, y: middle.y - up }]);
      await touch('touchEnd', []);
      await scrolled(page, SCROLL);
      assert.equal(await seen(frame), start, 'the map stays');
      await frame.waitForFunction(() =>
        /two fingers/.test(document.getElementById('tl-hint').textContent),
      );
      await page.waitForTimeout(800);
      await back(page);
    });

    await t.test('two fingers pan and pinch the map', async () => {
      const two = (x, y, spread) => [
        { x: x - spread, y, id: 0 },
        { x: x + spread, y, id: 1 },
      ];
      await touch('touchStart', two(middle.x, middle.y, 40));
      for (let i = 1; i <= 8; i++)
        await touch('touchMove', two(middle.x + 4 * i, middle.y - 6 * i, 40 + 10 * i));
      await touch('touchEnd', []);
      await frame.waitForFunction(
        (then) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== then,
        start,
      );
      await settled(frame);
      assert.equal((await place(page)).scroll, SCROLL, 'the article stays');
    });

    await t.test('a cancelled touch leaves nothing stuck: the next tap is a tap', async () => {
      const before = await seen(frame);
      await touch('touchStart', [middle]);
      await touch('touchMove', [{ x: middle.x + 4, y: middle.y }]);
      await touch('touchCancel', []);
      await touch('touchStart', [middle]);
      await touch('touchEnd', []);
      await frame.locator('#tl-card[data-state=open]').waitFor();
      assert.equal(await seen(frame), before);
      assert.equal((await place(page)).scroll, SCROLL);
    });

    await context.close();
  });
}
