import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  launch,
  open,
  readView,
  serveMap,
  servePages,
  skipReason,
  tool,
  waitForFirstFrame,
  waitForIdle,
} from './browser.js';
import { hostileAssets, hostileParameters, payload } from './hostile.js';
import { PARAM_KINDS } from '../web/link-params.js';

let browser;
let server;
let assets;

before(async () => {
  if (skipReason) return;
  assets = hostileAssets();
  [browser, server] = await Promise.all([launch(), serveMap(['--assets', assets.dir])]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  assets?.remove();
});

const options = { skip: skipReason, timeout: 240_000 };

/** Runs before the page's scripts. An injected script would call `pwned`, which is recorded. */
const installTrap = () => {
  globalThis.hits = [];
  globalThis.pwned = (...args) => {
    globalThis.hits.push(args);
  };
};

/** Fails if any part of the hostile text was interpreted as markup or script. */
async function assertNothingInjected(page, { errors, requests }, where) {
  const found = await page.evaluate(() => ({
    hits: globalThis.hits ?? [],
    violations: globalThis.cspViolations ?? [],
    elements: [
      ...document.querySelectorAll(
        '.evil, img, iframe, object, embed, base, form, script:not([src]):not([type="application/json"])',
      ),
    ].map((element) => element.outerHTML.slice(0, 200)),
    handlers: [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes]
        .filter(({ name }) => /^on/i.test(name))
        .map(({ name }) => `${element.nodeName} ${name}`),
    ),
    links: [...document.querySelectorAll('a[href], use[href]')]
      .map((element) => element.getAttribute('href'))
      .filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
    polluted: {}.truceline ?? {}.step ?? null,
  }));
  assert.deepEqual(
    found,
    { hits: [], violations: [], elements: [], handlers: [], links: [], polluted: null },
    where,
  );
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(server.url) && !/^(data|blob|about):/.test(url)),
    [],
    `${where}: no request to another site`,
  );
  assert.deepEqual(errors, [], where);
}

test('texts of an editor’s files stay plain text, whatever the reader does', options, async () => {
  const opened = await open(browser, server.url, { init: installTrap });
  const { page, context } = opened;
  await waitForFirstFrame(page);
  await assertNothingInjected(page, opened, 'at first');
  const { title, scenarios, steps, dates } = await readView(page);
  assert.ok(
    title.includes(payload) &&
      (await page.locator('#tl-title').textContent()).includes('<script>pwned()</script>'),
    'the hostile text is shown as text',
  );
  const dispatchAndCheck = async (action) => {
    await page.evaluate((one) => globalThis.truceline.dispatch(one), action);
    await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
    await waitForIdle(page);
    await assertNothingInjected(page, opened, JSON.stringify(action));
  };
  await dispatchAndCheck({ type: 'select', id: 'UA-14' });
  await dispatchAndCheck({ type: 'select', id: 'town-kyiv' });
  await dispatchAndCheck({ type: 'scenario', id: scenarios.at(-1).id });
  await dispatchAndCheck({ type: 'step', id: steps[0].id });
  await dispatchAndCheck({ type: 'date', date: dates[0].id });
  await dispatchAndCheck({ type: 'lang', lang: 'uk' });
  await dispatchAndCheck({ type: 'lang', lang: 'fr' });
  const box = await page.locator('#tl-map').boundingBox();
  for (const [x, y] of [
    [0.3, 0.4],
    [0.6, 0.5],
    [0.8, 0.4],
  ]) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    await waitForIdle(page);
  }
  await assertNothingInjected(page, opened, 'under the pointer');
  for (const summary of await page.locator('summary').all())
    await summary.click({ timeout: 2000 }).catch(() => {});
  for (const opener of await page.locator('[aria-haspopup]:visible, [data-open]:visible').all())
    await opener.click({ timeout: 2000 }).catch(() => {});
  await assertNothingInjected(page, opened, 'all opened');
  await context.close();
});

