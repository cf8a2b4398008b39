// Debian's Firefox ESR, driven by Playwright over WebDriver BiDi. It has no WebGL without a
// display, so it runs on a virtual screen.

import { firefox } from 'playwright-core';
import { startScreen } from './screen.js';
import { Unsupported } from './unsupported.js';

export const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/**
 * The values of the preference for the colour scheme. Preferences replace BiDi's commands for a
 * page, and hold for a whole browser.
 */
const SCHEMES = { dark: 0, light: 1 };

/** The mouse cannot leave the window, so the window must be larger than every page. */
const SCREEN = { width: 1800, height: 1900 };

/** A4 in inches. */
const PAPER = [8.27, 11.69];

/** Arguments of xdotool that make every window of Firefox as large as the screen. */
const FILL_SCREEN = [
  ...['search', '--onlyvisible', '--class', 'firefox'],
  ...['windowmove', '%@', 0, 0, 'windowsize', '%@', SCREEN.width, SCREEN.height],
];

/** WebDriver's codes of Shift, Control, Alt and Meta. */
const MODIFIERS = /^[\uE008-\uE00A\uE03D\uE050-\uE053]$/;

/**
 * @param {object} [options]
 * @param {boolean} [options.webgl]
 * @param {boolean} [options.resistFingerprinting] whether Firefox hides what identifies a reader,
 *   such as the size of the GPU's textures
 * @returns an object with the subset of Playwright's Browser that the tests use
 */
export async function launchFirefox({ webgl = true, resistFingerprinting = false } = {}) {
  const screen = await startScreen(SCREEN);
  const started = new Map();

  /** Returns the browser for a colour scheme and a setting for reduced motion. */
  function browserWith({ colorScheme = 'light', reducedMotion = 'no-preference' }) {
    const key = `${colorScheme} ${reducedMotion}`;
    if (!started.has(key))
      started.set(
        key,
        start(screen, {
          ...preferences(webgl, colorScheme, reducedMotion),
          'privacy.resistFingerprinting': resistFingerprinting,
        }),
      );
    return started.get(key);
  }

  const self = {
    /** @param {import('playwright-core').BrowserContextOptions} options */
    async newContext({ isMobile, javaScriptEnabled = true, ...options } = {}) {
      if (isMobile) throw new Unsupported('a phone’s browser');
      if (!javaScriptEnabled) throw new Unsupported('a page without scripts');
      const context = await (await browserWith(options)).newContext(options);
      context.on('page', patchPage);
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
  // Dispatches events at the pointer's position, so also into cross-site frames.
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
  // Playwright sends this command for every page, but Firefox 153 does not know it.
  const session = Object.getPrototypeOf(toImpl(browser)._browserSession);
  const { send } = session;
  session.send = function (method, params) {
    return method === 'emulation.setMediaFeaturesOverride'
      ? Promise.resolve({})
      : send.call(this, method, params);
  };
  return browser;
}

/** Adds to a page what Playwright does not support over BiDi, or silently ignores. */
function patchPage(page) {
  const server = toImpl(page);
  const keyboard = server.keyboard._raw;
  const session = server.delegate._session;
  page.emulateMedia = () =>
    Promise.reject(new Unsupported('another medium or colour scheme while a page is open'));
  const { pdf, waitForEvent } = page;
  // Playwright passes inches where the protocol expects centimetres.
  page.pdf = ({ format, landscape, ...options }) => {
    const [width, height] = (landscape ? PAPER.toReversed() : PAPER).map(
      (inches) => `${inches * 2.54}in`,
    );
    return pdf.call(page, { ...options, width, height });
  };
  page.waitForEvent = (event, options) =>
    event === 'download' ? nextDownload(session) : waitForEvent.call(page, event, options);
  // The page's content security policy refuses the style that Playwright adds for screenshots.
  server.screenshotter._preparePageForScreenshot = async () => {};
  server.delegate.scrollRectIntoViewIfNeeded = scrollIntoViewIfNeeded(server.delegate);
  keyboard._performActions = async (progress, actions) => {
    const contexts = new Set([await focusedContext(page)]);
    if (MODIFIERS.test(actions[0].value)) contexts.add(session.sessionId); // for the wheel
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
 * Waits for a download and returns the subset of Playwright's Download that the tests use.
 * Playwright overlooks downloads that are not navigations.
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

/** Playwright would scroll even to an element that is already in view. This does not. */
function scrollIntoViewIfNeeded(delegate) {
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

/**
 * Returns the browsing context that has the focus. Keys must be sent to it, since they do not reach
 * a cross-site frame by themselves.
 */
async function focusedContext(page) {
  for (const frame of page.frames().toReversed()) {
    const hasFocus = await frame
      .evaluate(() => document.hasFocus() && document.activeElement?.localName !== 'iframe')
      .catch(() => false);
    if (hasFocus) return toImpl(frame)._id;
  }
  return toImpl(page.mainFrame())._id;
}

/** Returns Playwright's internal object behind an object of its API. */
const toImpl = (/** @type {any} */ object) => object._connection.toImpl(object);
