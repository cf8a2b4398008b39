// The chart of the share over time: points with their ranges, drawn as internal/site/chart.go draws
// them, and the same values as a table.

import { byId, createElement, replaceIfChanged, setText } from './dom.js';
import { fillTable } from './tables.js';

/** @import { Chart, YearTick } from './types.js' */

/**
 * The SVG element of a chart. It has groups for lines and points. `data-y-range` has the y
 * coordinates of the upper edge (the maximum) and of the share 0.
 * @typedef {SVGElement & {dataset: {yRange: string}}} ChartElement
 */

const NS = 'http://www.w3.org/2000/svg';

/**
 * Draws the points with their ranges, and the grid lines.
 * @param {ChartElement} svg
 * @param {Chart} chart
 * @param {string} [date] the day whose points are emphasised
 */
export function drawChart(svg, chart, date = '') {
  const [top, base] = svg.dataset.yRange.split(' ').map(Number);
  const y = (/** @type {number} */ share) => (base - (share / chart.max) * (base - top)).toFixed(1);
  const x = (/** @type {number} */ offset) => `${(offset * 100).toFixed(2)}%`;
  replaceIfChanged(svg.querySelector('.lines'), chart.gridlines, ({ share, label }) =>
    createSVGElement('g', {}, [
      createSVGElement('line', { x1: 0, x2: '100%', y1: y(share), y2: y(share) }),
      createSVGElement('text', { x: '100%', y: y(share), dy: -3, 'text-anchor': 'end' }, [label]),
    ]),
  );
  const points = chart.series.flatMap(({ name, points: list }, series) =>
    list.map((point) => ({ ...point, name, series, top: chart.max, on: point.date === date })),
  );
  replaceIfChanged(svg.querySelector('.points'), points, (point) =>
    createSVGElement(
      'svg',
      { x: x(point.offset), class: `point s${point.series}${point.on ? ' on' : ''}` },
      [
        createSVGElement('line', { y1: y(point.low), y2: y(point.high) }),
        point.series
          ? createSVGElement('rect', {
              x: -4,
              y: -4,
              width: 8,
              height: 8,
              transform: `translate(0 ${y(point.share)})`,
            })
          : createSVGElement('circle', { r: 4, cy: y(point.share) }),
        createSVGElement('title', {}, [`${point.name}, ${point.label}, ${point.text}`]),
      ],
    ),
  );
}

/**
 * Draws the ticks where years begin. The page's own chart has them in its HTML.
 * @param {ChartElement} svg
 * @param {YearTick[]} years
 */
export function drawYearTicks(svg, years) {
  const [, base] = svg.dataset.yRange.split(' ').map(Number);
  const height = /** @type {string} */ (svg.getAttribute('height'));
  replaceIfChanged(svg.querySelector('.years'), years, ({ offset, label }) => {
    const x = `${(offset * 100).toFixed(2)}%`;
    return createSVGElement('g', {}, [
      createSVGElement('line', { x1: x, x2: x, y1: base, y2: base + 5 }),
      createSVGElement('text', { x, y: height, dy: -2, 'text-anchor': 'middle' }, [label]),
    ]);
  });
}

/** @param {Chart} chart */
export function showChart(chart) {
  const svg = byId('tl-chart');
  if (!svg) return;
  drawChart(svg, chart);
  setText(byId('tl-chart-caption'), chart.caption);
  setText(byId('tl-chart-note'), chart.note);
  replaceIfChanged(
    byId('tl-chart-names'),
    chart.series.map(({ name }) => name),
    (name, i) => createElement('span', name, { class: `mark s${i}` }),
  );
  const rows = chart.series[0].points.map(({ date, label }, i) => ({
    id: date,
    name: label,
    cells: chart.series.map(({ points: list }) => list[i]?.text ?? ''),
  }));
  fillTable('tl-chart-table', { caption: chart.caption, head: chart.head, rows });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Element | string)[]} children
 */
function createSVGElement(name, attributes, children = []) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
