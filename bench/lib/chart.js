// Draws the benchmark's charts as SVG: bar charts of figures, and curves on two logarithmic scales.

import { short } from './stats.js';

const INK = '#1c1d1f';
const SOFT = '#55585c';
const RULE = '#d9d7d0';
const OURS = '#c9552f';
const PEERS = ['#1d4f7c', '#2f8f6f', '#7a5aa0', '#a07a1d', '#5c6670'];
const FONT = 'font-family="\'Libre Franklin\', Arial, sans-serif"';

const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const text = (x, y, content, { size = 12, fill = INK, anchor = 'start', weight = 400 } = {}) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${escape(content)}</text>`;
const svg = (width, height, title, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}" ${FONT}>\n<rect width="${width}" height="${height}" fill="#fff"/>\n${body.join('\n')}\n</svg>\n`;

/**
 * Draws groups of horizontal bars in two columns: medians, with a thin line from the minimum to the
 * maximum.
 */
export function bars(title, groups) {
  const width = 960;
  const column = 450;
  const row = 19;
  const body = [
    text(24, 34, title, { size: 20, weight: 600 }),
    text(24, 54, 'Medians, with minimum and maximum of the rounds. Shorter is better.', {
      fill: SOFT,
    }),
  ];
  let height = 60;
  for (let i = 0; i < groups.length; i += 2) {
    const pair = groups.slice(i, i + 2);
    pair.forEach((group, side) =>
      body.push(...barGroup(group, 24 + side * (column + 12), height + 24, column, row)),
    );
    height += 44 + Math.max(...pair.map(({ bars: list }) => list.length)) * row;
  }
  return svg(width, height + 16, title, body);
}

function barGroup({ label, unit, bars: list }, x, y, width, row) {
  const names = 108;
  const numbers = 62;
  const largest = Math.max(...list.map(({ max }) => max));
  const scale = (value) => (value / largest) * (width - names - numbers - 10);
  const out = [text(x, y, `${label}, ${unit}`, { size: 13, weight: 600 })];
  list.forEach(({ name, ours, median, min, max }, i) => {
    const top = y + 10 + i * row;
    const left = x + names;
    out.push(
      text(left - 8, top + 11, name, { size: 11.5, anchor: 'end', weight: ours ? 600 : 400 }),
    );
    out.push(
      `<rect x="${left}" y="${top}" width="${Math.max(scale(median), 1).toFixed(1)}" height="13" fill="${ours ? OURS : '#9fb0bf'}"/>`,
    );
    out.push(
      `<path d="M${(left + scale(min)).toFixed(1)} ${top + 6.5}H${(left + scale(max)).toFixed(1)}" stroke="${INK}" stroke-width="1"/>`,
    );
    out.push(
      text(left + scale(max) + 6, top + 11, short(median), {
        size: 11.5,
        weight: ours ? 600 : 400,
      }),
    );
  });
  return out;
}

/** Draws panels of curves. Both scales are logarithmic. */
export function curves(title, panels) {
  const width = 960;
  const height = 400;
  const body = [
    text(24, 34, title, { size: 20, weight: 600 }),
    text(
      24,
      54,
      'Vertices to the right, both scales logarithmic. A curve ends early if the page failed at the next size.',
      { fill: SOFT },
    ),
  ];
  const step = (width - 48) / panels.length;
  panels.forEach((panel, i) => body.push(...curvePanel(panel, 24 + i * step, 76, step - 24, 262)));
  const names = panels[0].lines;
  names.forEach(({ name, ours }, i) => {
    const x = 24 + (i * (width - 48)) / names.length;
    body.push(
      `<path d="M${x} ${height - 16}h22" stroke="${colour(names, i)}" stroke-width="${ours ? 3 : 2}"/>`,
      text(x + 28, height - 12, name, { weight: ours ? 600 : 400 }),
    );
  });
  return svg(width, height, title, body);
}

const colour = (lines, i) =>
  lines[i].ours ? OURS : PEERS[lines.slice(0, i).filter(({ ours }) => !ours).length % PEERS.length];

function curvePanel({ label, lines }, x, y, width, height) {
  const all = lines.flatMap(({ points }) => points);
  if (!all.length) return [];
  const left = x + 40;
  const bottom = y + height - 22;
  const range = (list) => [Math.log10(Math.min(...list)), Math.log10(Math.max(...list))];
  const [x0, x1] = range(all.map(([value]) => value));
  const [y0, y1] = range(all.map(([, value]) => value)).map((value, i) =>
    i ? Math.ceil(value) : Math.floor(value),
  );
  const scaleX = (value) =>
    left + (x1 > x0 ? (Math.log10(value) - x0) / (x1 - x0) : 0) * (x + width - left);
  const scaleY = (value) =>
    bottom - ((Math.log10(value) - y0) / Math.max(y1 - y0, 1)) * (bottom - y - 16);
  const out = [text(x, y, label, { size: 13, weight: 600 })];
  for (let power = y0; power <= y1; power++)
    out.push(...gridline(left, x + width, scaleY(10 ** power), (10 ** power).toLocaleString('en')));
  const ticks = [...new Set(all.map(([value]) => value))].sort((a, b) => a - b);
  ticks.forEach((value, i) =>
    out.push(
      text(scaleX(value), bottom + 16, thousands(value), {
        size: 11,
        fill: SOFT,
        anchor: i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle',
      }),
    ),
  );
  lines.forEach(({ points, ours }, i) => {
    out.push(
      `<polyline fill="none" stroke="${colour(lines, i)}" stroke-width="${ours ? 3 : 2}" points="${points.map(([a, b]) => `${scaleX(a).toFixed(1)},${scaleY(b).toFixed(1)}`).join(' ')}"/>`,
    );
    for (const [a, b] of points)
      out.push(
        `<circle cx="${scaleX(a).toFixed(1)}" cy="${scaleY(b).toFixed(1)}" r="${ours ? 4 : 3}" fill="${colour(lines, i)}"/>`,
      );
  });
  return out;
}

/** Draws a horizontal line with its label on the left. */
const gridline = (left, right, y, label) => [
  `<path d="M${left} ${y.toFixed(1)}H${right}" stroke="${RULE}"/>`,
  text(left - 6, y + 4, label, { size: 11, fill: SOFT, anchor: 'end' }),
];

const thousands = (value) =>
  value >= 1e6 ? `${(value / 1e6).toFixed(1)} M` : `${Math.round(value / 1000)} k`;
