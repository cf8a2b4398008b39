// Measures the desktop window on a virtual screen: start-up time, memory, cost of a panning frame,
// and idle load.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpu, pss } from './browser.js';

const SIZE = '1180x760';
const FRAMES = 60;
/** Durations in milliseconds: the pause before the idle load is measured, and its measurement. */
const IDLE_DELAY = 2000;
const IDLE_DURATION = 3000;
const RUN_TIMEOUT = 180_000;

export async function measureDesktop({ root, rounds, log }) {
  const samples = {};
  for (let round = 0; round < rounds; round++) {
    const figures = await runOnce(root);
    for (const [name, value] of Object.entries(figures)) (samples[name] ??= []).push(value);
    log(
      `desktop, round ${round + 1} of ${rounds}: first frame ${figures.start.toFixed()} ms, ${figures.pss.toFixed()} MB, ${figures.own.toFixed(2)} ms a moving frame`,
    );
  }
  return {
    rounds,
    samples,
    note: `The window at ${SIZE} under Xvfb, OpenGL in software: only the time in Update and Draw is the program's own. ${FRAMES} panning frames.`,
    rows: [
      ['start', 'start to first frame', 'ms'],
      ['pss', 'memory (PSS)', 'MB'],
      ['own', 'panning frame in Update and Draw, median', 'ms'],
      ['worst', 'worst panning frame in Update and Draw', 'ms'],
      ['cpu', 'panning frame, all threads, software OpenGL included', 'ms of CPU'],
      ['idle', 'idle', '% of a core'],
    ],
  };
}

async function runOnce(root) {
  const home = mkdtempSync(join(tmpdir(), 'bench-desktop-'));
  const child = spawn(
    'scripts/with-display.sh',
    ['sh', '-c', `echo pid $$; exec build/truceline-desktop --size ${SIZE} --measure ${FRAMES}`],
    {
      cwd: root,
      env: { ...process.env, XDG_CONFIG_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    },
  );
  const timer = setTimeout(() => {
    process.kill(-child.pid, 'SIGTERM');
  }, RUN_TIMEOUT);
  try {
    return await measure(createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  } finally {
    clearTimeout(timer);
    await terminate(child);
    rmSync(home, { recursive: true, force: true });
  }
}

/** Returns the figures of a window from the lines that it prints. */
async function measure(lines) {
  const [, pid] = await nextLine(lines, 'pid');
  const started = performance.now();
  await nextLine(lines, 'drawn');
  const start = performance.now() - started;
  const before = cpu(pid);
  const [, own, , worst] = await nextLine(lines, 'moved');
  const panning = cpu(pid) - before;
  await sleep(IDLE_DELAY);
  const idleStart = cpu(pid);
  await sleep(IDLE_DURATION);
  return {
    start,
    pss: pss(pid),
    own: Number(own),
    worst: Number(worst),
    cpu: panning / FRAMES,
    idle: ((cpu(pid) - idleStart) / IDLE_DURATION) * 100,
  };
}

/** Terminates the window's process group and waits until it has ended. */
async function terminate(child) {
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  if (child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    /* it has already ended */
  }
  await ended;
}

async function nextLine(lines, word) {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the window ended before it printed "${word}"`);
    const words = value.split(' ');
    if (words[0] === word) return words;
  }
}
