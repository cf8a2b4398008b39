// Our own page as a host would have it: the folder that `truceline dist` writes.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the English page lies in the folder. */
export const OUR_PATH = 'en/';

/** Makes the map fill the window, as the peers' do. Runs in the page. */
export function fill() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '#tl-map { position: fixed !important; inset: 0; width: 100vw !important; height: 100vh !important; z-index: 9; }',
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** Writes the folder. */
export function exportOurs(folder) {
  rmSync(folder, { recursive: true, force: true });
  execFileSync(
    'build/truceline',
    ['dist', '--out', folder, '--base-url', 'http://127.0.0.1/truceline/'],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/**
 * Which of the folder's files are served: the pages of other languages and scenarios are never
 * asked for.
 */
export const served = (path) =>
  !path.includes('/') || path.startsWith('assets/') || path === `${OUR_PATH}index.html`;

/**
 * Puts the shapes of other assets into the page's first data, in place of its own; the picture in
 * the HTML stays as it is, for it is the size of the screen.
 */
export function exchangeShapes(folder, assets) {
  const [name] = readdirSync(join(folder, 'assets')).filter((file) =>
    /^base\..*\.json$/.test(file),
  );
  const path = join(folder, 'assets', name);
  const bundle = JSON.parse(readFileSync(path, 'utf8'));
  // The file tells the borders of the shapes that go: the program finds out.
  delete bundle['geojson/borders.txt'];
  for (const file of Object.keys(bundle))
    if (file.endsWith('.geojson'))
      bundle[file] = JSON.parse(readFileSync(join(assets, file), 'utf8'));
  const text = Buffer.from(JSON.stringify(bundle));
  writeFileSync(path, text);
  // The page takes no file of another size than it knows.
  const page = join(folder, OUR_PATH, 'index.html');
  const html = readFileSync(page, 'utf8');
  const told = html.replace(
    new RegExp(`("url":"assets/${name.replaceAll('.', '\\.')}","size":)\\d+`),
    `$1${text.length}`,
  );
  if (told === html) throw new Error(`${page} does not say how long ${name} is`);
  writeFileSync(page, told);
  for (const file of [path, page])
    for (const ending of ['.br', '.gz']) rmSync(file + ending, { force: true });
}
