// Measures when a page first answers a tap and when its map first moves. From the start of the
// navigation a simulated reader taps repeatedly, each time on another oblast so that no two taps
// make a double tap, until an element shows the share of a tapped oblast. Then the reader drags
// repeatedly until the map has moved. The times are those of the first effective tap and drag,
// late by up to TAP_INTERVAL and DRAG_INTERVAL.

import { openFresh } from './browser.js';

const TAP_INTERVAL = 40;
const DRAG_INTERVAL = 90;
const RESPONSE_TIMEOUT = 120_000;

/** The maximum number of pending taps or drags: more would keep a slow page busy for ever. */
const MAX_PENDING = 3;

/** After this many milliseconds an input is not pending any more: some are never acknowledged. */
const PENDING_TIMEOUT = 2000;

/**
 * Loads a page in a fresh browser and sends it input from the start.
 * @param {{x: number, y: number, words: string[]}[]} targets where to tap, and the words that the
 *   answer must contain
 * @returns {Promise<{answer: number, live: number}>} ms from the start of the navigation
 */
export async function measureInteraction(server, page, size, condition, targets) {
  await server.shape(condition.link);
  const opened = await openFresh(page, size, condition);
  const { tab, client } = opened;
  const done = { answer: false, live: false };
  try {
    await tab.addInitScript(recordTimes, {
      selector: page.answers,
      answers: targets.map(({ words }) => words),
    });
    const input = condition.touch ? makeTouch(client) : makeMouse(client);
    const navigation = tab.goto(server.url(page), { waitUntil: 'commit' });
    const times = readTimes(tab, done);
    let failed = false;
    times.catch(() => {
      failed = true;
    });
    await navigation;
    const runLimited = makeLimiter(tab);
    let taps = 0;
    while (!done.answer && !failed) {
      runLimited(() => input.tap(targets[taps++ % targets.length]));
      await tab.waitForTimeout(TAP_INTERVAL);
    }
    const from = { x: size.width * 0.12, y: size.height * 0.72 };
    while (!done.live && !failed) {
      // Always in the same direction: a drag there and back between two frames would not move.
      runLimited(() => input.drag(from));
      await tab.waitForTimeout(DRAG_INTERVAL);
    }
    return await times;
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

/** Waits for both times that recordTimes records in the page, and sets `done` for each. */
async function readTimes(tab, done) {
  const times = { answer: NaN, live: NaN };
  await Promise.all(
    ['answer', 'live'].map((name) =>
      tab
        .waitForFunction((what) => globalThis.benchTimes?.[what], name, {
          timeout: RESPONSE_TIMEOUT,
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

/** Returns a function that runs an action unless MAX_PENDING of them are pending. */
function makeLimiter(tab) {
  let pending = 0;
  return (act) => {
    if (pending === MAX_PENDING) return;
    pending++;
    Promise.race([act(), tab.waitForTimeout(PENDING_TIMEOUT)])
      .catch(() => {})
      .then(() => {
        pending--;
      });
  };
}

/** In the page: records when an answer is first shown and when the map has first moved. */
function recordTimes({ selector, answers }) {
  const times = {};
  globalThis.benchTimes = times;
  let initialPosition = null;
  const check = () => {
    if (!times.answer) {
      for (const element of document.querySelectorAll(selector)) {
        if (element.offsetParent === null && getComputedStyle(element).position !== 'fixed')
          continue;
        if (answers.some((words) => words.every((word) => element.textContent.includes(word))))
          times.answer = performance.now();
      }
    } else if (!times.live && globalThis.bench) {
      const position = globalThis.bench.position();
      initialPosition ??= position;
      if (position !== initialPosition) times.live = performance.now();
    }
    if (!times.live) requestAnimationFrame(check);
  };
  requestAnimationFrame(check);
}

/** Sends events without waiting for one another: a busy page handles them later. */
function makeMouse(client) {
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

function makeTouch(client) {
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
