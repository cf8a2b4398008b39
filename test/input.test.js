import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { articleWithMap } from './article.js';
import {
  launch,
  open,
  readView,
  serveMap,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';

let browser;
let server;
let newspaper;

const article = (src, attributes = '') => articleWithMap(src, { height: 7500, attributes });

before(async () => {
  if (skipReason) return;
  [browser, server] = await Promise.all([launch(), serveMap()]);
  newspaper = await servePages({
    '/article': article(server.url),
    '/phone': `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0"><p style="height:300px">Before</p><iframe id="map" src="${server.url}" width="380" height="620" style="border:0"></iframe><p style="height:2000px">After</p>`,
    '/sandboxed': article(server.url, 'sandbox="allow-scripts"'),
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await newspaper?.stop();
});

const options = { skip: skipReason, timeout: 120_000 };

/** Opens an article and waits for the map in it. */
async function openArticle(path, context) {
  const opened = await open(browser, newspaper.url + path, { context });
  const frame = await (await opened.page.waitForSelector('#map')).contentFrame();
  await frame.waitForSelector('#tl-map');
  await opened.page.evaluate(() => scrollTo(0, 250));
  await waitForFirstFrame(frame);
  await waitForIdle(frame);
  const box = await frame.locator('#tl-map').boundingBox();
  return { ...opened, frame, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
}

const viewParam = async (frame) => new URLSearchParams((await readView(frame)).link).get('view');

for (const path of ['/article', '/sandboxed']) {
  test(
    `${path}: a plain wheel scrolls the article, a wheel with Ctrl zooms the map`,
    options,
    async () => {
      const { page, context, frame, middle, errors } = await openArticle(path);
      const before = { scroll: await page.evaluate(() => scrollY), view: await viewParam(frame) };
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.wheel(0, 200);
      await page.waitForFunction((scroll) => scrollY > scroll + 50, before.scroll);
      assert.equal(await viewParam(frame), before.view, 'the map does not move');
      assert.ok(await frame.locator('#tl-hint').textContent(), 'a hint says how');
      await page.evaluate((scroll) => scrollTo(0, scroll), before.scroll);
      await page.waitForTimeout(200);
      await page.mouse.move(middle.x, middle.y);
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -200);
      await page.keyboard.up('Control');
      await frame.waitForFunction(
        (link) => new URLSearchParams(globalThis.truceline.view.link).get('view') !== link,
        before.view,
      );
      assert.equal(
        await page.evaluate(() => scrollY),
        before.scroll,
        'the article does not scroll',
      );
      assert.deepEqual(errors, []);
      await context.close();
    },
  );
}

test('Tab goes through the map and leaves it', options, async () => {
  const { page, context, frame } = await openArticle('/article');
  await page.locator('#before').focus();
  let inside = false;
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    inside ||= await frame.evaluate(() => document.activeElement?.id === 'tl-input');
    if (await page.evaluate(() => document.activeElement.id === 'after')) break;
  }
  assert.ok(inside, 'the map had the focus');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  await context.close();
});

test(
  'the map neither takes the focus nor scrolls the article when it starts',
  options,
  async () => {
    const { page, context } = await open(browser, `${newspaper.url}/article`);
    const frame = await (await page.waitForSelector('#map')).contentFrame();
    await waitForFirstFrame(frame);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
    await context.close();
  },
);

test('browser shortcuts and PageDown reach the browser', options, async () => {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  await page.locator('#tl-input').focus();
  const prevented = await page.evaluate(() =>
    ['PageDown', ' ', 'Tab', 'F5', 'a']
      .map((key) => {
        const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
        document.getElementById('tl-input').dispatchEvent(event);
        return event.defaultPrevented;
      })
      .concat(
        ['+', '-', '0', 'ArrowLeft'].map((key) => {
          const event = new KeyboardEvent('keydown', {
            key,
            ctrlKey: true,
            cancelable: true,
            bubbles: true,
          });
          document.getElementById('tl-input').dispatchEvent(event);
          return event.defaultPrevented;
        }),
      ),
  );
  assert.deepEqual(prevented.filter(Boolean), []);
  await context.close();
});

test(
  'a drag moves the map, and a button released outside leaves nothing stuck',
  options,
  async () => {
    const { page, context } = await open(browser, server.url, {
      context: { viewport: { width: 900, height: 600 } },
    });
    await waitForFirstFrame(page);
    await page.keyboard.press('Tab');
    const box = await page.locator('#tl-map').boundingBox();
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.locator('[data-app-action*="zoom"]').first().click();
    await waitForIdle(page);
    const before = await viewParam(page);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x - 80, middle.y, { steps: 5 });
    await page.mouse.move(5, 5, { steps: 5 });
    await page.mouse.up();
    await waitForIdle(page);
    const after = await viewParam(page);
    assert.notEqual(after, before, 'a drag moves the map');
    await page.mouse.move(middle.x, middle.y, { steps: 5 });
    await page.mouse.move(middle.x + 60, middle.y + 30, { steps: 5 });
    await waitForIdle(page);
    assert.equal(await viewParam(page), after, 'a mouse without a button moves nothing');
    await context.close();
  },
);

test(
  'a button that was released without an event is noticed on the next move',
  options,
  async () => {
    const { page, context } = await open(browser, server.url);
    await waitForFirstFrame(page);
    await waitForIdle(page);
    await page.evaluate(() => {
      const target = document.getElementById('tl-input');
      const box = target.getBoundingClientRect();
      const fire = (type, x, buttons) =>
        target.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 1,
            pointerType: 'mouse',
            isPrimary: true,
            button: 0,
            buttons,
            clientX: box.left + x,
            clientY: box.top + 100,
            bubbles: true,
            cancelable: true,
          }),
        );
      target.setPointerCapture = () => {};
      fire('pointerdown', 100, 1);
      fire('pointermove', 130, 1);
      fire('pointermove', 160, 0);
    });
    await waitForIdle(page);
    const after = await viewParam(page);
    const box = await page.locator('#tl-map').boundingBox();
    await page.mouse.move(box.x + 300, box.y + 200, { steps: 4 });
    await waitForIdle(page);
    assert.equal(await viewParam(page), after);
    await context.close();
  },
);

