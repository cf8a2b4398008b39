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
  const count = (bytes) => {
    done += bytes;
    if (!giveUp.signal.aborted) onProgress(Math.min(done / total, 1));
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
  const response = await open(url, count, options);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
}

async function compile(url, count, options) {
  const response = await open(url, count, options);
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    throw new Failure(error instanceof WebAssembly.CompileError ? 'program' : 'download', `${url}: ${error}`);
  }
}

/** Opens a file and counts its bytes, unpacked, as they arrive. */
async function open(url, count, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
  if (!response.ok || !response.body) throw new Failure('download', `${url}: ${response.status}`);
  const counted = response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) { count(chunk.byteLength); controller.enqueue(chunk); },
  }));
  return new Response(counted, { headers: { 'Content-Type': response.headers.get('Content-Type') ?? '' } });
}
