// Finds where to tap: points of a few oblasts in each page's picture, which are tried before
// anything is measured.

import { readFileSync } from 'node:fs';
import { geoConicEqualArea } from 'd3-geo';
import { openFresh } from './browser.js';
import { conditions } from './pages.js';

/**
 * The oblasts that are tapped in turn, at points where all pages show their land. They are ordered
 * from north to south, since a popup is above its point and must not cover the next one. Their
 * shares differ.
 */
const TAPS = [
  { id: 'UA-59', at: [33.9, 51.0] },
  { id: 'UA-63', at: [36.0, 49.3] },
  { id: 'UA-12', at: [34.35, 48.1] },
];

/** The maximum time until a page answers, in milliseconds. */
const ANSWER_TIMEOUT = 60_000;
const MAX_TRIES = 6;

const EARTH = 6_371_007; // metres, the sphere of the same area
const ZOOM_ZERO = 40_075_016.686 / 256; // metres a pixel at zoom level 0

/** Returns what the answer to each of TAPS must contain: the oblast's name and its share. */
export function expectedAnswers(assets, date) {
  const names = new Map(
    JSON.parse(readFileSync(`${assets}/geojson/oblasts.geojson`, 'utf8')).features.map(
      ({ id, properties }) => [id, properties.name_en],
    ),
  );
  const shares = new Map(
    JSON.parse(readFileSync(`${assets}/geojson/figures-${date}.json`, 'utf8')).areas.map(
      ({ id, held_share: share }) => [id, share],
    ),
  );
  return TAPS.map(({ id, at }) => ({
    id,
    at,
    words: [names.get(id), `${(shares.get(id) * 100).toFixed(1)}%`],
  }));
}

/**
 * Finds the points of TAPS in a page and verifies that a tap on each has the expected answer.
 * @returns {Promise<{x: number, y: number, words: string[]}[]>} CSS pixels
 */
export async function findTargets(server, page, size, expected) {
  await server.shape(null);
  const { tab, client, close } = await openFresh(page, size, conditions.plain);
  try {
    await tab.goto(server.url(page));
    await tab.waitForFunction(page.live, undefined, { timeout: ANSWER_TIMEOUT });
    const project = await getProjection(tab, size);
    const targets = [];
    for (const {
      id,
      at,
      words: [name, share],
    } of expected) {
      const [x, y] = await project(at);
      const words = [name, page.share ? await tab.evaluate(page.share, id) : share];
      await tapUntil(tab, client, { x, y }, { selector: page.answers, words }).catch((error) => {
        throw new Error(
          `${page.name}: a tap at ${x.toFixed()}, ${y.toFixed()} does not show "${words.join('" and "')}" (${error.message.split('\n')[0]})`,
        );
      });
      targets.push({ x, y, words });
      await tab.waitForTimeout(400); // or two taps would be a double tap
    }
    return targets;
  } finally {
    await close();
  }
}

/** Taps a point until it is answered: a page that has just loaded may not respond yet. */
async function tapUntil(tab, client, { x, y }, wanted) {
  for (let tries = 1; ; tries++) {
    for (const type of ['mousePressed', 'mouseReleased'])
      await client.send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: 'left',
        buttons: type === 'mousePressed' ? 1 : 0,
        clickCount: 1,
      });
    try {
      return await tab.waitForFunction(showsAnswer, wanted, {
        timeout: ANSWER_TIMEOUT / MAX_TRIES,
      });
    } catch (error) {
      if (tries === MAX_TRIES) throw error;
    }
  }
}

/** In the page: reports whether an element contains the answer. */
function showsAnswer({ selector, words }) {
  return [...document.querySelectorAll(selector)].some((element) =>
    words.every((word) => element.textContent.includes(word)),
  );
}

/**
 * Returns the projection of a page's picture. The peers provide it; for the project's own page it
 * follows from zoom level and centre.
 */
async function getProjection(tab, size) {
  if (await tab.evaluate(() => Boolean(globalThis.bench.project)))
    return (at) => tab.evaluate((position) => globalThis.bench.project(position), at);
  const [zoom, lat, lon] = (await tab.evaluate(() => globalThis.bench.position()))
    .split('/')
    .map(Number);
  const albers = geoConicEqualArea()
    .parallels([45.7, 51])
    .rotate([-31.2, 0])
    .scale(EARTH / (ZOOM_ZERO / 2 ** zoom))
    .translate([0, 0]);
  const [cx, cy] = albers([lon, lat]);
  return (at) => {
    const [x, y] = albers(at);
    return [size.width / 2 + x - cx, size.height / 2 + y - cy];
  };
}
