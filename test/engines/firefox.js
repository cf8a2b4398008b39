// Debian's Firefox ESR by WebDriver BiDi, which Playwright speaks. It has WebGL on a screen alone,
// so it gets a virtual one.

import { firefox } from 'playwright-core';
import { startScreen } from './screen.js';
import { Unsupported } from './unsupported.js';

export const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/**
 * What a BiDi command would set for a page stands in preferences, which hold for a whole browser.
 */
const SCHEMES = { dark: 0, light: 1 };

/** A mouse reaches what lies in the window, which must be larger than every page. */
const SCREEN = { width: 1800, height: 1900 };

/** A4 in inches. */
const PAPER = [8.27, 11.69];

/** Makes every window of Firefox as large as the screen. */
const FILL_SCREEN = [
  ...['search', '--onlyvisible', '--class', 'firefox'],
  ...['windowmove', '%@', 0, 0, 'windowsize', '%@', SCREEN.width, SCREEN.height],
];

/** Shift, Control, Alt and Meta in WebDriver's codes. */
const MODIFIERS = /^[\uE008-\uE00A\uE03D\uE050-\uE053]$/;

/**
 * @param {object} [options]
 * @param {boolean} [options.webgl]
 * @returns an object with what the tests use of a Playwright Browser
 */
export async function launchFirefox({ webgl = true } = {}) {
  const screen = await startScreen(SCREEN);
  const started = new Map();

  /** The browser for a colour scheme and a wish for less motion. */
  function browserWith({ colorScheme = 'light', reducedMotion = 'no-preference' }) {
    const key = `${colorScheme} ${reducedMotion}`;
    if (!started.has(key))
      started.set(key, start(screen, preferences(webgl, colorScheme, reducedMotion)));
    return started.get(key);
  }

  const self = {
    /** @param {import('playwright-core').BrowserContextOptions} options */
    async newContext({ isMobile, javaScriptEnabled = true, ...options } = {}) {
      if (isMobile) throw new Unsupported('a phone’s browser');
      if (!javaScriptEnabled) throw new Unsupported('a page without scripts');
      const context = await (await browserWith(options)).newContext(options);
      context.on('page', equip);
      const { newPage } = context;
      context.newPage = async () => {
        const page = await newPage.call(context);
        await screen.xdotool(...FILL_SCREEN);
        return page;
      };
      return context;
    },
    async newPage(options) {
      const context = await self.newContext(options);
      const page = await context.newPage();
      page.once('close', () => context.close());
      return page;
    },
    async version() {
      return (await browserWith({})).version();
    },
    async close() {
      await Promise.all([...started.values()].map(async (browser) => (await browser).close()));
      screen.stop();
    },
  };
  return self;
}

const preferences = (webgl, colorScheme, reducedMotion) => ({
  'webgl.disabled': !webgl,
  // A reader's events go where the pointer is, into a cross-site frame too.
  'remote.events.async.mouse.enabled': true,
  'remote.events.async.wheel.enabled': true,
  'webgl.force-enabled': webgl,
  'layout.css.prefers-color-scheme.content-override': SCHEMES[colorScheme],
  'ui.prefersReducedMotion': Number(reducedMotion === 'reduce'),
  'intl.accept_languages': 'en-US',
});

async function start(screen, firefoxUserPrefs) {
  const browser = await firefox.launch({
    executablePath,
    channel: 'moz-firefox',
    headless: false,
    env: screen.env,
    firefoxUserPrefs,
  });
  // Playwright sends this for every page; Firefox 153 does not know it.
  const session = Object.getPrototypeOf(inner(browser)._browserSession);
  const { send } = session;
  session.send = function (method, params) {
    return method === 'emulation.setMediaFeaturesOverride'
      ? Promise.resolve({})
      : send.call(this, method, params);
  };
  return browser;
}

/** What Playwright leaves out, or leaves undone without a word. */
function equip(page) {
  const server = inner(page);
  const keyboard = server.keyboard._raw;
  const session = server.delegate._session;
  page.emulateMedia = () =>
    Promise.reject(new Unsupported('another medium or colour scheme while a page is open'));
  const { pdf, waitForEvent } = page;
  // It hands over inches where the protocol has centimetres.
  page.pdf = ({ format, landscape, ...options }) => {
    const [width, height] = (landscape ? PAPER.toReversed() : PAPER).map(
      (inches) => `${inches * 2.54}in`,
    );
    return pdf.call(page, { ...options, width, height });
  };
  page.waitForEvent = (event, options) =>
    event === 'download' ? nextDownload(session) : waitForEvent.call(page, event, options);
  // Its style for pictures is refused by a content policy here.
  server.screenshotter._preparePageForScreenshot = async () => {};
  server.delegate.scrollRectIntoViewIfNeeded = intoView(server.delegate);
  keyboard._performActions = async (progress, actions) => {
    const contexts = new Set([await focused(page)]);
    if (MODIFIERS.test(actions[0].value)) contexts.add(session.sessionId); // the wheel's
    for (const context of contexts)
      await session.send('input.performActions', {
        context,
        actions: [{ type: 'key', id: 'keyboard', actions }],
      });
  };
  server.touchscreen._raw = {
    async tap(progress, x, y) {
      const framed = await page.evaluate(
        ([left, top]) => document.elementFromPoint(left, top)?.localName === 'iframe',
        [x, y],
      );
      if (framed) throw new Unsupported('touch in a frame');
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await session.send('input.performActions', {
        context: session.sessionId,
        actions: [{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }],
      });
    },
  };
}

/**
 * Waits for a download, and returns what the tests use of Playwright's: it overlooks one that is no
 * navigation.
 */
async function nextDownload(session) {
  const event = (name) =>
    new Promise((resolve) => {
      session.once(`browsingContext.${name}`, resolve);
    });
  const [{ suggestedFilename }, { filepath }] = await Promise.all([
    event('downloadWillBegin'),
    event('downloadEnd'),
  ]);
  return { suggestedFilename: () => suggestedFilename, path: async () => filepath };
}

/** Playwright scrolls to an element here that is in view already. */
function intoView(delegate) {
  const scroll = delegate.scrollRectIntoViewIfNeeded.bind(delegate);
  return async (handle, rect) => {
    const inView = await handle.evaluateInUtility(
      ([, node]) =>
        new Promise((resolve) => {
          new IntersectionObserver(([{ intersectionRatio }], observer) => {
            observer.disconnect();
            resolve(intersectionRatio > 0.99);
          }).observe(node);
        }),
      {},
    );
    return inView === true ? 'done' : scroll(handle, rect);
  };
}

/** The browsing context that has the focus: keys do not find a cross-site frame by themselves. */
async function focused(page) {
  for (const frame of page.frames().toReversed()) {
    const has = await frame
      .evaluate(() => document.hasFocus() && document.activeElement?.localName !== 'iframe')
      .catch(() => false);
    if (has) return inner(frame)._id;
  }
  return inner(page.mainFrame())._id;
}

/** What Playwright itself has for an object of its interface: it names contexts and sessions. */
const inner = (/** @type {any} */ object) => object._connection.toImpl(object);
