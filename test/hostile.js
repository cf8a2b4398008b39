// An editor's folder in which every text that a reader sees holds markup and script.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What must come out as text wherever a text goes. Without braces, which are placeholders in the
 * texts of a language.
 */
export const payload = `"><script>pwned()</script><img class=evil src=//evil.example/x onerror=pwned()><svg class=evil onload=pwned()>'&amp;\u2028</style></title></textarea>`;

/** In an address, cut where it may be cut. */
export const inLink = [
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

/** Texts of GeoJSON properties and of the story that are shown. */
const shown = /^(name|label)_|^(publisher|published|what|name|licence)$/;

function spoil(value, key = '') {
  if (Array.isArray(value)) return value.map((one) => spoil(one));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, spoil(v, k)]));
  return typeof value === 'string' && value && shown.test(key) ? value + payload : value;
}

const csvCell = (text) => `"${text.replaceAll('"', '""')}"`;

/** Adds to some columns of a table whose cells hold no quotes. */
function spoilTable(text, columns) {
  const [head, ...rows] = text.trimEnd().split('\n');
  const at = columns.map((column) => head.split(',').indexOf(column));
  return `${[
    head,
    ...rows.map((row) =>
      row
        .split(',')
        .map((value, i) => (at.includes(i) && value ? csvCell(value + payload) : value))
        .join(','),
    ),
  ].join('\n')}\n`;
}

/** Only the sources: what figures were worked out from must stay byte for byte. */
function spoilStory(text) {
  const end = text.indexOf('"credit"');
  const sources = text
    .slice(0, end)
    .replace(
      /"(publisher|published|what|licence)": "([^"\\]+)"/g,
      (_, key, value) => `"${key}": ${JSON.stringify(value + payload)}`,
    );
  return sources + text.slice(end);
}

/** Adds to every text of a language. */
const spoilLocale = (texts) =>
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
 * Makes the folder, in a place of its own. The shapes stay as they are, so nothing need be worked
 * out again.
 */
export function hostileAssets() {
  const dir = mkdtempSync(join(tmpdir(), 'truceline-hostile-'));
  cpSync(fileURLToPath(new URL('../assets', import.meta.url)), dir, { recursive: true });
  const edit = (name, change) =>
    writeFileSync(join(dir, name), change(readFileSync(join(dir, name), 'utf8')));
  const json = (change) => (text) => JSON.stringify(change(JSON.parse(text)));
  edit('story.json', spoilStory);
  for (const name of readdirSync(join(dir, 'geojson'))) {
    if (
      /^(oblasts|outline|neighbours|sea|rivers|reservoirs)\.geojson$|^figures-.*\.json$/.test(name)
    )
      edit(
        `geojson/${name}`,
        json((file) => spoil(file)),
      );
  }
  for (const lang of ['en', 'uk', 'fr']) edit(`locales/${lang}.json`, json(spoilLocale));
  edit('towns.csv', (text) => spoilTable(text, ['name_en', 'name_uk', 'name_fr']));
  edit('settlements.csv', (text) => spoilTable(text, ['name']));
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
