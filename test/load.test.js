// Loading the program and its data from hosts of many kinds, without a browser.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { load } from '../web/load.js';

const program = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
/** The program with an empty custom section: it compiles, but has another hash. */
const otherProgram = new Uint8Array([...program.slice(0, 4), 1, 0, 0, 0, 0, 1, 0]);
const hash = createHash('sha256').update(program).digest('hex');
const config = {
  root: '/maps/',
  wasm: { url: 'assets/a.wasm', size: program.length, hash },
  files: [{ name: 'base', url: 'assets/base.json', size: 4 }],
};

let host; // by address, a function from a cache mode to a response
let requests;
globalThis.fetch = async (
  /** @type {any} */ address,
  /** @type {RequestInit} */ { cache = 'default', integrity, signal } = {},
) => {
  requests.push(`${address.replace('/maps/assets/', '')} ${cache}`);
  signal?.throwIfAborted();
  const response = host[address.replace('/maps/assets/', '')](cache);
  if (!integrity) return response;
  const content = new Uint8Array(await response.arrayBuffer());
  if (integrity !== `sha256-${createHash('sha256').update(content).digest('base64')}`)
    throw new TypeError('integrity');
  return new Response(content, response);
};
const respond = (body, type = '', status = 200) =>
  new Response(body, { status, headers: type ? { 'Content-Type': type } : {} });

beforeEach(() => {
  requests = [];
  host = {
    'a.wasm': () => respond(program, 'application/wasm'),
    'base.json': () => respond('data', 'application/json'),
  };
});

for (const type of [
  'application/wasm',
  'Application/WASM',
  'application/wasm; charset=utf-8',
  'application/octet-stream',
  'text/plain',
  'text/html',
  '',
]) {
  test(`a program of type “${type}” is compiled and fetched only once`, async () => {
    host['a.wasm'] = () => respond(new Blob([program]).stream(), type);
    const shares = [];
    const { module, files } = await load(config, (share) => shares.push(share));
    assert.ok(module instanceof WebAssembly.Module);
    assert.equal(new TextDecoder().decode(files.base), 'data');
    assert.deepEqual(requests, ['a.wasm default', 'base.json default']);
    assert.equal(shares.at(-1), 1);
  });
}

test('a program of the right type is compiled while it arrives', async () => {
  let end;
  host['a.wasm'] = () =>
    respond(
      new ReadableStream({
        start(controller) {
          controller.enqueue(program);
          end = () => controller.close();
        },
      }),
      'application/wasm',
    );
  const { compileStreaming } = WebAssembly;
  let streamed = false;
  WebAssembly.compileStreaming = (response) => {
    streamed = true;
    return compileStreaming(response);
  };
  const { compile } = WebAssembly;
  WebAssembly.compile = () => assert.fail('compiled a second time');
  try {
    const loading = load(config, () => {});
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    end();
    await loading;
    assert.ok(streamed);
  } finally {
    Object.assign(WebAssembly, { compile, compileStreaming });
  }
});

test('without a secure context the browser checks the hash, and any type is accepted', async (t) => {
  const { crypto } = globalThis;
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  t.after(() => Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true }));
  host['a.wasm'] = () => respond(program, 'text/html');
  assert.ok((await load(config, () => {})).module instanceof WebAssembly.Module);
  host['a.wasm'] = () => respond(otherProgram, 'application/wasm');
  await assert.rejects(
    load(config, () => {}),
    { reason: 'download' },
  );
});

const page = () => respond('<!doctype html><title>News</title>', 'text/html');

for (const [what, wrongResponse] of /** @type {[string, () => Response][]} */ ([
  ['a page of the host', page],
  ['another program', () => respond(otherProgram, 'application/wasm')],
  ['half of the file', () => respond(program.slice(0, 5), 'application/wasm')],
  ['status 404', () => respond('gone', 'text/html', 404)],
  [
    'no response',
    () => {
      throw new TypeError('Failed to fetch');
    },
  ],
])) {
  test(`a file is fetched past a cache that answers with ${what}`, async () => {
    for (const name of ['a.wasm', 'base.json']) {
      const right = host[name];
      host[name] = (cache) => (cache === 'reload' ? right() : wrongResponse());
    }
    const shares = [];
    const { module, files } = await load(config, (share) => shares.push(share));
    assert.ok(module instanceof WebAssembly.Module);
    assert.equal(new TextDecoder().decode(files.base), 'data');
    assert.equal(shares.at(-1), 1);
    assert.ok(Math.max(...shares) <= 1);
  });

  test(`loading fails if the host answers with ${what}`, async () => {
    for (const name of ['a.wasm', 'base.json']) {
      const right = host[name];
      host[name] = wrongResponse;
      requests = [];
      await assert.rejects(
        load(config, () => {}),
        { reason: 'download', message: new RegExp(name.replace('.', '\\.')) },
      );
      assert.deepEqual(
        requests.filter((one) => one.startsWith(name)),
        [`${name} default`, `${name} reload`],
      );
      host[name] = right;
    }
  });
}

test('a program that the browser cannot compile is not fetched again', async () => {
  const broken = new Uint8Array([...program.slice(0, 7), 1]);
  host['a.wasm'] = () => respond(broken, 'application/wasm');
  const wasm = { ...config.wasm, hash: createHash('sha256').update(broken).digest('hex') };
  await assert.rejects(
    load({ ...config, wasm }, () => {}),
    { reason: 'program' },
  );
  assert.deepEqual(
    requests.filter((one) => one.startsWith('a.wasm')),
    ['a.wasm default'],
  );
});
