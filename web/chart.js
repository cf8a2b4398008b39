// The share over time: points with their ranges, drawn as internal/site draws them (plot.go) and
// told as a table.

import { byId, make, refill, setText } from './dom.js';
import { showGrid } from './tables.js';

/** @import { Chart, ChartYear } from './types.js' */

/**
 * A drawing of a chart: it holds groups for lines and points, and its data-plot says where the
 * upper edge and nothing are.
 * @typedef {SVGElement & {dataset: {plot: string}}} ChartElement
 */

const NS = 'http://www.w3.org/2000/svg';

/**
 * Draws points with their ranges, and the lines that help to read them.
 * @param {ChartElement} svg
 * @param {Chart} chart
 * @param {string} [date] the day whose points stand out
 */
export function plot(svg, chart, date = '') {
  const [top, base] = svg.dataset.plot.split(' ').map(Number);
  const y = (/** @type {number} */ share) => (base - (share / chart.top) * (base - top)).toFixed(1);
  const x = (/** @type {number} */ at) => `${(at * 100).toFixed(2)}%`;
  refill(svg.querySelector('.lines'), chart.lines, ({ share, label }) =>
    draw('g', {}, [
      draw('line', { x1: 0, x2: '100%', y1: y(share), y2: y(share) }),
      draw('text', { x: '100%', y: y(share), dy: -3, 'text-anchor': 'end' }, [label]),
    ]),
  );
  const points = chart.series.flatMap(({ name, points: list }, series) =>
    list.map((point) => ({ ...point, name, series, top: chart.top, on: point.date === date })),
  );
  refill(svg.querySelector('.points'), points, (point) =>
    draw('svg', { x: x(point.at), class: `point s${point.series}${point.on ? ' on' : ''}` }, [
      draw('line', { y1: y(point.low), y2: y(point.high) }),
      point.series
        ? draw('rect', {
            x: -4,
            y: -4,
            width: 8,
            height: 8,
            transform: `translate(0 ${y(point.share)})`,
          })
        : draw('circle', { r: 4, cy: y(point.share) }),
      draw('title', {}, [`${point.name}, ${point.label}, ${point.text}`]),
    ]),
  );
}

/**
 * Draws where years begin, which the page's own chart has from the start.
 * @param {ChartElement} svg
 * @param {ChartYear[]} years
 */
export function plotYears(svg, years) {
  const [, base] = svg.dataset.plot.split(' ').map(Number);
  const height = /** @type {string} */ (svg.getAttribute('height'));
  refill(svg.querySelector('.years'), years, ({ at, label }) => {
    const x = `${(at * 100).toFixed(2)}%`;
    return draw('g', {}, [
      draw('line', { x1: x, x2: x, y1: base, y2: base + 5 }),
      draw('text', { x, y: height, dy: -2, 'text-anchor': 'middle' }, [label]),
    ]);
  });
}

/** @param {Chart} chart */
export function showChart(chart) {
  const svg = byId('tl-chart');
  if (!svg) return;
  plot(svg, chart);
  setText(byId('tl-chart-caption'), chart.caption);
  setText(byId('tl-chart-note'), chart.note);
  refill(
    byId('tl-chart-names'),
    chart.series.map(({ name }) => name),
    (name, i) => make('span', name, { class: `mark s${i}` }),
  );
  const rows = chart.series[0].points.map(({ date, label }, i) => ({
    id: date,
    name: label,
    cells: chart.series.map(({ points: list }) => list[i]?.text ?? ''),
  }));
  showGrid('tl-chart-table', { caption: chart.caption, head: chart.head, rows });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Element | string)[]} children
 */
function draw(name, attributes, children = []) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
