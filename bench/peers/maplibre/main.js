// MapLibre GL JS: one GeoJSON source per file, fetched and cut into tiles by its workers.

import { Map, Popup, setWorkerUrl } from 'maplibre-gl';
import { style } from 'bench:style';
import { answer, bounds, paddingForWidth } from '../common/page.js';

setWorkerUrl(new URL('maplibre-gl-worker.mjs', import.meta.url).href);

const box = document.getElementById('map');
const sources = Object.fromEntries(
  [...new Set(style.layers.map(({ source }) => source)), 'labels'].map((name) => [
    name,
    { type: 'geojson', data: new URL(`${name}.geojson`, location.href).href },
  ]),
);

/** @type {{id: string, type: string, paint: Record<string, unknown>, [more: string]: unknown}[]} */
const layers = [
  { id: 'background', type: 'background', paint: { 'background-color': style.background } },
];
for (const { source, class: only, fill, lines = [] } of style.layers) {
  const filter = only ? { filter: ['==', ['get', 'class'], only] } : {};
  const id = only ? `${source}-${only}` : source;
  if (fill) layers.push({ id, source, ...filter, type: 'fill', paint: { 'fill-color': fill } });
  lines.forEach((line, i) =>
    layers.push({
      id: `${id}-line-${i}`,
      source,
      ...filter,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': line.color, 'line-width': line.width },
    }),
  );
}
const narrow = box.clientWidth < 600 ? [['get', 'narrow']] : [];
layers.push({
  id: 'dots',
  source: 'labels',
  type: 'circle',
  filter: ['all', ['get', 'dot'], ...narrow],
  paint: { 'circle-radius': 2.2, 'circle-color': style.texts['town-3'].color },
});
for (const [kind, { size, bold, color, halo }] of Object.entries(style.texts)) {
  const town = kind.startsWith('town');
  layers.push({
    id: `labels-${kind}`,
    source: 'labels',
    type: 'symbol',
    filter: ['all', ['==', ['get', 'kind'], kind], ...narrow],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [bold ? 'Sans Bold' : 'Sans'],
      'text-size': size,
      'text-anchor': town ? 'left' : 'center',
      'text-offset': [town ? 0.5 : 0, 0],
      'text-max-width': 20,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': color, 'text-halo-color': halo.color, 'text-halo-width': halo.width },
  });
}

const map = new Map({
  container: box,
  style: { version: 8, sources, layers },
  bounds,
  fitBoundsOptions: { padding: paddingForWidth(box.clientWidth) },
  attributionControl: false,
});
map.on('click', 'oblasts', (event) => {
  new Popup({ className: 'answer', closeButton: false })
    .setLngLat(event.lngLat)
    .setText(answer(event.features[0].properties))
    .addTo(map);
});

globalThis.bench = {
  ready: false,
  pan: (dx, dy) => map.panBy([dx, dy], { duration: 0 }),
  zoom: (factor) => map.setZoom(map.getZoom() + Math.log2(factor)),
  position: () => [...map.getCenter().toArray(), map.getZoom()].join(),
  project: (at) => {
    const { x, y } = map.project(at);
    return [x, y];
  },
};
map.once('idle', () => {
  globalThis.bench.ready = true;
});