test('without scripts hostile texts stay plain text', options, async () => {
  const { page, context, requests } = await open(browser, 'about:blank', {
    context: { javaScriptEnabled: false },
  });
  await page.goto(server.url);
  assert.ok((await page.locator('#tl-title').textContent()).includes('<script>pwned()</script>'));
  assert.equal(await page.locator('.evil, img, iframe').count(), 0);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(server.url) && !/^(data|about):/.test(url)),
    [],
  );
  await context.close();
});

/** Returns the names of the site's pages and oEmbed responses. */
async function siteFiles() {
  const { page, context } = await open(browser, server.url);
  await waitForFirstFrame(page);
  const { langs, scenarios } = await readView(page);
  await context.close();
  const { latest } = await (await fetch(`${server.url}versions.json`)).json();
  const perLang = langs.flatMap(({ id: lang }) => [
    `embed/${lang}/`,
    `${lang}/`,
    ...scenarios.map(({ id }) => `${lang}/${id}/`),
    ...['map', ...scenarios.map(({ id }) => id)].flatMap((id) => [
      `${lang}/tl-${lang}-${id}/`,
      `v/${latest}/${lang}/tl-${lang}-${id}/`,
      `oembed/tl-${lang}-${id}.json`,
    ]),
  ]);
  return ['', ...perLang];
}

test('no page and no oEmbed response of the site contains injected markup', options, async () => {
  const files = await siteFiles();
  const { page, context } = await open(browser, 'about:blank');
  let pages = 0;
  let responses = 0;
  for (const name of files) {
    const response = await fetch(server.url + name);
    assert.equal(response.status, 200, name);
    const html = name.endsWith('.json') ? (await response.json()).html : await response.text();
    // DOMParser parses as a browser does and runs no script.
    const found = await page.evaluate(
      ({ source, site }) => {
        const parsed = new DOMParser().parseFromString(source, 'text/html');
        const all = [...parsed.querySelectorAll('*')];
        return {
          evil: all
            .filter((element) =>
              element.matches(
                '.evil, img, object, embed, base, script:not([src]):not([type="application/json"])',
              ),
            )
            .map((element) => element.outerHTML.slice(0, 200)),
          handlers: all.flatMap((element) =>
            [...element.attributes]
              .filter((attribute) => /^on/i.test(attribute.name))
              .map((attribute) => `${element.nodeName} ${attribute.name}`),
          ),
          links: all
            .flatMap((element) =>
              ['href', 'src', 'content'].map((key) => element.getAttribute(key) ?? ''),
            )
            .filter((link) => /^\s*(javascript|vbscript|data:text)/i.test(link)),
          frames: [...parsed.querySelectorAll('iframe')]
            .map((frame) => frame.getAttribute('src'))
            .filter((src) => src && !src.startsWith(site)),
          containsPayload: parsed.documentElement.outerHTML.includes('pwned'),
        };
      },
      { source: html, site: server.url },
    );
    const { containsPayload, ...injected } = found;
    assert.deepEqual(injected, { evil: [], handlers: [], links: [], frames: [] }, name);
    assert.ok(
      containsPayload || name.startsWith('embed/'),
      `${name}: the hostile text is shown as text`,
    );
    if (name.endsWith('.json')) responses++;
    else pages++;
  }
  assert.ok(pages > 40 && responses > 20, `${pages} pages, ${responses} responses`);
  await context.close();
});

const parameters = ['childId', ...Object.keys(PARAM_KINDS)];

test('hostile parameters of a link are ignored or shown as text', options, async () => {
  const opened = await open(browser, 'about:blank', { init: installTrap });
  const { page, context } = opened;
  const rotated = (by) =>
    parameters
      .map(
        (name, i) =>
          `${name}=${encodeURIComponent(hostileParameters[(i + by) % hostileParameters.length])}`,
      )
      .join('&');
  const queries = [
    rotated(0),
    rotated(4),
    parameters.map((name) => `${name}=${encodeURIComponent(payload)}`).join('&'),
    `${hostileParameters.map((text) => `${encodeURIComponent(text)}=1`).join('&')}&%zz=%&&&==&a=${'b'.repeat(8000)}`,
  ];
  for (const query of queries) {
    await page.goto(`${server.url}?${query}#${encodeURIComponent(hostileParameters[0])}`);
    await waitForFirstFrame(page);
    await assertNothingInjected(page, opened, query);
    const { situation, source, link } = await readView(page);
    assert.ok(situation && source, 'date and source are still shown');
    assert.doesNotMatch(link, /script|evil|pwned/, 'the link carries on no invalid state');
  }
  await context.close();
});

