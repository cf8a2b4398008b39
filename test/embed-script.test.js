// embed.js in articles of many kinds, with stub pages (stub-map.js) in place of the map.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { open, servePages, skipReason } from './browser.js';
import { browser, server } from './shared-fixture.js';
import { hydratedArticle } from './react.js';
import { stubMaps } from './stub-map.js';

const options = { skip: skipReason, timeout: 120_000 };
const heights = JSON.parse(readFileSync(new URL('heights.json', import.meta.url), 'utf8'));

let site; // of the maps: another site than the article's
let maps;
before(async () => {
  maps = skipReason ? null : await servePages(stubMaps);
  site = maps?.url.replace('127.0.0.1', 'localhost');
});
after(() => maps?.stop());

/**
 * Opens an article, by default with embed.js at its end. In the page `site` is the maps' site and
 * `received` the list of events and height messages.
 */
async function openArticle(
  body,
  { head = '', style = '', script = true, viewport = { width: 900, height: 2000 } } = {},
) {
  const newspaper = await servePages({
    '/': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><style>body { margin: 0 } ${style}</style>
<script>
  globalThis.site = '${site}';
  globalThis.received = [];
  for (const type of ['ready', 'state', 'select']) document.addEventListener('truceline:' + type, (event) => received.push({ id: event.target.id, ...event.detail }));
  addEventListener('message', ({ data }) => { if (data.type === 'height') received.push(data); });
</script>${head}<p>Before.</p>${body.replaceAll('SITE', site)}<p id="after">After.</p>${script ? `<script src="${server.url}embed.js"></script>` : ''}`,
  });
  const opened = await open(browser, newspaper.url, { context: { viewport } });
  const { page, errors } = opened;
  return {
    ...opened,
    /** Waits until a map is ready, and returns the page in its frame. */
    ready: async (id = 'map') => {
      await page.waitForFunction((which) => document.getElementById(which)?.truceline?.ready, id, {
        polling: 20,
      });
      const element = await page.evaluateHandle(
        (which) => document.getElementById(which).truceline.frame,
        id,
      );
      return element.contentFrame();
    },
    /** Closes the article and asserts that its page had no errors. */
    close: async () => {
      await opened.context.close();
      await newspaper.stop();
      assert.deepEqual(errors, []);
    },
  };
}

const waitForState = (frame, state) =>
  frame.waitForFunction(
    (wanted) => JSON.stringify(globalThis.state) === wanted,
    JSON.stringify(state),
    { polling: 20 },
  );

/** Waits until the page in a frame has a size: it is resized later than its frame. */
const waitForSize = (frame, width, height) =>
  frame.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height], {
    polling: 20,
  });

const DIV =
  '<div id="map" data-truceline="SITE/en/tl-en-map/"><a href="SITE/en/">Map of the day</a></div>';

test(
  'a frame has the height of the rule before the map requests one: 16 widths, three languages, each ui, every form of address',
  options,
  async () => {
    const widths = Object.keys(heights.en.compact).map(Number);
    assert.equal(widths.length, 16);
    const addresses = ['en', 'uk', 'fr']
      .flatMap((lang) => [
        ...['compact', 'full', 'none'].map((ui) => [
          `/${lang}/tl-${lang}-map/?date=2022-03-28&ui=${ui}`,
          lang,
          ui,
        ]),
        [`/${lang}/tl-${lang}-plan-20/`, lang, 'compact'],
        [`/${lang}/plan-20/`, lang, 'compact'],
        [`/${lang}/`, lang, 'compact'],
        [`/v/2026-01-06-b07b500d/${lang}/tl-${lang}-map/index.html?ui=none`, lang, 'none'],
        [`/v/2026-01-06-b07b500d/${lang}/tl-${lang}-map?theme=dark`, lang, 'compact'],
        [`/en/tl-en-map/?lang=${lang}&ui=full#?secret=aB3`, lang, 'full'],
        [`/fr/tl-fr-map/?ui=none&lang=xx&lang=${lang}&ui=large`, lang, 'compact'],
      ])
      .concat([
        ['/', 'en', 'compact'],
        ['/fr/tl-fr-map/?lang=xx', 'fr', 'compact'],
        ['/en/tl-en-map/?lang=constructor&ui=toString', 'en', 'compact'],
      ]);
    const { page, close } = await openArticle(
      `<div id="column">${addresses.map(([path]) => `<div data-truceline="SITE${path}"></div>`).join('')}</div>`,
      { viewport: { width: 1500, height: 100 } },
    );
    const found = await page.evaluate(async (all) => {
      const column = document.getElementById('column');
      const lists = [];
      for (const width of all) {
        column.style.width = `${width}px`;
        await new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        }); // an animation frame has been laid out
        lists.push(globalThis.Truceline.maps.map(({ frame }) => Number(frame.height)));
      }
      return lists;
    }, widths);
    const faults = widths.flatMap((width, i) =>
      addresses.map(([path, lang, ui], j) => ({
        path,
        width,
        height: found[i][j],
        want: heights[lang][ui][width],
      })),
    );
    assert.deepEqual(
      faults.filter(({ height, want }) => height !== want),
      [],
    );
    await close();
  },
);

