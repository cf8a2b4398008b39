// Fetching what the map needs, with progress against sizes that were known when the page was written.

import { Failure } from './program.js';

/**
 * Fetches the program and its files side by side. When one fails the others are given up.
 * @param {{wasm: {url: string, size: number}, files: {name: string, url: string, size: number}[]}} config
 * @param {(fraction: number) => void} onProgress from 0 to 1
 * @returns {Promise<{module: WebAssembly.Module, files: Record<string, Uint8Array>}>}
 */
export async function load(config, onProgress) {
  const all = [config.wasm, ...config.files];
  const total = all.reduce((sum, file) => sum + file.size, 0);
  const giveUp = new AbortController();
  let done = 0;
  let shown = 0;
  const count = (bytes) => {
    done += bytes;
    const percent = Math.floor(Math.min(done / total, 1) * 100);
    if (giveUp.signal.aborted || percent === shown) return;
    shown = percent;
    onProgress(percent / 100);
  };
  const options = { signal: giveUp.signal };
  try {
    const [module, ...contents] = await Promise.all([
      compile(config.wasm.url, count, options),
      ...config.files.map((file) => bytes(file.url, count, options)),
    ]);
    const files = {};
    config.files.forEach((file, i) => { files[file.name] = contents[i]; });
    return { module, files };
  } catch (failure) {
    giveUp.abort();
    throw failure;
  }
}

/** Fetches one file. */
export async function bytes(url, count = () => {}, options = {}) {
  const response = await open(url, options);
  try {
    const content = new Uint8Array(await response.arrayBuffer());
    count(content.length);
    return content;
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
}

/** Compiles the program while it arrives. What is counted is a copy, so that the compiler reads from the network. */
async function compile(url, count, options) {
  const response = await open(url, options);
  const counted = watch(response.clone().body, count).catch(() => {}); // the compiler meets the same fault and tells it
  try {
    const module = await WebAssembly.compileStreaming(response);
    await counted;
    return module;
  } catch (error) {
    throw new Failure(error instanceof WebAssembly.CompileError ? 'program' : 'download', `${url}: ${error}`);
  }
}

async function watch(stream, count) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    count(value.length);
  }
}

async function open(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
  if (!response.ok || !response.body) throw new Failure('download', `${url}: ${response.status}`);
  return response;
}
