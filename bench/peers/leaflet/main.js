// Leaflet with its canvas renderer. Labels are markers with a text as their icon.

import L from 'leaflet';
import { style } from 'bench:style';
import { answer, bounds, fetchJSON, paddingForWidth, labelsForWidth } from '../common/page.js';

const data = await fetchJSON('map.json');
const box = document.getElementById('map');
box.style.background = style.background;
const [west, south, east, north] = bounds;
const padding = paddingForWidth(box.clientWidth);
const map = L.map(box, {
  preferCanvas: true,
  zoomControl: false,
  attributionControl: false,
  zoomSnap: 0,
}).fitBounds(
  [
    [south, west],
    [north, east],
  ],
  { padding: [padding, padding], animate: false },
);

for (const { source, class: only, fill, lines = [] } of style.layers) {
  const hasPopup = source === 'oblasts';
  const filter = ({ properties }) => !only || only === properties.class;
  (lines.length ? lines : [undefined]).forEach((line, i) => {
    const layer = L.geoJSON(data[source], {
      filter,
      interactive: hasPopup && i === 0,
      style: {
        fill: Boolean(fill) && i === 0,
        fillColor: fill,
        fillOpacity: 1,
        stroke: Boolean(line),
        color: line?.color,
        weight: line?.width,
        lineJoin: 'round',
      },
    }).addTo(map);
    if (hasPopup && i === 0)
      layer.bindPopup(({ feature }) => answer(feature.properties), {
        className: 'answer',
        autoPan: false,
        closeButton: false,
      });
  });
}

for (const { geometry, properties } of labelsForWidth(data.labels.features, box.clientWidth)) {
  const [lon, lat] = geometry.coordinates;
  const { font, color, halo } = style.texts[properties.kind];
  if (properties.dot)
    L.circleMarker([lat, lon], {
      radius: 2.2,
      stroke: false,
      fillOpacity: 1,
      fillColor: color,
      interactive: false,
    }).addTo(map);
  const name = document.createElement('span');
  name.textContent = properties.name;
  name.style.cssText = `position:absolute;white-space:nowrap;font:${font};line-height:1;color:${color};-webkit-text-stroke:${halo.width * 2}px ${halo.color};paint-order:stroke fill;transform:translate(${properties.dot ? '6px' : '-50%'},-50%)`;
  L.marker([lat, lon], {
    icon: L.divIcon({ html: name, className: '', iconSize: [0, 0] }),
    interactive: false,
    keyboard: false,
  }).addTo(map);
}

globalThis.bench = {
  ready: true,
  pan: (dx, dy) => map.panBy([dx, dy], { animate: false }),
  zoom: (factor) => map.setZoom(map.getZoom() + Math.log2(factor), { animate: false }),
  position: () => {
    const at = map.getCenter();
    return [at.lng, at.lat, map.getZoom()].join();
  },
  project: ([lon, lat]) => {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    return [x, y];
  },
};
