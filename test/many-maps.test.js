// Pages with more maps than the browser has WebGL contexts: maps out of view release everything,
// and no map in view loses its context. contexts.test.js tests the rules without a browser.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import {
  differingShare,
  launch,
  screenshotPixels,
  servePages,
  skipReason,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

/** Opens an article of another site with some maps. */
async function openArticle(
  t,
  maps,
  { contexts, height = 640, gap = 300, width = 760, path = 'en/tl-en-map/' },
) {
  const address = server.url.replace('127.0.0.1', 'localhost') + path;
  const frames = Array.from(
    { length: maps },
    (_, i) =>
      `<iframe id="map${i}" src="${address}" width="${width}" height="${height}" style="border:0;margin-bottom:${gap}px"></iframe>`,
  );
  const article = await servePages({
    '/': `<!doctype html><style>body{margin:0}</style>${frames.join('')}`,
  });
  const browser = await launch({ args: [`--max-active-webgl-contexts=${contexts}`] });
  t.after(() => Promise.all([browser.close(), article.stop()]));
  const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
  const warnings = [];
  page.on('console', (message) => {
    if (/WebGL contexts/.test(message.text())) warnings.push(message.text());
  });
  await page.goto(article.url);
  return {
    page,
    maps: await Promise.all(frames.map(async (_, i) => (await page.$(`#map${i}`)).contentFrame())),
    warnings,
  };
}

const readStates = (maps) =>
  Promise.all(maps.map((map) => map.evaluate(() => globalThis.truceline.state ?? 'static')));

/** Reports whether the last map is live and all others are static. */
const isLastAloneLive = async (maps) =>
  (await readStates(maps)).join() === [...maps.slice(1).fill('static'), 'live'].join();

/** Scrolls the article to a map. */
const showMap = (page, i) =>
  page.evaluate((at) => document.getElementById(`map${at}`).scrollIntoView(), i);

async function waitUntil(condition) {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
  assert.fail(`never held: ${condition}`);
}

/**
 * Returns the memory in MB of the largest process of a kind of this test's browser. Memory that
 * several processes share, such as the browser's own code, counts in proportion (PSS).
 */
function memory(kind) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const parent = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/.*\) /s, '').split(' ')[1];
        const text = readFileSync(`/proc/${id}/cmdline`, 'utf8');
        return [
          {
            id,
            parent,
            kind: /--type=([\w-]+)/.exec(text)?.[1],
            size:
              Number(
                /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
              ) / 1024,
          },
        ];
      } catch {
        return [];
      }
    });
  const isDescendant = (id) =>
    id === String(process.pid) ||
    processes.some((one) => one.id === id && isDescendant(one.parent));
  return Math.round(
    Math.max(
      0,
      ...processes
        .filter((one) => one.kind === kind && isDescendant(one.id))
        .map(({ size }) => size),
    ),
  );
}

