// What a reader takes away: a link, pictures, figures, shapes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { drawn, missing, open, servePages, settled } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 240_000 };

async function save(page, kind) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-save=${kind}]`).click(),
  ]);
  return { name: download.suggestedFilename(), data: await readFile(await download.path()) };
}

test('picture, figures and shapes of what is shown', options, async () => {
  const { page, context, complaints } = await open(browser, `${server.url}?scenario=plan-20`, {
    context: { deviceScaleFactor: 2 },
  });
  await drawn(page);
  await page.waitForFunction(() => globalThis.truceline.view.scenario);
  await settled(page);
  await page.locator('#tl-share summary').click();

  const png = await save(page, 'png');
  assert.equal(png.name, 'truceline-2026-01-06-plan-20.png');
  assert.equal(png.data.toString('latin1', 1, 4), 'PNG');
  const box = await page.locator('#tl-map').boundingBox();
  assert.equal(
    png.data.readUInt32BE(16),
    Math.round(box.width) * 2,
    'a pixel for each of the screen’s',
  );
  assert.ok(
    png.data.readUInt32BE(20) > Math.round(box.height * 2),
    'what the map needs stands above and below it',
  );
  assert.ok(png.data.length > 50_000, `${png.data.length} bytes are no map`);

  const svg = await save(page, 'svg');
  const text = svg.data.toString();
  assert.equal(svg.name, 'truceline-2026-01-06-plan-20.svg');
  const { host } = new URL(server.url);
  for (const said of [
    'Situation on 6 January 2026',
    'Draft in 20 points',
    'DeepStateMap',
    'aria-label="Kyiv"',
    'Border of Ukraine',
    `Truceline\u00a0· ${host}`,
  ])
    assert.ok(text.includes(said), said);

  const csv = (await save(page, 'csv')).data.toString();
  assert.match(csv.split('\n')[0], /^date,scenario,pullback_km,id,name,zone,km2/);
  assert.match(csv, /2026-01-06,plan-20/);

  const shapes = JSON.parse((await save(page, 'geojson')).data.toString());
  assert.equal(shapes.type, 'FeatureCollection');
  assert.equal(shapes.scenario, 'plan-20');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the link is short, brings all back, and takes nonsense', options, async () => {
  const { page, context } = await open(
    browser,
    `${server.url}?lang=fr&scenario=mutual-pullback&pullback=20&select=UA-14&theme=dark`,
    { context: { permissions: ['clipboard-read', 'clipboard-write'] } },
  );
  await drawn(page);
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

  const again = await open(browser, link);
  await drawn(again.page);
  await again.page.waitForFunction(() => globalThis.truceline.view.lang === 'fr');
  const {
    scenario,
    select,
    theme,
    link: kept,
  } = await again.page.evaluate(() => globalThis.truceline.view);
  assert.deepEqual(
    [scenario.id, scenario.pullbacks.find(({ on }) => on).km, select, theme, `?${kept}`],
    ['mutual-pullback', 20, 'UA-14', 'dark', new URL(link).search],
  );
  await again.context.close();

  const odd = await open(
    browser,
    `${server.url}?scenario=%3Cscript%3E&date=never&map=1/2&select=UA-99&lang=xx&pullback=-3&step=&unknown=1&layers=,,-`,
  );
  await drawn(odd.page);
  assert.equal(await odd.page.evaluate(() => globalThis.truceline.view.link), '');
  assert.deepEqual(odd.complaints, []);
  await odd.context.close();
});

test('what a frame forbids is absent', options, async () => {
  const newspaper = await servePages({
    '/sandboxed': `<!doctype html><title>Article</title><iframe id="map" src="${server.url}" width="900" height="6000" sandbox="allow-scripts"></iframe>`,
  });
  const { page, context } = await open(browser, `${newspaper.url}/sandboxed`);
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await drawn(frame);
  const shown = await frame.evaluate(() =>
    Object.fromEntries(
      ['tl-downloads', 'tl-copy', 'tl-fullscreen', 'tl-open-full'].map((id) => [
        id,
        !document.getElementById(id).hidden,
      ]),
    ),
  );
  assert.deepEqual(shown, {
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
  'on paper the map is a drawing in light colours, and without a script the page’s own picture',
  options,
  async () => {
    const { page, context } = await open(browser, `${server.url}?scenario=freeze`, {
      context: { colorScheme: 'dark' },
    });
    await drawn(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#tl-canvas').isVisible(), false);
    assert.equal(
      await page.locator('#tl-static').isVisible(),
      true,
      'a browser that tells nothing of printing has the picture',
    );
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('#tl-static').isVisible(), false);
    const printed = page.locator('#tl-map .printed');
    const box = await printed.boundingBox();
    assert.ok(box.width > 300 && box.height > 200, JSON.stringify(box));
    const drawing = await printed.innerHTML();
    for (const part of ['aria-label="Kharkiv"', '6 January 2026', '#fbf8f1'])
      assert.ok(drawing.includes(part), part); // the last: land by day
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await printed.count(), 0);
    await context.close();
  },
);