test('a cancelled touch leaves nothing stuck', options, async () => {
  const { page, context } = await open(browser, server.url, {
    context: { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
  });
  await waitForFirstFrame(page);
  const box = await page.locator('#tl-map').boundingBox();
  const client = await context.newCDPSession(page);
  const touch = (type, points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x: box.x + 100, y: box.y + 100 }]);
  await touch('touchMove', [{ x: box.x + 140, y: box.y + 120 }]);
  await touch('touchCancel', []);
  await waitForIdle(page);
  const after = await viewParam(page);
  await touch('touchStart', [{ x: box.x + 200, y: box.y + 200 }]);
  await touch('touchEnd', []);
  await page.waitForSelector('#tl-card[data-state=open]');
  assert.equal(await viewParam(page), after, 'the next tap is a tap');
  await context.close();
});

test(
  'in an article a pinch on Safari’s trackpad zooms by its scale about its position',
  options,
  async () => {
    const { page, context, frame } = await openArticle('/article', {
      viewport: { width: 720, height: 700 },
      hasTouch: true,
    });
    /** Fires Safari's gesture events, and returns for each whether Safari would zoom the page. */
    const pinch = (...scales) =>
      frame.evaluate((list) => {
        const input = document.getElementById('tl-input');
        const { left, top, width, height } = input.getBoundingClientRect();
        return list.map((scale, i) => {
          const type = ['gesturestart', 'gesturechange', 'gestureend'][
            i === 0 ? 0 : i === list.length - 1 ? 2 : 1
          ];
          const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
            scale,
            rotation: 0,
            clientX: left + width * 0.4,
            clientY: top + height * 0.6,
          });
          return input.dispatchEvent(event);
        });
      }, scales);
    const zoomLevel = async () => {
      await waitForIdle(frame);
      return Number((await frame.evaluate(() => globalThis.truceline.viewParam)).split('/')[0]);
    };
    const start = await zoomLevel();
    assert.deepEqual(await pinch(1, 1.1, 1.5, 4, 4), [false, false, false, false, false]);
    assert.ok(Math.abs((await zoomLevel()) - start - 2) < 0.02, 'four times as large');
    const before = await frame.evaluate(() => globalThis.truceline.viewParam);
    await pinch(1, 0.7, 1, 1);
    await waitForIdle(frame);
    assert.equal(
      await frame.evaluate(() => globalThis.truceline.viewParam),
      before,
      'a pinch there and back',
    );
    await pinch(1, 0.5, 0.5);
    assert.ok(
      Math.abs((await zoomLevel()) - start - 1) < 0.02,
      'the scale of each pinch starts at 1',
    );
    // On a touch screen the two fingers are pointers, which already zoom the map.
    const box = await frame.locator('#tl-map').boundingBox();
    const client = await context.newCDPSession(page);
    await client.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: [
        { x: box.x + 100, y: box.y + 100, id: 0 },
        { x: box.x + 200, y: box.y + 100, id: 1 },
      ],
    });
    assert.deepEqual(await pinch(1, 2, 2), [false, false, false]);
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    assert.ok(Math.abs((await zoomLevel()) - start - 1) < 0.02, 'not twice');
    await context.close();
  },
);

