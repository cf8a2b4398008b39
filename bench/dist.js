// Writes the pages for a host and prints their compressed sizes: `make bench-dist`.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const limits = { picture: 75, all: 2900, scripts: 25 };
const dir = mkdtempSync(join(tmpdir(), 'truceline-'));
try {
  execFileSync('build/truceline', ['dist', '--out', dir, '--base-url', 'https://news.example/'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  measure();
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** Returns the size of a file as sent to a browser that accepts brotli, in KB of 1,000 bytes. */
function sentSize(name) {
  const file = join(dir, name);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size / 1000;
}

function measure() {
  const pages = Object.keys(
    JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')).files,
  ).filter((name) => name.endsWith('.html'));
  const heaviest = pages.reduce((a, b) => (sentSize(a) > sentSize(b) ? a : b));
  const page = readFileSync(join(dir, 'en/index.html'), 'utf8');
  const config = JSON.parse(page.match(/id="tl-config">([^<]*)</)[1]);
  const boot = page.match(/src="\.\.\/(assets\/boot\.[^"]*)"/)[1];
  const scripts = [boot, config.script, 'sw.js', 'embed.js'];
  const data = config.files.filter(({ url }) => url.endsWith('.json')).map(({ url }) => url);
  const fonts = config.files.filter(({ url }) => url.endsWith('.ttf')).map(({ url }) => url);
  const sum = (names) => names.reduce((total, name) => total + sentSize(name), 0);
  console.log('Sizes as sent, brotli 11 for the program and 9 for the rest; KB of 1,000 bytes.');
  row(`first picture, the heaviest page (${heaviest})`, sentSize(heaviest), limits.picture);
  row('  requests for it', 1, 1);
  row('the program', sentSize(config.wasm.url));
  row('the first data', sum(data));
  row('the fonts', sum(fonts));
  row(
    'HTML, scripts, program and first data',
    sentSize('en/index.html') + sum([boot, config.script, config.wasm.url, ...data]),
    limits.all,
  );
  row('scripts, with Go’s own loader', sum(scripts), limits.scripts);
}

function row(what, value, limit) {
  const verdict =
    limit === undefined ? '' : `  at most ${limit}${value > limit ? '  TOO MUCH' : ''}`;
  console.log(`  ${what.padEnd(60)} ${value.toFixed(1).padStart(8)}${verdict}`);
}
