// Translates the use of the page's controls into actions. It runs from boot.js on, with or without
// a program.

/**
 * Reports whether no program can run. In that case links lead where they lead without a script, and
 * only the theme can be chosen.
 */
const withoutProgram = () => document.documentElement.dataset.program === 'none';

/** @import { Action } from './types.js' */

/** @param {(action: Action) => void} dispatch */
export function listenToControls(dispatch) {
  document.addEventListener('click', (event) => {
    /** @type {HTMLElement | null} */
    const control = /** @type {Element} */ (event.target).closest?.(
      '[data-app-action], [data-select], [data-lang], #tl-play',
    );
    if (!control || withoutProgram() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const action = actionOfClick(control);
    if (!action) return;
    if (action.type === 'lang') event.preventDefault();
    // Closes a sheet that the fragment of the address opened.
    if (action.type === 'select' && control.closest('.sheet:target')) location.replace('#tl-map');
    dispatch(action);
  });
  document.addEventListener('change', ({ target }) => {
    const action = actionOfChange(/** @type {HTMLInputElement} */ (target));
    if (action && (action.type === 'theme' || !withoutProgram())) dispatch(action);
  });
}

/**
 * @param {HTMLElement} control
 * @returns {Action | null}
 */
function actionOfClick(control) {
  const { appAction: action, select, lang } = control.dataset;
  if (lang) return { type: 'lang', lang };
  if (select) return { type: 'select', id: select };
  if (control.id === 'tl-play') return { type: 'play', on: control.toggleAttribute('data-active') };
  if (action === 'close') return { type: 'close' };
  return control.getAttribute('aria-disabled') === 'true'
    ? null
    : JSON.parse(/** @type {string} */ (action));
}

/**
 * @param {Pick<HTMLInputElement, 'id' | 'name' | 'value' | 'checked' | 'dataset'>} control
 * @returns {Action | null}
 */
function actionOfChange({ id, name, value, checked, dataset }) {
  if (id === 'tl-theme')
    return { type: 'theme', theme: /** @type {'auto' | 'light' | 'dark'} */ (value) };
  if (name === 'tl-tab') return { type: 'tab', id: value };
  if (name === 'tl-scenario') return { type: 'scenario', id: value };
  return dataset.layer ? { type: 'layer', id: dataset.layer, on: checked } : null;
}
