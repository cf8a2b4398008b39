// Helpers of the browser tests: they launch a browser, serve the page with the project's own tool,
// and compare pixels. The browser is Chromium, or the one that ENGINE names.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import * as firefox from './engines/firefox.js';
import { Unsupported } from './engines/unsupported.js';
import * as webkit from './engines/webkit.js';
import { decode } from './png.js';

const root = fileURLToPath(new URL('..', import.meta.url));
export const tool = `${root}build/truceline`;
/** Each engine's executable, Debian package and launcher, by name. */
const ENGINES = {
  chromium: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    debian: 'chromium',
    launch: launchChromium,
  },
  firefox: {
    executablePath: firefox.executablePath,
    debian: 'firefox-esr',
    launch: firefox.launchFirefox,
  },
  webkit: {
    executablePath: webkit.executablePath,
    debian: 'webkit2gtk-driver',
    launch: webkit.launchWebKit,
  },
};
export const engines = Object.keys(ENGINES);
export const engine = process.env.ENGINE ?? 'chromium';

/** The reason why the tests are skipped, or false. In CI a missing browser ends the process. */
export const skipReason = skipReasonFor(engine);

/** Returns the reason why an engine's tests are skipped, or false. */
export function skipReasonFor(name) {
  const { executablePath, debian } = ENGINES[name];
  if (existsSync(executablePath)) return false;
  const message = `there is no browser at ${executablePath}: install Debian's package ${debian}, or name one in ${name === 'webkit' ? 'MINIBROWSER' : name.toUpperCase()}`;
  if (process.env.CI === 'true') {
    console.error(`test: ${message}`);
    process.exit(1);
  }
  return message;
}

// WebGL runs in software. Everything else is painted without a GPU: on an emulated one it would be
// far slower than on real hardware. Chromium's own services make no requests.
const flags = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-rasterization',
  '--disable-accelerated-2d-canvas',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/**
 * Options for launching a browser.
 * @typedef {object} LaunchOptions
 * @property {string[]} [args] Chromium's command-line flags
 * @property {import('playwright-core').LaunchOptions} [playwright] Playwright's launch options
 * @property {boolean} [webgl]
 * @property {boolean} [resistFingerprinting] Firefox's preference of this name
 */

/**
 * @param {LaunchOptions} options
 * @param {string} name the engine
 */
export async function launch(options = {}, name = engine) {
  if (name !== 'chromium' && (options.args || options.playwright))
    throw new Unsupported('Chromium’s own flags');
  return ENGINES[name].launch(options);
}

/** @param {LaunchOptions} options */
function launchChromium({ args = [], webgl = true, playwright } = {}) {
  return chromium.launch({
    executablePath: ENGINES.chromium.executablePath,
    args: ['--headless=new', ...flags, ...(webgl ? [] : ['--disable-3d-apis']), ...args],
    ...playwright,
  });
}

