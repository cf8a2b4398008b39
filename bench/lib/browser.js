// A fresh browser with one page for each measurement, and the figures that the system has of its
// processes.

import { readdirSync, readFileSync } from 'node:fs';
import { launch } from '../../test/browser.js';

/**
 * A browser is idle when its processes use less than MAX_IDLE_CPU ms of processor time in each of
 * three intervals of IDLE_INTERVAL ms.
 */
const MAX_IDLE_CPU = 10;
const IDLE_INTERVAL = 100;
const IDLE_TIMEOUT = 60_000;

/** The maximum lifetime of a browser in milliseconds, which ends a page that hangs. */
const MAX_LIFETIME = 300_000;

/**
 * Opens a fresh browser with an empty page and waits until it is idle. The page's address is not
 * loaded yet.
 */
export async function openFresh(page, size, condition) {
  const browser = await launch();
  const lifetime = setTimeout(() => {
    browser.close().catch(() => {});
  }, MAX_LIFETIME); // pending operations on the page then fail
  lifetime.unref();
  const context = await browser.newContext({
    viewport: size,
    hasTouch: condition.touch,
    locale: 'en-GB',
    colorScheme: 'light',
  });
  const tab = await context.newPage();
  const complaints = [];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  await tab.addInitScript(recordPage);
  if (page.fillWindow) await tab.addInitScript(page.fillWindow);
  await tab.addInitScript(page.init);
  const client = await context.newCDPSession(tab);
  await client.send('Performance.enable');
  const system = await browser.newBrowserCDPSession();
  const close = () => {
    clearTimeout(lifetime);
    return browser.close();
  };
  try {
    await waitUntilIdle(system);
  } catch (error) {
    await close();
    throw error;
  }
  // Throttling starts only now: it takes processor time itself even while the page does nothing.
  if (condition.throttle > 1)
    await client.send('Emulation.setCPUThrottlingRate', { rate: condition.throttle });
  return { browser, context, tab, client, system, complaints, size, condition, close };
}

/**
 * Waits until a newly started browser is idle. Chromium first loads its internal pages, such as the
 * list under its address bar, which keep a processor busy for longer than most maps take to appear.
 */
export async function waitUntilIdle(system) {
  const end = performance.now() + IDLE_TIMEOUT;
  let before = await totalCPU(system);
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => {
      setTimeout(resolve, IDLE_INTERVAL);
    });
    const now = await totalCPU(system);
    quiet = now - before < MAX_IDLE_CPU ? quiet + 1 : 0;
    before = now;
    if (performance.now() > end) throw new Error('the browser does not become idle');
  }
}

/** Returns the processor time of all processes of a browser in milliseconds. */
async function totalCPU(system) {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { id }) => sum + cpu(id), 0);
}

/** In the page, before its scripts: records layout shifts and the memory of all wasm instances. */
function recordPage() {
  const record = { shift: 0, memories: new Set(), moves: 0 };
  globalThis.benchRecord = record;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) record.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const addMemories = (instance) => {
    for (const value of Object.values(instance.exports))
      if (value instanceof WebAssembly.Memory) record.memories.add(value);
    return instance;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original(...args);
      addMemories(result instanceof WebAssembly.Instance ? result : result.instance);
      return result;
    };
  }
}

/**
 * Returns the process ids of the GPU process and of the page's renderer. Chromium keeps a spare
 * renderer; the page's is the one that is busy while the page computes.
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
  }); // a fixed amount of work, since a fixed time might be taken by other processes
  const busiest = renderers
    .map(({ id, before }) => ({ id, ms: mainThread(id) - before }))
    .sort((a, b) => b.ms - a.ms);
  return { renderer: busiest[0].id, gpu: gpu.id };
}

/** Returns a process's proportional set size in MB. */
export const pss = (pid) =>
  Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]) / 1024;

/**
 * Returns the processor time of all threads of a process in milliseconds, with a resolution of a
 * nanosecond. Threads that have ended are not included.
 */
export function cpu(pid) {
  let sum = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      /* the thread has just ended */
    }
  }
  return sum / 1e6;
}

/**
 * Returns the processor time of a process's main thread in milliseconds, without the time in which
 * it waited for a processor.
 */
export const mainThread = (pid) =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** Returns the metrics of the page's main thread by name; durations are in seconds. */
export async function metrics(client) {
  const { metrics: list } = await client.send('Performance.getMetrics');
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}
