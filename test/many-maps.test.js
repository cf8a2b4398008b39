// More maps on a page than a browser has WebGL contexts: what is out of view gives everything back,
// and nothing is taken from a map in view. The rules themselves are tested without a browser in
// contexts.test.js.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { difference, drawn, launch, missing, pixels, servePages, settled } from './browser.js';
import { server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

/** An article of another site with so many maps. */
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

const states = (maps) =>
  Promise.all(maps.map((map) => map.evaluate(() => globalThis.truceline.state ?? 'static')));

async function until(holds) {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
  }
  assert.fail(`never came: ${holds}`);
}

/** The memory in MB of this browser's process with most of a kind. */
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
              Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) /
              1024,
          },
        ];
      } catch {
        return [];
      }
    });
  const own = (id) =>
    id === String(process.pid) || processes.some((one) => one.id === id && own(one.parent));
  return Math.round(
    Math.max(
      0,
      ...processes.filter((one) => one.kind === kind && own(one.id)).map(({ size }) => size),
    ),
  );
}

test(
  '20 maps, 8 contexts: those in view are live, the others give everything back and return as they were',
  options,
  async (t) => {
    const { page, maps, warnings } = await openArticle(t, 20, { contexts: 8 });
    const show = (i) =>
      page.evaluate((at) => document.getElementById(`map${at}`).scrollIntoView(), i);
    await drawn(maps[0]);
    await maps[0].locator('[data-action*="zoom"]').first().click();
    await maps[0].evaluate(() => globalThis.truceline.dispatch({ type: 'select', id: 'UA-14' }));
    await maps[0].waitForFunction(() =>
      /view=.*select=|select=.*view=/.test(globalThis.truceline.view.link),
    );
    let link;
    await until(async () => {
      // the map is on its way, while 19 other pages arrive
      const before = link;
      link = await maps[0].evaluate(() => globalThis.truceline.view.link);
      await page.waitForTimeout(1500);
      return link === before;
    });
    await settled(maps[0]);
    const box = await maps[0].locator('#tl-map').boundingBox();
    const before = await pixels(page, box);

    for (const i of [4, 8, 12, 19]) {
      await show(i);
      await drawn(maps[i]);
    }
    await until(
      async () => (await states(maps)).join() === [...Array(19).fill('static'), 'live'].join(),
    );
    assert.equal(await maps[0].locator('canvas').count(), 0);
    await maps[0].evaluate(() => {
      globalThis.truceline.boot.contexts.request = () => false;
    }); // stays as it is, to be looked at
    const starts = await Promise.all(
      maps.map((map) => map.evaluate(() => performance.getEntriesByName('truceline:load').length)),
    );

    await show(0);
    await page.waitForTimeout(500);
    const still = await pixels(page, box);
    assert.ok(
      difference(before, still) < 0.04,
      `the static picture differs in ${difference(before, still)}`,
    );
    await maps[0].evaluate(() => {
      delete globalThis.truceline.boot.contexts.request;
    });
    await maps[0].evaluate(() =>
      globalThis.truceline.dispatch({ type: 'layer', id: 'monitoring', on: true }),
    ); // while there is no program
    await maps[0].locator('body').press('Shift');
    await drawn(maps[0]);
    await settled(maps[0]);
    const now = await maps[0].evaluate(() => globalThis.truceline.view.link);
    assert.equal(now.replace(/&?layers=[^&]*/, ''), link, 'as it was left');
    assert.match(now, /layers=monitoring/);

    await until(async () => (await states(maps)).filter((state) => state === 'live').length === 1);
    await page.waitForTimeout(3000);
    const after = await Promise.all(
      maps.map((map) => map.evaluate(() => performance.getEntriesByName('truceline:load').length)),
    );
    assert.deepEqual(after.slice(1), starts.slice(1), 'nobody touches anything: no map starts');
    assert.deepEqual(warnings, [], 'the browser never had to take a context');
    console.log(
      `20 maps, one of them live: renderer ${memory('renderer')} MB, GPU process ${memory('gpu-process')} MB`,
    );
  },
);

test(
  'more maps in view than contexts: the rest keeps its static picture and goes live on a touch',
  options,
  async (t) => {
    const { page, maps } = await openArticle(t, 3, {
      contexts: 2,
      height: 260,
      gap: 0,
      width: 380,
      path: 'en/tl-en-map/?ui=none',
    });
    const live = async () => (await states(maps)).filter((state) => state === 'live').length;
    await until(
      async () =>
        (await live()) === 2 &&
        (await states(maps)).filter((state) => state === 'static').length === 1,
    );
    await page.waitForTimeout(3000);
    const settledStates = await states(maps);
    assert.deepEqual([...settledStates].sort(), ['live', 'live', 'static']);
    const rest = settledStates.indexOf('static');
    assert.equal(
      await maps[rest]
        .locator('#tl-static > img, #tl-static .shapes[role=img]')
        .first()
        .isVisible(),
      true,
    );
    await page.locator(`#map${rest}`).click({ position: { x: 190, y: 120 } });
    await until(async () => (await states(maps))[rest] === 'live');
    // What was tapped is selected.
    await maps[rest].waitForFunction(() => globalThis.truceline.view.select !== '');
    await page.waitForTimeout(2000);
    assert.deepEqual(
      (await states(maps)).sort(),
      ['live', 'live', 'static'],
      'no other map fights for it',
    );
  },
);
