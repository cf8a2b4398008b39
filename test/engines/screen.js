// A virtual screen (Xvfb) for one browser, with screenshots and with mouse and keyboard input
// (XTEST).

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateSync } from 'node:zlib';

const run = promisify(execFile);

/** Starts a screen with an unused display number. */
export async function startScreen({ width = 1600, height = 1200 } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'screen-'));
  // The screen ends with this process, even if the process is killed; a browser ends with its
  // screen.
  const server = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'KILL',
      'Xvfb',
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${width}x${height}x24`,
      '-nolisten',
      'tcp',
      '-fbdir',
      dir,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const stop = () => {
    process.off('exit', stop);
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  };
  process.on('exit', stop);
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  const env = {
    ...process.env,
    DISPLAY: `:${number}`,
    LIBGL_ALWAYS_SOFTWARE: '1',
    GDK_BACKEND: 'x11',
  };
  return {
    env,
    stop,
    xdotool: async (...args) => (await run('xdotool', args.map(String), { env })).stdout.trim(),
    screenshot: (rect) => encodePNG(framebuffer(readFileSync(join(dir, 'Xvfb_screen0')), rect)),
  };
}

/**
 * Converts a part of Xvfb's framebuffer, a file in the format of xwd (X11/XWDFile.h), to the rows
 * of a PNG: a filter byte, then RGB.
 */
function framebuffer(file, { x, y, width, height }) {
  const word = (index) => file.readUInt32BE(4 * index);
  const [start, stride] = [word(0) + 12 * word(19), word(12)];
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let row = 0, to = 0; row < height; row++) {
    rows[to++] = 0;
    for (
      let from = start + (y + row) * stride + 4 * x, end = from + 4 * width;
      from < end;
      from += 4
    ) {
      rows[to++] = file[from + 2];
      rows[to++] = file[from + 1];
      rows[to++] = file[from];
    }
  }
  return { width, height, rows };
}

function encodePNG({ width, height, rows }) {
  const chunk = (type, data) => {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length);
    out.write(type, 4, 'latin1');
    data.copy(out, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
