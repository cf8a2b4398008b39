// Our own page as a host would have it: the folder that `truceline dist` writes.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the English page lies in the folder. */
export const OUR_PATH = 'en/';

/** Writes the folder. */
export function exportOurs(folder) {
  rmSync(folder, { recursive: true, force: true });
  execFileSync('build/truceline', ['dist', '--out', folder, '--base-url', 'http://127.0.0.1/truceline/'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Which of the folder's files are served: the pages of other languages and scenarios are never asked for. */
export const served = (path) => !path.includes('/') || path.startsWith('assets/') || path === `${OUR_PATH}index.html`;

/**
 * Puts the shapes of other assets into the page's first data, in place of its own; the picture in the HTML stays as it
 * is, for it is the size of the screen.
 */
export function exchangeShapes(folder, assets) {
  const [name] = readdirSync(join(folder, 'assets')).filter((file) => /^base\..*\.json$/.test(file));
  const path = join(folder, 'assets', name);
  const bundle = JSON.parse(readFileSync(path, 'utf8'));
  for (const file of Object.keys(bundle)) if (file.endsWith('.geojson')) bundle[file] = JSON.parse(readFileSync(join(assets, file), 'utf8'));
  writeFileSync(path, JSON.stringify(bundle));
  for (const ending of ['.br', '.gz']) rmSync(path + ending, { force: true });
}
