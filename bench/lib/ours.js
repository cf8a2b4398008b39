// Our own page as a folder of files.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serveMap } from '../../test/browser.js';

/** Names of files with a hash in them, as `internal/site` writes them: assets/map.1a2b3c4d5e.js. */
const HASHED = /(?:[\w-]+\/)*[\w.-]+\.[0-9a-f]{10}\.\w+/g;

/** Writes what `truceline serve` sends into a folder. assets: the editor's folder, if not the one here. */
export async function exportOurs(folder, assets) {
  rmSync(folder, { recursive: true, force: true });
  const server = await serveMap(assets ? ['--assets', assets] : []);
  try {
    const wanted = ['index.html'];
    for (const path of wanted) {
      const response = await fetch(new URL(path === 'index.html' ? '' : path, server.url));
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      const body = Buffer.from(await response.arrayBuffer());
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), body);
      if (!/\.(html|css)$/.test(path)) continue;
      for (const [name] of body.toString().matchAll(HASHED)) {
        const full = new URL(name, `http://x/${path}`).pathname.slice(1);
        if (!wanted.includes(full)) wanted.push(full);
      }
    }
  } finally {
    await server.stop();
  }
}
