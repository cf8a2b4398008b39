// Links. A page shows something by itself, `config.own` and `config.lang`; the address may ask for
// something else, and what is seen is written back as briefly as it goes.

/** @import { PageConfig } from './types.js' */

/**
 * What of its config a page shows by itself.
 * @typedef {Pick<PageConfig, 'own' | 'lang'>} PageDefaults
 */

/** Parameters that change what the picture shows. */
const SEEN = ['step', 'scenario', 'pullback', 'date', 'layers', 'map', 'view'];

/** Those that say what is shown, so that the page's own scenario no longer counts. */
const SHOWN = ['step', 'scenario', 'date'];

/**
 * What an address asks for.
 * @param {string} search the query of the address
 * @param {PageDefaults} config
 * @param {boolean} embedded whether the page stands in a frame or is made to, where less is around
 *   the map unless asked for
 * @returns {{link: string, other: boolean, theme: 'light' | 'dark' | null, ui: 'full' | 'compact' |
 *   'none', transparent: boolean}} the state for the program, whether the page's picture is another
 *   one, the theme, how much stands around the map, and whether the article's ground shows through
 */
export function askedFor(search, config, embedded) {
  const wanted = new URLSearchParams(search);
  const link = new URLSearchParams(config.own);
  const own = new URLSearchParams(config.own);
  if (SHOWN.some((name) => wanted.get(name))) link.delete('scenario');
  for (const [name, value] of wanted) if (value) link.set(name, value);
  if (!link.get('lang')) link.set('lang', config.lang);
  // A town is shown from near.
  const town = (link.get('select') ?? '').startsWith('town-');
  const other =
    town ||
    link.get('lang') !== config.lang ||
    SEEN.some((name) => (link.get(name) ?? '') !== (own.get(name) ?? ''));
  let ui = /** @type {'full' | 'compact' | 'none'} */ (link.get('ui'));
  if (!['full', 'compact', 'none'].includes(ui)) ui = embedded ? 'compact' : 'full';
  if (embedded) link.set('ui', ui);
  const theme = /** @type {'light' | 'dark'} */ (wanted.get('theme'));
  return {
    link: `${link}`,
    other,
    theme: ['light', 'dark'].includes(theme) ? theme : null,
    ui,
    transparent: ['1', 'true'].includes(/** @type {string} */ (link.get('transparent'))),
  };
}

/**
 * The query for the address of what is shown.
 * @param {string} link the state as the program tells it
 * @param {string} lang the language of what is shown
 * @param {PageDefaults} config
 */
export function addressOf(link, lang, config) {
  const query = new URLSearchParams(link);
  const own = new URLSearchParams(config.own);
  if (lang === config.lang) query.delete('lang');
  else query.set('lang', lang);
  if (own.has('scenario') && !SHOWN.some((name) => query.has(name))) query.set('scenario', 'none');
  for (const [name, value] of own) if (query.get(name) === value) query.delete(name);
  return `${query}`.replaceAll('%2F', '/').replaceAll('%2C', ',');
}
