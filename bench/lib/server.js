// The benchmark's server. It serves all pages in the same way, counts bytes and requests, and
// shapes the traffic, since a browser's own throttling does not affect the requests of workers. It
// runs in its own thread, so that the benchmark does not delay responses.
//
// Shaping: a new connection costs one round trip, each request another, and all responses share the
// rate. TCP's slow start and TLS are not simulated.

import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

/** The shaper's interval between sends, and the maximum delay that it makes up for, in ms. */
const SEND_INTERVAL = 4;
const MAX_BURST = 40;

/** Starts the server. pages: {name: {path: {type, body, encoding}}}, served under /name/. */
export async function startServer() {
  const worker = new Worker(fileURLToPath(import.meta.url));
  let lastID = 0;
  const pending = new Map();
  worker.on('message', ({ id, value }) => {
    pending.get(id)(value);
    pending.delete(id);
  });
  worker.on('error', (error) => {
    throw error;
  });
  const call = (method, ...args) =>
    new Promise((resolve) => {
      pending.set(++lastID, resolve);
      worker.postMessage({ id: lastID, method, args });
    });
  const port = await call('listen');
  return {
    /** Returns the address of a page: of its folder, or of a path in it. */
    url: ({ name, path = '' }) => `http://127.0.0.1:${port}/${name}/${path}`,
    /** Adds a page. */
    mount: (name, files) => call('mount', name, files),
    /** Sets the link: bits a second and milliseconds a round trip, or null for no shaping. */
    shape: (link) => call('shape', link),
    /** Returns the bytes and requests since the last call. */
    counts: () => call('counts'),
    stop: () => worker.terminate(),
  };
}

/**
 * A connection: whether it has had no request yet, and how many of its bytes have been counted.
 * @typedef {import('node:net').Socket & {fresh: boolean, counted: number}} Connection
 */

function serve() {
  const pages = new Map();
  const shaper = new Shaper();
  const counter = new Counter();
  const server = createServer({ keepAliveTimeout: 30_000 }, async (request, response) => {
    const [, name, ...rest] = decodeURI(new URL(request.url, 'http://x').pathname).split('/');
    const path = rest.join('/').replace(/(^|\/)$/, '$1index.html');
    const file = pages.get(name)?.[path];
    await shaper.roundTrips(/** @type {Connection} */ (request.socket));
    counter.request(name, path);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, headersOf(file));
    shaper.send(response, file.body);
  });
  server.on('connection', (/** @type {Connection} */ socket) => {
    socket.fresh = true;
    socket.setNoDelay(true);
    counter.watch(socket);
  });
  const methods = {
    listen: () =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () =>
          resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port),
        );
      }),
    mount: (name, files) => {
      pages.set(name, files);
    },
    shape: (link) => {
      shaper.link = link;
    },
    counts: () => counter.take(),
  };
  parentPort.on('message', async ({ id, method, args }) =>
    parentPort.postMessage({ id, value: await methods[method](...args) }),
  );
}

const headersOf = ({ type, body, encoding }) => ({
  'Content-Type': type,
  'Content-Length': body.length,
  ...(encoding && { 'Content-Encoding': encoding }),
  'Cache-Control': type.startsWith('text/html')
    ? 'no-cache'
    : 'public, max-age=31536000, immutable',
});

/** Delays responses like a link. */
class Shaper {
  /** Bits a second and milliseconds a round trip, or null for no delay. */
  link = null;
  #queue = [];
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;

  /** Waits for the round trips of a request on a connection. */
  async roundTrips(socket) {
    const delay = this.link ? this.link.rtt * (socket.fresh ? 2 : 1) : 0;
    socket.fresh = false;
    if (delay)
      await new Promise((resolve) => {
        setTimeout(resolve, delay);
      });
  }

  send(response, body) {
    if (!this.link) response.end(body);
    else {
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
      this.#queue.push({ response, body: bytes, at: 0 });
      if (!this.#timer) this.#sendChunks(performance.now());
    }
  }

  /**
   * Sends bytes of the queued responses in turn, as many as the link carries in the time since
   * `last`.
   */
  #sendChunks(last) {
    this.#timer = setTimeout(() => {
      const now = performance.now();
      let budget = this.link ? (Math.min(now - last, MAX_BURST) * this.link.rate) / 8000 : Infinity;
      while (budget >= 1 && this.#queue.length) {
        const share = Math.max(1, Math.floor(budget / this.#queue.length));
        for (const job of [...this.#queue]) {
          const part = job.body.subarray(job.at, job.at + Math.min(share, budget));
          if (part.length) job.response.write(part);
          job.at += part.length;
          budget -= part.length;
          if (job.at >= job.body.length || job.response.destroyed) {
            job.response.end();
            this.#queue.splice(this.#queue.indexOf(job), 1);
          }
        }
      }
      this.#timer = 0;
      if (this.#queue.length) this.#sendChunks(now);
    }, SEND_INTERVAL);
  }
}

/** Counts bytes and requests. */
class Counter {
  #sockets = new Set();
  #counts = { bytes: 0, requests: 0, paths: [] };

  request(name, path) {
    if (name !== 'favicon.ico') this.#counts.requests++;
    this.#counts.paths.push(path);
  }

  watch(socket) {
    socket.counted = 0;
    this.#sockets.add(socket);
    socket.on('close', () => {
      this.#count(socket);
      this.#sockets.delete(socket);
    });
  }

  #count(socket) {
    this.#counts.bytes += socket.bytesWritten - socket.counted;
    socket.counted = socket.bytesWritten;
  }

  /** Returns the counts since the last call. */
  take() {
    for (const socket of this.#sockets) this.#count(socket);
    const counts = this.#counts;
    this.#counts = { bytes: 0, requests: 0, paths: [] };
    return counts;
  }
}

if (!isMainThread && parentPort) serve();
