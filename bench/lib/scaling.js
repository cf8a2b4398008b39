// Measures load and frame times of all pages as the number of vertices grows.

import { buildPeers } from '../peers/build.js';
import { latest, readData } from '../peers/data.js';
import { countVertices, densifyAssets } from './densify.js';
import { measureFrames } from './frames.js';
import { load } from './load.js';
import { exportSite, isServed, replaceShapes } from './truceline.js';
import { compressFolder } from './precompress.js';
import { conditions, sizes } from './pages.js';
import { startServer } from './server.js';

/**
 * The factors of the number of vertices. With a factor of 100 the oblasts would exceed the limit of
 * two million vertices a file of the map's decoder.
 */
const FACTORS = [1, 10, 99];

/** The maximum duration of a pan or zoom in milliseconds: some pages need seconds for a frame. */
const MOTION_TIMEOUT = 6000;

export async function measureGrowth({ assets, out, rounds, pages, log }) {
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
    log(`growth: ${factor} × the vertices: making the data and the pages`);
    const folder = `${out}/assets-${factor}`;
    densifyAssets(assets, folder, factor, date);
    result.vertices[factor] = countVertices(readData(folder, date));
    await buildPeers(folder, `${out}/grown/peers`);
    exportSite(`${out}/grown/truceline`);
    replaceShapes(`${out}/grown/truceline`, folder);
    const server = await startServer();
    try {
      for (const { name } of pages)
        await server.mount(
          name,
          name === 'truceline'
            ? compressFolder(`${out}/grown/truceline`, `${out}/br`, isServed)
            : compressFolder(`${out}/grown/peers/${name}`, `${out}/br`),
        );
      for (let round = 0; round < rounds; round++)
        for (const page of pages) await runOnce(server, page, factor, result, log);
    } finally {
      await server.stop();
    }
  }
  return result;
}

/** Measures a page once. A failure is recorded as a part of the result. */
async function runOnce(server, page, factor, { samples, failed }, log) {
  if (failed[page.name][factor]) return;
  try {
    const { opened, figures } = await load(server, page, sizes['900x600'], conditions.plain);
    try {
      const live = await opened.tab.evaluate(() => globalThis.benchRecord.live);
      const all = {
        ...figures,
        live,
        ...(await measureFrames(opened, { maxDuration: MOTION_TIMEOUT })),
      };
      const lists = (samples[page.name][factor] ??= {});
      for (const [name, value] of Object.entries(all)) (lists[name] ??= []).push(value);
      log(
        `growth: ${factor} ×, ${page.title}: live ${live.toFixed()} ms, pan ${all.panMain.toFixed(1)} ms a frame`,
      );
    } finally {
      await opened.close();
    }
  } catch (error) {
    const [message] = /** @type {Error} */ (error).message.split('\n');
    failed[page.name][factor] = `no: ${message.slice(0, 60)}`;
    log(`growth: ${factor} ×, ${page.title}: ${message}`);
  }
}
