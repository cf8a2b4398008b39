// Compresses the files of all pages in the same way: by brotli at its highest level, cached under
// the hash of the content. Large data for the growth curves gets a faster level on all pages.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Extensions of files that are already compressed. */
const COMPRESSED = new Set(['.png', '.woff2', '.br', '.gz']);

/** Larger data is compressed at BIG_QUALITY, since the highest level would take minutes. */
const BIG = 16e6;
const BIG_QUALITY = 5;

/**
 * Reads and compresses the wanted files of a folder: {path: {type, body, encoding}}, with paths
 * relative to the folder.
 * @param {string} folder
 * @param {string} cache
 * @param {(name: string) => boolean} wanted
 */
export function compressFolder(folder, cache, wanted = () => true) {
  mkdirSync(cache, { recursive: true });
  const files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || (COMPRESSED.has(extname(entry.name)) && extname(entry.name) !== '.png'))
      continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(folder.length).replace(/^\/+/, '');
    if (wanted(name)) files[name] = compressFile(path, cache);
  }
  return files;
}

function compressFile(path, cache) {
  const data = readFileSync(path);
  const extension = extname(path);
  const type = TYPES[extension] ?? 'application/octet-stream';
  if (COMPRESSED.has(extension)) return { type, body: data };
  const quality = data.length > BIG ? BIG_QUALITY : constants.BROTLI_MAX_QUALITY;
  const cached = join(cache, `${createHash('sha256').update(data).digest('hex')}-${quality}.br`);
  if (!existsSync(cached)) {
    const options = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    };
    writeFileSync(`${cached}.part`, brotliCompressSync(data, { params: options }));
    renameSync(`${cached}.part`, cached);
  }
  return { type, body: readFileSync(cached), encoding: 'br' };
}