/** Starts `truceline serve` on a free port, or returns the server that all test files share. */
export async function serveMap(args = []) {
  const shared = process.env.TRUCELINE_URL;
  if (shared && args.length === 0) return { url: shared, stop: async () => {} };
  const child = spawn(tool, ['serve', '--addr', '127.0.0.1:0', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
      const found = text.match(/http:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`truceline serve ended with ${code}`)));
  });
  return {
    url,
    child,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

/**
 * Serves requests on a free port. A server that a failed test has left open does not keep the
 * process running.
 */
async function listen(handler) {
  const server = createServer(handler);
  server.unref();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/**
 * Proxies a server as over a slow line: pages arrive in pieces, with a pause after each in which
 * the browser can paint. The pieces are smaller above the map's picture and right below it.
 */
export function serveInPieces(url) {
  return listen(async (request, response) => {
    const answer = await fetch(new URL(request.url, url), {
      headers: { 'Accept-Encoding': 'identity' },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('Content-Type') ?? '';
    response.writeHead(answer.status, {
      'Content-Type': type,
      'Cache-Control': answer.headers.get('Cache-Control') ?? '',
    });
    if (type.startsWith('text/html')) {
      const indexOf = (text) => body.indexOf(text);
      const fineRanges = [
        [indexOf('<body'), indexOf('id="tl-static"')],
        [indexOf('class="map-footer"'), indexOf('class="sidebar"')],
      ];
      for (let from = 0; from < body.length;) {
        const isFine = fineRanges.some(([begin, end]) => from >= begin && from < end);
        const next =
          fineRanges.map(([begin]) => begin).find((begin) => begin > from) ?? body.length;
        const to = Math.min(from + (isFine ? 150 : 8000), next);
        response.write(body.subarray(from, to));
        from = to;
        await new Promise((resolve) => {
          setTimeout(resolve, 60);
        });
      }
      response.end();
    } else {
      response.end(body);
    }
  });
}

/**
 * Proxies a server as a host that may misbehave: where `host.intercept(pathname, response)` returns
 * true it has sent the response itself.
 */
export async function serveHost(url) {
  const host = {
    /** @type {(pathname: string, response: import('node:http').ServerResponse) => boolean} */
    intercept: () => false,
  };
  const served = await listen(async (request, response) => {
    if (host.intercept(new URL(request.url, url).pathname, response)) return;
    const answer = await fetch(new URL(request.url, url), {
      headers: { 'Accept-Encoding': 'identity' },
    });
    // The tests are about the service worker's cache, so the browser's own must not answer.
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('Content-Type'),
      'Cache-Control': 'no-store',
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return Object.assign(host, served);
}

/** Serves pages of another site: {'/article': html, '/called': () => html or nothing}. */
export function servePages(pages, headers = {}) {
  return listen((request, response) => {
    const page = pages[new URL(request.url, 'http://x').pathname];
    const html = typeof page === 'function' ? page() : page;
    response.writeHead(html ? 200 : 204, {
      'Content-Type': 'text/html; charset=utf-8',
      ...headers,
    });
    response.end(html ?? '');
  });
}

/**
 * Reports whether a console error is WebKit's own note on a page that reads
 * `document.fullscreenEnabled` in a frame that may not use the whole screen.
 * @param {string} text
 */
const isEngineNote = (text) =>
  engine === 'webkit' && /Permission policy 'Fullscreen' check failed/.test(text);

/**
 * Opens a page and records its console errors and exceptions, its violations of the content
 * security policy, and the addresses of all its requests.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{context?: import('playwright-core').BrowserContextOptions, init?: () => void}} options
 *   init runs in the page before the page's own scripts
 */
export async function open(browser, url, { context: options = {}, init } = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 }, ...options });
  context.setDefaultTimeout(60_000); // test files run in parallel
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  const record = (text) => {
    if (!isEngineNote(text)) errors.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') record(message.text());
  });
  page.on('pageerror', (error) => record(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    globalThis.cspViolations = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.cspViolations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  if (init) await page.addInitScript(init);
  await page.goto(url);
  return { page, context, errors, requests };
}

/** Waits until the map has drawn its first frame. */
export async function waitForFirstFrame(frame) {
  await frame.waitForSelector('#tl-canvas[data-drawn]', { state: 'attached', timeout: 60_000 });
}

/** Waits until no frame has been drawn for a while, and returns the number of all frames. */
export async function waitForIdle(frame) {
  return frame.evaluate(async () => {
    let frames = -1;
    for (let quiet = 0; quiet < 4; quiet++) {
      if (frames !== globalThis.truceline.frames) quiet = 0;
      frames = globalThis.truceline.frames;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    return frames;
  });
}

/** Returns the page's view model. */
export const readView = (frame) => frame.evaluate(() => globalThis.truceline.view);

/** Returns the pixels of a part of the page: {width, height, at(x, y) → [r, g, b]}. */
export async function screenshotPixels(page, clip) {
  return decodePNG(await page.screenshot({ clip, animations: 'disabled' }));
}

/** Counts the different colours of an image, sampled at every third pixel. */
export function countColours(image) {
  const found = new Set();
  for (let y = 0; y < image.height; y += 3)
    for (let x = 0; x < image.width; x += 3) found.add(image.at(x, y).join());
  return found.size;
}

/** Returns the share of samples that differ between two images of the same size. */
export function differingShare(a, b) {
  let differ = 0;
  let all = 0;
  for (let y = 0; y < a.height; y += 3) {
    for (let x = 0; x < a.width; x += 3, all++) {
      const p = a.at(x, y);
      const q = b.at(x, y);
      if (Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2]) > 24) differ++;
    }
  }
  return differ / all;
}

/**
 * Decodes a PNG of the kind that Chromium, librsvg, poppler and the project's own tool write, for
 * access by pixel.
 */
export function decodePNG(data) {
  const { width, height, channels, pixels } = decode(data);
  return {
    width,
    height,
    at: (x, y) => [...pixels.subarray((y * width + x) * channels, (y * width + x) * channels + 3)],
  };
}
