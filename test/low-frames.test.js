// A frame to which nobody listens fits into the height that it was given, and what a reader opens
// is seen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { drawn, missing, open, servePages, settled } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 180_000 };
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
/** What leaves, the first first, where there is no room. */
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
    '/article': `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin: 0; height: 4000px"><p style="margin: 0; height: ${above}px"></p><iframe id="map" src="${server.url}${path}" style="display: block; border: 0; ${style}"></iframe><script>heard = []; addEventListener('message', ({ data }) => { if (data.truceline) heard.push(data); })</script>`,
  });
  stops.push(pages.stop);
  const opened = await open(browser, 'about:blank', { context: { viewport, hasTouch: true } });
  // The program never comes: layout does not need it.
  if (!live) await opened.page.route('**/*.wasm', () => {});
  await opened.page.goto(`${pages.url.replace('127.0.0.1', 'localhost')}/article`);
  const frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  await frame.waitForSelector('.more-link', { state: 'attached' });
  if (live) {
    await drawn(frame);
    await settled(frame);
  }
  return { ...opened, frame };
}

/**
 * Gives the frame a size and waits until its page has taken it.
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

/** What is wrong with how the frame's page fits, and which parts have left. */
const look = (frame) =>
  frame.evaluate((parts) => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth)
      faults.push(`${root.scrollWidth}×${root.scrollHeight} in ${innerWidth}×${innerHeight}`);
    const out = parts.filter((part) =>
      document.querySelector(`#tl-sheet-more ${part.replace('.map ', '')}`),
    );
    for (const part of ['.situation', '.headline', ...parts.filter((one) => !out.includes(one))]) {
      const element = document.querySelector(part);
      if (
        element.scrollHeight > element.clientHeight + 1 ||
        element.scrollWidth > element.clientWidth + 1
      )
        faults.push(`${part} is cut`);
      if (element.getBoundingClientRect().height < 16) faults.push(`${part} is gone`);
    }
    if (String(parts.slice(0, out.length)) !== String(out)) faults.push(`${out} have left`);
    const link = document.querySelector('.more-link');
    if (link.checkVisibility() !== out.length > 0) faults.push('the link to what has left');
    const box = document.getElementById('tl-map').getBoundingClientRect();
    const least = innerHeight < 300 ? 0.6 * innerHeight : 185;
    if (box.height < least) faults.push(`the map's box is ${box.height} high`);
    for (const button of document.querySelectorAll('.map-buttons .button')) {
      const { left, top, right, bottom } = button.getBoundingClientRect();
      if (right > left && (left < 0 || right > innerWidth || top < box.top || bottom > box.bottom))
        faults.push('a button is cut');
    }
    return { faults, out: out.length };
  }, PARTS);

for (const lang of Object.keys(heights)) {
  test(
    `${lang}: a frame fits into any height, and parts leave in their order`,
    options,
    async () => {
      const article = await openArticle(`${lang}/tl-${lang}-map/`, {
        style: 'width: 388px; height: 218px',
      });
      const told = await article.page.waitForFunction(() =>
        globalThis.heard.find(({ type }) => type === 'height'),
      );
      assert.equal(
        (await told.jsonValue()).height,
        heights[lang].compact[360],
        'it asks for the height of the rule',
      );
      for (const size of SIZES) {
        await resize(article, size);
        const { faults, out } = await look(article.frame);
        assert.deepEqual(faults, [], `${size}`);
        assert.ok(size[1] > 300 || out === PARTS.length, `${size}: ${out} parts have left`);
      }
      await resize(article, [390, heights[lang].compact[390]]);
      assert.deepEqual(await look(article.frame), { faults: [], out: 0 });
      await article.context.close();
    },
  );

  test(`${lang}: the lowest frames say every headline in a line`, options, async () => {
    const ids = (await (await fetch(`${server.url}embed/${lang}/`)).text()).match(
      /tl-[a-z0-9-]+(?=\/")/g,
    );
    assert.ok(ids.length >= 6, `${ids}`);
    const article = await openArticle(`${lang}/${ids[0]}/`, {
      style: 'width: 320px; height: 200px',
    });
    const cut = [];
    for (const id of ids) {
      await article.frame.goto(`${server.url}${lang}/${id}/`);
      const [needs, has] = await article.frame.evaluate(() => [
        document.querySelector('.headline').scrollWidth,
        document.querySelector('.headline').clientWidth,
      ]);
      if (needs > has) cut.push(`${id}: ${needs} of ${has}`);
    }
    assert.deepEqual(cut, []);
    await article.context.close();
  });
}

test(
  'one finger and the wheel over a low frame move the article, and nothing in it',
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
  'what has no room is in a sheet, which works there and gives the keyboard back',
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
      'it has the whole frame',
    );
    await page.keyboard.press('Escape');
    assert.equal(await frame.evaluate(() => document.activeElement.className), 'more-link');
    await frame.click('.more-link');
    await sheet.locator('.tabs label').nth(2).click();
    await frame.waitForFunction(() => globalThis.truceline.view.tab === 'hubs');
    assert.equal(await sheet.isVisible(), false, 'who chooses by pointer sees the map');
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
      'with room all is where it was',
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
    `in a window of ${width}×${height} what a reader opens is seen, and where they were when it is closed`,
    options,
    async () => {
      const { page, frame, context } = await openArticle('en/tl-en-map/', {
        style: 'width: 100%; height: 1020px',
        viewport: { width, height },
        live: width === 320,
      });
      await page.evaluate(() => scrollTo(0, 600)); // a frame out of the window has no frames
      const top = (selector) =>
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
      const seen = async (selector) => {
        const { y, h } = await top(selector);
        assert.ok(y > -1 && y + h < height + 1, `${selector} stands at ${y} of ${height}`);
      };
      for (const id of ['figures', 'search', 'share']) {
        const door = frame.locator(`.sheet-nav [href="#tl-sheet-${id}"]`);
        for (const press of [() => door.click(), () => door.press('Enter')]) {
          await press();
          await page.waitForTimeout(50);
          await seen(`#tl-sheet-${id} .sheet-close`);
          await page.keyboard.press('Escape');
          await page.waitForTimeout(50);
          await seen(`.sheet-nav [href="#tl-sheet-${id}"]`);
        }
      }
      if (width === 320) {
        // a card needs the program
        await frame.locator('.sheet-nav [href="#tl-sheet-figures"]').click();
        await frame.locator('#tl-table [data-select="UA-14"]').click();
        await frame.waitForSelector('#tl-card[data-state=open]');
        await page.waitForTimeout(50);
        await seen('#tl-card .close');
      }
      await context.close();
    },
  );
}