test(
  'of 20 maps with 8 contexts those in view are live, the others release everything and are restored later',
  options,
  async (t) => {
    const { page, maps, warnings } = await openArticle(t, 20, { contexts: 8 });
    await waitForFirstFrame(maps[0]);
    await maps[0].locator('[data-app-action*="zoom"]').first().click();
    await maps[0].evaluate(() => globalThis.truceline.dispatch({ type: 'select', id: 'UA-14' }));
    await maps[0].waitForFunction(() =>
      /view=.*select=|select=.*view=/.test(globalThis.truceline.view.link),
    );
    let link;
    await waitUntil(async () => {
      // The map is still moving while 19 other pages load.
      const before = link;
      link = await maps[0].evaluate(() => globalThis.truceline.view.link);
      await page.waitForTimeout(1500);
      return link === before;
    });
    await waitForIdle(maps[0]);
    const box = await maps[0].locator('#tl-map').boundingBox();
    const before = await screenshotPixels(page, box);

    for (const i of [4, 8, 12, 19]) {
      await showMap(page, i);
      await waitForFirstFrame(maps[i]);
    }
    await waitUntil(() => isLastAloneLive(maps));
    assert.equal(await maps[0].locator('canvas').count(), 0);
    await maps[0].evaluate(() => {
      globalThis.truceline.boot.contexts.request = () => false;
    }); // keeps the map static, so that its picture can be compared
    const starts = await Promise.all(
      maps.map((map) => map.evaluate(() => performance.getEntriesByName('truceline:load').length)),
    );

    await showMap(page, 0);
    await page.waitForTimeout(500);
    const snapshot = await screenshotPixels(page, box);
    assert.ok(
      differingShare(before, snapshot) < 0.04,
      `the static picture differs in ${differingShare(before, snapshot)}`,
    );
    await maps[0].evaluate(() => {
      delete globalThis.truceline.boot.contexts.request;
    });
    await maps[0].evaluate(() =>
      globalThis.truceline.dispatch({ type: 'layer', id: 'monitoring', on: true }),
    ); // while the program is not running
    await maps[0].locator('body').press('Shift');
    await waitForFirstFrame(maps[0]);
    await waitForIdle(maps[0]);
    const now = await maps[0].evaluate(() => globalThis.truceline.view.link);
    assert.equal(now.replace(/&?layers=[^&]*/, ''), link, 'the state is restored');
    assert.match(now, /layers=monitoring/);

    await waitUntil(
      async () => (await readStates(maps)).filter((state) => state === 'live').length === 1,
    );
    await page.waitForTimeout(3000);
    const after = await Promise.all(
      maps.map((map) => map.evaluate(() => performance.getEntriesByName('truceline:load').length)),
    );
    assert.deepEqual(after.slice(1), starts.slice(1), 'without a touch no map starts');
    assert.deepEqual(warnings, [], 'the browser has evicted no context');
    console.log(
      `20 maps, one of them live: renderer ${memory('renderer')} MB, GPU process ${memory('gpu-process')} MB`,
    );
  },
);

test('of 20 maps with 16 contexts that have all been live one is live', options, async (t) => {
  const { page, maps, warnings } = await openArticle(t, 20, { contexts: 16 });
  for (const [i, map] of maps.entries()) {
    await showMap(page, i);
    await waitForFirstFrame(map);
  }
  await waitUntil(() => isLastAloneLive(maps));
  assert.deepEqual(warnings, [], 'the browser has evicted no context');
  await page.waitForTimeout(5000); // ended programs are collected meanwhile
  console.log(
    `20 maps, all once live, one still: renderer ${memory('renderer')} MB, GPU process ${memory('gpu-process')} MB`,
  );
});

test(
  'with more maps in view than contexts the rest keep their static picture until they are touched',
  options,
  async (t) => {
    const { page, maps } = await openArticle(t, 3, {
      contexts: 2,
      height: 260,
      gap: 0,
      width: 380,
      path: 'en/tl-en-map/?ui=none',
    });
    const live = async () => (await readStates(maps)).filter((state) => state === 'live').length;
    await waitUntil(
      async () =>
        (await live()) === 2 &&
        (await readStates(maps)).filter((state) => state === 'static').length === 1,
    );
    await page.waitForTimeout(3000);
    const states = await readStates(maps);
    assert.deepEqual([...states].sort(), ['live', 'live', 'static']);
    const rest = states.indexOf('static');
    assert.equal(
      await maps[rest]
        .locator('#tl-static > img, #tl-static .shapes[role=img]')
        .first()
        .isVisible(),
      true,
    );
    await page.locator(`#map${rest}`).click({ position: { x: 190, y: 120 } });
    await waitUntil(async () => (await readStates(maps))[rest] === 'live');
    // The tapped shape is selected.
    await maps[rest].waitForFunction(() => globalThis.truceline.view.select !== '');
    await page.waitForTimeout(2000);
    assert.deepEqual(
      (await readStates(maps)).sort(),
      ['live', 'live', 'static'],
      'no other map takes the context back',
    );
  },
);
