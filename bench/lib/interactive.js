// When a page first answers and when it first moves. From the start of the navigation the reader
// taps, again and again and each time on another oblast, so that no two taps make a double one,
// until one of them is answered: an element shows the oblast's share. Then the reader drags, again
// and again, until the map has moved. So both times are those of the first tap and the first drag
// that were of any use, late by up to TAP_EVERY and DRAG_EVERY.

import { openFresh } from './browser.js';

const TAP_EVERY = 40;
const DRAG_EVERY = 90;
const PATIENCE = 120_000;

/** How many taps or drags may wait for a busy page: more would keep a slow one busy for ever. */
const MOST_WAITING = 3;

/** After how many milliseconds one counts no longer: not every browser answers for each. */
const LONGEST_WAIT = 2000;

/**
 * Loads a page in a fresh browser and works it from the start.
 * @param {{x: number, y: number, words: string[]}[]} places where to tap, and what the answer must
 *   say
 * @returns {Promise<{answer: number, live: number}>} ms from the start of the navigation
 */
export async function work(server, page, size, condition, places) {
  await server.shape(condition.link);
  const opened = await openFresh(page, size, condition);
  const { tab, client } = opened;
  const done = { answer: false, live: false };
  try {
    await tab.addInitScript(watchAnswers, {
      selector: page.answers,
      answers: places.map(({ words }) => words),
    });
    const hand = condition.touch ? touch(client) : mouse(client);
    const went = tab.goto(server.url(page), { waitUntil: 'commit' });
    const noted = readTimes(tab, done);
    let failed = false;
    noted.catch(() => {
      failed = true;
    });
    await went;
    const unlessBusy = limiter(tab);
    let taps = 0;
    while (!done.answer && !failed) {
      unlessBusy(() => hand.tap(places[taps++ % places.length]));
      await tab.waitForTimeout(TAP_EVERY);
    }
    const from = { x: size.width * 0.12, y: size.height * 0.72 };
    while (!done.live && !failed) {
      // Always the same way: there and back between two frames would be no move.
      unlessBusy(() => hand.drag(from));
      await tab.waitForTimeout(DRAG_EVERY);
    }
    return await noted;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(
      `${page.name}: ${done.answer ? 'not live' : 'no answer'}: ${message} ${opened.complaints.join(' ')}`,
      { cause: error },
    );
  } finally {
    await opened.close();
  }
}

/** Waits for both times that watchAnswers notes in the page, and says of each when it is done. */
async function readTimes(tab, done) {
  const times = { answer: NaN, live: NaN };
  await Promise.all(
    ['answer', 'live'].map((name) =>
      tab
        .waitForFunction((what) => globalThis.benchTimes?.[what], name, {
          timeout: PATIENCE,
          polling: 20,
        })
        .then((handle) => handle.jsonValue())
        .then((time) => {
          done[name] = true;
          times[name] = time;
        }),
    ),
  );
  return times;
}

/** Returns what carries out an action unless MOST_WAITING of them wait for the page. */
function limiter(tab) {
  let waiting = 0;
  return (act) => {
    if (waiting === MOST_WAITING) return;
    waiting++;
    Promise.race([act(), tab.waitForTimeout(LONGEST_WAIT)])
      .catch(() => {})
      .then(() => {
        waiting--;
      });
  };
}

/** In the page: notes when an answer is first shown, and when the map is first elsewhere. */
function watchAnswers({ selector, answers }) {
  const times = {};
  globalThis.benchTimes = times;
  let home = null;
  const look = () => {
    if (!times.answer) {
      for (const element of document.querySelectorAll(selector)) {
        if (element.offsetParent === null && getComputedStyle(element).position !== 'fixed')
          continue;
        if (answers.some((words) => words.every((word) => element.textContent.includes(word))))
          times.answer = performance.now();
      }
    } else if (!times.live && globalThis.bench) {
      const position = globalThis.bench.position();
      home ??= position;
      if (position !== home) times.live = performance.now();
    }
    if (!times.live) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Sends without waiting: a page that is busy answers later, as it would a reader. */
function mouse(client) {
  const send = (type, x, y, buttons) =>
    client
      .send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons, clickCount: 1 })
      .catch(() => {});
  return {
    tap({ x, y }) {
      return Promise.all([send('mousePressed', x, y, 1), send('mouseReleased', x, y, 0)]);
    },
    drag({ x, y }) {
      return Promise.all([
        send('mousePressed', x, y, 1),
        ...[6, 12, 18].map((step) => send('mouseMoved', x + step, y, 1)),
        send('mouseReleased', x + 18, y, 0),
      ]);
    },
  };
}

function touch(client) {
  const send = (type, ...points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points }).catch(() => {});
  return {
    tap({ x, y }) {
      return Promise.all([send('touchStart', { x, y }), send('touchEnd')]);
    },
    drag({ x, y }) {
      return Promise.all([
        send('touchStart', { x, y }),
        ...[8, 16, 24].map((step) => send('touchMove', { x: x + step, y })),
        send('touchEnd'),
      ]);
    },
  };
}
