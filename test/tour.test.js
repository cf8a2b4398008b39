// The guided tour: words, buttons and map in view together, and buttons that keep their place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn, missing, open, settled, view } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 300_000 };

/** Where the parts of a step are, and how much of its words is cut. */
const places = (frame) =>
  frame.evaluate(() => {
    const box = (id) => {
      const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
      return [left, top, right, bottom].map(Math.round);
    };
    const words = document.querySelector('.step .step-text').getBoundingClientRect();
    const text = document.getElementById('tl-step-text').getBoundingClientRect();
    const key = document.querySelector('#tl-static .base').getBoundingClientRect();
    return {
      map: box('tl-map'),
      key: Math.round(key.top),
      back: box('tl-step-back'),
      next: box('tl-step-next'),
      title: box('tl-step-title'),
      cut: text.bottom - words.bottom,
      height: document.documentElement.scrollHeight,
      window: [innerWidth, innerHeight],
    };
  });

async function next(frame) {
  const { step } = await view(frame);
  await frame.locator('#tl-step-next').click();
  await frame.waitForFunction((id) => globalThis.truceline.view.step.id !== id, step.id);
  await settled(frame);
}

for (const [lang, width, height] of /** @type {const} */ ([
  ['uk', 390, 844],
  ['fr', 320, 568],
  ['en', 900, 600],
  ['fr', 1440, 900],
])) {
  test(`every step at ${width} px in ${lang}`, options, async () => {
    const { page, context, complaints } = await open(browser, `${server.url}${lang}/`, {
      context: { viewport: { width, height }, reducedMotion: 'reduce' },
    });
    await drawn(page);
    await page.locator('#tl-step-start').click();
    await page.waitForFunction(() => globalThis.truceline.view.step);
    await settled(page);
    const { steps } = await view(page);
    assert.ok(steps.length >= 5 && steps.length <= 7);
    const first = await places(page);
    for (let i = 0; i < steps.length; i++) {
      const { map, key, back, next: forth, title, cut } = await places(page);
      assert.deepEqual(
        [back, forth],
        [first.back, first.next],
        `${steps[i].id}: the buttons have moved`,
      );
      assert.ok(cut <= 1, `${steps[i].id}: ${cut} px of the words are cut`);
      for (const [left, top, right, bottom] of [back, forth, title]) {
        assert.ok(
          left >= 0 && right <= width && top >= 0 && bottom <= height,
          `${steps[i].id}: out of view at ${[left, top, right, bottom]}`,
        );
      }
      // On the smallest phones the words lie over the key at the picture's foot.
      const low = width < 360 ? key : map[3];
      assert.ok(
        map[1] >= 0 && low <= (width < 1000 ? title[1] : height),
        `${steps[i].id}: the map is at ${map[1]} to ${low}, the words begin at ${title[1]}`,
      );
      if (i < steps.length - 1) await next(page);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

for (const width of [390, 640]) {
  test(
    `a frame of ${width} px shows the words of its step in the same height`,
    options,
    async () => {
      /** @type {Parameters<typeof open>[2]} */
      const size = { context: { viewport: { width, height: 1200 }, reducedMotion: 'reduce' } };
      const plain = await open(browser, `${server.url}fr/tl-fr-map/`, size);
      await drawn(plain.page);
      const { height } = await places(plain.page);
      await plain.context.close();
      const { page, context } = await open(browser, `${server.url}fr/tl-fr-map/?step=paris`, size);
      await drawn(page);
      await page.locator('#tl-step-text').waitFor();
      const first = await places(page);
      const { steps } = await view(page);
      for (let i = 0; i < steps.length; i++) {
        const at = await places(page);
        assert.equal(at.height, height, steps[i].id);
        assert.deepEqual(
          [at.back, at.next],
          [first.back, first.next],
          `${steps[i].id}: the buttons have moved`,
        );
        assert.ok(at.title[1] >= at.map[3] - 1, `${steps[i].id}: words over the map`);
        if (i < steps.length - 1) await next(page);
      }
      await page.locator('.step .tour-exit').click();
      await page.waitForFunction(() => !globalThis.truceline.view.step);
      assert.equal(await page.locator('#tl-step-text').isVisible(), false);
      await context.close();
      const bare = await open(browser, `${server.url}fr/tl-fr-map/?ui=none&step=paris`, size);
      await drawn(bare.page);
      assert.equal(
        await bare.page.locator('#tl-step-text').isVisible(),
        false,
        'the picture alone',
      );
      await bare.context.close();
    },
  );
}
