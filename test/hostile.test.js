import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  drawn,
  launch,
  missing,
  open,
  serveMap,
  servePages,
  settled,
  tool,
  view,
} from './browser.js';
import { hostileAssets, inLink, payload } from './hostile.js';

let browser;
let server;
let assets;

before(async () => {
  if (missing) return;
  assets = hostileAssets();
  [browser, server] = await Promise.all([launch(), serveMap(['--assets', assets.dir])]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  assets?.remove();
});

const options = { skip: missing, timeout: 240_000 };

/** Set before anything of the page runs: who calls it has got a script in. */
const trap = () => {
  globalThis.hits = [];
  globalThis.pwned = (...args) => {
    globalThis.hits.push(args);
  };
};

/** Fails where something of the hostile text came alive. */
async function untouched(page, { complaints, requests }, where) {
  const found = await page.evaluate(() => ({
    hits: globalThis.hits ?? [],
    breaches: globalThis.breaches ?? [],
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
    { hits: [], breaches: [], elements: [], handlers: [], links: [], polluted: null },
    where,
  );
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(server.url) && !/^(data|blob|about):/.test(url)),
    [],
    `${where}: no request leaves the place`,
  );
  assert.deepEqual(complaints, [], where);
}

test(
  'texts of an editor’s files reach the page as text, whatever the reader does',
  options,
  async () => {
    const all = await open(browser, server.url, { init: trap });
    const { page, context } = all;
    await drawn(page);
    await untouched(page, all, 'at first');
    const { title, scenarios, steps, dates } = await view(page);
    assert.ok(
      title.includes(payload) &&
        (await page.locator('#tl-title').textContent()).includes('<script>pwned()</script>'),
      'the text is there, as text',
    );
    const act = async (action) => {
      await page.evaluate((one) => globalThis.truceline.dispatch(one), action);
      await page.waitForFunction(() => globalThis.truceline.view.missingFiles.length === 0);
      await settled(page);
      await untouched(page, all, JSON.stringify(action));
    };
    await act({ type: 'select', id: 'UA-14' });
    await act({ type: 'select', id: 'town-kyiv' });
    await act({ type: 'scenario', id: scenarios.at(-1).id });
    await act({ type: 'step', id: steps[0].id });
    await act({ type: 'date', date: dates[0].id });
    await act({ type: 'lang', lang: 'uk' });
    await act({ type: 'lang', lang: 'fr' });
    const box = await page.locator('#tl-map').boundingBox();
    for (const [x, y] of [
      [0.3, 0.4],
      [0.6, 0.5],
      [0.8, 0.4],
    ]) {
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
      await settled(page);
    }
    await untouched(page, all, 'under the pointer');
    for (const summary of await page.locator('summary').all())
      await summary.click({ timeout: 2000 }).catch(() => {});
    for (const opener of await page.locator('[aria-haspopup]:visible, [data-open]:visible').all())
      await opener.click({ timeout: 2000 }).catch(() => {});
    await untouched(page, all, 'all opened');
    await context.close();
  },
);

test('without script the page is text, too', options, async () => {
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

/** The names of the site's pages and oEmbed answers. */
async function siteFiles() {
  const { page, context } = await open(browser, server.url);
  await drawn(page);
  const { langs, scenarios } = await view(page);
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

test('every page and every answer of the site holds text and nothing else', options, async () => {
  const files = await siteFiles();
  const { page, context } = await open(browser, 'about:blank');
  let pages = 0;
  let answers = 0;
  for (const name of files) {
    const answer = await fetch(server.url + name);
    assert.equal(answer.status, 200, name);
    const html = name.endsWith('.json') ? (await answer.json()).html : await answer.text();
    // Parsed as a browser does, and not run.
    const found = await page.evaluate(
      ({ source, here }) => {
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
            .filter((src) => src && !src.startsWith(here)),
          said: parsed.documentElement.outerHTML.includes('pwned'),
        };
      },
      { source: html, here: server.url },
    );
    const { said, ...wrong } = found;
    assert.deepEqual(wrong, { evil: [], handlers: [], links: [], frames: [] }, name);
    assert.ok(said || name.startsWith('embed/'), `${name}: the text is there, as text`);
    if (name.endsWith('.json')) answers++;
    else pages++;
  }
  assert.ok(pages > 40 && answers > 20, `${pages} pages, ${answers} answers`);
  await context.close();
});

const parameters = [
  'childId',
  'lang',
  'theme',
  'scenario',
  'date',
  'pullback',
  'view',
  'layers',
  'select',
  'step',
  'ui',
  'transparent',
];

test('a link’s parameters are text, one by one and all together', options, async () => {
  const all = await open(browser, 'about:blank', { init: trap });
  const { page, context } = all;
  const turned = (by) =>
    parameters
      .map((name, i) => `${name}=${encodeURIComponent(inLink[(i + by) % inLink.length])}`)
      .join('&');
  const queries = [
    turned(0),
    turned(4),
    parameters.map((name) => `${name}=${encodeURIComponent(payload)}`).join('&'),
    `${inLink.map((text) => `${encodeURIComponent(text)}=1`).join('&')}&%zz=%&&&==&a=${'b'.repeat(8000)}`,
  ];
  for (const query of queries) {
    const place = `${server.url}?${query}#${encodeURIComponent(inLink[0])}`;
    await page.goto(place);
    await drawn(page);
    await untouched(page, all, query);
    const { situation, source, link } = await view(page);
    assert.ok(situation && source, 'date and source stay');
    assert.doesNotMatch(link, /script|evil|pwned/, 'what is no state is not passed on');
  }
  await context.close();
});

test('messages with markup in every field change nothing and reach nothing', options, async () => {
  const hostile = [
    ...inLink.flatMap((text) => [
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
  const all = await open(browser, `${article.url}/article`, { init: trap });
  const { page, context, complaints } = all;
  const frame = await (await page.waitForSelector('#map')).contentFrame();
  await drawn(frame);
  const before = await frame.evaluate(() => globalThis.truceline.view.link);
  await page.evaluate((messages) => {
    const { contentWindow } = /** @type {HTMLIFrameElement} */ (document.getElementById('map'));
    for (const message of messages) contentWindow.postMessage(message, '*');
  }, hostile);
  await settled(frame);
  assert.equal(await frame.evaluate(() => globalThis.truceline.view.link), before);
  const refused = complaints.filter((text) => /there is no step/.test(text)); // a name that could be a step's
  assert.ok(refused.length < 10);
  await untouched(
    frame,
    {
      complaints: complaints.filter((text) => !refused.includes(text)),
      requests: all.requests.filter((url) => !url.startsWith(article.url)),
    },
    'after the messages',
  );
  assert.equal(page.url(), `${article.url}/article`, 'the article stays');
  await context.close();
  await article.stop();
});

test('pictures that are opened by themselves are shapes and texts', options, async () => {
  const all = await open(browser, 'about:blank', { init: trap });
  const { page, context } = all;
  for (const args of [
    ['poster', '--scenario', 'plan-20'],
    ['poster', '--lang', 'uk', '--date', '2022-03-28'],
    ['chart', '--oblast', 'UA-14'],
  ]) {
    const out = join(assets.dir, 'x.svg');
    execFileSync(tool, [...args, '--assets', assets.dir, '--out', out], { stdio: 'ignore' });
    all.requests.length = 0;
    await page.goto(`file://${out}`);
    const seen = await page.evaluate(() => ({
      root: document.documentElement.nodeName,
      strange: [...document.querySelectorAll('script, image, img, foreignObject, iframe, a, .evil')]
        .length,
      hits: globalThis.hits,
    }));
    assert.deepEqual(seen, { root: 'svg', strange: 0, hits: [] }, args.join(' '));
    assert.deepEqual(
      all.requests.filter((url) => !/^(file|data):/.test(url)),
      [],
    );
    assert.ok(readFileSync(out, 'utf8').includes('&lt;script&gt;'), 'the text is there, as text');
  }
  await context.close();
});
