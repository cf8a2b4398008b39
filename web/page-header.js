// The head of the page, above the map: the day, the headline with its sentence and figures, and the
// tabs.

import {
  byId,
  cloneTemplate,
  createElement,
  replaceIfChanged,
  setText,
  sourceItem,
} from './dom.js';

/** @import { Figure, Statement, View } from './types.js' */

export class PageHeader {
  #layout = byId('tl-layout');

  /**
   * Updates the head.
   * @param {View} view
   * @param {(...names: (keyof View)[]) => boolean} changed reports whether one of the view's fields
   *   has changed
   */
  show(view, changed) {
    if (changed('situation', 'staleWarning')) showDay(view);
    if (changed('title', 'headline', 'shortHeadline', 'briefHeadline', 'situation'))
      showHeadline(view);
    if (changed('sentence'))
      for (const element of document.querySelectorAll('[data-sentence]'))
        setText(element, view.sentence);
    if (changed('figures')) showFigures(view.figures);
    if (changed('tabs', 'tab', 'tabPart', 'missingFiles')) this.#showTabs(view);
    if (changed('statements')) showStatements(view.statements);
  }

  /** @param {View} view */
  #showTabs({ tabs, tab, tabPart, missingFiles }) {
    for (const { id, label } of tabs) {
      const input = /** @type {HTMLInputElement} */ (
        document.querySelector(`[name="tl-tab"][value="${CSS.escape(id)}"]`)
      );
      // The chosen tab stays checked while its files are fetched.
      if (!missingFiles.length) input.checked = id === tab;
      setText(input.nextElementSibling, label);
    }
    if (this.#layout.dataset.tabPart === tabPart) return;
    this.#layout.dataset.tabPart = tabPart;
    const section = /** @type {HTMLDetailsElement | null} */ (
      TAB_SECTIONS[tabPart] && this.#layout.querySelector(TAB_SECTIONS[tabPart])
    );
    if (section) section.open = true;
  }
}

/**
 * The sections beside the map that belong to tabs, by View.tabPart. The section of the active tab
 * comes first and is open.
 * @type {Record<string, string>}
 */
export const TAB_SECTIONS = {
  scenarios: '#tl-sheet-scenarios > details',
  statements: '#tl-statements-section',
};

/**
 * Shows the day. The note about old data keeps its space when it is hidden, so nothing moves.
 * @param {View} view
 */
function showDay({ situation, staleWarning }) {
  setText(byId('tl-situation'), situation);
  const note = byId('tl-data-age');
  note.hidden = !staleWarning;
  if (staleWarning) setText(note, staleWarning.slice(situation.length));
}

/** @param {View} view */
function showHeadline({ title, headline, shortHeadline, briefHeadline, situation }) {
  const [long, short, brief] = byId('tl-title').children;
  setText(long, headline);
  setText(short, shortHeadline);
  setText(brief, briefHeadline);
  const heading = headline || title;
  document.title = `${heading} · ${situation}`;
  byId('tl-input').setAttribute('aria-label', `${heading}. ${situation}`);
}

/** @param {Figure[]} figures */
function showFigures(figures) {
  const strip = byId('tl-headline-figures');
  strip.dataset.phoneFigures = /** @type {string} */ (
    /** @type {unknown} */ (figures.filter(({ minWidth }) => minWidth !== 'wide').length) // as a string
  );
  replaceIfChanged(strip, figures, ({ value, text, minWidth }) => {
    const item = createElement('li', '', { 'data-min-width': minWidth });
    // Prevents a line break after the dash of a range (U+2060 is a word joiner).
    item.append(
      createElement('strong', value),
      ' ',
      createElement('span', text.replaceAll('–', '–\u2060')),
    );
    return item;
  });
}

/** @param {Statement[]} statements */
function showStatements(statements) {
  byId('tl-statements-section').hidden = !statements.length;
  replaceIfChanged(byId('tl-statements'), statements, ({ text, sources }) => {
    const item = cloneTemplate('tl-statement');
    /** @type {HTMLElement} */ (item.querySelector('p')).textContent = text;
    /** @type {HTMLElement} */ (item.querySelector('ul')).replaceChildren(
      ...sources.map(sourceItem),
    );
    return item;
  });
}