test(
  'the height follows the width of the content box: padding, borders, border-box, hidden and shown elements, late style sheets',
  options,
  async () => {
    const style =
      '* { box-sizing: border-box } .narrow { width: 400px; padding: 0 25px } #own { width: 376px; padding: 5px; border: 3px solid }';
    const { page, ready, close } = await openArticle(
      `
    <div id="map" class="narrow" data-truceline="SITE/uk/tl-uk-map/"></div>
    <iframe id="own" data-truceline src="SITE/fr/tl-fr-map/?height=700" height="300"></iframe>
    <div id="tab" style="display: none"><div id="hidden" style="width: 500px" data-truceline="SITE/en/tl-en-map/"></div></div>`,
      { style },
    );
    const height = (id) =>
      page.evaluate(
        (which) => document.getElementById(which).truceline.frame.getBoundingClientRect().height,
        id,
      );
    assert.equal(await height('map'), heights.uk.compact[320]);
    const own = await ready('own');
    await waitForSize(own, 360, 700); // the requested height excludes padding and border
    await page.evaluate(() => {
      document.getElementById('tab').style.display = '';
      document.head.append(
        Object.assign(document.createElement('style'), { textContent: '.narrow { width: 690px }' }),
      );
    });
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
        }),
    );
    assert.deepEqual(
      [await height('map'), await height('hidden')],
      [heights.uk.compact[640], heights.en.compact[480]],
    );
    await close();
  },
);

test(
  'the height grows with the font size of the reader’s browser, not with that of the article',
  options,
  async () => {
    const { page, context, ready, close } = await openArticle(
      '<div id="map" data-truceline="SITE/en/tl-en-map/"></div>',
      { style: 'html { font-size: 62.5% }' },
    );
    const height = () =>
      page.evaluate(() => document.getElementById('map').truceline.frame.offsetHeight);
    assert.equal(await height(), heights.en.compact[900]);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Page.setFontSizes', { fontSizes: { standard: 20 } });
    await page.reload();
    await ready();
    assert.equal(await height(), Math.ceil(heights.en.compact[900] * 1.25));
    await close();
  },
);

test(
  'a changed address opens another map, by attribute or by scan, and adds no history entry',
  options,
  async () => {
    const { page, ready, close } = await openArticle(DIV);
    await page.waitForFunction(() => document.getElementById('map').truceline.ready);
    await page.evaluate(() => {
      globalThis.map = document.getElementById('map');
      map.truceline.goTo('held');
      globalThis.historyLength = history.length;
    });
    await waitForState(await ready(), { step: 'held' });

    await page.evaluate(() => {
      map.setAttribute('data-truceline', `${site}/uk/tl-uk-plan-20/`);
      map.firstChild.textContent = 'Another map';
    });
    let frame = await ready();
    assert.equal(frame.url(), `${site}/uk/tl-uk-plan-20/`);
    await page.waitForTimeout(100);
    assert.deepEqual(
      await frame.evaluate(() => [globalThis.state, globalThis.commandCount]),
      [{}, 0],
      'commands for the other map are dropped',
    );
    assert.equal(await page.evaluate(() => map.truceline.frame.title), 'Another map');

    await page.evaluate(() => {
      map.setAttribute('data-truceline', `${site}/fr/tl-fr-map/`);
      map.truceline.goTo('hubs');
      globalThis.Truceline.scan();
    });
    frame = await ready();
    assert.equal(frame.url(), `${site}/fr/tl-fr-map/`);
    await waitForState(frame, { step: 'hubs' });

    await page.evaluate(() => map.setAttribute('data-truceline', '')); // an address that is not yet known
    assert.equal(
      await page.evaluate(() =>
        [map.truceline.frame, globalThis.Truceline.maps.length, map.innerText].join(),
      ),
      ',0,Another map',
    );
    await page.evaluate(() => map.setAttribute('data-truceline', `${site}/en/tl-en-map/?wait=0`));
    await ready();
    assert.equal(await page.evaluate(() => globalThis.Truceline.maps.length), 1);
    assert.equal(
      await page.evaluate(() => history.length),
      await page.evaluate(() => globalThis.historyLength),
    );
    assert.equal(page.frames().length, 2);
    await close();
  },
);