test('in an article one finger scrolls and two fingers zoom the map', options, async () => {
  const { page, context, frame, middle } = await openArticle('/article', {
    viewport: { width: 720, height: 700 },
    hasTouch: true,
  });
  const client = await context.newCDPSession(page);
  const touch = (type, points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const start = { scroll: await page.evaluate(() => scrollY), view: await viewParam(frame) };
  await touch('touchStart', [middle]);
  for (let up = 15; up <= 150; up += 15)
    await touch('touchMove', [{ x: middle.x, y: middle.y - up }]);
  await touch('touchEnd', []);
  await page.waitForFunction((scroll) => scrollY > scroll + 50, start.scroll);
  assert.equal(await viewParam(frame), start.view, 'the map does not move');
  assert.match(await frame.locator('#tl-hint').textContent(), /two fingers/);
  await page.waitForTimeout(800); // the article scrolls smoothly for a while
  await page.evaluate((scroll) => scrollTo(0, scroll), start.scroll);
  await waitForIdle(frame);
  const twoFingers = (spread) => [
    { x: middle.x - spread, y: middle.y, id: 0 },
    { x: middle.x + spread, y: middle.y, id: 1 },
  ];
  await touch('touchStart', twoFingers(40));
  for (let spread = 50; spread <= 120; spread += 10) await touch('touchMove', twoFingers(spread));
  await touch('touchEnd', []);
  await waitForIdle(frame);
  assert.notEqual(await viewParam(frame), start.view, 'a pinch zooms');
  assert.equal(await page.evaluate(() => scrollY), start.scroll, 'the article does not scroll');
  await context.close();
});

test('in an article a card is inside the map’s box and changes no height', options, async () => {
  const { page, context, frame } = await openArticle('/phone', {
    viewport: { width: 380, height: 700 },
    hasTouch: true,
    isMobile: true,
  });
  const height = () => frame.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  const box = await frame.locator('#tl-map').boundingBox();
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await frame.waitForSelector('#tl-card[data-state=open]');
  const card = await frame.locator('#tl-card').boundingBox();
  assert.ok(card.y >= box.y && card.y + card.height <= box.y + box.height + 1);
  assert.equal(await height(), before);
  await frame.locator('#tl-card .close').tap();
  await frame.waitForSelector('#tl-card[data-state=empty]', { state: 'attached' });
  await context.close();
});

/** In the page: returns points all over the map, and on and beside small shapes. */
function pointsToTap() {
  const box = document.getElementById('tl-map').getBoundingClientRect();
  const points = [];
  for (let x = 0.04; x < 1; x += 0.115)
    for (let y = 0.14; y < 0.9; y += 0.125) points.push([box.width * x, box.height * y]);
  const addAround = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (!width) return;
    const [x, y] = [left + width / 2 - box.left, top + height / 2 - box.top];
    points.push([x, y], [x + 11, y], [x, y + 19]);
  };
  for (const id of ['town-donetsk', 'town-pokrovsk', 'town-sevastopol'])
    for (const town of document.querySelectorAll(`[data-id=${id}] circle`)) addAround(town);
  /** @type {SVGPathElement} */
  const contested = document.querySelector('path[data-id=contested]');
  const ctm = contested.getScreenCTM();
  for (const share of [0, 0.2, 0.45, 0.7]) {
    const { x, y } = contested
      .getPointAtLength(contested.getTotalLength() * share)
      .matrixTransform(ctm);
    points.push([x - box.left, y - box.top], [x - box.left + 9, y - box.top]);
  }
  return points.map((point) => point.map(Math.round));
}

/** Clicks on the static map and returns the queued action that selects a shape. */
async function selectAt(page, x, y) {
  await page.evaluate(() => {
    globalThis.truceline.boot.queue.handOver(
      () => {},
      () => false,
    );
  });
  const box = await page.locator('#tl-map').boundingBox();
  await page.mouse.click(box.x + x, box.y + y);
  return page.evaluate(() =>
    globalThis.truceline.boot.queue.pending.find(({ type }) => type === 'select'),
  );
}

/** Offsets of the neighbouring points of a point, in CSS pixels. */
const NEIGHBOURS = [
  [2, 0],
  [-2, 0],
  [0, 2],
  [0, -2],
];

