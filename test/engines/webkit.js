// Debian's WebKitGTK: MiniBrowser on a virtual screen, driven by Playwright over its remote
// inspector. Input goes through the X server's mouse and keyboard, and screenshots are taken from
// the screen.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { webkit } from 'playwright-core';
import { startScreen } from './screen.js';
import { Unsupported } from './unsupported.js';
import { startWebSocketProxy } from './websocket-proxy.js';

export const executablePath =
  process.env.MINIBROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/**
 * The key of the symbol under which a page counts the events that it has handled: the browser
 * handles an event some time after the X server has accepted it.
 */
const HANDLED_EVENTS = 'truceline.test.handled';
/** The pause after a mouse move, and the maximum wait for another event, in milliseconds. */
const MOVE_DELAY = 40;
const EVENT_TIMEOUT = 2000;

const BUTTONS = { left: 1, middle: 2, right: 3 };
/** CSS pixels a notch of the mouse wheel. */
const WHEEL_NOTCH = 100;
/** X key symbols of keys whose names differ. */
const KEY_SYMBOLS = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  PageUp: 'Prior',
  PageDown: 'Next',
  Enter: 'Return',
  Backspace: 'BackSpace',
  Control: 'Control_L',
  Shift: 'Shift_L',
  Alt: 'Alt_L',
  Meta: 'Super_L',
};

/**
 * @param {object} [options]
 * @param {boolean} [options.webgl]
 * @returns an object with the subset of Playwright's Browser that the tests use; each context is a
 *   MiniBrowser with one page
 */
export async function launchWebKit({ webgl = true } = {}) {
  const open = new Set();
  const self = {
    /** @param {import('playwright-core').BrowserContextOptions} options */
    async newContext(options = {}) {
      checkSupported(options);
      const context = await start(options, webgl);
      open.add(context);
      return context;
    },
    async newPage(options) {
      const context = await self.newContext(options);
      const page = await context.newPage();
      page.close = () => context.close();
      return page;
    },
    async close() {
      await Promise.all([...open].map((context) => context.close()));
    },
  };
  return self;
}

/** @param {import('playwright-core').BrowserContextOptions} options */
function checkSupported({
  isMobile,
  hasTouch,
  javaScriptEnabled = true,
  serviceWorkers = 'allow',
  permissions = [],
  deviceScaleFactor = 1,
}) {
  if (isMobile) throw new Unsupported('a phone’s browser');
  if (hasTouch) throw new Unsupported('touch');
  if (!javaScriptEnabled) throw new Unsupported('a page without scripts');
  if (serviceWorkers !== 'allow') throw new Unsupported('a page without a service worker');
  if (permissions.length) throw new Unsupported('permissions');
  if (!Number.isInteger(deviceScaleFactor)) throw new Unsupported('a fractional pixel ratio');
}

/**
 * @param {import('playwright-core').BrowserContextOptions} options
 * @param {boolean} webgl
 */
async function start(
  {
    viewport = { width: 1280, height: 720 },
    deviceScaleFactor: scale = 1,
    colorScheme = 'light',
    reducedMotion = 'no-preference',
  },
  webgl,
) {
  const { screen, browser, program, stop } = await startBrowser(scale, webgl);
  const [context] = browser.contexts();
  const [page] = context.pages();
  const server = /** @type {any} */ (page)._connection.toImpl(page); // Playwright's internal page
  const window = (await screen.xdotool('search', '--onlyvisible', '--pid', program.pid)).split(
    '\n',
  )[0];
  const toolbar = await controlWindowSize(page, server, screen, window, scale);
  await screen.xdotool('windowmove', window, 0, 0, 'windowfocus', window);
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion });

  await page.addInitScript(countEvents, HANDLED_EVENTS);
  const send = makeInputQueue(screen, page);
  server.mouse._raw = makeMouse(send, toolbar, scale);
  server.keyboard._raw = makeKeyboard(send);
  server.touchscreen._raw = { tap: () => Promise.reject(new Unsupported('touch')) };
  server.delegate.scrollRectIntoViewIfNeeded = makeScrollIntoView(server.delegate, page);
  server.delegate.takeScreenshot = makeTakeScreenshot(page, screen, toolbar, scale);

  const goto = page.goto.bind(page);
  page.goto = async (url, ...rest) => {
    if (url.startsWith('file:')) throw new Unsupported('a page from a file');
    return goto(url, ...rest);
  };

  let pages = 0;
  context.newPage = async () => {
    if (pages++ > 0) throw new Unsupported('two pages in one context');
    return page;
  };
  context.setOffline = () => Promise.reject(new Unsupported('a browser without a network'));
  context.close = async () => {
    context.close = async () => {};
    await browser.close();
    await stop();
  };
  return context;
}

