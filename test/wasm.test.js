// The browser's program as it is served against what Go's linker wrote: the same memory once it is
// instantiated.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../build/', import.meta.url));

/** Compiles a program of build/ and instantiates it with imports that do nothing. */
async function instantiate(name) {
  const module = await WebAssembly.compile(readFileSync(build + name));
  const imports = {};
  for (const { module: from, name: what, kind } of WebAssembly.Module.imports(module)) {
    assert.equal(kind, 'function', `${from}.${what}`);
    (imports[from] ??= {})[what] = () => {};
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  const { buffer } = /** @type {WebAssembly.Memory} */ (exports.mem);
  return { module, memory: Buffer.from(buffer) };
}

test('with its data in one segment the program begins with the same memory', async () => {
  const linked = await instantiate('linked.wasm');
  const served = await instantiate('truceline.wasm');
  assert.equal(served.memory.length, linked.memory.length);
  assert.ok(
    served.memory.some((byte) => byte !== 0),
    'there is data',
  );
  assert.equal(served.memory.compare(linked.memory), 0);
  for (const list of ['imports', 'exports']) {
    assert.deepEqual(
      WebAssembly.Module[list](served.module),
      WebAssembly.Module[list](linked.module),
      list,
    );
  }
});
