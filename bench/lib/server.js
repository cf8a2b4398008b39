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

if (!isMainThread && parentPort) serve();

function serve() {
  const pages = new Map();
  const sockets = new Set();
  const queue = [];
  let link = null;
  let counts = { bytes: 0, requests: 0, paths: [] };
  /** @type {ReturnType<typeof setTimeout> | 0} */
  let timer = 0;

  const server = createServer({ keepAliveTimeout: 30_000 }, async (request, response) => {
    const [, name, ...rest] = decodeURI(new URL(request.url, 'http://x').pathname).split('/');
    const path = rest.join('/').replace(/(^|\/)$/, '$1index.html');
    const file = pages.get(name)?.[path];
    const socket = /** @type {Connection} */ (request.socket);
    const wait = link ? link.rtt * (socket.fresh ? 2 : 1) : 0;
    socket.fresh = false;
    if (wait)
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
    if (name !== 'favicon.ico') counts.requests++;
    counts.paths.push(path);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Length': file.body.length,
      ...(file.encoding && { 'Content-Encoding': file.encoding }),
      'Cache-Control': file.type.startsWith('text/html')
        ? 'no-cache'
        : 'public, max-age=31536000, immutable',
    });
    send(response, file.body);
  });
  server.on('connection', (/** @type {Connection} */ socket) => {
    socket.fresh = true;
    socket.counted = 0;
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => {
      count(socket);
      sockets.delete(socket);
    });
  });

  function count(socket) {
    counts.bytes += socket.bytesWritten - socket.counted;
    socket.counted = socket.bytesWritten;
  }

  function send(response, body) {
    if (!link) response.end(body);
    else {
      queue.push({ response, body: Buffer.from(body.buffer, body.byteOffset, body.length), at: 0 });
      if (!timer) pour(performance.now());
    }
  }

  /**
   * Gives the answers in the queue their bytes in turn, as many as the time since `last` was worth.
   */
  function pour(last) {
    timer = setTimeout(() => {
      const now = performance.now();
      let budget = link ? (Math.min(now - last, BURST) * link.rate) / 8000 : Infinity;
      while (budget >= 1 && queue.length) {
        const share = Math.max(1, Math.floor(budget / queue.length));
        for (const job of [...queue]) {
          const part = job.body.subarray(job.at, job.at + Math.min(share, budget));
          if (part.length) job.response.write(part);
          job.at += part.length;
          budget -= part.length;
          if (job.at >= job.body.length || job.response.destroyed) {
            job.response.end();
            queue.splice(queue.indexOf(job), 1);
          }
        }
      }
      timer = 0;
      if (queue.length) pour(now);
    }, TICK);
  }

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
    shape: (to) => {
      link = to;
    },
    counts: () => {
      for (const socket of sockets) count(socket);
      const told = counts;
      counts = { bytes: 0, requests: 0, paths: [] };
      return told;
    },
  };
  parentPort.on('message', async ({ id, method, args }) =>
    parentPort.postMessage({ id, value: await methods[method](...args) }),
  );
}
