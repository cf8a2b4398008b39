// OpenLayers: vector layers in the Albers projection, by proj4.

import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import Map from 'ol/Map.js';
import Overlay from 'ol/Overlay.js';
import { register } from 'ol/proj/proj4.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import View from 'ol/View.js';
import proj4 from 'proj4';
import { style } from 'bench:style';
import { answer, fetchJSON, paddingForWidth, labelsForWidth } from '../common/page.js';

const ALBERS = 'albers-ukraine';
proj4.defs(
  ALBERS,
  '+proj=aea +lat_0=48.5 +lon_0=31.2 +lat_1=45.7 +lat_2=51 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
);
register(proj4);

const data = await fetchJSON('map.json');
const box = document.getElementById('map');
box.style.background = style.background;
const format = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: ALBERS });

const layers = style.layers.map(({ source, class: only, fill, lines = [] }) => {
  const features = data[source].features.filter(
    ({ properties }) => !only || only === properties.class,
  );
  const strokes = lines.map(({ color, width }) => new Stroke({ color, width, lineJoin: 'round' }));
  return new VectorLayer({
    properties: { kind: source },
    source: new VectorSource({
      features: format.readFeatures({ type: 'FeatureCollection', features }),
    }),
    style: [
      new Style({ fill: fill && new Fill({ color: fill }), stroke: strokes[0] }),
      ...strokes.slice(1).map((stroke) => new Style({ stroke })),
    ],
  });
});

const texts = {};
for (const [kind, { font, color, halo }] of Object.entries(style.texts)) {
  const town = kind.startsWith('town');
  texts[kind] = (name) =>
    new Style({
      image: town ? new CircleStyle({ radius: 2.2, fill: new Fill({ color }) }) : undefined,
      text: new Text({
        text: name,
        font,
        fill: new Fill({ color }),
        stroke: new Stroke({ color: halo.color, width: halo.width * 2 }),
        textAlign: town ? 'left' : 'center',
        offsetX: town ? 6 : 0,
      }),
    });
}
const labels = {
  type: 'FeatureCollection',
  features: labelsForWidth(data.labels.features, box.clientWidth),
};
layers.push(
  new VectorLayer({
    source: new VectorSource({ features: format.readFeatures(labels) }),
    style: (feature) => texts[feature.get('kind')](feature.get('name')),
  }),
);

const oblasts = layers.find((layer) => layer.get('kind') === 'oblasts');
const outline = format.readFeatures(data.outline)[0].getGeometry().getExtent();
const view = new View({ projection: ALBERS });
const map = new Map({ target: box, layers, view, controls: [] });
const margin = paddingForWidth(box.clientWidth);
view.fit(outline, {
  padding: [margin, margin, margin, margin],
  size: [box.clientWidth, box.clientHeight],
});

const popup = Object.assign(document.createElement('div'), { className: 'answer', hidden: true });
const overlay = new Overlay({ element: popup });
map.addOverlay(overlay);
map.on('click', (event) => {
  const hit = map.forEachFeatureAtPixel(event.pixel, (feature) => feature, {
    layerFilter: (layer) => layer === oblasts,
  });
  popup.hidden = !hit;
  if (!hit) return;
  popup.textContent = answer({ name: hit.get('name'), share: hit.get('share') });
  overlay.setPosition(event.coordinate);
});

globalThis.bench = {
  ready: false,
  pan: (dx, dy) => {
    const [x, y] = view.getCenter();
    view.setCenter([x + dx * view.getResolution(), y - dy * view.getResolution()]);
  },
  zoom: (factor) => view.setResolution(view.getResolution() / factor),
  position: () => [...view.getCenter(), view.getResolution()].join(),
  project: (at) => map.getPixelFromCoordinate(fromLonLat(at, ALBERS)),
};
map.once('rendercomplete', () => {
  globalThis.bench.ready = true;
});