test('messages with markup in every field have no effect', options, async () => {
  const hostile = [
    ...hostileParameters.flatMap((text) => [
      text,
      { truceline: 1, type: text },
      { truceline: 1, type: 'goTo', step: text },
      { truceline: 1, type: 'hello', id: text },
      ...['scenario', 'date', 'select', 'step', 'theme', 'lang', 'ui'].map((name) => ({
        truceline: 1,
        type: 'goTo',
        state: { [name]: text },
      })),
      { truceline: 1, type: 'goTo', state: { layers: { [text]: true } } },
      { message: 'ready', secret: text },
      { sentinel: 'amp', type: text },
      `pymxPYMx${text}xPYMxwidthxPYMx320`,
      `pymxPYMxg1xPYMxnavigateToxPYMx${text}`,
      `[iFrameSizer]${text}:8:true`,
    ]),
    null,
    0,
    [],
    {},
    { truceline: 1 },
    { 'datawrapper-height': null },
  ];
  const article = await servePages({
    '/article': `<!doctype html><title>An article</title><iframe id="map" title="map" width="600" height="600" src="${server.url}?childId=g1"></iframe>`,
  });
  const opened = await open(browser, `${article.url}/article`, { init: installTrap });
  const { page, context, errors } = opened;
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await waitForFirstFrame(frame);
  const before = await frame.evaluate(() => globalThis.truceline.view.link);
  await page.evaluate((messages) => {
    const { contentWindow } = /** @type {HTMLIFrameElement} */ (document.getElementById('map'));
    for (const message of messages) contentWindow.postMessage(message, '*');
  }, hostile);
  await waitForIdle(frame);
  assert.equal(await frame.evaluate(() => globalThis.truceline.view.link), before);
  // A name that could be a step's is refused with an error.
  const refused = errors.filter((text) => /there is no step/.test(text));
  assert.ok(refused.length < 10);
  await assertNothingInjected(
    frame,
    {
      errors: errors.filter((text) => !refused.includes(text)),
      requests: opened.requests.filter((url) => !url.startsWith(article.url)),
    },
    'after the messages',
  );
  assert.equal(page.url(), `${article.url}/article`, 'the article stays');
  await context.close();
  await article.stop();
});

test('an SVG that is opened on its own contains neither scripts nor links', options, async () => {
  const { page, context, requests } = await open(browser, 'about:blank', { init: installTrap });
  for (const args of [
    ['poster', '--scenario', 'plan-20'],
    ['poster', '--lang', 'uk', '--date', '2022-03-28'],
    ['chart', '--oblast', 'UA-14'],
  ]) {
    const out = join(assets.dir, 'x.svg');
    execFileSync(tool, [...args, '--assets', assets.dir, '--out', out], { stdio: 'ignore' });
    requests.length = 0;
    await page.goto(`file://${out}`);
    const found = await page.evaluate(() => ({
      root: document.documentElement.nodeName,
      active: [...document.querySelectorAll('script, image, img, foreignObject, iframe, a, .evil')]
        .length,
      hits: globalThis.hits,
    }));
    assert.deepEqual(found, { root: 'svg', active: 0, hits: [] }, args.join(' '));
    assert.deepEqual(
      requests.filter((url) => !/^(file|data):/.test(url)),
      [],
    );
    assert.ok(
      readFileSync(out, 'utf8').includes('&lt;script&gt;'),
      'the hostile text is shown as text',
    );
  }
  await context.close();
});
