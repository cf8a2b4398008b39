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
      compile(config.root, config.wasm, count, options),
      ...config.files.map((file) => bytes(config.root, file, count, options)),
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
export async function bytes(root, { url, size }, count = () => {}, options = {}) {
  const response = await open(root + url, options);
  try {
    return await read(response.body, size, count);
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
}

/** Reads a file of the size that it had when the page was written. More is not taken, so that memory has a bound. */
async function read(body, size, count) {
  const content = new Uint8Array(size);
  const reader = body.getReader();
  for (let at = 0; ;) {
    const { done, value } = await reader.read();
    if (done && at === size) return content;
    if (done || at + value.length > size) {
      reader.cancel().catch(() => {});
      throw new Error(`${done ? at : `more than ${size}`} bytes, not ${size}`);
    }
    content.set(value, at);
    at += value.length;
    count(value.length);
  }
}

/**
 * Compiles the program while it arrives, and hands it over only if it is the one that the page was written for. What is
 * hashed is a copy, so that the compiler reads from the network.
 */
async function compile(root, wasm, count, options) {
  if (!globalThis.crypto?.subtle) return compileChecked(root, wasm, count, options);
  const { url, size, hash } = wasm;
  const response = await open(root + url, options);
  const copy = digest(response.clone().body, size, count).catch(() => null); // the compiler meets the same fault and tells it
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

const digest = async (body, size, count) => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await read(body, size, count))));

/** A page that did not come over a secure connection has no digests; the browser then checks while it fetches. */
async function compileChecked(root, wasm, count, options) {
  const bytesOf = Uint8Array.from(wasm.hash.match(/../g), (digits) => parseInt(digits, 16));
  const content = await bytes(root, wasm, count, { ...options, integrity: `sha256-${btoa(String.fromCharCode(...bytesOf))}` });
  try {
    return await WebAssembly.compile(content);
  } catch (error) {
    throw new Failure('program', `${wasm.url}: ${error}`);
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
