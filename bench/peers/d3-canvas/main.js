// D3 on canvas: the shapes are projected once into Path2D objects, which are drawn with the zoom's
// transform.

import { geoConicEqualArea, geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { style } from 'bench:style';
import { answer, fetchJSON, paddingForWidth, labelsForWidth } from '../common/page.js';

const data = await fetchJSON('map.json');
const box = document.getElementById('map');
const { clientWidth: width, clientHeight: height } = box;
const ratio = devicePixelRatio;
const canvas = select(box)
  .append('canvas')
  .attr('width', width * ratio)
  .attr('height', height * ratio)
  .style('width', `${width}px`)
  .style('height', `${height}px`)
  .node();
const context = canvas.getContext('2d');
const popup = select(box).append('div').attr('class', 'answer').attr('hidden', '').node();

const padding = paddingForWidth(width);
const projection = geoConicEqualArea()
  .parallels([45.7, 51])
  .rotate([-31.2, 0])
  .fitExtent(
    [
      [padding, padding],
      [width - padding, height - padding],
    ],
    data.outline,
  );
const shape = (feature) => {
  const path = new Path2D();
  geoPath(projection, path)(feature);
  return path;
};

const layers = style.layers.map((layer) => ({
  ...layer,
  shapes: data[layer.source].features
    .filter(({ properties }) => !layer.class || layer.class === properties.class)
    .map((feature) => ({ path: shape(feature), properties: feature.properties })),
}));
const labels = labelsForWidth(data.labels.features, width).map(({ geometry, properties }) => ({
  at: projection(geometry.coordinates),
  ...properties,
  text: style.texts[properties.kind],
}));

let transform = zoomIdentity;

function draw() {
  const { k, x, y } = transform;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = style.background;
  context.fillRect(0, 0, width, height);
  context.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
  context.lineJoin = 'round';
  for (const { shapes, fill, lines = [] } of layers) {
    if (fill) {
      context.fillStyle = fill;
      for (const { path } of shapes) context.fill(path);
    }
    for (const line of lines) {
      context.strokeStyle = line.color;
      context.lineWidth = line.width / k;
      for (const { path } of shapes) context.stroke(path);
    }
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textBaseline = 'middle';
  for (const label of labels) drawLabel(label);
}

function drawLabel({ at, name, dot, text }) {
  const [x, y] = transform.apply(at);
  if (x < -100 || y < -20 || x > width + 100 || y > height + 20) return;
  if (dot) {
    context.beginPath();
    context.arc(x, y, 2.2, 0, 2 * Math.PI);
    context.fillStyle = text.color;
    context.fill();
  }
  context.font = text.font;
  context.textAlign = dot ? 'left' : 'center';
  context.lineWidth = text.halo.width * 2;
  context.strokeStyle = text.halo.color;
  context.strokeText(name, x + (dot ? 6 : 0), y);
  context.fillStyle = text.color;
  context.fillText(name, x + (dot ? 6 : 0), y);
}

const behaviour = zoom()
  .scaleExtent([0.5, 64])
  .on('zoom', (event) => {
    transform = event.transform;
    popup.hidden = true;
    draw();
  });
const selection = select(canvas)
  .call(behaviour)
  .on('click', (event) => {
    const oblasts = layers.find(({ source }) => source === 'oblasts').shapes;
    const [x, y] = transform.invert([event.offsetX, event.offsetY]);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const hit = oblasts.find(({ path }) => context.isPointInPath(path, x, y));
    popup.hidden = !hit;
    if (hit)
      Object.assign(popup, { textContent: answer(hit.properties) }).style.cssText =
        `left:${event.offsetX}px;top:${event.offsetY}px`;
  });
draw();

globalThis.bench = {
  ready: true,
  pan: (dx, dy) => behaviour.translateBy(selection, -dx / transform.k, -dy / transform.k),
  zoom: (factor) => behaviour.scaleBy(selection, factor),
  position: () => String(transform),
  project: (at) => transform.apply(projection(at)),
};
