// Turns samples into tables, a verdict and charts.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bars, curves } from './chart.js';
import { short, summary } from './stats.js';

const OURS = 'truceline';
const GL = 'maplibre';

/**
 * The figures of a load: name, heading, unit, divisor. Smaller is better for all of them.
 */
const COLUMNS = [
  ['bytes', 'bytes sent', 'kB', 1000],
  ['requests', 'requests', ''],
  ['paint', 'first contentful paint', 'ms'],
  ['picture', 'first map picture', 'ms'],
  ['answer', 'first answer', 'ms'],
  ['live', 'live map', 'ms'],
  ['shift', 'layout shift', ''],
  ['heap', 'JS heap', 'MB'],
  ['wasm', 'wasm memory', 'MB'],
  ['pss', 'renderer PSS', 'MB'],
];
const MOVING = [
  ['panMain', 'pan: main thread', 'ms a frame'],
  ['panThread', 'pan: main thread, processor time', 'ms a frame'],
  ['panCPU', 'pan: CPU, renderer and GPU process', 'ms a frame'],
  ['dragMain', 'drag: main thread', 'ms a frame'],
  ['dragThread', 'drag: main thread, processor time', 'ms a frame'],
  ['dragCPU', 'drag: CPU, renderer and GPU process', 'ms a frame'],
  ['zoomMain', 'zoom: main thread', 'ms a frame'],
  ['zoomThread', 'zoom: main thread, processor time', 'ms a frame'],
  ['zoomCPU', 'zoom: CPU, renderer and GPU process', 'ms a frame'],
  ['zoomWorst', 'worst frame of a zoom, main thread', 'ms'],
  ['zoomWorstCPU', 'worst frame of a zoom, processor time', 'ms'],
  ['idle', 'idle, renderer and GPU process', '% of a core'],
];

/** The project's targets: at most `limit` times the best peer or MapLibre, or an absolute limit. */
/** @type {[part: string, name: string, to: string, limit: number][]} */
const TARGETS = [
  ['plain', 'picture', 'best', 0.75],
  ['narrow', 'picture', 'best', 0.75],
  ['slow', 'picture', 'best', 0.7],
  ['slow-wide', 'picture', 'best', 0.7],
  ['plain', 'answer', 'best', 1],
  ['narrow', 'answer', 'best', 1],
  ['slow', 'answer', 'best', 1],
  ['slow-wide', 'answer', 'best', 1],
  ['plain', 'live', GL, 1],
  ['narrow', 'live', GL, 1],
  ['slow', 'live', GL, 2],
  ['slow-wide', 'live', GL, 2],
  ['plain', 'panMain', GL, 0.5],
  ['plain', 'panMain', 'best', 1],
  ['plain', 'zoomMain', GL, 0.5],
  ['plain', 'zoomMain', 'best', 1],
  ['plain', 'panCPU', GL, 1],
  ['plain', 'zoomCPU', GL, 1],
  ['plain', 'zoomWorst', 'as such', 50],
  ['plain', 'idle', 'as such', 0.5],
  ['plain', 'pss', GL, 1.3],
  ['narrow', 'pss', GL, 1.3],
];

const HEADINGS = {
  plain: 'Laptop: 900×600, no throttle',
  narrow: 'Phone’s window: 390×700, no throttle',
  slow: 'Slow phone: 390×700, 9 Mbit/s, 60 ms, CPU ÷ 4',
  'slow-wide': 'Slow link and processor at 900×600',
};

/**
 * Combines the results of all parts in a folder and writes report.md, results.json and the charts.
 */
export async function writeReport({ results, target, log }) {
  const parts = {};
  for (const name of readdirSync(results).sort())
    if (name.endsWith('.json'))
      parts[name.slice(0, -5)] = JSON.parse(readFileSync(join(results, name), 'utf8'));
  if (!Object.keys(parts).length) throw new Error('there are no results yet');
  const compared = Object.keys(HEADINGS).filter((name) => parts[name]);
  const text = [
    head(parts),
    verdict(parts),
    ...compared.map((name) => section(name, parts[name])),
    growthSection(parts.growth),
    desktopSection(parts.desktop),
  ]
    .filter(Boolean)
    .join('\n');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'report.md'), `${text.trim()}\n`);
  writeFileSync(join(target, 'results.json'), `${JSON.stringify(summarise(parts), null, 1)}\n`);
  for (const [name, svg] of Object.entries(charts(parts))) writeFileSync(join(target, name), svg);
  console.log(`\n${text}`);
  log(`written: ${target}/report.md, results.json and charts`);
}

