// A folder of assets in which every text shown to readers contains markup and script.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A hostile string that every output must show as plain text. It has no braces, since those are
 * placeholders in the texts of a language.
 */
export const payload = `"><script>pwned()</script><img class=evil src=//evil.example/x onerror=pwned()><svg class=evil onload=pwned()>'&amp;\u2028</style></title></textarea>`;

/** Hostile strings for the parameters of an address: the payload in pieces, and others. */
export const hostileParameters = [
  '"><script>pwned()</script>',
  '<img class=evil src=//evil.example/x onerror=pwned()>',
  'javascript:pwned()',
  '&lt;b class=evil&gt;',
  "');pwned();('",
  '\u0000\u2028\uFEFF',
  '__proto__',
  'constructor',
  '../../../x',
];

/** Names of GeoJSON properties and fields of the story whose texts are shown. */
const SHOWN_KEYS = /^(name|label)_|^(publisher|published|what|name|licence)$/;

/** Appends the payload to every shown text of a JSON value. */
function injectIntoJSON(value, key = '') {
  if (Array.isArray(value)) return value.map((item) => injectIntoJSON(item));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, injectIntoJSON(v, k)]));
  return typeof value === 'string' && value && SHOWN_KEYS.test(key) ? value + payload : value;
}

const csvCell = (text) => `"${text.replaceAll('"', '""')}"`;

/** Appends the payload to some columns of a table whose cells contain no quotes. */
function injectIntoTable(text, columns) {
  const [head, ...rows] = text.trimEnd().split('\n');
  const indices = columns.map((column) => head.split(',').indexOf(column));
  return `${[
    head,
    ...rows.map((row) =>
      row
        .split(',')
        .map((value, i) => (indices.includes(i) && value ? csvCell(value + payload) : value))
        .join(','),
    ),
  ].join('\n')}\n`;
}

/**
 * Appends the payload to the story's sources alone: the input of the computed figures must stay
 * byte for byte.
 */
function injectIntoStory(text) {
  const end = text.indexOf('"credit"');
  const sources = text
    .slice(0, end)
    .replace(
      /"(publisher|published|what|licence)": "([^"\\]+)"/g,
      (_, key, value) => `"${key}": ${JSON.stringify(value + payload)}`,
    );
  return sources + text.slice(end);
}

/** Appends the payload to every text of a language. */
const injectIntoLocale = (texts) =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => {
      if (key === '$schema') return [key, text];
      return [
        key,
        typeof text === 'string' ? text + payload : { ...text, text: text.text + payload },
      ];
    }),
  );

/**
 * Creates the folder as a temporary directory. The shapes are unchanged, so nothing has to be
 * computed again.
 */
export function hostileAssets() {
  const dir = mkdtempSync(join(tmpdir(), 'truceline-hostile-'));
  cpSync(fileURLToPath(new URL('../assets', import.meta.url)), dir, { recursive: true });
  const edit = (name, change) =>
    writeFileSync(join(dir, name), change(readFileSync(join(dir, name), 'utf8')));
  const json = (change) => (text) => JSON.stringify(change(JSON.parse(text)));
  edit('story.json', injectIntoStory);
  for (const name of readdirSync(join(dir, 'geojson'))) {
    if (
      /^(oblasts|outline|neighbours|sea|rivers|reservoirs)\.geojson$|^figures-.*\.json$/.test(name)
    )
      edit(
        `geojson/${name}`,
        json((file) => injectIntoJSON(file)),
      );
  }
  for (const lang of ['en', 'uk', 'fr']) edit(`locales/${lang}.json`, json(injectIntoLocale));
  edit('towns.csv', (text) => injectIntoTable(text, ['name_en', 'name_uk', 'name_fr']));
  edit('settlements.csv', (text) => injectIntoTable(text, ['name']));
  writeFileSync(
    join(dir, 'changes.csv'),
    `settlement,date,old,new,source,when,note\npokrovsk-ua-14,2026-01-06,C,R,${csvCell(`A report${payload}`)},2026-01-07T10:00:00Z,${csvCell(`Why${payload}`)}\n`,
  );
  edit(
    'geojson/data-manifest.json',
    json((manifest) => {
      const hash = (name) =>
        createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex');
      for (const list of [manifest.inputs, manifest.outputs])
        for (const name of Object.keys(list)) if (name !== 'story.json') list[name] = hash(name);
      return manifest;
    }),
  );
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
