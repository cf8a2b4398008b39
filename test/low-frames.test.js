// Frames whose height the article does not adapt: the page fits into any height, and whatever the
// reader opens is in view.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { open, servePages, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 180_000 };
const heights = JSON.parse(readFileSync(new URL('heights.json', import.meta.url), 'utf8'));
const SIZES = [
  [280, 200],
  [320, 200],
  [388, 218],
  [375, 420],
  [360, 500],
  [375, 640],
  [320, 700],
  [640, 200],
  [640, 360],
  [760, 428],
  [1280, 200],
  [1280, 420],
  [960, 760],
];
/** The parts that move into a sheet where there is no space, in this order. */
const PARTS = ['.map .sentence', '.headline-figures', '.tabs', '.date-control', '.links'];

const stops = [];
after(async () => {
  for (const stop of stops) await stop();
});

/** Opens an article of another site with a map in a frame. */
async function openArticle(
  path,
  { style, viewport = { width: 1300, height: 800 }, live = false, above = 0 },
) {
  const pages = await servePages({
    '/article': `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin: 0; height: 4000px"><p style="margin: 0; height: ${above}px"></p><iframe id="map" src="${server.url}${path}" style="display: block; border: 0; ${style}"></iframe><script>received = []; addEventListener('message', ({ data }) => { if (data.truceline) received.push(data); })</script>`,
  });
  stops.push(pages.stop);
  const opened = await open(browser, 'about:blank', { context: { viewport, hasTouch: true } });
  // Unless the map is to be live its program never arrives, since the layout does not need it.
  if (!live) await opened.page.route('**/*.wasm', () => {});
  await opened.page.goto(`${pages.url.replace('127.0.0.1', 'localhost')}/article`);
  const frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  await frame.waitForSelector('.more-link', { state: 'attached' });
  if (live) {
    await waitForFirstFrame(frame);
    await waitForIdle(frame);
  }
  return { ...opened, frame };
}

/**
 * Resizes the frame and waits until its page has been laid out again.
 * @param {Awaited<ReturnType<typeof openArticle>>} article
 * @param {number[]} size
 */
async function resize({ page, frame }, [width, height]) {
  await page.evaluate(
    ([w, h]) => {
      document.getElementById('map').style.cssText =
        `display: block; border: 0; width: ${w}px; height: ${h}px`;
    },
    [width, height],
  );
  await frame.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);
  await frame.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve));
      }),
  );
}

/** Returns the faults of the frame's layout, and how many parts have moved into the sheet. */
const inspectLayout = (frame) =>
  frame.evaluate((parts) => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth)
      faults.push(`${root.scrollWidth}×${root.scrollHeight} in ${innerWidth}×${innerHeight}`);
    const moved = parts.filter((part) =>
      document.querySelector(`#tl-sheet-more ${part.replace('.map ', '')}`),
    );
    for (const part of [
      '.situation',
      '.headline',
      ...parts.filter((one) => !moved.includes(one)),
    ]) {
      const element = document.querySelector(part);
      if (
        element.scrollHeight > element.clientHeight + 1 ||
        element.scrollWidth > element.clientWidth + 1
      )
        faults.push(`${part} is clipped`);
      if (element.getBoundingClientRect().height < 16) faults.push(`${part} is missing`);
    }
    if (String(parts.slice(0, moved.length)) !== String(moved)) faults.push(`${moved} have moved`);
    const link = document.querySelector('.more-link');
    if (link.checkVisibility() !== moved.length > 0) faults.push('the link to the sheet');
    const box = document.getElementById('tl-map').getBoundingClientRect();
    const minHeight = innerHeight < 300 ? 0.6 * innerHeight : 185;
    if (box.height < minHeight) faults.push(`the map's box is ${box.height} high`);
    for (const button of document.querySelectorAll('.map-buttons .button')) {
      const { left, top, right, bottom } = button.getBoundingClientRect();
      if (right > left && (left < 0 || right > innerWidth || top < box.top || bottom > box.bottom))
        faults.push('a button is clipped');
    }
    return { faults, movedCount: moved.length };
  }, PARTS);