/** Starts a MiniBrowser on its own screen. */
async function startBrowser(scale, webgl) {
  const screen = await startScreen({ width: 2600, height: 2000 });
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const inspectorPort = await freePort();
  const program = spawn(executablePath, [`--enable-webgl=${webgl}`, 'about:blank'], {
    stdio: 'ignore',
    detached: true, // a group of processes that end together
    env: {
      ...screen.env,
      WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${inspectorPort}`,
      GDK_SCALE: String(scale),
      XDG_DATA_HOME: home,
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
    },
  });
  const ended = once(program, 'exit');
  const kill = () => {
    if (program.exitCode === null && program.signalCode === null)
      process.kill(-program.pid, 'SIGKILL');
  };
  process.on('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await ended;
    screen.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  };
  return { screen, browser: await connect(inspectorPort, program), program, stop };
}

/** In the page: counts the events that it has handled. */
function countEvents(name) {
  const key = Symbol.for(name);
  Object.defineProperty(globalThis, key, { value: 0, writable: true });
  for (const type of ['mousedown', 'mouseup', 'keydown', 'keyup', 'wheel'])
    addEventListener(
      type,
      () => {
        globalThis[key]++;
      },
      { capture: true, passive: true },
    );
}

/** Takes screenshots from the screen, since the inspector's are incomplete with WebGL. */
function makeTakeScreenshot(page, screen, toolbar, scale) {
  return async (progress, format, documentRect, viewportRect) => {
    const scroll = await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve({ x: scrollX, y: scrollY })),
          );
        }),
    );
    const scrolled = documentRect ? scroll : { x: 0, y: 0 };
    const rect = documentRect ?? viewportRect;
    const [x, y] = [rect.x - scrolled.x, rect.y - scrolled.y];
    const size = page.viewportSize();
    if (x < 0 || y < 0 || x + rect.width > size.width || y + rect.height > size.height)
      throw new Unsupported('a screenshot of a part outside the window');
    const toPixels = (length) => Math.round(length * scale);
    return stableScreenshot(screen, {
      x: toPixels(x),
      y: toPixels(y + toolbar),
      width: toPixels(rect.width),
      height: toPixels(rect.height),
    });
  };
}

/**
 * Takes a screenshot once the screen has stopped changing, or after two seconds: a page's drawing
 * reaches the screen with a delay.
 */
async function stableScreenshot(screen, rect) {
  let last;
  for (let tries = 0; tries < 10; tries++) {
    const picture = screen.screenshot(rect);
    if (last?.equals(picture)) break;
    last = picture;
    await sleep(200);
  }
  return last;
}

/** Playwright asks at /json where the pages are, which Debian's build does not say. */
async function connect(inspectorPort, program) {
  let ended = false;
  program.once('exit', () => {
    ended = true;
  });
  let path;
  while (!path) {
    if (ended) throw new Error('MiniBrowser ended');
    await sleep(50);
    const list = await fetch(`http://127.0.0.1:${inspectorPort}/`).then(
      (response) => response.text(),
      () => '',
    );
    path = list.match(/\/socket\/\d+\/\d+\/WebPage/)?.[0];
  }
  const proxy = await startWebSocketProxy(inspectorPort);
  program.once('exit', proxy.stop);
  const webSocketDebuggerUrl = `ws://127.0.0.1:${proxy.port}${path}`;
  const listing = createServer((request, response) =>
    response.end(JSON.stringify([{ webSocketDebuggerUrl }])),
  );
  await once(listing.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (listing.address());
  const browser = await webkit.connectOverCDP(`http://127.0.0.1:${port}`);
  listing.close();
  return browser;
}

/** Makes `setViewportSize` resize the window, and returns the height of the browser's toolbar. */
async function controlWindowSize(page, server, screen, window, scale) {
  const [, , height] = (await screen.xdotool('getwindowgeometry', window)).match(
    /Geometry: (\d+)x(\d+)/,
  );
  const toolbar = height / scale - (await page.evaluate(() => innerHeight));
  server.delegate.updateEmulatedViewportSize = async () => {
    const { viewport } = server.emulatedSize();
    await screen.xdotool(
      'windowsize',
      window,
      viewport.width * scale,
      (viewport.height + toolbar) * scale,
    );
    for (let tries = 0; tries < 40; tries++) {
      const [w, h] = await page.evaluate(() => [innerWidth, innerHeight]);
      if (w === viewport.width && h === viewport.height) return;
      await sleep(50);
    }
    throw new Unsupported(`a window of ${viewport.width} × ${viewport.height} px`);
  };
  return toolbar;
}

/** Playwright scrolls only the frame that contains an element. This also scrolls the page. */
function makeScrollIntoView(delegate, page) {
  const scrollFrame = delegate.scrollRectIntoViewIfNeeded.bind(delegate);
  return async (handle, rect) => {
    const result = await scrollFrame(handle, rect);
    const [quad] =
      result === 'done' && handle._frame.parentFrame()
        ? ((await delegate.getContentQuads(handle)) ?? [])
        : [];
    const { width, height } = page.viewportSize();
    if (quad?.some(({ x, y }) => x < 0 || y < 0 || x > width || y > height)) {
      await page.evaluate((by) => scrollBy({ ...by, behavior: 'instant' }), {
        left: quad[0].x - width / 2,
        top: quad[0].y - height / 2,
      });
    }
    return result;
  };
}

/**
 * Returns a function that sends mouse and keyboard input one after another. Playwright does not
 * wait for the first half of a click.
 */
function makeInputQueue(screen, page) {
  const counts = () =>
    Promise.all(
      page
        .frames()
        .map((frame) =>
          frame
            .evaluate((name) => globalThis[Symbol.for(name)], HANDLED_EVENTS)
            .catch(() => undefined),
        ),
    );
  async function send(...args) {
    const before = String(await counts());
    await screen.xdotool(...args);
    // A move to the current position causes no event, so moves are not waited for.
    if (args[0] === 'mousemove') return sleep(MOVE_DELAY);
    const end = Date.now() + EVENT_TIMEOUT;
    while (String(await counts()) === before && Date.now() < end) await sleep(10);
  }
  let last = Promise.resolve();
  return (...args) => {
    last = last.then(() => send(...args));
    return last;
  };
}

function makeMouse(send, toolbar, scale) {
  const moveArguments = (x, y) => [
    'mousemove',
    Math.round(x * scale),
    Math.round((y + toolbar) * scale),
  ];
  return {
    move: (progress, x, y) => send(...moveArguments(x, y)),
    down: (progress, x, y, button) => send('mousedown', BUTTONS[button]),
    up: (progress, x, y, button) => send('mouseup', BUTTONS[button]),
    async wheel(progress, x, y, buttons, modifiers, dx, dy) {
      if (dx) throw new Unsupported('a horizontal wheel');
      // MiniBrowser itself handles a wheel with Ctrl and no other key.
      const addAlt = modifiers.has('Control') && modifiers.size === 1;
      if (addAlt) await send('keydown', 'Alt_L');
      await send(
        'click',
        '--repeat',
        Math.max(1, Math.round(Math.abs(dy) / WHEEL_NOTCH)),
        '--delay',
        10,
        dy < 0 ? 4 : 5,
      );
      if (addAlt) await send('keyup', 'Alt_L');
    },
  };
}

function makeKeyboard(send) {
  const symbol = ({ key }) =>
    KEY_SYMBOLS[key] ??
    ([...key].length === 1 ? `U${key.codePointAt(0).toString(16).padStart(4, '0')}` : key);
  return {
    keydown: (progress, modifiers, name, description) => send('keydown', symbol(description)),
    keyup: (progress, modifiers, name, description) => send('keyup', symbol(description)),
    sendText: (progress, text) => send('type', text),
  };
}

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
