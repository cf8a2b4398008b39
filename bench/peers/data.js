// The data of the peers' pages: the shapes of assets/geojson without the levels of detail, which
// only the project's own program reads, the shares, 40 labels, and the colours of the light theme.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The sources of the peers' layers and their files. DATE stands for the latest date.
 */
const FILES = {
  sea: 'sea',
  neighbours: 'neighbours',
  oblasts: 'oblasts',
  outline: 'outline',
  reservoirs: 'reservoirs',
  rivers: 'rivers',
  control: 'control-DATE',
  contact: 'contact-DATE',
};

/** Labels that are not towns, at their positions on the project's own map at 900×600. */
const NAMES = [
  ['UKRAINE', 'country', 30.9, 48.0, true],
  ['BELARUS', 'neighbour', 28.6, 52.35, true],
  ['RUSSIA', 'neighbour', 38.7, 51.6, true],
  ['ROMANIA', 'neighbour', 25.7, 46.2, true],
  ['Black Sea', 'sea', 31.6, 45.25, true],
  ['Sea of Azov', 'sea', 36.7, 46.15, true],
];
const FOREIGN = ['Chisinau', 'Bucharest'];
const NARROW = [
  'Kyiv',
  'Lviv',
  'Kharkiv',
  'Dnipro',
  'Odesa',
  'Donetsk',
  'Luhansk',
  'Zaporizhzhia',
  'Kherson',
  'Simferopol',
  'Chernihiv',
  'Vinnytsia',
  'Mariupol',
  'Poltava',
];

export const LABELS = 40;

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The date of the newest control file. */
export function latest(assets) {
  return (
    json(join(assets, 'geojson/data-manifest.json')).dates?.at(-1) ??
    json(join(assets, 'story.json')).dates.at(-1).id
  );
}

/** Reads the folder of assets: {source: FeatureCollection}. */
export function readData(assets, date) {
  const data = {};
  for (const [source, file] of Object.entries(FILES)) {
    data[source] = plain(json(join(assets, 'geojson', `${file.replace('DATE', date)}.geojson`)));
  }
  const shares = new Map(
    json(join(assets, `geojson/figures-${date}.json`)).areas.map((area) => [
      area.id,
      area.held_share,
    ]),
  );
  for (const feature of data.oblasts.features) {
    feature.properties = { name: feature.properties.name_en, share: shares.get(feature.id) };
    if (feature.properties.share === undefined) throw new Error(`no share for ${feature.id}`);
  }
  for (const feature of data.control.features) feature.properties = { class: feature.id };
  for (const source of ['sea', 'neighbours', 'outline', 'reservoirs', 'rivers', 'contact'])
    for (const feature of data[source].features) feature.properties = {};
  data.labels = labels(assets);
  return data;
}

/** Returns a collection with the members of RFC 7946 only. */
function plain({ features }) {
  return {
    type: 'FeatureCollection',
    features: features.map(({ id, properties, geometry }) => ({
      type: 'Feature',
      id,
      properties,
      geometry,
    })),
  };
}

function labels(assets) {
  const [head, ...rows] = readFileSync(join(assets, 'towns.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const towns = rows
    .map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])))
    .filter(({ kind, rank, name_en: name }) =>
      kind === 'foreign' ? FOREIGN.includes(name) : Number(rank) <= 3,
    );
  const features = [
    ...NAMES.map(([name, kind, lon, lat, narrow]) => label(name, kind, false, narrow, lon, lat)),
    ...towns.map(({ name_en: name, rank, kind, lon, lat }) =>
      label(
        name,
        kind === 'foreign' ? 'town-foreign' : `town-${rank}`,
        true,
        NARROW.includes(name),
        Number(lon),
        Number(lat),
      ),
    ),
  ];
  if (features.length !== LABELS)
    throw new Error(`${features.length} labels rather than ${LABELS}: towns.csv has changed`);
  return { type: 'FeatureCollection', features };
}

const label = (name, kind, dot, narrow, lon, lat) => ({
  type: 'Feature',
  properties: { name, kind, dot, narrow },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});

/**
 * Reverses the rings of polygons, since D3 expects clockwise exterior rings: on a sphere polygons
 * may be larger than a hemisphere.
 */
export function rewound(data) {
  const reverseRings = ({ type, coordinates }) => {
    if (type === 'Polygon')
      return { type, coordinates: coordinates.map((ring) => [...ring].reverse()) };
    if (type === 'MultiPolygon')
      return {
        type,
        coordinates: coordinates.map((rings) => rings.map((ring) => [...ring].reverse())),
      };
    return { type, coordinates };
  };
  return Object.fromEntries(
    Object.entries(data).map(([name, collection]) => [
      name,
      {
        ...collection,
        features: collection.features.map((feature) => ({
          ...feature,
          geometry: reverseRings(feature.geometry),
        })),
      },
    ]),
  );
}

/**
 * Returns the colours and widths of the light theme, in drawing order. There are no hatches, since
 * not every library supports them.
 */
export function readStyle(assets) {
  const { fills, lines, texts } = json(join(assets, 'style.json')).themes.light;
  return {
    background: fills.neighbour.color,
    layers: layersOf(fills, lines),
    texts: Object.fromEntries(
      ['country', 'neighbour', 'sea', 'town-foreign', 'town-3', 'town-2', 'town-1'].map((name) => [
        name,
        text(texts[name]),
      ]),
    ),
  };
}

function layersOf(fills, lines) {
  const line = (name) => ({ color: lines[name].color, width: lines[name].width });
  return [
    { source: 'neighbours', lines: [line('neighbour-border')] },
    { source: 'sea', fill: fills.sea.color, lines: [line('coast')] },
    { source: 'oblasts', fill: fills.land.color, lines: [line('oblast')] },
    {
      source: 'control',
      class: 'held-2022',
      fill: fills['held-2022'].color,
      lines: [line('held-edge')],
    },
    {
      source: 'control',
      class: 'held-2014-crimea',
      fill: fills['held-2014'].color,
      lines: [line('held-edge')],
    },
    {
      source: 'control',
      class: 'held-2014-donbas',
      fill: fills['held-2014'].color,
      lines: [line('held-edge')],
    },
    {
      source: 'control',
      class: 'contested',
      fill: fills.contested.hatch.color,
      lines: [line('contested-edge')],
    },
    { source: 'reservoirs', fill: fills.reservoir.color, lines: [line('reservoir')] },
    { source: 'rivers', lines: [line('river-2')] },
    { source: 'outline', lines: [line('border')] },
    { source: 'contact', lines: [lines.contact.casing, line('contact')] },
  ];
}

const text = ({ size, bold = false, color, halo, halo_width: width }) => ({
  size,
  bold,
  color,
  font: `${bold ? '600 ' : ''}${size}px sans-serif`,
  halo: { color: halo, width },
});
