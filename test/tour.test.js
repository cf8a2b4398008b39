// The guided tour: text, buttons and map are in view together, and the buttons do not move.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open, readView, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 300_000 };

/** Returns the boxes of a step's parts, and how much of its text is clipped. */
const measureStep = (frame) =>
  frame.evaluate(() => {
    const box = (id) => {
      const { left, top, right, bottom } = document.getElementById(id).getBoundingClientRect();
      return [left, top, right, bottom].map(Math.round);
    };
    const container = document.querySelector('.step .step-text').getBoundingClientRect();
    const text = document.getElementById('tl-step-text').getBoundingClientRect();
    const legend = document.querySelector('#tl-static .base').getBoundingClientRect();
    return {
      map: box('tl-map'),
      legendTop: Math.round(legend.top),
      back: box('tl-step-back'),
      next: box('tl-step-next'),
      title: box('tl-step-title'),
      clipped: text.bottom - container.bottom,
      height: document.documentElement.scrollHeight,
      window: [innerWidth, innerHeight],
    };
  });

async function goToNextStep(frame) {
  const { step } = await readView(frame);
  await frame.locator('#tl-step-next').click();
  await frame.waitForFunction((id) => globalThis.truceline.view.step.id !== id, step.id);
  await waitForIdle(frame);
}

for (const [lang, width, height] of /** @type {const} */ ([
  ['uk', 390, 844],
  ['fr', 320, 568],
  ['en', 900, 600],
  ['fr', 1440, 900],
])) {
  test(
    `every step is in view at ${width} px in ${lang}, and its buttons do not move`,
    options,
    async () => {
      const { page, context, errors } = await open(browser, `${server.url}${lang}/`, {
        context: { viewport: { width, height }, reducedMotion: 'reduce' },
      });
      await waitForFirstFrame(page);
      await page.locator('#tl-step-start').click();
      await page.waitForFunction(() => globalThis.truceline.view.step);
      await waitForIdle(page);
      const { steps } = await readView(page);
      assert.ok(steps.length >= 5 && steps.length <= 7);
      const first = await measureStep(page);
      for (let i = 0; i < steps.length; i++) {
        const { map, legendTop, back, next, title, clipped } = await measureStep(page);
        assert.deepEqual(
          [back, next],
          [first.back, first.next],
          `${steps[i].id}: the buttons have moved`,
        );
        assert.ok(clipped <= 1, `${steps[i].id}: ${clipped} px of the text are clipped`);
        for (const [left, top, right, bottom] of [back, next, title]) {
          assert.ok(
            left >= 0 && right <= width && top >= 0 && bottom <= height,
            `${steps[i].id}: out of view at ${[left, top, right, bottom]}`,
          );
        }
        // On the smallest phones the text covers the legend at the foot of the picture.
        const bottom = width < 360 ? legendTop : map[3];
        assert.ok(
          map[1] >= 0 && bottom <= (width < 1000 ? title[1] : height),
          `${steps[i].id}: the map is at ${map[1]} to ${bottom}, the text begins at ${title[1]}`,
        );
        if (i < steps.length - 1) await goToNextStep(page);
      }
      assert.deepEqual(errors, []);
      await context.close();
    },
  );
}

for (const width of [390, 640]) {
  test(
    `a frame of ${width} px shows the text of its step without changing its height`,
    options,
    async () => {
      /** @type {Parameters<typeof open>[2]} */
      const size = { context: { viewport: { width, height: 1200 }, reducedMotion: 'reduce' } };
      const plain = await open(browser, `${server.url}fr/tl-fr-map/`, size);
      await waitForFirstFrame(plain.page);
      const { height } = await measureStep(plain.page);
      await plain.context.close();
      const { page, context } = await open(browser, `${server.url}fr/tl-fr-map/?step=paris`, size);
      await waitForFirstFrame(page);
      await page.locator('#tl-step-text').waitFor();
      const first = await measureStep(page);
      const { steps } = await readView(page);
      for (let i = 0; i < steps.length; i++) {
        const step = await measureStep(page);
        assert.equal(step.height, height, steps[i].id);
        assert.deepEqual(
          [step.back, step.next],
          [first.back, first.next],
          `${steps[i].id}: the buttons have moved`,
        );
        assert.ok(step.title[1] >= step.map[3] - 1, `${steps[i].id}: the text covers the map`);
        if (i < steps.length - 1) await goToNextStep(page);
      }
      await page.locator('.step .tour-exit').click();
      await page.waitForFunction(() => !globalThis.truceline.view.step);
      assert.equal(await page.locator('#tl-step-text').isVisible(), false);
      await context.close();
      const bare = await open(browser, `${server.url}fr/tl-fr-map/?ui=none&step=paris`, size);
      await waitForFirstFrame(bare.page);
      assert.equal(
        await bare.page.locator('#tl-step-text').isVisible(),
        false,
        'ui=none shows the picture alone',
      );
      await bare.context.close();
    },
  );
}
