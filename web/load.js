// Fetches the files of the map, with progress relative to the sizes that were known when the page
// was written.

import { Failure } from './failure.js';

/** @import { PageConfig, AssetRef } from './types.js' */

/**
 * The part of a page's config about the program and its files.
 * @typedef {Pick<PageConfig, 'root' | 'wasm' | 'files'>} LoadConfig
 */

/**
 * The compiled program, and its bundles and fonts by name.
 * @typedef {{module: WebAssembly.Module, files: Record<string, Uint8Array<ArrayBuffer>>}} Loaded
 */

/**
 * Receives the number of bytes that have arrived since the last call. Negative: those bytes are
 * fetched again.
 * @typedef {(bytes: number) => void} ByteCounter
 */

/**
 * Fetches the program and its files in parallel. If one fails, the others are aborted.
 * @param {LoadConfig} config
 * @param {(fraction: number) => void} onProgress from 0 to 1
 * @param {AbortController} controller aborts the fetches
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
 * Fetches a file and, if that fails, fetches it once more past all caches: one of them may hold,
 * for a year, what a host sent while the file was missing.
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
 * Reads a body of the size that the file had when the page was written. Another size is an error,
 * and of a longer body no more is read, which bounds the memory.
 * @param {BodyResponse} response
 * @param {AssetRef} file
 * @param {ByteCounter} countBytes
 */
async function readBody({ body }, { url, size }, countBytes) {
  const content = new Uint8Array(size);
  const reader = body.getReader();
  try {
    for (let offset = 0; ;) {
      const { done, value } = await reader.read();
      if (done && offset === size) return content;
      if (done || offset + value.length > size)
        throw new Error(`${done ? offset : `more than ${size}`} bytes, not ${size}`);
      content.set(value, offset);
      offset += value.length;
      countBytes(value.length);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw new Failure('download', `${url}: ${error}`);
  }
}

/**
 * Compiles the program while it arrives, and returns it only if it is the one that the page was
 * written for. A copy is hashed, so that the compiler reads from the network. A browser compiles a
 * response as it arrives only if the host sends it as application/wasm; from other hosts the copy
 * is compiled, whatever its type.
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
 * Compiles the program, whose hash the browser checks while it fetches. A page that did not come
 * over a secure connection has no crypto.subtle.
 * @param {string} root
 * @param {AssetRef} wasm
 * @param {ByteCounter} countBytes
 * @param {RequestInit} options
 */
async function compileChecked(root, wasm, countBytes, options) {
  const digest = Uint8Array.from(
    /** @type {string[]} */ (/** @type {string} */ (wasm.hash).match(/../g)),
    (digits) => parseInt(digits, 16),
  );
  const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
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

/** @param {Uint8Array} digest */
const hex = (digest) => Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A response with a body.
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
