// Measures the cost of a moving map. A frame is an animation frame in which the camera was moved.

import { cpu, mainThread, metrics, processes } from './browser.js';

const WARM_UP_FRAMES = 6;
const FRAMES = 24;
const PAN_STEP = 5;
/**
 * The zoom factor of a frame. It doubles the scale in about thirty frames, across one whole zoom
 * level.
 */
const ZOOM_STEP = 1.025;
const DRAG_INTERVAL = 16;
/** The pause before the idle load is measured, for a browser's garbage collector and compiler. */
const IDLE_DELAY = 4000;
const IDLE_DURATION = 3000;

/**
 * Measures a loaded page: figures in ms a frame, idle in % of a core.
 * @param {Awaited<ReturnType<typeof import('./browser.js').openFresh>>} opened
 * @param {{maxDuration?: number}} options maxDuration: measures pan and zoom only, for at most so
 *   many ms each
 */
export async function measureFrames(opened, { maxDuration } = {}) {
  const pids = await processes(opened);
  const idle = maxDuration ? null : await measureIdle(opened, pids);
  await opened.tab.evaluate(() => globalThis.bench.disableAnimations?.());
  const pan = await moveByAPI(opened, pids, 'pan', maxDuration);
  if (maxDuration) {
    const zoom = await moveByAPI(opened, pids, 'zoom', maxDuration);
    return {
      panMain: pan.main,
      panThread: pan.thread,
      panCPU: pan.cpu,
      zoomMain: zoom.main,
      zoomThread: zoom.thread,
      zoomCPU: zoom.cpu,
    };
  }
  const drag = await moveByMouse(opened, pids);
  const zoom = await moveByAPI(opened, pids, 'zoom');
  const worst = await traceZoom(opened);
  return {
    idle,
    panMain: pan.main,
    panThread: pan.thread,
    panCPU: pan.cpu,
    dragMain: drag.main,
    dragThread: drag.thread,
    dragCPU: drag.cpu,
    zoomMain: zoom.main,
    zoomThread: zoom.thread,
    zoomCPU: zoom.cpu,
    zoomWorst: worst.wall,
    zoomWorstCPU: worst.cpu,
  };
}

/** Returns the load of renderer and GPU process while nothing happens, in % of a core. */
async function measureIdle({ tab }, { renderer, gpu }) {
  await tab.waitForTimeout(IDLE_DELAY);
  const before = cpu(renderer) + cpu(gpu);
  await tab.waitForTimeout(IDLE_DURATION);
  return ((cpu(renderer) + cpu(gpu) - before) / IDLE_DURATION) * 100;
}

/** Measures a function that moves the map, and divides by the number of frames it returns. */
async function measurePerFrame({ client }, { renderer, gpu }, move) {
  const read = async () => ({
    task: (await metrics(client)).TaskDuration * 1000,
    thread: mainThread(renderer),
    cpu: cpu(renderer) + cpu(gpu),
  });
  const before = await read();
  const count = await move();
  const after = await read();
  if (!count) throw new Error('the map did not move');
  return {
    main: (after.task - before.task) / count,
    thread: (after.thread - before.thread) / count,
    cpu: (after.cpu - before.cpu) / count,
  };
}

/** Moves the camera by the library's own functions, once an animation frame, there and back. */
async function moveByAPI(opened, pids, motion, maxDuration = Infinity) {
  const run = (count) =>
    opened.tab.evaluate(drive, {
      motion,
      count,
      pan: PAN_STEP,
      zoom: ZOOM_STEP,
      maxDuration: Math.min(maxDuration, 1e9),
    });
  await run(maxDuration < Infinity ? 2 : WARM_UP_FRAMES);
  await opened.tab.waitForTimeout(200);
  return measurePerFrame(opened, pids, () => run(FRAMES));
}

/**
 * In the page: moves the map once a frame, half of the frames there and half back, then waits for
 * one more frame. Returns the number of frames, which is lower than `count` if they take longer
 * than `maxDuration` ms.
 */
