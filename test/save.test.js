// Saving and sharing: a link, pictures, figures and shapes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { open, servePages, skipReason, waitForFirstFrame, waitForIdle } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 240_000 };

async function save(page, kind) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-save=${kind}]`).click(),
  ]);
  return { name: download.suggestedFilename(), data: await readFile(await download.path()) };
}

test('picture, figures and shapes of the current state can be saved', options, async () => {
  const { page, context, errors } = await open(browser, `${server.url}?scenario=plan-20`, {
    context: { deviceScaleFactor: 2 },
  });
  await waitForFirstFrame(page);
  await page.waitForFunction(() => globalThis.truceline.view.scenario);
  await waitForIdle(page);
  await page.locator('#tl-share summary').click();

  const png = await save(page, 'png');
  assert.equal(png.name, 'truceline-2026-01-06-plan-20.png');
  assert.equal(png.data.toString('latin1', 1, 4), 'PNG');
  const box = await page.locator('#tl-map').boundingBox();
  assert.equal(png.data.readUInt32BE(16), Math.round(box.width) * 2, 'one pixel per device pixel');
  assert.ok(
    png.data.readUInt32BE(20) > Math.round(box.height * 2),
    'title and legend are above and below the map',
  );
  assert.ok(png.data.length > 50_000, `${png.data.length} bytes are too few for a map`);

  const svg = await save(page, 'svg');
  const text = svg.data.toString();
  assert.equal(svg.name, 'truceline-2026-01-06-plan-20.svg');
  const { host } = new URL(server.url);
  for (const part of [
    'Situation on 6 January 2026',
    'Draft in 20 points',
    'DeepStateMap',
    'aria-label="Kyiv"',
    'Border of Ukraine',
    `Truceline\u00a0· ${host}`,
  ])
    assert.ok(text.includes(part), part);

  const csv = (await save(page, 'csv')).data.toString();
  assert.match(csv.split('\n')[0], /^date,scenario,pullback_km,id,name,zone,km2/);
  assert.match(csv, /2026-01-06,plan-20/);

  const shapes = JSON.parse((await save(page, 'geojson')).data.toString());
  assert.equal(shapes.type, 'FeatureCollection');
  assert.equal(shapes.scenario, 'plan-20');
  assert.deepEqual(errors, []);
  await context.close();
});

test(
  'the link is short and restores the state, and invalid parameters are ignored',
  options,
  async () => {
    const { page, context } = await open(
      browser,
      `${server.url}?lang=fr&scenario=mutual-pullback&pullback=20&select=UA-14&theme=dark`,
      { context: { permissions: ['clipboard-read', 'clipboard-write'] } },
    );
    await waitForFirstFrame(page);
    await page.waitForFunction(
      () => globalThis.truceline.view.scenario && globalThis.truceline.view.lang === 'fr',
    );
    await page.locator('#tl-share summary').click();
    const link = await page.locator('#tl-link').inputValue();
    assert.ok(link.length < server.url.length + 90, link);
    await page.locator('#tl-copy').click();
    await page.waitForFunction(() => document.getElementById('tl-copied').textContent);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    await context.close();

    const restored = await open(browser, link);
    await waitForFirstFrame(restored.page);
    await restored.page.waitForFunction(() => globalThis.truceline.view.lang === 'fr');
    const {
      scenario,
      select,
      theme,
      link: query,
    } = await restored.page.evaluate(() => globalThis.truceline.view);
    assert.deepEqual(
      [scenario.id, scenario.pullbacks.find(({ on }) => on).km, select, theme, `?${query}`],
      ['mutual-pullback', 20, 'UA-14', 'dark', new URL(link).search],
    );
    await restored.context.close();

    const invalid = await open(
      browser,
      `${server.url}?scenario=%3Cscript%3E&date=never&map=1/2&select=UA-99&lang=xx&pullback=-3&step=&unknown=1&layers=,,-`,
    );
    await waitForFirstFrame(invalid.page);
    assert.equal(await invalid.page.evaluate(() => globalThis.truceline.view.link), '');
    assert.deepEqual(invalid.errors, []);
    await invalid.context.close();
  },
);

test('controls that a frame’s sandbox forbids are hidden', options, async () => {
  const newspaper = await servePages({
    '/sandboxed': `<!doctype html><title>Article</title><iframe id="map" src="${server.url}" width="900" height="6000" sandbox="allow-scripts"></iframe>`,
  });
  const { page, context } = await open(browser, `${newspaper.url}/sandboxed`);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  const visible = await frame.evaluate(() =>
    Object.fromEntries(
      ['tl-downloads', 'tl-copy', 'tl-fullscreen', 'tl-open-full'].map((id) => [
        id,
        !document.getElementById(id).hidden,
      ]),
    ),
  );
  assert.deepEqual(visible, {
    'tl-downloads': false,
    'tl-copy': false,
    'tl-fullscreen': false,
    'tl-open-full': true,
  });
  assert.ok((await frame.locator('#tl-link').inputValue()).startsWith(server.url));
  await context.close();
  await newspaper.stop();
});

test(
  'the map is printed as a vector drawing in light colours, or as the static map without print events',
  options,
  async () => {
    const { page, context } = await open(browser, `${server.url}?scenario=freeze`, {
      context: { colorScheme: 'dark' },
    });
    await waitForFirstFrame(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#tl-canvas').isVisible(), false);
    assert.equal(
      await page.locator('#tl-static').isVisible(),
      true,
      'a browser without print events prints the static map',
    );
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('#tl-static').isVisible(), false);
    const printed = page.locator('#tl-map .printed');
    const box = await printed.boundingBox();
    assert.ok(box.width > 300 && box.height > 200, JSON.stringify(box));
    const drawing = await printed.innerHTML();
    for (const part of ['aria-label="Kharkiv"', '6 January 2026', '#fbf8f1'])
      assert.ok(drawing.includes(part), part); // the last is the light theme's colour of land
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await printed.count(), 0);
    await context.close();
  },
);
