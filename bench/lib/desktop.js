// The window on a virtual screen: from its start to its first frame, memory, what a moving frame
// takes, and rest.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { cpu, pss } from './browser.js';

const SIZE = '1180x760';
const FRAMES = 60;
const REST = 2000;
const IDLE = 3000;
const PATIENCE = 180_000;

export async function desktop({ root, rounds, say }) {
  const samples = {};
  for (let round = 0; round < rounds; round++) {
    const figures = await once(root);
    for (const [name, value] of Object.entries(figures)) (samples[name] ??= []).push(value);
    say(
      `desktop, round ${round + 1} of ${rounds}: first frame ${figures.start.toFixed()} ms, ${figures.pss.toFixed()} MB, ${figures.own.toFixed(2)} ms a moving frame`,
    );
  }
  return {
    rounds,
    samples,
    note: `The window at ${SIZE} under Xvfb, OpenGL in software: what a frame takes in all is the software's, what it takes in Update and Draw is ours. ${FRAMES} panning frames.`,
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

async function once(root) {
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
  }, PATIENCE);
  try {
    return await measure(createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  } finally {
    clearTimeout(timer);
    await end(child);
    rmSync(home, { recursive: true, force: true });
  }
}

/** The figures of a window, from the lines that it writes. */
async function measure(lines) {
  const [, pid] = await next(lines, 'pid');
  const started = performance.now();
  await next(lines, 'drawn');
  const start = performance.now() - started;
  const before = cpu(pid);
  const [, own, , worst] = await next(lines, 'moved');
  const moved = cpu(pid) - before;
  await wait(REST);
  const rested = cpu(pid);
  await wait(IDLE);
  return {
    start,
    pss: pss(pid),
    own: Number(own),
    worst: Number(worst),
    cpu: moved / FRAMES,
    idle: ((cpu(pid) - rested) / IDLE) * 100,
  };
}

/** Ends the window's group of processes, and waits until it has ended. */
async function end(child) {
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  if (child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    /* it has ended by itself */
  }
  await ended;
}

async function next(lines, word) {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the window ended before it said "${word}"`);
    const words = value.split(' ');
    if (words[0] === word) return words;
  }
}