for (const lang of Object.keys(heights)) {
  test(
    `${lang}: a frame's page fits into any height, and parts move into the sheet in order`,
    options,
    async () => {
      const article = await openArticle(`${lang}/tl-${lang}-map/`, {
        style: 'width: 388px; height: 218px',
      });
      const message = await article.page.waitForFunction(() =>
        globalThis.received.find(({ type }) => type === 'height'),
      );
      assert.equal(
        (await message.jsonValue()).height,
        heights[lang].compact[360],
        'it requests the height of the rule',
      );
      for (const size of SIZES) {
        await resize(article, size);
        const { faults, movedCount } = await inspectLayout(article.frame);
        assert.deepEqual(faults, [], `${size}`);
        assert.ok(
          size[1] > 300 || movedCount === PARTS.length,
          `${size}: ${movedCount} parts are in the sheet`,
        );
      }
      await resize(article, [390, heights[lang].compact[390]]);
      assert.deepEqual(await inspectLayout(article.frame), { faults: [], movedCount: 0 });
      await article.context.close();
    },
  );

  test(`${lang}: every headline fits into one line of the lowest frames`, options, async () => {
    const ids = (await (await fetch(`${server.url}embed/${lang}/`)).text()).match(
      /tl-[a-z0-9-]+(?=\/")/g,
    );
    assert.ok(ids.length >= 6, `${ids}`);
    const article = await openArticle(`${lang}/${ids[0]}/`, {
      style: 'width: 320px; height: 200px',
    });
    const clipped = [];
    for (const id of ids) {
      await article.frame.goto(`${server.url}${lang}/${id}/`);
      const [needs, has] = await article.frame.evaluate(() => [
        document.querySelector('.headline').scrollWidth,
        document.querySelector('.headline').clientWidth,
      ]);
      if (needs > has) clipped.push(`${id}: ${needs} of ${has}`);
    }
    assert.deepEqual(clipped, []);
    await article.context.close();
  });
}

test(
  'one finger and the wheel over a low frame scroll the article and nothing in the frame',
  options,
  async () => {
    const { page, frame, context } = await openArticle('uk/tl-uk-map/', {
      style: 'width: 388px; height: 218px',
      above: 200,
    });
    const inside = () => frame.evaluate(() => [scrollY, document.scrollingElement.scrollTop]);
    await page.mouse.move(190, 330);
    await page.mouse.wheel(0, 100);
    await page.waitForFunction(() => scrollY === 100);
    assert.deepEqual(await inside(), [0, 0]);
    const client = await context.newCDPSession(page);
    const touch = (type, points) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [{ x: 190, y: 260 }]);
    for (let up = 15; up <= 150; up += 15) await touch('touchMove', [{ x: 190, y: 260 - up }]);
    await touch('touchEnd', []);
    await page.waitForFunction(() => scrollY > 200);
    assert.deepEqual(await inside(), [0, 0]);
    await context.close();
  },
);

test(
  'parts without space work in a sheet, which returns the focus when it is closed',
  options,
  async () => {
    const article = await openArticle('en/tl-en-map/', {
      style: 'width: 388px; height: 218px',
      live: true,
    });
    const { frame, page, context } = article;
    await frame.locator('.more-link').focus();
    await page.keyboard.press('Enter');
    const sheet = frame.locator('#tl-sheet-more');
    for (const part of PARTS)
      assert.ok(await sheet.locator(part.replace('.map ', '')).isVisible(), part);
    assert.equal(
      await sheet.evaluate((element) => element.getBoundingClientRect().height),
      218,
      'it fills the frame',
    );
    await page.keyboard.press('Escape');
    assert.equal(await frame.evaluate(() => document.activeElement.className), 'more-link');
    await frame.click('.more-link');
    await sheet.locator('.tabs label').nth(2).click();
    await frame.waitForFunction(() => globalThis.truceline.view.tab === 'hubs');
    assert.equal(
      await sheet.isVisible(),
      false,
      'a choice by pointer closes the sheet and shows the map',
    );
    await frame.click('.more-link');
    await sheet.locator('.sheet-nav [href="#tl-sheet-figures"]').click();
    assert.ok(await frame.locator('#tl-figures').isVisible());
    await frame.locator('#tl-table [data-select="UA-14"]').click();
    await frame.waitForSelector('#tl-card[data-state=open]');
    assert.equal(
      await frame.evaluate(() => document.getElementById('tl-card').getBoundingClientRect().height),
      218,
    );
    await resize(article, [390, heights.en.compact[390]]);
    assert.equal(
      await frame.locator('.map .tabs, .head .tabs').count(),
      1,
      'with enough space all parts are back in place',
    );
    await context.close();
  },
);

for (const [width, height] of [
  [427, 267],
  [320, 256],
  [844, 390],
]) {
  test(
    `in a window of ${width}×${height} an opened sheet is in view, and its link once it is closed`,
    options,
    async () => {
      const { page, frame, context } = await openArticle('en/tl-en-map/', {
        style: 'width: 100%; height: 1020px',
        viewport: { width, height },
        live: width === 320,
      });
      await page.evaluate(() => scrollTo(0, 600)); // out of the window it has no animation frames
      const positionOf = (selector) =>
        frame
          .evaluate((one) => document.querySelector(one).getBoundingClientRect().toJSON(), selector)
          .then(async ({ top: y, height: h }) => ({
            y:
              y +
              (await page.evaluate(
                () => document.getElementById('map').getBoundingClientRect().top,
              )),
            h,
          }));
      const assertInView = async (selector) => {
        const { y, h } = await positionOf(selector);
        assert.ok(y > -1 && y + h < height + 1, `${selector} is at ${y} of ${height}`);
      };
      for (const id of ['figures', 'search', 'share']) {
        const link = frame.locator(`.sheet-nav [href="#tl-sheet-${id}"]`);
        for (const openSheet of [() => link.click(), () => link.press('Enter')]) {
          await openSheet();
          await page.waitForTimeout(50);
          await assertInView(`#tl-sheet-${id} .sheet-close`);
          await page.keyboard.press('Escape');
          await page.waitForTimeout(50);
          await assertInView(`.sheet-nav [href="#tl-sheet-${id}"]`);
        }
      }
      if (width === 320) {
        // a card needs the program
        await frame.locator('.sheet-nav [href="#tl-sheet-figures"]').click();
        await frame.locator('#tl-table [data-select="UA-14"]').click();
        await frame.waitForSelector('#tl-card[data-state=open]');
        await page.waitForTimeout(50);
        await assertInView('#tl-card .close');
      }
      await context.close();
    },
  );
}
