// Every sheet of every kind of page has useful content, on standalone pages and in frames.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { open, servePages, skipReason } from './browser.js';
import { browser, server } from './shared-fixture.js';

const options = { skip: skipReason, timeout: 600_000 };

/**
 * The kinds of pages that `truceline dist` writes. A test of internal/site keeps the list up to
 * date.
 */
const kinds = JSON.parse(await readFile(new URL('page-kinds.json', import.meta.url), 'utf8'));

/** Returns the address of a page of a kind. */
async function addressOf(kind) {
  const html = await (await fetch(`${server.url}embed/en/`)).text();
  const [, version] = html.match(/v\/(\d{4}-\d\d-\d\d-[0-9a-f]+)/);
  const lang = ['en', 'uk', 'fr'][kinds.indexOf(kind) % 3];
  return (
    server.url +
    kind
      .replaceAll('{lang}', lang)
      .replaceAll('{scenario}', 'plan-20')
      .replaceAll('{version}', version)
  );
}

/** Opens every sheet of a page or frame by its link, and returns the number of sheets. */
async function openAllSheets(frame, name) {
  const links = frame.locator('.sheet-nav a[href^="#"]:visible');
  const fragments = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const fragment of fragments) {
    await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
    assert.deepEqual(
      await inspectSheet(frame, fragment),
      { shown: true, useful: true },
      `${name}: ${fragment}`,
    );
    for (const link of await frame
      .locator(`${fragment} a[href^="#tl-"]:not(.sheet-close):visible`)
      .all()) {
      const target = await link.getAttribute('href');
      await link.click();
      assert.deepEqual(
        await inspectSheet(frame, target),
        { shown: true, useful: true },
        `${name}: ${target}`,
      );
      await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
    }
    await frame.locator(`${fragment} > .sheet-close`).click();
    assert.deepEqual(
      (await inspectSheet(frame, fragment)).shown,
      false,
      `${name}: ${fragment} closes`,
    );
  }
  return fragments.length;
}

/**
 * Reports whether the sheet that contains an element is shown, and whether it shows any content
 * besides its heading.
 */
function inspectSheet(frame, fragment) {
  return frame.evaluate((id) => {
    const sheet = document.getElementById(id).closest('.sheet');
    const box = sheet.getBoundingClientRect();
    const isVisible = (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return (
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        Math.min(right, box.right) - Math.max(left, box.left) > 8 &&
        Math.min(bottom, box.bottom) - Math.max(top, box.top) > 8
      );
    };
    const isChrome = (element) => element.closest('.sheet-close, summary, h2, template');
    const controls = [...sheet.querySelectorAll('a[href], button, input, select')].filter(
      (element) => !isChrome(element) && !element.matches(':disabled') && isVisible(element),
    );
    /** @type {NodeListOf<HTMLElement>} */
    const all = sheet.querySelectorAll('p, li, td, dd');
    const texts = [...all].filter(
      (element) => !isChrome(element) && element.innerText.trim().length > 20 && isVisible(element),
    );
    return { shown: box.width > 0 && box.height > 0, useful: controls.length + texts.length > 0 };
  }, fragment.slice(1));
}

/** Opens all <details> of a standalone page and asserts that they have content. */
async function openAllDetails(page, name) {
  for (const id of await page
    .locator('.sheet')
    .evaluateAll((all) => all.map((sheet) => sheet.id))) {
    for (const details of await page.locator(`#${id} details:not([hidden])`).all()) {
      if (!(await details.evaluate((element) => element.open)))
        await details.locator('summary').click();
      const useful = await details.evaluate((element) =>
        [...element.querySelectorAll('a[href], button, input, p, dd')].some(
          (part) =>
            !part.closest('summary') &&
            part.checkVisibility() &&
            part.getBoundingClientRect().height > 8,
        ),
      );
      assert.ok(useful, `${name}: a part of ${id} is empty`);
    }
  }
}

/** Opens a page whose program is blocked, since sheets do not need it. */
async function openPage(url, context) {
  const opened = await open(browser, 'about:blank', { context });
  opened.page.setDefaultTimeout(30_000);
  await opened.page.route('**/*.wasm', () => {}); // never answered
  await opened.page.goto(url);
  return opened;
}

const waitForScript = (frame) => frame.waitForFunction(() => globalThis.truceline?.dispatch);
const hasMap = (frame) => frame.evaluate(() => Boolean(document.getElementById('tl-map')));

test('every sheet of each kind of page has content, standalone', options, async () => {
  for (const kind of kinds) {
    const { page, context } = await openPage(await addressOf(kind), {
      viewport: { width: 900, height: 700 },
    });
    if (await hasMap(page)) {
      await waitForScript(page);
      const embedded = await page.evaluate(() => 'embed' in document.documentElement.dataset);
      assert.equal(embedded, kind.includes('tl-'), kind);
      const count = await openAllSheets(page, `${kind} alone`);
      assert.equal(count, embedded ? 7 : 0, kind);
      if (!embedded) await openAllDetails(page, `${kind} alone`);
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
    `every sheet of each kind of page has content, in a frame of ${width} px${ui && `, ui=${ui}`}${sandbox && ', in a sandbox'}`,
    options,
    async (t) => {
      for (const kind of kinds) {
        const src = `${await addressOf(kind)}${ui && `?ui=${ui}`}`;
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
          await waitForScript(frame);
          assert.equal(await openAllSheets(frame, `${kind} framed`), ui === 'none' ? 0 : 7, kind);
        }
        await context.close();
      }
    },
  );
}

test('a sheet has content even before the page’s main script has loaded', options, async (t) => {
  for (const kind of ['{lang}/', '{lang}/tl-{lang}-map/']) {
    const newspaper = await servePages({
      '/': `<!doctype html><title>Article</title><iframe id="map" title="Map" src="${await addressOf(kind)}" width="700" height="1000"></iframe>`,
    });
    t.after(newspaper.stop);
    const { page, context } = await openPage('about:blank', {
      viewport: { width: 740, height: 1100 },
    });
    await page.route(/\/map\.\w+\.js/, () => {}); // never answered
    await page.goto(`${newspaper.url}/`);
    const frame = await (await page.waitForSelector('#map')).contentFrame();
    await frame.waitForLoadState();
    for (const fragment of await frame
      .locator('.sheet-nav a[href^="#"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))) {
      await frame.locator(`.sheet-nav [href="${fragment}"]`).click();
      const summary = frame.locator(`${fragment} > details:not([open]) > summary`);
      if (await summary.count()) await summary.first().click();
      assert.deepEqual(
        await inspectSheet(frame, fragment),
        { shown: true, useful: true },
        `${kind}: ${fragment}`,
      );
    }
    await context.close();
  }
});