const figures = (part, page, name) => summary(part.samples[page]?.[name] ?? []);
const peersOf = (part) => Object.keys(part.samples).filter((page) => page !== OURS);

function head(parts) {
  const any = Object.values(parts)[0];
  const { machine } = any;
  const days = Object.entries(parts)
    .map(
      ([name, { when, rounds }]) =>
        `${name} ${when.slice(0, 16).replace('T', ' ')} (${rounds} rounds)`,
    )
    .join(', ');
  return [
    '# The same map beside what an editor would pick instead',
    '',
    `Medians, with minimum and maximum of the rounds in brackets. Each round opens a fresh browser with an empty cache for each page, the pages in turn. ${machine.browser}, software WebGL, no GPU; ${machine.processors} × ${machine.model}, ${machine.memory}, Linux ${machine.system}, Node ${machine.node}.`,
    '',
    `Times in UTC: ${days}. Method and biases: [the benchmark](../README.md).`,
    '',
  ].join('\n');
}

/** Compares the project's figures with its targets. */
function verdict(parts) {
  const rows = TARGETS.flatMap(([part, name, to, limit]) => {
    const data = parts[part];
    const ours = data && figures(data, OURS, name);
    const other = data && reference(data, name, to);
    if (!ours || !other) return [];
    const ratio = to === 'as such' ? ours.median : ours.median / other.median;
    const label = [...COLUMNS, ...MOVING].find(([key]) => key === name);
    const measure = to === 'as such' ? `${limit} ${label[2]}` : `${limit} × ${other.title}`;
    const theirs = to === 'as such' ? '' : short(other.median);
    return [
      `| ${label[1]}, ${part} | ${short(ours.median)} ${label[2]} | ${theirs} | ${to === 'as such' ? '' : ratio.toFixed(2)} | ${measure} | ${ratio <= limit ? 'reached' : '**not reached**'} |`,
    ];
  });
  const grown = grownRatio(parts.growth);
  if (grown)
    rows.push(
      `| pan: main thread, at ${grown.factor} times the vertices | ${short(grown.big)} ms a frame | ${short(grown.small)} today | ${grown.ratio.toFixed(2)} | 3 × today’s | ${grown.ratio <= 3 ? 'reached' : '**not reached**'} |`,
    );
  return rows.length
    ? [
        '## Verdict',
        '',
        '| figure | ours | theirs | ratio | at most | |',
        '|---|---|---|---|---|---|',
        ...rows,
        '',
      ].join('\n')
    : '';
}

/** Returns the figure to compare with: that of the best peer or of one peer, or 1 for a limit. */
function reference(part, name, to) {
  if (to === 'as such') return { median: 1, title: '' };
  const list = peersOf(part)
    .map((page) => ({ title: part.titles[page], page, ...figures(part, page, name) }))
    .filter(({ median }) => median !== undefined);
  if (to === 'best') return list.sort((a, b) => a.median - b.median)[0];
  return list.find(({ page }) => page === to);
}

function section(name, part) {
  const order = [OURS, ...peersOf(part)].filter((page) => part.samples[page]);
  const rows = [...COLUMNS, ...MOVING].flatMap(([key, label, unit, by = 1]) => {
    const cells = order.map((page) => cell(figures(part, page, key), by));
    if (cells.every((text) => text === '–')) return [];
    return [
      `| ${label}${unit && `, ${unit}`} | ${cells.join(' | ')} | ${ratio(part, key, 'best')} | ${ratio(part, key, GL)} |`,
    ];
  });
  return [
    `## ${HEADINGS[name]}`,
    '',
    `| | ${order.map((page) => part.titles[page]).join(' | ')} | ours to the best peer | ours to MapLibre |`,
    `|---|${order.map(() => '---:|').join('')}---:|---:|`,
    ...rows,
    '',
    ...(part.failures?.length
      ? [`Left out, after two tries: ${part.failures.join('; ')}.`, '']
      : []),
  ].join('\n');
}

function ratio(part, key, to) {
  const ours = figures(part, OURS, key);
  const other = reference(part, key, to);
  return ours && other?.median ? (ours.median / other.median).toFixed(2) : '–';
}

const cell = (of, by) =>
  of ? `${short(of.median / by)} (${short(of.min / by)}–${short(of.max / by)})` : '–';