test(
  'a framework may restore an element’s children, with or without a shadow tree: there is one frame, and it stays',
  options,
  async () => {
    const { page, ready, requests, close } = await openArticle(
      `${DIV}<figure id="figure" data-truceline="SITE/fr/tl-fr-map/"><a href="SITE/fr/">Carte</a></figure>`,
    );
    await ready();
    await ready('figure');
    const figure = await page.evaluate(
      () => document.getElementById('figure').truceline.frame.title,
    );
    assert.equal(figure, 'Carte');
    await page.evaluate(() => {
      for (const id of ['map', 'figure'])
        document.getElementById(id).innerHTML = '<a href="/">Put back</a>';
      globalThis.Truceline.scan();
    });
    await ready();
    await ready('figure');
    const found = () =>
      page.evaluate(() =>
        globalThis.Truceline.maps.map(
          ({ element, frame }) =>
            `${element.id}: ${frame.title}, ${frame.isConnected}, ${/** @type {HTMLElement} */ (element).innerText.trim()}`,
        ),
      );
    assert.deepEqual(await found(), ['map: Put back, true, ', 'figure: Put back, true, ']);
    await page.evaluate(() => {
      document.getElementById('figure').innerHTML = '<a href="/">And again</a>';
    });
    await ready('figure');
    assert.deepEqual(await found(), ['map: Put back, true, ', 'figure: And again, true, ']);
    assert.equal(
      requests.filter((url) => url.includes('tl-en-map')).length,
      1,
      'a frame in a shadow tree is not loaded again',
    );
    await page.evaluate(() => {
      for (const id of ['map', 'figure']) document.getElementById(id).truceline.destroy();
    });
    assert.deepEqual(
      await page.evaluate(() =>
        ['map', 'figure'].map((id) => document.getElementById(id).innerText.trim()),
      ),
      ['Put back', 'And again'],
      'the links are back',
    );
    await close();
  },
);

test(
  'a moved or reloaded frame is not ready until it has loaded, and then restores its last state',
  options,
  async () => {
    const { page, ready, close } = await openArticle(
      `${DIV}<iframe id="own" data-truceline src="SITE/uk/tl-uk-map/"></iframe><div id="other"></div>`,
    );
    for (const id of ['map', 'own']) {
      await ready(id);
      const run = (callback, argument) => page.evaluate(callback, { id, argument });
      const move = ({ id: which, argument }) => {
        const element = document.getElementById(which);
        document.getElementById('other').append(element);
        const { ready: isReady } = element.truceline;
        if (argument) element.truceline.goTo(argument);
        return isReady;
      };
      assert.equal(await run(move, { date: '2022-03-28' }), false);
      await waitForState(await ready(id), { date: '2022-03-28' });

      await run(move); // the command is repeated
      await waitForState(await ready(id), { date: '2022-03-28' });

      await (
        await ready(id)
      ).evaluate(() => globalThis.show({ date: '2022-03-28', select: 'UA-14' })); // by the reader
      await page.waitForFunction(
        (which) =>
          globalThis.received.some((message) => message.id === which && message.state?.select),
        id,
      );
      await run(move);
      await run(move); // again, before the map is ready
      await waitForState(await ready(id), { date: '2022-03-28', select: 'UA-14' });

      const before = await page.evaluate(
        () => globalThis.received.filter(({ type }) => type === 'ready').length,
      );
      await (
        await ready(id)
      ).evaluate(() => {
        location.reload();
      });
      await page.waitForFunction(
        (count) => globalThis.received.filter(({ type }) => type === 'ready').length > count,
        before,
      );
      await waitForState(await ready(id), { date: '2022-03-28', select: 'UA-14' });

      await run(({ id: which }) => {
        // removed from the document for a while
        const element = document.getElementById(which);
        element.remove();
        return new Promise((resolve) => {
          setTimeout(() => {
            const found = globalThis.Truceline.maps.length;
            document.body.append(element);
            resolve(found);
          }, 50);
        });
      }).then((count) => assert.equal(count, 1, 'only the other map is in the document'));
      await waitForState(await ready(id), { date: '2022-03-28', select: 'UA-14' });
    }
    assert.equal(await page.evaluate(() => globalThis.Truceline.maps.length), 2);
    await close();
  },
);

