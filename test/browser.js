// What the tests share: a browser, the page served by our own tool, and a look at pixels. The
// browser is Chromium, or what ENGINE names.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import * as firefox from './engines/firefox.js';
import { Unsupported } from './engines/unsupported.js';
import * as webkit from './engines/webkit.js';

const root = fileURLToPath(new URL('..', import.meta.url));
export const tool = `${root}build/truceline`;
/** The engines by name: the browser's program, and Debian's package with it. */
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

/** Without a browser the tests are skipped, but not where all of them must run. */
export const missing = missingOf(engine);

/** Why an engine's tests are skipped, or false. */
export function missingOf(name) {
  const { executablePath, debian } = ENGINES[name];
  if (existsSync(executablePath)) return false;
  const message = `there is no browser at ${executablePath}: install Debian's package ${debian}, or name one in ${name === 'webkit' ? 'MINIBROWSER' : name.toUpperCase()}`;
  if (process.env.CI === 'true') {
    console.error(`test: ${message}`);
    process.exit(1);
  }
  return message;
}

// Software WebGL, while all that is painted without it is painted without a GPU as on most
// machines; nothing of Chromium's own speaks to the network.
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
 * How a browser is launched.
 * @typedef {object} LaunchOptions
 * @property {string[]} [args] Chromium's own flags
 * @property {import('playwright-core').LaunchOptions} [more] Playwright's own
 * @property {boolean} [webgl]
 */

/**
 * @param {LaunchOptions} options
 * @param {string} name the engine
 */
export async function launch(options = {}, name = engine) {
  if (name !== 'chromium' && (options.args || options.more))
    throw new Unsupported('Chromium’s own flags');
  return ENGINES[name].launch(options);
}

/** @param {LaunchOptions} options */
function launchChromium({ args = [], webgl = true, more } = {}) {
  return chromium.launch({
    executablePath: ENGINES.chromium.executablePath,
    args: ['--headless=new', ...flags, ...(webgl ? [] : ['--disable-3d-apis']), ...args],
    ...more,
  });
}

/** Starts `truceline serve` on a free port, or takes the server that all test files share. */
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
 * Answers requests on a free port. A server that a failed test has left open does not keep the
 * process.
 */
async function listen(answer) {
  const server = createServer(answer);
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
 * Serves what another server has, its pages as over a slow line: in pieces with a rest after each
 * in which the browser can paint. Small pieces come of what stands over the picture and right below
 * it.
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
      const at = (text) => body.indexOf(text);
      const small = [
        [at('<body'), at('id="tl-static"')],
        [at('class="map-footer"'), at('class="sidebar"')],
      ];
      for (let from = 0; from < body.length;) {
        const fine = small.some(([begin, end]) => from >= begin && from < end);
        const next = small.map(([begin]) => begin).find((begin) => begin > from) ?? body.length;
        const to = Math.min(from + (fine ? 150 : 8000), next);
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
 * Serves what another server has, as a host that may do it wrong: where `host.answer(pathname,
 * response)` returns true it has answered by itself.
 */
export async function serveHost(url) {
  const host = {
    /** @type {(pathname: string, response: import('node:http').ServerResponse) => boolean} */
    answer: () => false,
  };
  const served = await listen(async (request, response) => {
    if (host.answer(new URL(request.url, url).pathname, response)) return;
    const answer = await fetch(new URL(request.url, url), {
      headers: { 'Accept-Encoding': 'identity' },
    });
    // Nothing comes from the browser's own cache: the page's store is what is tested.
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('Content-Type'),
      'Cache-Control': 'no-store',
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return Object.assign(host, served);
}

/** Serves a few pages of a newspaper: {'/article': html, '/called': () => html or nothing}. */
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
  engine === 'webkit' && /^Permission policy 'Fullscreen' check failed/.test(text);

/**
 * Opens a page and keeps what it complains about: console errors, exceptions, breaches of the
 * content policy, requests that leave the place.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {{context?: import('playwright-core').BrowserContextOptions, init?: () => void}} options
 *   init runs in the page before its own scripts
 */
export async function open(browser, url, { context: options = {}, init } = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 }, ...options });
  context.setDefaultTimeout(60_000); // the test files run side by side
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isEngineNote(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    globalThis.breaches = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.breaches.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  if (init) await page.addInitScript(init);
  await page.goto(url);
  return { page, context, complaints, requests };
}

/** Waits until the map has drawn its first frame. */
export async function drawn(frame) {
  await frame.waitForSelector('#tl-canvas[data-drawn]', { state: 'attached', timeout: 60_000 });
}

/** Waits until no frame has been let through for a while, and returns how many there were. */
export async function settled(frame) {
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

/** The map's view, as the page knows it. */
export const view = (frame) => frame.evaluate(() => globalThis.truceline.view);

/** The pixels of a part of the page: {width, height, at(x, y) → [r, g, b]}. */
export async function pixels(page, clip) {
  return decodePNG(await page.screenshot({ clip, animations: 'disabled' }));
}

/** How many different colours there are, sampled. */
export function colours(image) {
  const found = new Set();
  for (let y = 0; y < image.height; y += 3)
    for (let x = 0; x < image.width; x += 3) found.add(image.at(x, y).join());
  return found.size;
}

/** The share of samples that differ between two pictures of the same size. */
export function difference(a, b) {
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
 * Decodes what Chromium, rsvg, poppler and our own tool write: 8 bits, RGB or RGBA, not interlaced.
 */
export function decodePNG(data) {
  const width = data.readUInt32BE(16);
  const height = data.readUInt32BE(20);
  const channels = data[25] === 6 ? 4 : 3;
  const packed = [];
  for (let at = 8; at < data.length;) {
    const length = data.readUInt32BE(at);
    if (data.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(data.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(packed));
  const stride = width * channels;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) unfilter(raw, out, y, stride, channels);
  return {
    width,
    height,
    at: (x, y) => [...out.subarray(y * stride + x * channels, y * stride + x * channels + 3)],
  };
}

/** Undoes one row's filter (PNG specification, section 9). */
function unfilter(raw, out, y, stride, channels) {
  const filter = raw[y * (stride + 1)];
  for (let i = 0; i < stride; i++) {
    const left = i < channels ? 0 : out[y * stride + i - channels];
    const up = y === 0 ? 0 : out[(y - 1) * stride + i];
    const corner = y === 0 || i < channels ? 0 : out[(y - 1) * stride + i - channels];
    const p = left + up - corner;
    const nearest =
      Math.abs(p - left) <= Math.abs(p - up) && Math.abs(p - left) <= Math.abs(p - corner)
        ? left
        : Math.abs(p - up) <= Math.abs(p - corner)
          ? up
          : corner;
    out[y * stride + i] =
      raw[y * (stride + 1) + 1 + i] + [0, left, up, (left + up) >> 1, nearest][filter];
  }
}
