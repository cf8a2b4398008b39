// D3 on SVG: one path per shape, in a group that the zoom transforms. Lines and labels keep their
// size.

import { geoConicEqualArea, geoPath } from 'd3-geo';
import { select } from 'd3-selection';
import { zoom, zoomIdentity } from 'd3-zoom';
import { style } from 'bench:style';
import { answer, fetchJSON, paddingForWidth, labelsForWidth } from '../common/page.js';

const data = await fetchJSON('map.json');
const box = document.getElementById('map');
const { clientWidth: width, clientHeight: height } = box;
const svg = select(box)
  .append('svg')
  .attr('width', width)
  .attr('height', height)
  .style('display', 'block')
  .style('background', style.background);
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
const path = geoPath(projection);
const map = svg.append('g').attr('stroke-linejoin', 'round');

for (const { source, class: only, fill = 'none', lines = [] } of style.layers) {
  const features = data[source].features.filter(
    ({ properties }) => !only || only === properties.class,
  );
  // A line with a casing needs a second path. A fill and its edge share one.
  for (const [i, line] of (lines.length ? lines : [undefined]).entries()) {
    const paths = map
      .append('g')
      .attr('fill', i === 0 ? fill : 'none')
      .selectAll('path')
      .data(features)
      .join('path')
      .attr('d', path);
    if (line)
      paths
        .attr('stroke', line.color)
        .attr('stroke-width', line.width)
        .attr('vector-effect', 'non-scaling-stroke');
    if (source === 'oblasts') paths.attr('class', 'oblast');
    else paths.attr('pointer-events', 'none');
  }
}

const labels = svg
  .append('g')
  .attr('pointer-events', 'none')
  .selectAll('g')
  .data(labelsForWidth(data.labels.features, width))
  .join('g');
labels
  .filter(({ properties }) => properties.dot)
  .append('circle')
  .attr('r', 2.2)
  .attr('fill', ({ properties }) => style.texts[properties.kind].color);
labels
  .append('text')
  .text(({ properties }) => properties.name)
  .attr('x', ({ properties }) => (properties.dot ? 6 : 0))
  .attr('text-anchor', ({ properties }) => (properties.dot ? 'start' : 'middle'))
  .attr('dominant-baseline', 'central')
  .attr('paint-order', 'stroke')
  .each(
    /** @this {SVGTextElement} */ function styleLabel({ properties }) {
      const { color, font, halo } = style.texts[properties.kind];
      select(this)
        .style('font', font)
        .attr('fill', color)
        .attr('stroke', halo.color)
        .attr('stroke-width', halo.width * 2);
    },
  );
const positions = labels.data().map(({ geometry }) => projection(geometry.coordinates));

let transform = zoomIdentity;

function applyTransform() {
  map.attr('transform', transform);
  labels.attr('transform', (_, i) => `translate(${transform.apply(positions[i])})`);
}

const behaviour = zoom()
  .scaleExtent([0.5, 64])
  .on('zoom', (event) => {
    transform = event.transform;
    popup.hidden = true;
    applyTransform();
  });
svg.call(behaviour).on('click', (event) => {
  const hit = event.target.classList.contains('oblast') && select(event.target).datum();
  popup.hidden = !hit;
  if (hit)
    Object.assign(popup, { textContent: answer(hit.properties) }).style.cssText =
      `left:${event.clientX}px;top:${event.clientY}px`;
});
applyTransform();

globalThis.bench = {
  ready: true,
  pan: (dx, dy) => behaviour.translateBy(svg, -dx / transform.k, -dy / transform.k),
  zoom: (factor) => behaviour.scaleBy(svg, factor),
  position: () => String(transform),
  project: (at) => transform.apply(projection(at)),
};
