// Fetching what the map needs, with progress against sizes that were known when the page was
// written.

import { Failure } from './failure.js';

/** @import { PageConfig, AssetRef } from './types.js' */

/**
 * What a page says of the program and its files.
 * @typedef {Pick<PageConfig, 'root' | 'wasm' | 'files'>} LoadConfig
 */

/**
 * What the program needs: bundles and fonts under their names.
 * @typedef {{module: WebAssembly.Module, files: Record<string, Uint8Array<ArrayBuffer>>}} Loaded
 */

/**
 * Counts bytes as they arrive.
 * @typedef {(bytes: number) => void} ByteCounter
 */

/**
 * Fetches the program and its files side by side. When one fails the others are given up.
 * @param {LoadConfig} config
 * @param {(fraction: number) => void} onProgress from 0 to 1
 * @param {AbortController} controller for whoever no longer wants them
 * @returns {Promise<Loaded>}
 */
export async function load(config, onProgress, controller = new AbortController()) {
  const all = [config.wasm, ...config.files];
  const total = all.reduce((sum, file) => sum + file.size, 0);
  let loadedBytes = 0;
  let reported = 0;
  const countBytes = (/** @type {number} */ bytes) => {
    loadedBytes += bytes;
    const percent = Math.floor(Math.min(loadedBytes / total, 1) * 100);
    if (controller.signal.aborted || percent === reported) return;
    reported = percent;
    onProgress(percent / 100);
  };
  const options = { signal: controller.signal };
  try {
    const [module, ...contents] = await Promise.all([
      fetchTwice((...how) => compile(config.root, config.wasm, ...how), countBytes, options),
      ...config.files.map((file) => bytes(config.root, file, countBytes, options)),
    ]);
    /** @type {Loaded['files']} */
    const files = {};
    config.files.forEach((file, i) => {
      files[/** @type {string} */ (file.name)] = contents[i];
    });
    return { module, files };
  } catch (failure) {
    controller.abort();
    throw failure;
  }
}

/**
 * Fetches one file.
 * @param {string} root
 * @param {AssetRef} file
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
export function bytes(root, file, countBytes = () => {}, options = {}) {
  return fetchTwice((...how) => bytesOnce(root, file, ...how), countBytes, options);
}

/**
 * Fetches a file, and where that fails once more past all caches: one of them may hold, for a year,
 * what a host sent while the file was missing.
 * @template Content
 * @param {(countBytes: ByteCounter, options: RequestInit) => Promise<Content>} fetchFile
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
async function fetchTwice(fetchFile, countBytes, options) {
  let counted = 0;
  const countFirst = (/** @type {number} */ bytes) => {
    counted += bytes;
    countBytes(bytes);
  };
  try {
    return await fetchFile(countFirst, options);
  } catch (failure) {
    if (options.signal?.aborted || /** @type {Failure} */ (failure).reason !== 'download')
      throw failure;
    countBytes(-counted);
    return fetchFile(countBytes, { ...options, cache: 'reload' });
  }
}

/**
 * @param {string} root
 * @param {AssetRef} file
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
async function bytesOnce(root, { url, size }, countBytes, options) {
  return readBody(await fetchResponse(root + url, options), { url, size }, countBytes);
}

/**
 * Reads a file of the size that it had when the page was written. More is not taken, so that memory
 * has a bound.
 * @param {BodyResponse} answer
 * @param {AssetRef} file
 * @param {ByteCounter} countBytes
 */
async function readBody({ body }, { url, size }, countBytes) {
  const content = new Uint8Array(size);
  const reader = body.getReader();
  try {
    for (let at = 0; ;) {
      const { done: loadedBytes, value } = await reader.read();
      if (loadedBytes && at === size) return content;
      if (loadedBytes || at + value.length > size)
        throw new Error(`${loadedBytes ? at : `more than ${size}`} bytes, not ${size}`);
      content.set(value, at);
      at += value.length;
      countBytes(value.length);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw new Failure('download', `${url}: ${error}`);
  }
}

/**
 * Compiles the program while it arrives, and hands it over only if it is the one that the page was
 * written for. What is hashed is a copy, so that the compiler reads from the network. A browser
 * compiles what arrives only where the host calls it application/wasm; from other hosts the copy is
 * compiled, whatever its type.
 * @param {string} root
 * @param {AssetRef} wasm
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
async function compile(root, wasm, countBytes, options) {
  if (!globalThis.crypto?.subtle) return compileChecked(root, wasm, countBytes, options);
  const { url, hash } = wasm;
  const response = await fetchResponse(root + url, options);
  const copy = readBody(/** @type {BodyResponse} */ (response.clone()), wasm, countBytes);
  const streamed = WebAssembly.compileStreaming(response).catch(() => null);
  const content = await copy;
  const found = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
  if (found !== hash)
    throw new Failure(
      'download',
      `${url} is not the program of this page: its hash is ${found}, not ${hash}`,
    );
  return (await streamed) ?? compileBytes(content, url);
}

/**
 * A page that did not come over a secure connection has no digests; the browser then checks while
 * it fetches.
 * @param {string} root
 * @param {AssetRef} wasm
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
async function compileChecked(root, wasm, countBytes, options) {
  const bytesOf = Uint8Array.from(
    /** @type {string[]} */ (/** @type {string} */ (wasm.hash).match(/../g)),
    (digits) => parseInt(digits, 16),
  );
  const integrity = `sha256-${btoa(String.fromCharCode(...bytesOf))}`;
  return compileBytes(await bytesOnce(root, wasm, countBytes, { ...options, integrity }), wasm.url);
}

/**
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {string} url
 */
async function compileBytes(content, url) {
  try {
    return await WebAssembly.compile(content);
  } catch (error) {
    throw new Failure('program', `${url}: ${error}`);
  }
}

/** @param {Uint8Array} list */
const hex = (list) => Array.from(list, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A response that has a body.
 * @typedef {Response & {body: ReadableStream<Uint8Array>}} BodyResponse
 */

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function fetchResponse(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    throw new Failure('download', `${url}: ${error}`);
  }
  if (!response.ok || !response.body) throw new Failure('download', `${url}: ${response.status}`);
  return /** @type {BodyResponse} */ (response);
}
