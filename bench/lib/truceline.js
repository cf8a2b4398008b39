// The project's own page as a host serves it: the folder that `truceline dist` writes.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The English page's path in the folder. */
export const OUR_PATH = 'en/';

/** In the page: makes the map fill the window, as the peers' maps do. */
export function fillWindow() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '#tl-map { position: fixed !important; inset: 0; width: 100vw !important; height: 100vh !important; z-index: 9; }',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Writes the folder. */
export function exportSite(folder) {
  rmSync(folder, { recursive: true, force: true });
  execFileSync(
    'build/truceline',
    ['dist', '--out', folder, '--base-url', 'http://127.0.0.1/truceline/'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/**
 * Reports whether a file of the folder is served. The pages of other languages and scenarios are
 * never requested.
 */
export const isServed = (path) =>
  !path.includes('/') || path.startsWith('assets/') || path === `${OUR_PATH}index.html`;

/**
 * Replaces the shapes in the page's first data by those of other assets. The static map in the HTML
 * is unchanged, since its detail depends on the size of the screen and not on the shapes.
 */
export function replaceShapes(folder, assets) {
  const [name] = readdirSync(join(folder, 'assets')).filter((file) =>
    /^base\..*\.json$/.test(file),
  );
  const path = join(folder, 'assets', name);
  const bundle = JSON.parse(readFileSync(path, 'utf8'));
  // The file classifies the borders of the replaced shapes. Without it the program does so itself.
  delete bundle['geojson/borders.txt'];
  for (const file of Object.keys(bundle))
    if (file.endsWith('.geojson'))
      bundle[file] = JSON.parse(readFileSync(join(assets, file), 'utf8'));
  const text = Buffer.from(JSON.stringify(bundle));
  writeFileSync(path, text);
  // The page refuses a file whose size differs from the configured one.
  const page = join(folder, OUR_PATH, 'index.html');
  const html = readFileSync(page, 'utf8');
  const updated = html.replace(
    new RegExp(`("url":"assets/${name.replaceAll('.', '\\.')}","size":)\\d+`),
    `$1${text.length}`,
  );
  if (updated === html) throw new Error(`${page} does not contain the size of ${name}`);
  writeFileSync(page, updated);
  for (const file of [path, page])
    for (const extension of ['.br', '.gz']) rmSync(file + extension, { force: true });
}
