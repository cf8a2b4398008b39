// Adds vertices to the shapes: every edge is divided into equal parts, and each new vertex is
// displaced sideways by a fraction of its distance from its neighbours. The result for an edge
// depends on its two ends only, so areas still share their borders and every run is the same.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The grid of positions a degree, and the maximum displacement of a new vertex as a fraction of an
 * edge's part.
 */
const GRID = 1e5;
const MAX_DISPLACEMENT = 0.15;

const BASE = ['sea', 'neighbours', 'oblasts', 'outline', 'reservoirs', 'rivers'];
const DATED = ['control', 'contact', 'band'];

/**
 * Writes assets with `factor` times the vertices into `folder`, unless they have already been
 * written there from the same assets.
 */
export function densifyAssets(assets, folder, factor, date) {
  const files = [...BASE, ...DATED.map((kind) => `${kind}-${date}`)].map(
    (name) => `geojson/${name}.geojson`,
  );
  const stamp = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .update(String(factor));
  for (const file of [...files, 'geojson/data-manifest.json'])
    stamp.update(readFileSync(join(assets, file)));
  const stampFile = `${folder}.stamp`;
  const key = stamp.digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === key) return;
  rmSync(stampFile, { force: true });
  rmSync(folder, { recursive: true, force: true });
  cpSync(assets, folder, { recursive: true });
  for (const file of files) {
    const collection = JSON.parse(readFileSync(join(assets, file), 'utf8'));
    for (const feature of collection.features) densifyFeature(feature, factor);
    writeFileSync(join(folder, file), JSON.stringify(collection));
  }
  writeFileSync(stampFile, key);
}

function densifyFeature(feature, factor) {
  const { geometry } = feature;
  let line = 0;
  const densify = (points) => {
    const digits = feature.levels?.[line];
    const dense = densifyLine(points, digits, factor);
    if (digits !== undefined) feature.levels[line] = dense.digits;
    line++;
    return dense.points;
  };
  const depth = { LineString: 0, Polygon: 1, MultiLineString: 1, MultiPolygon: 2 }[geometry.type];
  const walk = (coordinates, level) =>
    level ? coordinates.map((inner) => walk(inner, level - 1)) : densify(coordinates);
  geometry.coordinates = walk(geometry.coordinates, depth);
}

/**
 * Densifies a line. New vertices are drawn at the finest level of detail only, since they are
 * within its tolerance.
 */
function densifyLine(points, digits, factor) {
  const out = [points[0]];
  let levels = digits?.[0] ?? '';
  for (let i = 1; i < points.length; i++) {
    for (const point of subdivide(points[i - 1], points[i], factor)) {
      const [lon, lat] = out.at(-1);
      if (
        (point[0] === lon && point[1] === lat) ||
        (point[0] === points[i][0] && point[1] === points[i][1])
      )
        continue;
      out.push(point);
      levels += '0';
    }
    out.push(points[i]);
    levels += digits?.[i] ?? '';
  }
  return { points: out, digits: levels };
}

/** Returns the vertices that subdivide an edge, on the grid and in the edge's direction. */
function subdivide(a, b, factor) {
  const reversed = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
  const [from, to] = reversed ? [b, a] : [a, b];
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  let seed = hash32(
    Math.round(from[0] * GRID) ^
      hash32(Math.round(from[1] * GRID)) ^
      hash32(Math.round(to[0] * GRID) ^ hash32(Math.round(to[1] * GRID))),
  );
  const list = [];
  for (let i = 1; i < factor; i++) {
    seed = hash32(seed + i);
    const displacement = (MAX_DISPLACEMENT / factor) * (seed / 2 ** 31 - 1);
    list.push([
      snap(from[0] + (dx * i) / factor - dy * displacement),
      snap(from[1] + (dy * i) / factor + dx * displacement),
    ]);
  }
  return reversed ? list.reverse() : list;
}

const snap = (degrees) => Math.round(degrees * GRID) / GRID;

/** Hashes a 32-bit number (the finaliser of MurmurHash3). */
function hash32(value) {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Counts the vertices of a page's data. */
export function countVertices(data) {
  const count = (coordinates) =>
    typeof coordinates[0] === 'number'
      ? 1
      : coordinates.reduce((sum, inner) => sum + count(inner), 0);
  return Object.values(data).reduce(
    (sum, { features }) =>
      sum + features.reduce((inner, { geometry }) => inner + count(geometry.coordinates), 0),
    0,
  );
}