test('a moved map that nobody has used receives no command', options, async () => {
  const { page, ready, close } = await openArticle(DIV);
  await ready();
  await page.evaluate(() => document.body.append(document.getElementById('map')));
  const frame = await ready();
  await page.waitForTimeout(200);
  assert.equal(await frame.evaluate(() => globalThis.commandCount), 0);
  await close();
});

test(
  'articles that are replaced leave nothing behind, and maps that are added later are found',
  options,
  async () => {
    const { page, ready, close } = await openArticle('<main id="main"></main>');
    for (let i = 0; i < 24; i++) {
      await page.evaluate((n) => {
        document.getElementById('main').innerHTML =
          `<section><div id="map" data-truceline="${site}/en/tl-en-map/?n=${n}"></div></section>`;
      }, i);
      assert.equal(await page.evaluate(() => globalThis.Truceline.maps.length), 1);
    }
    assert.equal((await ready()).url(), `${site}/en/tl-en-map/?n=23`);
    await page.evaluate(() => {
      globalThis.map = document.getElementById('map');
      map.truceline.destroy();
    });
    assert.deepEqual(
      await page.evaluate(() => [
        globalThis.Truceline.maps.length,
        map.truceline.ready,
        map.truceline.frame,
      ]),
      [0, false, null],
    );
    await page.evaluate(() => {
      map.append('text');
      map.truceline.goTo('held');
    });
    assert.equal(
      await page.evaluate(() => globalThis.Truceline.maps.length),
      0,
      'a destroyed map comes back only by a scan',
    );
    await page.evaluate(() => {
      globalThis.Truceline.scan();
    });
    await waitForState(await ready(), { step: 'held' });
    await page.evaluate(() => map.removeAttribute('data-truceline'));
    assert.equal(await page.evaluate(() => globalThis.Truceline.maps.length), 0);
    await page.evaluate(() => {
      document.getElementById('main').innerHTML = '';
    });
    assert.equal(page.frames().length, 1);
    await close();
  },
);

test(
  'the address may be set late, as by consent or lazy loading, and commands wait for it',
  options,
  async () => {
    const { page, ready, close } = await openArticle(`
    <iframe id="consent" data-truceline data-src="SITE/en/tl-en-map/?height=700"></iframe>
    <iframe id="blank" data-truceline src="about:blank"></iframe>
    <iframe id="empty" data-truceline src=""></iframe>
    <iframe id="image" data-truceline src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></iframe>
    <div id="attribute" data-src="SITE/en/tl-en-map/?height=700"></div>`);
    await page.waitForLoadState();
    await page.evaluate(() => {
      for (const id of ['consent', 'blank', 'empty', 'image'])
        document.getElementById(id).truceline.goTo(id);
      for (const id of ['consent', 'blank', 'empty', 'image'])
        document.getElementById(id).setAttribute('src', `${site}/en/tl-en-map/?height=700`);
      const div = document.getElementById('attribute');
      div.dataset.truceline = div.dataset.src;
      div.id = 'attribute';
    });
    for (const id of ['consent', 'blank', 'empty', 'image']) {
      const frame = await ready(id);
      await waitForState(frame, { step: id });
      await waitForSize(frame, 300, 700);
    }
    await waitForSize(await ready('attribute'), 900, 700);
    assert.equal(await page.evaluate(() => globalThis.Truceline.maps.length), 5);
    await page.evaluate(() => {
      document.getElementById('consent').setAttribute('src', `${site}/fr/tl-fr-map/`);
    }); // an article's own frame navigates to another map
    await page.waitForFunction(
      () =>
        globalThis.received.filter(({ id, type }) => id === 'consent' && type === 'ready')
          .length === 2,
      null,
      { polling: 20 },
    );
    const frame = await ready('consent');
    assert.deepEqual(
      [frame.url(), await frame.evaluate(() => globalThis.commandCount)],
      [`${site}/fr/tl-fr-map/`, 0],
    );
    await close();
  },
);

