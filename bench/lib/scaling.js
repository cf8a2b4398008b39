// Load and frame time against the number of vertices, for all pages.

import { buildPeers } from '../peers/build.js';
import { latest, readData } from '../peers/data.js';
import { growAssets, countVertices } from './densify.js';
import { frames } from './frames.js';
import { load } from './load.js';
import { exchangeShapes, exportOurs, served } from './truceline.js';
import { packFolder } from './precompress.js';
import { conditions, sizes } from './pages.js';
import { startServer } from './server.js';

/**
 * As many times the vertices. At a hundred times the oblasts would have more than the two million
 * that our decoder takes of a file.
 */
const FACTORS = [1, 10, 99];

/** How long one way of moving may take, in milliseconds: some pages need seconds for a frame. */
const PATIENCE = 6000;

export async function growth({ assets, out, rounds, pages, say }) {
  const date = latest(assets);
  const result = {
    factors: FACTORS,
    rounds,
    vertices: {},
    samples: {},
    failed: {},
    titles: Object.fromEntries(pages.map(({ name, title }) => [name, title])),
  };
  for (const { name } of pages)
    Object.assign(result, {
      samples: { ...result.samples, [name]: {} },
      failed: { ...result.failed, [name]: {} },
    });
  for (const factor of FACTORS) {
    say(`growth: ${factor} × the vertices: making the data and the pages`);
    const folder = `${out}/assets-${factor}`;
    growAssets(assets, folder, factor, date);
    result.vertices[factor] = countVertices(readData(folder, date));
    await buildPeers(folder, `${out}/grown/peers`);
    exportOurs(`${out}/grown/truceline`);
    exchangeShapes(`${out}/grown/truceline`, folder);
    const server = await startServer();
    try {
      for (const { name } of pages)
        await server.mount(
          name,
          name === 'truceline'
            ? packFolder(`${out}/grown/truceline`, `${out}/br`, served)
            : packFolder(`${out}/grown/peers/${name}`, `${out}/br`),
        );
      for (let round = 0; round < rounds; round++)
        for (const page of pages) await once(server, page, factor, result, say);
    } finally {
      await server.stop();
    }
  }
  return result;
}

/** One page once. What a page cannot do is part of the result. */
async function once(server, page, factor, { samples, failed }, say) {
  if (failed[page.name][factor]) return;
  try {
    const { opened, figures } = await load(server, page, sizes['900x600'], conditions.plain);
    try {
      const live = await opened.tab.evaluate(() => globalThis.benchSeen.live);
      const all = { ...figures, live, ...(await frames(opened, { brief: PATIENCE })) };
      const kept = (samples[page.name][factor] ??= {});
      for (const [name, value] of Object.entries(all)) (kept[name] ??= []).push(value);
      say(
        `growth: ${factor} ×, ${page.title}: live ${live.toFixed()} ms, pan ${all.panMain.toFixed(1)} ms a frame`,
      );
    } finally {
      await opened.close();
    }
  } catch (error) {
    const [what] = /** @type {Error} */ (error).message.split('\n');
    failed[page.name][factor] = `no: ${what.slice(0, 60)}`;
    say(`growth: ${factor} ×, ${page.title}: ${what}`);
  }
}
