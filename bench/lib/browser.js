// One browser with one page for one measurement, and what the system knows of its processes.

import { readdirSync, readFileSync } from 'node:fs';
import { launch } from '../../test/browser.js';

/**
 * A browser is at rest when its processes have used less than REST ms of processor time in each of
 * three LOOKs, in ms.
 */
const REST = 10;
const LOOK = 100;
const LONGEST_REST = 60_000;

/**
 * A browser is closed after so long, in milliseconds, whatever it does, so that a page that hangs
 * ends.
 */
const LEASH = 300_000;

/**
 * Opens a fresh browser with an empty page, and waits until it is at rest. The page's address is
 * not yet loaded.
 */
export async function openFresh(page, size, condition) {
  const browser = await launch();
  const leash = setTimeout(() => {
    browser.close().catch(() => {});
  }, LEASH); // whoever waits for the page then fails
  leash.unref();
  const context = await browser.newContext({
    viewport: size,
    hasTouch: condition.touch,
    locale: 'en-GB',
    colorScheme: 'light',
  });
  const tab = await context.newPage();
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.addInitScript(watchPage);
  if (page.fill) await tab.addInitScript(page.fill);
  await tab.addInitScript(page.init);
  const client = await context.newCDPSession(tab);
  await client.send('Performance.enable');
  const system = await browser.newBrowserCDPSession();
  const close = () => {
    clearTimeout(leash);
    return browser.close();
  };
  try {
    await atRest(system);
  } catch (error) {
    await close();
    throw error;
  }
  // Not before: what holds a page back works as hard where there is nothing to hold back.
  if (condition.throttle > 1)
    await client.send('Emulation.setCPUThrottlingRate', { rate: condition.throttle });
  return { browser, context, tab, client, system, complaints, size, condition, close };
}

/**
 * Waits until a browser that has just been started has nothing left to do for itself. Chromium
 * first loads pages of its own, such as the list under its address bar, which take a processor for
 * longer than most maps take to appear.
 */
export async function atRest(system) {
  const end = performance.now() + LONGEST_REST;
  let before = await used(system);
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK);
    });
    const now = await used(system);
    quiet = now - before < REST ? quiet + 1 : 0;
    before = now;
    if (performance.now() > end) throw new Error('the browser does not come to rest');
  }
}

/** Milliseconds of processor time that all processes of a browser have used. */
async function used(system) {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { id }) => sum + cpu(id), 0);
}

/** Runs in the page first: layout shifts, and the memory of every WebAssembly instance. */
function watchPage() {
  const seen = { shift: 0, memories: new Set(), moves: 0 };
  globalThis.benchSeen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const keep = (instance) => {
    for (const value of Object.values(instance.exports))
      if (value instanceof WebAssembly.Memory) seen.memories.add(value);
    return instance;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original(...args);
      keep(result instanceof WebAssembly.Instance ? result : result.instance);
      return result;
    };
  }
}

/**
 * The processes that matter: the GPU's and the page's renderer. Chromium keeps a spare renderer;
 * the page's is the one that works when the page is made to.
 */
export async function processes({ system, tab }) {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const renderers = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => ({ id, before: mainThread(id) }));
  const gpu = processInfo.find(({ type }) => type === 'GPU');
  if (!renderers.length || !gpu) throw new Error('no renderer or no GPU process');
  await tab.evaluate(() => {
    let sum = 0;
    for (let i = 0; i < 5e7; i++) sum += i % 7;
    return sum;
  }); // work, not time: others may have the processor
  const worked = renderers
    .map(({ id, before }) => ({ id, ms: mainThread(id) - before }))
    .sort((a, b) => b.ms - a.ms);
  return { renderer: worked[0].id, gpu: gpu.id };
}

/** A process's proportional set size in MB. */
export const pss = (pid) =>
  Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]) / 1024;

/**
 * Milliseconds that all threads of a process have run, to the nanosecond; threads that have ended
 * are not in it.
 */
export function cpu(pid) {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      /* it has just ended */
    }
  }
  return sum / 1e6;
}

/**
 * Milliseconds that a process's main thread has run, without the time in which others had its
 * processor.
 */
export const mainThread = (pid) =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** Metrics of the page's main thread by name; durations in seconds. */
export async function metrics(client) {
  const { metrics: list } = await client.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}