async function drive({ motion, count, pan, zoom, maxDuration = 1e9 }) {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = globalThis.bench.position();
  const end = performance.now() + maxDuration;
  let done = 0;
  for (; done < count && performance.now() < end; done++) {
    const sign = done < count / 2 ? 1 : -1;
    if (motion === 'pan') globalThis.bench.pan(sign * pan, (sign * pan) / 2);
    else globalThis.bench.zoom(zoom ** sign);
    await frame();
    if (done === Math.floor(count / 2) - 1 && globalThis.bench.position() === start)
      throw new Error(`the map does not ${motion}`);
  }
  await frame();
  return done;
}

/** In the page: counts the frames that follow a move of the pointer. */
function countMoves() {
  let moved = false;
  globalThis.benchRecord.moves = 0;
  addEventListener(
    'pointermove',
    () => {
      if (moved) return;
      moved = true;
      requestAnimationFrame(() => {
        moved = false;
        globalThis.benchRecord.moves++;
      });
    },
    { capture: true, passive: true },
  );
}

/** Drags the map with the mouse. The frames are those that follow a move of the pointer. */
async function moveByMouse(opened, pids) {
  const { tab, client, size } = opened;
  const x = size.width * 0.3;
  const y = size.height * 0.5;
  const send = (type, dx, buttons) =>
    client.send('Input.dispatchMouseEvent', {
      type,
      x: x + dx,
      y: y + dx / 2,
      button: buttons || type === 'mouseReleased' ? 'left' : 'none',
      buttons,
      clickCount: 1,
    });
  await tab.evaluate(countMoves);
  const before = await tab.evaluate(() => globalThis.bench.position());
  const result = await measurePerFrame(opened, pids, async () => {
    const sent = [send('mousePressed', 0, 1)];
    for (let i = 1; i <= FRAMES; i++) {
      sent.push(send('mouseMoved', i * PAN_STEP, 1));
      await new Promise((resolve) => {
        setTimeout(resolve, DRAG_INTERVAL);
      });
    }
    await Promise.all(sent);
    await new Promise((resolve) => {
      setTimeout(resolve, 120);
    }); // a pause before the release, so that the map is not flung
    await send('mouseMoved', FRAMES * PAN_STEP, 1);
    await send('mouseReleased', FRAMES * PAN_STEP, 0);
    await tab.waitForTimeout(200);
    return tab.evaluate(() => globalThis.benchRecord.moves);
  });
  if ((await tab.evaluate(() => globalThis.bench.position())) === before)
    throw new Error('the map cannot be dragged');
  return result;
}

/**
 * Returns the worst frame of a zoom from a trace: the duration of all tasks of the page's main
 * thread between the starts of two animation frames, in ms of wall-clock and of processor time.
 */
async function traceZoom(opened) {
  const { client, tab } = opened;
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => {
    client.once('Tracing.tracingComplete', resolve);
  });
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await tab.evaluate(() => performance.mark('bench:start'));
  await tab.evaluate(drive, { motion: 'zoom', count: FRAMES, pan: PAN_STEP, zoom: ZOOM_STEP });
  await client.send('Tracing.end');
  await complete;
  return worstFrame(events);
}

function worstFrame(events) {
  const mark = events.find(({ name }) => name === 'bench:start');
  if (!mark) throw new Error('the trace has no mark');
  const main = events.filter(
    ({ pid, tid, ts }) => pid === mark.pid && tid === mark.tid && ts >= mark.ts,
  );
  const starts = [
    ...new Set(main.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)),
  ].sort((a, b) => a - b);
  const tasks = main.filter(
    ({ name, ph }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask',
  );
  if (starts.length < FRAMES / 2 || !tasks.length)
    throw new Error(`the trace has ${starts.length} frames and ${tasks.length} tasks`);
  const frames = new Map();
  for (const { ts, dur, tdur = 0 } of tasks) {
    // A task belongs to the frame that starts within it, or to the last one that has started.
    const index = starts.findLastIndex((start) => start < ts + dur);
    const frame = frames.get(index) ?? { wall: 0, cpu: 0 };
    frame.wall += dur / 1000;
    frame.cpu += tdur / 1000;
    frames.set(index, frame);
  }
  const list = [...frames.entries()].filter(([index]) => index >= 0).map(([, frame]) => frame);
  return {
    wall: Math.max(...list.map(({ wall }) => wall)),
    cpu: Math.max(...list.map(({ cpu: time }) => time)),
  };
}
