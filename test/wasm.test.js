// The served program compared with the output of Go's linker: both have the same memory once they
// are instantiated.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../build/', import.meta.url));

/** Instantiates a program of build/ with imports that do nothing. */
async function instantiate(name) {
  const module = await WebAssembly.compile(readFileSync(build + name));
  const imports = {};
  for (const { module: from, name: field, kind } of WebAssembly.Module.imports(module)) {
    assert.equal(kind, 'function', `${from}.${field}`);
    (imports[from] ??= {})[field] = () => {};
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  const { buffer } = /** @type {WebAssembly.Memory} */ (exports.mem);
  return { module, memory: Buffer.from(buffer) };
}

test('merging the data segments does not change the program’s initial memory', async () => {
  const linked = await instantiate('linked.wasm');
  const served = await instantiate('truceline.wasm');
  assert.equal(served.memory.length, linked.memory.length);
  assert.ok(
    served.memory.some((byte) => byte !== 0),
    'the memory is not empty',
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
