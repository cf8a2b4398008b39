// Bundles the peers' pages as their users would: esbuild, minified, with a style sheet, and with
// data that is fetched in parallel with the script.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { latest, readData, readStyle, rewound } from './data.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * The peers, in the order of the tables. `worker` is a script that the library fetches itself,
 * `split` means one data file a source, `popup` a page with its own popup.
 */
export const peers = [
  {
    name: 'maplibre',
    title: 'MapLibre GL JS',
    packages: ['maplibre-gl'],
    css: ['maplibre-gl/dist/maplibre-gl.css'],
    split: true,
    worker: 'maplibre-gl/dist/maplibre-gl-worker.mjs',
  },
  {
    name: 'leaflet',
    title: 'Leaflet, canvas',
    packages: ['leaflet'],
    css: ['leaflet/dist/leaflet.css'],
  },
  { name: 'openlayers', title: 'OpenLayers', packages: ['ol'], css: ['ol/ol.css'], popup: true },
  {
    name: 'd3-canvas',
    title: 'D3, canvas',
    packages: ['d3-geo', 'd3-zoom'],
    css: [],
    popup: true,
    rewound: true,
  },
  {
    name: 'd3-svg',
    title: 'D3, SVG',
    packages: ['d3-geo', 'd3-zoom'],
    css: [],
    popup: true,
    rewound: true,
  },
];

/** Returns the installed versions of a peer's packages, for the report. */
export const versions = (peer) =>
  peer.packages
    .map(
      (name) =>
        `${name} ${JSON.parse(readFileSync(join(here, '../node_modules', name, 'package.json'), 'utf8')).version}`,
    )
    .join(', ');

/** Writes a folder for each peer into out. */
export async function buildPeers(assets, out) {
  const data = readData(assets, latest(assets));
  const style = readStyle(assets);
  for (const peer of peers) {
    const folder = join(out, peer.name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await bundle(peer, folder, style);
    writeData(peer, folder, peer.rewound ? rewound(data) : data);
    writeFileSync(join(folder, 'index.html'), html(peer, data));
  }
}

async function bundle(peer, folder, style) {
  await build({
    entryPoints: [join(here, peer.name, 'main.js')],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    plugins: [styleModule(style)],
  });
  await build({
    stdin: {
      contents: ['./common/page.css', ...(peer.popup ? ['./common/answer.css'] : []), ...peer.css]
        .map((name) => `@import '${name}';`)
        .join('\n'),
      resolveDir: here,
      loader: 'css',
    },
    outfile: join(folder, 'main.css'),
    bundle: true,
    minify: true,
    loader: { '.png': 'file' },
    legalComments: 'none',
    logLevel: 'error',
  });
  if (peer.worker)
    cpSync(require.resolve(peer.worker), join(folder, peer.worker.split('/').at(-1)));
}

/** Provides the module `bench:style`, which contains the style as JSON. */
const styleModule = (style) => ({
  name: 'style',
  setup(on) {
    on.onResolve({ filter: /^bench:style$/ }, () => ({ path: 'style', namespace: 'bench' }));
    on.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({
      contents: `export const style = ${JSON.stringify(style)};`,
      loader: 'js',
    }));
  },
});

function writeData(peer, folder, data) {
  if (!peer.split) writeFileSync(join(folder, 'map.json'), JSON.stringify(data));
  else
    for (const [name, collection] of Object.entries(data))
      writeFileSync(join(folder, `${name}.geojson`), JSON.stringify(collection));
}

const html = (peer, data) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Control of territory: ${peer.title}</title>
<link rel="stylesheet" href="main.css">
${(peer.split ? Object.keys(data).map((name) => `${name}.geojson`) : ['map.json']).map((name) => `<link rel="preload" as="fetch" crossorigin href="${name}">`).join('\n')}
<script type="module" src="main.js"></script>
</head>
<body><div id="map"></div></body>
</html>
`;
