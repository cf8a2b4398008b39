// Compresses the files of a page once, all pages alike: brotli at its highest level, kept under the
// hash of what it was made from. Big data for the growth curves gets a quicker level, again alike.

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

/** What brotli does not make smaller. */
const PACKED = new Set(['.png', '.woff2', '.br', '.gz']);

/** Above this many bytes data is compressed at BIG_QUALITY: the highest level takes minutes. */
const BIG = 16e6;
const BIG_QUALITY = 5;

/**
 * Reads those files of a folder that are wanted: {path: {type, body, encoding}}, paths below it
 * without a leading slash.
 * @param {string} folder
 * @param {string} cache
 * @param {(name: string) => boolean} wanted
 */
export function packFolder(folder, cache, wanted = () => true) {
  mkdirSync(cache, { recursive: true });
  const files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || (PACKED.has(extname(entry.name)) && extname(entry.name) !== '.png'))
      continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(folder.length).replace(/^\/+/, '');
    if (wanted(name)) files[name] = pack(path, cache);
  }
  return files;
}

function pack(path, cache) {
  const data = readFileSync(path);
  const extension = extname(path);
  const type = TYPES[extension] ?? 'application/octet-stream';
  if (PACKED.has(extension)) return { type, body: data };
  const quality = data.length > BIG ? BIG_QUALITY : constants.BROTLI_MAX_QUALITY;
  const kept = join(cache, `${createHash('sha256').update(data).digest('hex')}-${quality}.br`);
  if (!existsSync(kept)) {
    const options = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    };
    writeFileSync(`${kept}.part`, brotliCompressSync(data, { params: options }));
    renameSync(`${kept}.part`, kept);
  }
  return { type, body: readFileSync(kept), encoding: 'br' };
}
