// Permalinks. A page has a state of its own: `config.pageState` and `config.lang`. Its address may
// contain another one, and only the difference is written back to the address.

import { PICTURE_PARAMS, SUBJECT_PARAMS, UI_VALUES } from './link-params.js';

/** @import { PageConfig } from './types.js' */

/**
 * The part of a page's config about its own state.
 * @typedef {Pick<PageConfig, 'pageState' | 'lang'>} PageDefaults
 */

/**
 * Parses the query of an address.
 * @param {string} search the query of the address
 * @param {PageDefaults} config
 * @param {boolean} embedded whether the page is in a frame or made for one, where `ui` is "compact"
 *   by default
 * @returns {{link: string, coversStatic: boolean, theme: 'light' | 'dark' | null,
 *   ui: 'full' | 'compact' | 'none', transparent: boolean}} the program's initial state as a query;
 *   whether it differs from the static map; the theme; `ui`; and whether the background is
 *   transparent
 */
export function parseUrl(search, config, embedded) {
  const params = new URLSearchParams(search);
  const link = new URLSearchParams(config.pageState);
  const pageState = new URLSearchParams(config.pageState);
  if (SUBJECT_PARAMS.some((name) => params.get(name))) link.delete('scenario');
  for (const [name, value] of params) if (value) link.set(name, value);
  if (!link.get('lang')) link.set('lang', config.lang);
  // For a selected town the map zooms in.
  const town = (link.get('select') ?? '').startsWith('town-');
  const coversStatic =
    town ||
    link.get('lang') !== config.lang ||
    PICTURE_PARAMS.some((name) => (link.get(name) ?? '') !== (pageState.get(name) ?? ''));
  let ui = /** @type {'full' | 'compact' | 'none'} */ (link.get('ui'));
  if (!UI_VALUES.includes(ui)) ui = embedded ? 'compact' : 'full';
  if (embedded) link.set('ui', ui);
  const theme = /** @type {'light' | 'dark'} */ (params.get('theme'));
  return {
    link: `${link}`,
    coversStatic,
    theme: ['light', 'dark'].includes(theme) ? theme : null,
    ui,
    transparent: ['1', 'true'].includes(/** @type {string} */ (link.get('transparent'))),
  };
}

/**
 * Returns the query for the address of what is shown.
 * @param {string} link the state of the program, as the query of a link
 * @param {string} lang the language that is shown
 * @param {PageDefaults} config
 */
export function toUrl(link, lang, config) {
  const query = new URLSearchParams(link);
  const pageState = new URLSearchParams(config.pageState);
  if (lang === config.lang) query.delete('lang');
  else query.set('lang', lang);
  if (pageState.has('scenario') && !SUBJECT_PARAMS.some((name) => query.has(name)))
    query.set('scenario', 'none');
  for (const [name, value] of pageState) if (query.get(name) === value) query.delete(name);
  return `${query}`.replaceAll('%2F', '/').replaceAll('%2C', ',');
}
