// What stands above the map: the day, the headline with its sentence and figures, and the choice of
// what the map shows.

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
   * Brings it up to date.
   * @param {View} view
   * @param {(...names: (keyof View)[]) => boolean} changed whether one of the view's fields has
   */
  show(view, changed) {
    if (changed('situation', 'staleWarning')) showDay(view);
    if (changed('title', 'headline', 'shortHeadline', 'briefHeadline', 'situation'))
      showHeadline(view);
    if (changed('sentence'))
      for (const part of document.querySelectorAll('[data-sentence]')) setText(part, view.sentence);
    if (changed('figures')) showFigures(view.figures);
    if (changed('tabs', 'tab', 'tabPart', 'missingFiles')) this.#showTabs(view);
    if (changed('statements')) showSaid(view.statements);
  }

  /** @param {View} view */
  #showTabs({ tabs, tab, tabPart, missingFiles }) {
    for (const { id, label } of tabs) {
      const input = /** @type {HTMLInputElement} */ (
        document.querySelector(`[name="tl-tab"][value="${CSS.escape(id)}"]`)
      );
      // What was chosen stays chosen while it is fetched.
      if (!missingFiles.length) input.checked = id === tab;
      setText(input.nextElementSibling, label);
    }
    if (this.#layout.dataset.tabPart === tabPart) return;
    this.#layout.dataset.tabPart = tabPart;
    const part = /** @type {HTMLDetailsElement | null} */ (
      TAB_SECTIONS[tabPart] && this.#layout.querySelector(TAB_SECTIONS[tabPart])
    );
    if (part) part.open = true;
  }
}

/**
 * What a tab is for, beside the map: it stands first and unfolds.
 * @type {Record<string, string>}
 */
export const TAB_SECTIONS = {
  scenarios: '#tl-sheet-scenarios > details',
  statements: '#tl-statements-section',
};

/**
 * The line's end keeps its place where it does not hold: nothing moves with it.
 * @param {View} view
 */
function showDay({ situation, staleWarning: stale }) {
  setText(byId('tl-situation'), situation);
  const end = byId('tl-data-age');
  end.hidden = !stale;
  if (stale) setText(end, stale.slice(situation.length));
}

/** @param {View} view */
function showHeadline({ title, headline, shortHeadline, briefHeadline, situation }) {
  const [long, short, brief] = byId('tl-title').children;
  setText(long, headline);
  setText(short, shortHeadline);
  setText(brief, briefHeadline);
  const named = headline || title;
  document.title = `${named} · ${situation}`;
  byId('tl-input').setAttribute('aria-label', `${named}. ${situation}`);
}

/** @param {Figure[]} figures */
function showFigures(figures) {
  const strip = byId('tl-headline-figures');
  strip.dataset.phoneFigures = /** @type {string} */ (
    /** @type {unknown} */ (figures.filter(({ minWidth: room }) => room !== 'wide').length) // made a text
  );
  replaceIfChanged(strip, figures, ({ value, text, minWidth: room }) => {
    const item = createElement('li', '', { 'data-min-width': room });
    // A range is not broken at its dash.
    item.append(
      createElement('strong', value),
      ' ',
      createElement('span', text.replaceAll('–', '–\u2060')),
    );
    return item;
  });
}

/** @param {Statement[]} said */
function showSaid(said) {
  byId('tl-statements-section').hidden = !said.length;
  replaceIfChanged(byId('tl-statements'), said, ({ text, sources }) => {
    const item = cloneTemplate('tl-statement');
    /** @type {HTMLElement} */ (item.querySelector('p')).textContent = text;
    /** @type {HTMLElement} */ (item.querySelector('ul')).replaceChildren(
      ...sources.map(sourceItem),
    );
    return item;
  });
}