/** In the page: taps on the live map and returns the card that opens. */
async function cardAt({ x, y }) {
  const sleep = (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  const { dispatch: send } = globalThis.truceline;
  send({ type: 'close' });
  for (const phase of /** @type {const} */ (['down', 'up']))
    send({ type: 'pointer', phase, id: 1, kind: 'mouse', x, y, button: 0 });
  send({ type: 'pointer', phase: 'leave', id: 1, kind: 'mouse', x, y });
  for (let i = 0; i < 30 && !globalThis.truceline.view.select; i++) await sleep(20);
  await sleep(320); // or two taps would be a double tap
  return globalThis.truceline.view.card;
}

test('a tap selects the same shape on the static map and on the live map', options, async () => {
  const context = { viewport: { width: 1200, height: 800 } };
  const live = await open(browser, server.url, { context });
  await waitForFirstFrame(live.page);
  await waitForIdle(live.page);
  const own = await open(browser, 'about:blank', { context });
  await own.page.route('**/*.wasm', () => {}); // never answered, so the static map stays
  await own.page.goto(server.url);
  await own.page.waitForFunction(
    () =>
      globalThis.truceline?.boot.staticMap &&
      document.documentElement.dataset.painted !== undefined,
  );

  const points = await own.page.evaluate(pointsToTap);
  const towns = await own.page.evaluate(() =>
    [...document.querySelectorAll('#tl-static .names [data-id]')]
      .filter((town) => town.querySelector('circle').getBoundingClientRect().width)
      .map((town) => town.getAttribute('data-id')),
  );
  const tap = (x, y) => live.page.evaluate(cardAt, { x, y });

  const found = [];
  for (const [x, y] of points) {
    const action = await selectAt(own.page, x, y);
    const card = await tap(x, y);
    if (!action) {
      // outside all oblasts
      assert.doesNotMatch(card?.id ?? '', /^(UA|held|contested|town)/, `at ${x}, ${y}`);
      continue;
    }
    // The live map shows more towns.
    if (card?.id.startsWith('town-') && !towns.includes(card.id)) continue;
    if (action.id !== card?.id) {
      // On a border, which the two maps draw in different detail, a neighbouring point must match.
      const nearby = [];
      for (const [dx, dy] of NEIGHBOURS) nearby.push((await tap(x + dx, y + dy))?.id);
      assert.ok(
        nearby.includes(action.id),
        `at ${x}, ${y}: ${action.id}, on the live map ${card?.id}`,
      );
      continue;
    }
    assert.doesNotMatch(action.id, /^held/);
    found.push({ action, card });
  }
  for (const kind of [/^town-donetsk/, /^UA-/, /^contested/])
    assert.ok(
      found.some(({ action }) => kind.test(action.id)),
      `${kind} is among the selected shapes`,
    );
  // On held land the class is one of the alternatives.
  assert.ok(
    found.some(
      ({ card }) =>
        card.id === 'UA-43' && card.alternatives.some(({ id }) => /^held-2014-crimea/.test(id)),
    ),
    'Crimea’s class is an alternative of the oblast',
  );

  // The program opens the card of the queued selection, with the same alternatives as after a tap.
  const { action: queued, card } = found.find((entry) => entry.card.id === 'town-donetsk');
  await live.page.evaluate((action) => {
    globalThis.truceline.dispatch({ type: 'close' });
    globalThis.truceline.dispatch(action);
  }, queued);
  await live.page.waitForFunction((id) => globalThis.truceline.view.select === id, queued.id);
  assert.deepEqual(
    await live.page.evaluate(() => globalThis.truceline.view.card.alternatives),
    card.alternatives,
  );
  assert.equal(
    await live.page.evaluate(() => new URLSearchParams(globalThis.truceline.view.link).get('view')),
    null,
    'the map does not move',
  );
  await live.context.close();
  await own.context.close();
});

test('a link to a town and a search for one show the town close up', options, async () => {
  const { page, context } = await open(browser, `${server.url}?select=town-pokrovsk`);
  assert.equal(
    await page.locator('#tl-map').getAttribute('data-covers-static'),
    '',
    'the static map of the country is covered',
  );
  await waitForFirstFrame(page);
  await waitForIdle(page);
  const zoomLevel = async () => Number((await viewParam(page))?.split('/')[0]);
  assert.equal(Math.round(await zoomLevel()), 9);
  assert.match(await page.locator('#tl-card-name').innerText(), /Pokrovsk/);
  await page.locator('[data-app-action*=reset]').click();
  await waitForIdle(page);
  await page.locator('#tl-search').fill('Kramatorsk');
  await page.locator('#tl-search-results li').first().click();
  await page.waitForFunction(() => globalThis.truceline.view.select === 'town-kramatorsk');
  await waitForIdle(page);
  assert.equal(Math.round(await zoomLevel()), 9);
  await context.close();
});
