// The bench's own server: serves every page alike, counts what it sends, and shapes the traffic,
// since a browser's own throttle does not reach what workers fetch. It runs in a thread of its own,
// so that what the bench does beside it does not delay an answer.
//
// Shaping: a new connection costs one round trip, each request another, and all answers together
// share the rate. TCP's slow start and TLS are not imitated.

import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

/** How often the shaper hands out bytes, in milliseconds, and how much it may catch up with. */
const TICK = 4;
const BURST = 40;

/** Starts the server. pages: {name: {path: {type, body, encoding}}}, served under /name/. */
export async function startServer() {
  const worker = new Worker(fileURLToPath(import.meta.url));
  let serial = 0;
  const waiting = new Map();
  worker.on('message', ({ id, value }) => {
    waiting.get(id)(value);
    waiting.delete(id);
  });
  worker.on('error', (error) => {
    throw error;
  });
  const call = (method, ...args) =>
    new Promise((resolve) => {
      waiting.set(++serial, resolve);
      worker.postMessage({ id: serial, method, args });
    });
  const port = await call('listen');
  return {
    /** The address of a page: of its folder, or of what `path` names in it. */
    url: ({ name, path = '' }) => `http://127.0.0.1:${port}/${name}/${path}`,
    /** Adds a page. */
    mount: (name, files) => call('mount', name, files),
    /** Shapes from now on: bits a second and milliseconds a round trip; null: not at all. */
    shape: (link) => call('shape', link),
    /** Bytes and requests since the last call. */
    counts: () => call('counts'),
    stop: () => worker.terminate(),
  };
}

/**
 * A connection: whether nothing was asked for on it yet, and how many of its bytes are counted.
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

/** Lets answers wait as a link would. */
class Shaper {
  /** Bits a second and milliseconds a round trip; null: nothing waits. */
  link = null;
  #queue = [];
  /** @type {ReturnType<typeof setTimeout> | 0} */
  #timer = 0;

  /** Waits as long as a request does on a connection. */
  async roundTrips(socket) {
    const wait = this.link ? this.link.rtt * (socket.fresh ? 2 : 1) : 0;
    socket.fresh = false;
    if (wait)
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
  }

  send(response, body) {
    if (!this.link) response.end(body);
    else {
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
      this.#queue.push({ response, body: bytes, at: 0 });
      if (!this.#timer) this.#pour(performance.now());
    }
  }

  /**
   * Gives the answers in the queue their bytes in turn, as many as the time since `last` was worth.
   */
  #pour(last) {
    this.#timer = setTimeout(() => {
      const now = performance.now();
      let budget = this.link ? (Math.min(now - last, BURST) * this.link.rate) / 8000 : Infinity;
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
      if (this.#queue.length) this.#pour(now);
    }, TICK);
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

  /** What was counted since the last call. */
  take() {
    for (const socket of this.#sockets) this.#count(socket);
    const counts = this.#counts;
    this.#counts = { bytes: 0, requests: 0, paths: [] };
    return counts;
  }
}

if (!isMainThread && parentPort) serve();