test('embed.js may be loaded in the head and again at the end', options, async () => {
  const { page, ready, close } = await openArticle(DIV, {
    head: `<script src="${server.url}embed.js"></script>`,
  });
  await ready();
  assert.deepEqual(
    await page.evaluate(() => [
      globalThis.Truceline.maps.length,
      document.querySelectorAll('iframe').length,
      document.getElementById('map').truceline.frame.title,
    ]),
    [1, 0, 'Map of the day'],
  );
  await close();
});

test(
  'embed.js requests the height again that a frame reported before it was loaded',
  options,
  async () => {
    const { page, close } = await openArticle(
      '<iframe id="map" data-truceline width="500" height="300" src="SITE/en/tl-en-map/?height=700"></iframe>',
      { script: false },
    );
    await page.waitForFunction(() => globalThis.received.some(({ type }) => type === 'height'));
    await page.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('script'), { src }));
    }, `${server.url}embed.js`);
    // 700 px and the frame's border.
    await page.waitForFunction(() => document.getElementById('map').offsetHeight === 704);
    await close();
  },
);

test(
  'an article in a sandbox, as in editors’ previews, can drive and resize its map',
  options,
  async () => {
    const inner = `<!doctype html><div id=map data-truceline='SITE/en/tl-en-map/?height=700'><a>Map</a></div><script src='${server.url}embed.js'></script>`;
    const { page, close } = await openArticle(
      `<iframe id="outer" sandbox="allow-scripts" width="800" height="900" srcdoc="${inner}"></iframe>`,
    );
    const article = await (await page.waitForSelector('#outer')).contentFrame();
    await article.waitForFunction(() => document.getElementById('map')?.truceline?.ready);
    const frame = article.childFrames()[0];
    await article.evaluate(() => document.getElementById('map').truceline.goTo('held'));
    await waitForState(frame, { step: 'held' });
    await waitForSize(frame, 784, 700);
    assert.equal(await frame.evaluate(() => origin), 'null');
    await close();
  },
);

for (const [mode, strict] of /** @type {const} */ ([
  ['production', false],
  ['development', true],
])) {
  test(
    `React ${strict ? 'in StrictMode, ' : ''}${mode}: server-rendered HTML is hydrated without an error, and the map follows its component`,
    options,
    async () => {
      const story = { address: `${site}/en/tl-en-map/`, title: 'Map' };
      const { html, react, hydrate } = hydratedArticle(story, { mode, strict });
      const { page, ready, requests, close } =
        await openArticle(`${html}<script src="${server.url}embed.js"></script><script>
      globalThis.framed = document.getElementById('map').truceline.frame.isConnected;
    </script>${react}${hydrate}`);
      const frame = await ready();
      assert.deepEqual(
        await page.evaluate(() => [globalThis.framed, globalThis.recovered]),
        [true, []],
        'the frame existed before React was loaded',
      );
      assert.equal(
        await page.evaluate(() =>
          Object.keys(document.querySelector('#map a')).some((key) => key.startsWith('__react')),
        ),
        true,
        'React has hydrated the link',
      );

      await page.evaluate((next) => globalThis.show(next), { ...story, title: 'A better title' });
      await page.waitForFunction(
        () => document.getElementById('map').textContent === 'A better title',
      );
      await page.evaluate(() => globalThis.readyMap.goTo('held'));
      await waitForState(frame, { step: 'held' });
      assert.equal(requests.filter((url) => url.startsWith(site)).length, 1, 'loaded once');

      await page.evaluate((next) => globalThis.show(next), {
        ...story,
        address: `${site}/uk/tl-uk-map/`,
      });
      await page.waitForFunction(() =>
        document.getElementById('map').truceline.link.href.endsWith('/uk/tl-uk-map/'),
      );
      assert.equal((await ready()).url(), `${site}/uk/tl-uk-map/`);
      await page.evaluate(() => globalThis.show(null));
      await page.waitForFunction(
        () => !document.getElementById('map') && globalThis.Truceline.maps.length === 0,
      );
      await page.evaluate((next) => globalThis.show(next), story);
      await ready();
      assert.deepEqual(
        await page.evaluate(() => [
          globalThis.Truceline.maps.length,
          globalThis.readyMap === document.getElementById('map').truceline,
          globalThis.recovered,
        ]),
        [1, true, []],
      );
      await close();
    },
  );
}
