// Fetching what the map needs, with progress against sizes that were known when the page was written.

import { Failure } from './failure.js';

/**
 * Fetches the program and its files side by side. When one fails the others are given up.
 * @param {{root: string, wasm: {url: string, size: number, hash: string}, files: {name: string, url: string, size: number}[]}} config
 * @param {(fraction: number) => void} onProgress from 0 to 1
 * @param {AbortController} giveUp for whoever no longer wants them
 * @returns {Promise<{module: WebAssembly.Module, files: Record<string, Uint8Array>}>}
 */
export async function load(config, onProgress, giveUp = new AbortController()) {
  const all = [config.wasm, ...config.files];
  const total = all.reduce((sum, file) => sum + file.size, 0);
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
      compile(config.root + config.wasm.url, config.wasm.hash, count, options),
      ...config.files.map((file) => bytes(config.root + file.url, count, options)),
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

/**
 * Compiles the program while it arrives, and hands it over only if it is the one that the page was written for. What is
 * hashed is a copy, so that the compiler reads from the network.
 */
async function compile(url, hash, count, options) {
  if (!globalThis.crypto?.subtle) return compileChecked(url, hash, count, options);
  const response = await open(url, options);
  const copy = digest(response.clone(), count).catch(() => null); // the compiler meets the same fault and tells it
  let module;
  try {
    module = await WebAssembly.compileStreaming(response);
  } catch (error) {
    throw new Failure(error instanceof WebAssembly.CompileError ? 'program' : 'download', `${url}: ${error}`);
  }
  const found = await copy;
  if (found !== hash) throw new Failure('program', `${url} is not the program of this page: its hash is ${found}, not ${hash}`);
  return module;
}

async function digest(response, count) {
  const content = new Uint8Array(await response.arrayBuffer());
  count(content.length);
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
}

/** A page that did not come over a secure connection has no digests; the browser then checks while it fetches. */
async function compileChecked(url, hash, count, options) {
  const bytesOf = Uint8Array.from(hash.match(/../g), (digits) => parseInt(digits, 16));
  const content = await bytes(url, count, { ...options, integrity: `sha256-${btoa(String.fromCharCode(...bytesOf))}` });
  try {
    return await WebAssembly.compile(content);
  } catch (error) {
    throw new Failure('program', `${url}: ${error}`);
  }
}

const hex = (list) => Array.from(list, (byte) => byte.toString(16).padStart(2, '0')).join('');

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
