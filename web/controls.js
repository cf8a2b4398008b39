// What a reader does with the page's controls, as actions: from the first script on, whether there
// is a program yet or not.

/**
 * Whether no program can run: links then lead where they lead without a script, and only the theme
 * can be chosen.
 */
const withoutProgram = () => document.documentElement.dataset.program === 'none';

/** @param {(action: object) => void} act */
export function listenToControls(act) {
  document.addEventListener('click', (event) => {
    const control = event.target.closest?.('[data-do], [data-select], [data-lang], #tl-play');
    if (!control || withoutProgram() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const action = clicked(control);
    if (!action) return;
    if (action.type === 'lang') event.preventDefault();
    // A sheet that was opened without a script.
    if (action.type === 'select' && control.closest('.sheet:target')) location.replace('#tl-box');
    act(action);
  });
  document.addEventListener('change', ({ target }) => {
    const action = changed(target);
    if (action && (action.type === 'theme' || !withoutProgram())) act(action);
  });
}

function clicked(control) {
  const { do: action, select, lang } = control.dataset;
  if (lang) return { type: 'lang', lang };
  if (select) return { type: 'select', id: select };
  if (control.id === 'tl-play') return { type: 'play', on: control.toggleAttribute('data-on') };
  if (action === 'close') return { type: 'close' };
  return control.getAttribute('aria-disabled') === 'true' ? null : JSON.parse(action);
}

function changed({ id, name, value, checked, dataset }) {
  if (id === 'tl-theme') return { type: 'theme', theme: value };
  if (name === 'tl-tab') return { type: 'tab', id: value };
  if (name === 'tl-scenario') return { type: 'scenario', id: value };
  return dataset.layer ? { type: 'layer', id: dataset.layer, on: checked } : null;
}
