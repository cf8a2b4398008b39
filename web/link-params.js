// The parameters of a link. Written from the table in internal/app/state.go by
// internal/app/typesgen: do not edit.

/** Parameters that choose the subject of the picture. */
export const SUBJECT_PARAMS = /** @type {const} */ (['step', 'scenario', 'date']);

/** Parameters that change the picture. */
export const PICTURE_PARAMS = /** @type {const} */ (['step', 'scenario', 'pullback', 'date', 'view', 'layers']);

/** Parameters that change the look of the page. */
export const PAGE_PARAMS = /** @type {const} */ (['lang', 'theme', 'ui', 'transparent']);

/** Parameters that the article around a frame may choose. */
export const ARTICLE_PARAMS = /** @type {const} */ (['step', 'scenario', 'pullback', 'date', 'view', 'select', 'layers', 'theme']);

/** The values of `theme`. */
export const THEME_VALUES = ['auto', 'light', 'dark'];

/** The values of `ui`. */
export const UI_VALUES = ['full', 'compact', 'none'];

/** The kind of each parameter's values, or the list of the values. */
export const PARAM_KINDS = {
  step: 'id',
  scenario: 'id',
  pullback: 'km',
  date: 'date',
  view: 'view',
  select: 'id',
  layers: 'layers',
  lang: 'id',
  theme: THEME_VALUES,
  ui: UI_VALUES,
  transparent: 'switch',
};
