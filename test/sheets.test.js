// Every sheet of every kind of page holds something to use, alone and in a frame.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { missing, open, servePages } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: missing, timeout: 600_000 };

/**
 * The kinds of pages that `truceline dist` writes; a test of internal/site holds the list to it.
 */
const kinds = JSON.parse(await readFile(new URL('page-kinds.json', import.meta.url), 'utf8'));

/** The address of a page of a kind. */
async function pageOf(kind) {
  const codes = await (await fetch(`${server.url}embed/en/`)).text();
  const [, version] = codes.match(/v\/(\d{4}-\d\d-\d\d-[0-9a-f]+)/);
  const lang = ['en', 'uk', 'fr'][kinds.indexOf(kind) % 3];
  return (
    server.url +
    kind
      .replaceAll('{lang}', lang)
      .replaceAll('{scenario}', 'plan-20')
      .replaceAll('{version}', version)
  );
}

/** Opens every sheet of a page or frame as its reader would, and returns how many there were. */
async function openAll(frame, where) {
  const doors = frame.locator('.sheet-nav a[href^="#"]:visible');
  const fragments = await doors.evaluateAll((all) => all.map((door) => door.getAttribute('href')));
  for (const fragment of fragments) {
    await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
    assert.deepEqual(
      await inside(frame, fragment),
      { shown: true, useful: true },
      `${where}: ${fragment}`,
    );
    for (const deeper of await frame
      .locator(`${fragment} a[href^="#tl-"]:not(.sheet-close):visible`)
      .all()) {
      const place = await deeper.getAttribute('href');
      await deeper.click();
      assert.deepEqual(
        await inside(frame, place),
        { shown: true, useful: true },
        `${where}: ${place}`,
      );
      await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
    }
    await frame.locator(`${fragment} > .sheet-close`).click();
    assert.deepEqual((await inside(frame, fragment)).shown, false, `${where}: ${fragment} closes`);
  }
  return fragments.length;
}

/**
 * Whether the sheet around a place is shown, and whether it holds something in sight besides its
 * own heading.
 */
function inside(frame, fragment) {
  return frame.evaluate((id) => {
    const sheet = document.getElementById(id).closest('.sheet');
    const box = sheet.getBoundingClientRect();
    const inSight = (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return (
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        Math.min(right, box.right) - Math.max(left, box.left) > 8 &&
        Math.min(bottom, box.bottom) - Math.max(top, box.top) > 8
      );
    };
    const own = (element) => element.closest('.sheet-close, summary, h2, template');
    const controls = [...sheet.querySelectorAll('a[href], button, input, select')].filter(
      (one) => !own(one) && !one.matches(':disabled') && inSight(one),
    );
    /** @type {NodeListOf<HTMLElement>} */
    const all = sheet.querySelectorAll('p, li, td, dd');
    const texts = [...all].filter(
      (one) => !own(one) && one.innerText.trim().length > 20 && inSight(one),
    );
    return { shown: box.width > 0 && box.height > 0, useful: controls.length + texts.length > 0 };
  }, fragment.slice(1));
}

/** Unfolds what is folded in a page that has its parts beside the map. */
async function unfoldAll(page, where) {
  for (const id of await page
    .locator('.sheet')
    .evaluateAll((all) => all.map((sheet) => sheet.id))) {
    for (const fold of await page.locator(`#${id} details:not([hidden])`).all()) {
      if (!(await fold.evaluate((one) => one.open))) await fold.locator('summary').click();
      const useful = await fold.evaluate((one) =>
        [...one.querySelectorAll('a[href], button, input, p, dd')].some(
          (part) =>
            !part.closest('summary') &&
            part.checkVisibility() &&
            part.getBoundingClientRect().height > 8,
        ),
      );
      assert.ok(useful, `${where}: a part of ${id} is empty`);
    }
  }
}

/** A page whose program is kept away: sheets need none. Its script has run. */
async function openPage(url, context) {
  const opened = await open(browser, 'about:blank', { context });
  opened.page.setDefaultTimeout(30_000);
  await opened.page.route('**/*.wasm', () => {}); // never comes
  await opened.page.goto(url);
  return opened;
}

const ready = (frame) => frame.waitForFunction(() => globalThis.truceline?.dispatch);
const hasMap = (frame) => frame.evaluate(() => Boolean(document.getElementById('tl-map')));

test('each kind of page, alone', options, async () => {
  for (const kind of kinds) {
    const { page, context } = await openPage(await pageOf(kind), {
      viewport: { width: 900, height: 700 },
    });
    if (await hasMap(page)) {
      await ready(page);
      const embedded = await page.evaluate(() => 'embed' in document.documentElement.dataset);
      assert.equal(embedded, kind.includes('tl-'), kind);
      const doors = await openAll(page, `${kind} alone`);
      assert.equal(doors, embedded ? 7 : 0, kind);
      if (!embedded) await unfoldAll(page, `${kind} alone`);
    }
    await context.close();
  }
});

for (const [width, ui, sandbox] of /** @type {const} */ ([
  [390, '', ''],
  [700, 'full', 'sandbox="allow-scripts"'],
  [640, 'none', ''],
])) {
  test(
    `each kind of page, in a frame of ${width} px${ui && `, ui=${ui}`}${sandbox && ', in a sandbox'}`,
    options,
    async (t) => {
      for (const kind of kinds) {
        const src = `${await pageOf(kind)}${ui && `?ui=${ui}`}`;
        const newspaper = await servePages({
          '/': `<!doctype html><title>Article</title><iframe id="map" title="Map" src="${src}" width="${width}" height="1000" ${sandbox}></iframe>`,
        });
        t.after(newspaper.stop);
        const { page, context } = await openPage(`${newspaper.url}/`, {
          viewport: { width: width + 40, height: 1100 },
        });
        const frame = await (await page.waitForSelector('#map')).contentFrame();
        await frame.waitForLoadState();
        if (await hasMap(frame)) {
          await ready(frame);
          assert.equal(await openAll(frame, `${kind} framed`), ui === 'none' ? 0 : 7, kind);
        }
        await context.close();
      }
    },
  );
}

test(
  'a sheet that is opened before the page’s script has come holds something, too',
  options,
  async (t) => {
    for (const kind of ['{lang}/', '{lang}/tl-{lang}-map/']) {
      const newspaper = await servePages({
        '/': `<!doctype html><title>Article</title><iframe id="map" title="Map" src="${await pageOf(kind)}" width="700" height="1000"></iframe>`,
      });
      t.after(newspaper.stop);
      const { page, context } = await openPage('about:blank', {
        viewport: { width: 740, height: 1100 },
      });
      await page.route(/\/map\.\w+\.js/, () => {}); // never comes
      await page.goto(`${newspaper.url}/`);
      const frame = await (await page.waitForSelector('#map')).contentFrame();
      await frame.waitForLoadState();
      for (const fragment of await frame
        .locator('.sheet-nav a[href^="#"]')
        .evaluateAll((all) => all.map((door) => door.getAttribute('href')))) {
        await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
        const fold = frame.locator(`${fragment} > details:not([open]) > summary`);
        if (await fold.count()) await fold.first().click();
        assert.deepEqual(
          await inside(frame, fragment),
          { shown: true, useful: true },
          `${kind}: ${fragment}`,
        );
      }
      await context.close();
    }
  },
);
