// The same shapes with more vertices: every edge is divided into as many parts, and each new
// position is moved aside by a part of what it is from its neighbours. What an edge becomes depends
// on its two ends alone, so that areas still share their borders, and every run makes the same.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The grid of positions in degrees, and how far a new position is moved at most, as a part of an
 * edge's part.
 */
const GRID = 1e5;
const ASIDE = 0.15;

const BASE = ['sea', 'neighbours', 'oblasts', 'outline', 'reservoirs', 'rivers'];
const DATED = ['control', 'contact', 'band'];

/**
 * Writes a folder of assets with `factor` times the vertices into `folder`, unless it is there for
 * these assets.
 */
export function growAssets(assets, folder, factor, date) {
  const files = [...BASE, ...DATED.map((kind) => `${kind}-${date}`)].map(
    (name) => `geojson/${name}.geojson`,
  );
  const stamp = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .update(String(factor));
  for (const file of [...files, 'geojson/data-manifest.json'])
    stamp.update(readFileSync(join(assets, file)));
  const mark = `${folder}.stamp`;
  const key = stamp.digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === key) return;
  rmSync(mark, { force: true });
  rmSync(folder, { recursive: true, force: true });
  cpSync(assets, folder, { recursive: true });
  for (const file of files) {
    const collection = JSON.parse(readFileSync(join(assets, file), 'utf8'));
    for (const feature of collection.features) growFeature(feature, factor);
    writeFileSync(join(folder, file), JSON.stringify(collection));
  }
  writeFileSync(mark, key);
}

function growFeature(feature, factor) {
  const { geometry } = feature;
  let line = 0;
  const grow = (points) => {
    const digits = feature.levels?.[line];
    const grown = growLine(points, digits, factor);
    if (digits !== undefined) feature.levels[line] = grown.digits;
    line++;
    return grown.points;
  };
  const depth = { LineString: 0, Polygon: 1, MultiLineString: 1, MultiPolygon: 2 }[geometry.type];
  const walk = (coordinates, level) =>
    level ? coordinates.map((inner) => walk(inner, level - 1)) : grow(coordinates);
  geometry.coordinates = walk(geometry.coordinates, depth);
}

/** New positions are drawn at the finest level of detail alone: they lie within its tolerance. */
function growLine(points, digits, factor) {
  const out = [points[0]];
  let levels = digits?.[0] ?? '';
  for (let i = 1; i < points.length; i++) {
    for (const point of parts(points[i - 1], points[i], factor)) {
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

/** The positions that divide an edge, on the grid, in the edge's direction. */
function parts(a, b, factor) {
  const turned = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
  const [from, to] = turned ? [b, a] : [a, b];
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  let seed = mix(
    Math.round(from[0] * GRID) ^
      mix(Math.round(from[1] * GRID)) ^
      mix(Math.round(to[0] * GRID) ^ mix(Math.round(to[1] * GRID))),
  );
  const list = [];
  for (let i = 1; i < factor; i++) {
    seed = mix(seed + i);
    const aside = (ASIDE / factor) * (seed / 2 ** 31 - 1);
    list.push([
      snap(from[0] + (dx * i) / factor - dy * aside),
      snap(from[1] + (dy * i) / factor + dx * aside),
    ]);
  }
  return turned ? list.reverse() : list;
}

const snap = (degrees) => Math.round(degrees * GRID) / GRID;

/** A number of 32 bits that depends on all bits of another (the finaliser of MurmurHash3). */
function mix(value) {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** How many positions a page's data has. */
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
