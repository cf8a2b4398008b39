// Writes the pages as a host would get them and prints what they weigh: `make bench-dist`.

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

/** What a browser that takes brotli gets of a file, in KB of 1,000 bytes. */
function weight(name) {
  const whole = join(dir, name);
  return statSync(existsSync(`${whole}.br`) ? `${whole}.br` : whole).size / 1000;
}

function measure() {
  const pages = Object.keys(
    JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')).files,
  ).filter((name) => name.endsWith('.html'));
  const heaviest = pages.reduce((one, other) => (weight(one) > weight(other) ? one : other));
  const page = readFileSync(join(dir, 'en/index.html'), 'utf8');
  const config = JSON.parse(page.match(/id="tl-config">([^<]*)</)[1]);
  const first = page.match(/src="\.\.\/(assets\/boot\.[^"]*)"/)[1];
  const scripts = [first, config.script, 'sw.js', 'embed.js'];
  const data = config.files.filter(({ url }) => url.endsWith('.json')).map(({ url }) => url);
  const fonts = config.files.filter(({ url }) => url.endsWith('.ttf')).map(({ url }) => url);
  const sum = (names) => names.reduce((all, name) => all + weight(name), 0);
  console.log('What is sent, brotli 11 for the program and 9 for the rest; KB of 1,000 bytes.');
  row(`first picture, the heaviest page (${heaviest})`, weight(heaviest), limits.picture);
  row('  requests for it', 1, 1);
  row('the program', weight(config.wasm.url));
  row('the first data', sum(data));
  row('the fonts', sum(fonts));
  row(
    'HTML, scripts, program and first data',
    weight('en/index.html') + sum([first, config.script, config.wasm.url, ...data]),
    limits.all,
  );
  row('scripts, with Go’s own loader', sum(scripts), limits.scripts);
}

function row(what, value, limit) {
  const verdict =
    limit === undefined ? '' : `  at most ${limit}${value > limit ? '  TOO MUCH' : ''}`;
  console.log(`  ${what.padEnd(60)} ${value.toFixed(1).padStart(8)}${verdict}`);
}