function growthSection(part) {
  if (!part) return '';
  const pages = Object.keys(part.titles);
  const table = (key, label) => [
    `| ${label} | ${pages.map((page) => part.titles[page]).join(' | ')} |`,
    `|---|${pages.map(() => '---:|').join('')}`,
    ...part.factors.map(
      (factor) =>
        `| ${factor} × (${part.vertices[factor].toLocaleString('en')} vertices) | ${pages.map((page) => part.failed[page]?.[factor] ?? cell(summary(part.samples[page]?.[factor]?.[key] ?? []), 1)).join(' | ')} |`,
    ),
    '',
  ];
  return [
    '## Growth',
    '',
    `The same shapes with each edge subdivided and its new vertices displaced a little. ${part.rounds} rounds, plain, 900×600, without throttling.`,
    '',
    ...table('live', 'live map, ms'),
    ...table('panMain', 'pan: main thread, ms a frame'),
    ...table('panCPU', 'pan: CPU, renderer and GPU process, ms a frame'),
    ...table('zoomMain', 'zoom: main thread, ms a frame'),
    ...table('pss', 'renderer PSS, MB'),
  ].join('\n');
}

function grownRatio(part) {
  const ours = part?.samples[OURS];
  if (!ours) return null;
  const factor = part.factors.at(-1);
  const [small, big] = [1, factor].map((f) => summary(ours[f]?.panMain ?? [])?.median);
  return small && big ? { factor, small, big, ratio: big / small } : null;
}

function desktopSection(part) {
  if (!part) return '';
  return [
    '## Desktop',
    '',
    part.note,
    '',
    '| figure | |',
    '|---|---:|',
    ...part.rows.map(
      ([key, label, unit]) => `| ${label}, ${unit} | ${cell(summary(part.samples[key]), 1)} |`,
    ),
    '',
  ].join('\n');
}

/** Summarises samples by median, minimum and maximum. */
function summarise(parts) {
  const out = {};
  for (const [name, { samples, ...rest }] of Object.entries(parts)) {
    const pack = (value) =>
      Array.isArray(value)
        ? summary(value)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]));
    out[name] = { ...rest, figures: pack(samples) };
  }
  return out;
}

/** The groups of the bar chart: part, name of the figure, heading. */
const BARS = [
  ['plain', 'picture', 'First map picture, laptop'],
  ['slow', 'picture', 'First map picture, slow phone'],
  ['plain', 'answer', 'First answer, laptop'],
  ['slow', 'answer', 'First answer, slow phone'],
  ['plain', 'live', 'Live map, laptop'],
  ['slow', 'live', 'Live map, slow phone'],
  ['plain', 'panMain', 'Main thread, a panning frame'],
  ['plain', 'zoomMain', 'Main thread, a zooming frame'],
  ['plain', 'panCPU', 'CPU of both processes, a panning frame'],
  ['plain', 'pss', 'Memory of the renderer'],
];

function charts(parts) {
  const files = {};
  const groups = BARS.filter(([name]) => parts[name]).map(([name, key, label]) => ({
    label,
    unit: key === 'pss' ? 'MB' : 'ms',
    bars: barsOf(parts[name], key),
  }));
  if (groups.length) files['chart.svg'] = bars('The same map, six ways', groups);
  if (parts.growth) files['growth.svg'] = growthCurves(parts.growth);
  return files;
}

const barsOf = (part, key) =>
  [OURS, ...peersOf(part)]
    .filter((page) => part.samples[page])
    .map((page) => ({
      name: part.titles[page],
      ours: page === OURS,
      ...figures(part, page, key),
    }))
    .filter(({ median }) => median !== undefined);

function growthCurves(growth) {
  const lines = (key) =>
    Object.keys(growth.titles).map((page) => ({
      name: growth.titles[page],
      ours: page === OURS,
      points: growth.factors
        .map((factor) => [
          growth.vertices[factor],
          summary(growth.samples[page]?.[factor]?.[key] ?? [])?.median,
        ])
        .filter(([, y]) => y !== undefined && y > 0),
    }));
  return curves('With ten and a hundred times the vertices', [
    { label: 'Live map, ms', lines: lines('live') },
    { label: 'Main thread, ms a panning frame', lines: lines('panMain') },
    { label: 'CPU of both processes, ms a panning frame', lines: lines('panCPU') },
  ]);
}
