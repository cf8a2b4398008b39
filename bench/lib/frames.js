// What a moving map costs. One frame is one animation frame in which the camera was moved.

import { cpu, mainThread, metrics, processes } from './browser.js';

const WARM = 6;
const FRAMES = 24;
const PAN_STEP = 5;
/**
 * A zoom by this factor a frame doubles the scale in some thirty frames, across one whole zoom
 * level.
 */
const ZOOM_STEP = 1.025;
const DRAG_EVERY = 16;
/** Long enough for what a browser still does after a start: its collections, its compiler. */
const REST = 4000;
const IDLE = 3000;

/**
 * Measures a page that has been loaded: figures in ms a frame, idle in % of a core. brief: pan and
 * zoom alone, at most so many ms each, without a rest.
 * @param {Awaited<ReturnType<typeof import('./browser.js').openFresh>>} opened
 * @param {{brief?: number}} options
 */
export async function frames(opened, { brief } = {}) {
  const pids = await processes(opened);
  const idle = brief ? null : await rest(opened, pids);
  await opened.tab.evaluate(() => globalThis.bench.still?.());
  const pan = await driven(opened, pids, 'pan', brief);
  if (brief) {
    const zoom = await driven(opened, pids, 'zoom', brief);
    return {
      panMain: pan.main,
      panThread: pan.thread,
      panCPU: pan.cpu,
      zoomMain: zoom.main,
      zoomThread: zoom.thread,
      zoomCPU: zoom.cpu,
    };
  }
  const drag = await dragged(opened, pids);
  const zoom = await driven(opened, pids, 'zoom');
  const worst = await traced(opened);
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

/** Processor time of the renderer and the GPU's process while nothing happens, in % of a core. */
async function rest({ tab }, { renderer, gpu }) {
  await tab.waitForTimeout(REST);
  const before = cpu(renderer) + cpu(gpu);
  await tab.waitForTimeout(IDLE);
  return ((cpu(renderer) + cpu(gpu) - before) / IDLE) * 100;
}

/** Runs what moves the map between two readings, and divides by its frames. */
async function between({ client }, { renderer, gpu }, move) {
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
async function driven(opened, pids, what, most = Infinity) {
  const run = (count) =>
    opened.tab.evaluate(drive, {
      what,
      count,
      pan: PAN_STEP,
      zoom: ZOOM_STEP,
      most: Math.min(most, 1e9),
    });
  await run(most < Infinity ? 2 : WARM);
  await opened.tab.waitForTimeout(200);
  return between(opened, pids, () => run(FRAMES));
}

/**
 * In the page: moves once a frame, half of them there and half back. Waits for the last frame to be
 * on its way, and returns the number of frames, which are fewer where they take longer than `most`
 * ms.
 */
async function drive({ what, count, pan, zoom, most = 1e9 }) {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const start = globalThis.bench.position();
  const end = performance.now() + most;
  let done = 0;
  for (; done < count && performance.now() < end; done++) {
    const sign = done < count / 2 ? 1 : -1;
    if (what === 'pan') globalThis.bench.pan(sign * pan, (sign * pan) / 2);
    else globalThis.bench.zoom(zoom ** sign);
    await frame();
    if (done === Math.floor(count / 2) - 1 && globalThis.bench.position() === start)
      throw new Error(`the map does not ${what}`);
  }
  await frame();
  return done;
}

/** In the page: counts the frames before which the pointer had moved. */
function countMoves() {
  let moved = false;
  globalThis.benchSeen.moves = 0;
  addEventListener(
    'pointermove',
    () => {
      if (moved) return;
      moved = true;
      requestAnimationFrame(() => {
        moved = false;
        globalThis.benchSeen.moves++;
      });
    },
    { capture: true, passive: true },
  );
}

/** Drags the map with the mouse; the frames are those before which the pointer had moved. */
async function dragged(opened, pids) {
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
  const result = await between(opened, pids, async () => {
    const sent = [send('mousePressed', 0, 1)];
    for (let i = 1; i <= FRAMES; i++) {
      sent.push(send('mouseMoved', i * PAN_STEP, 1));
      await new Promise((resolve) => {
        setTimeout(resolve, DRAG_EVERY);
      });
    }
    await Promise.all(sent);
    await new Promise((resolve) => {
      setTimeout(resolve, 120);
    }); // a rest before letting go, so that nothing coasts
    await send('mouseMoved', FRAMES * PAN_STEP, 1);
    await send('mouseReleased', FRAMES * PAN_STEP, 0);
    await tab.waitForTimeout(200);
    return tab.evaluate(() => globalThis.benchSeen.moves);
  });
  if ((await tab.evaluate(() => globalThis.bench.position())) === before)
    throw new Error('the map cannot be dragged');
  return result;
}

/**
 * The worst frame of a zoom: all tasks of the page's main thread between the starts of two
 * animation frames, from a trace, in ms of the clock and of the processor.
 */
async function traced(opened) {
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
  await tab.evaluate(drive, { what: 'zoom', count: FRAMES, pan: PAN_STEP, zoom: ZOOM_STEP });
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
    // A task belongs to the frame that starts in it, or to the last that has started.
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
