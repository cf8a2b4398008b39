// What stands above the map: the day, the headline with its sentence and figures, and the choice of
// what the map shows.

import { byId, copy, make, refill, setText, source } from './dom.js';

/** @import { Figure, Said, View } from './types.js' */

export class Opening {
  #stage = byId('tl-stage');

  /**
   * Brings it up to date.
   * @param {View} view
   * @param {(...names: (keyof View)[]) => boolean} changed whether one of the view's fields has
   */
  show(view, changed) {
    if (changed('situation', 'stale')) showDay(view);
    if (changed('title', 'headline', 'shortHeadline', 'briefHeadline', 'situation'))
      showHeadline(view);
    if (changed('sentence'))
      for (const part of document.querySelectorAll('[data-sentence]')) setText(part, view.sentence);
    if (changed('figures')) showFigures(view.figures);
    if (changed('tabs', 'tab', 'tabPart', 'wants')) this.#showTabs(view);
    if (changed('said')) showSaid(view.said);
  }

  /** @param {View} view */
  #showTabs({ tabs, tab, tabPart, wants }) {
    for (const { id, label } of tabs) {
      const input = /** @type {HTMLInputElement} */ (
        document.querySelector(`[name="tl-tab"][value="${CSS.escape(id)}"]`)
      );
      // What was chosen stays chosen while it is fetched.
      if (!wants.length) input.checked = id === tab;
      setText(input.nextElementSibling, label);
    }
    if (this.#stage.dataset.part === tabPart) return;
    this.#stage.dataset.part = tabPart;
    const part = /** @type {HTMLDetailsElement | null} */ (
      PARTS[tabPart] && this.#stage.querySelector(PARTS[tabPart])
    );
    if (part) part.open = true;
  }
}

/**
 * What a tab is for, beside the map: it stands first and unfolds.
 * @type {Record<string, string>}
 */
export const PARTS = { scenarios: '#tl-sheet-scenarios > details', said: '#tl-said-part' };

/**
 * The line's end keeps its place where it does not hold: nothing moves with it.
 * @param {View} view
 */
function showDay({ situation, stale }) {
  setText(byId('tl-situation'), situation);
  const end = byId('tl-stale');
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
  const strip = byId('tl-strip');
  strip.dataset.phone = /** @type {string} */ (
    /** @type {unknown} */ (figures.filter(({ room }) => room !== 'wide').length) // made a text
  );
  refill(strip, figures, ({ value, text, room }) => {
    const item = make('li', '', { 'data-room': room });
    // A range is not broken at its dash.
    item.append(make('strong', value), ' ', make('span', text.replaceAll('–', '–\u2060')));
    return item;
  });
}

/** @param {Said[]} said */
function showSaid(said) {
  byId('tl-said-part').hidden = !said.length;
  refill(byId('tl-said'), said, ({ text, sources }) => {
    const item = copy('tl-statement');
    /** @type {HTMLElement} */ (item.querySelector('p')).textContent = text;
    /** @type {HTMLElement} */ (item.querySelector('ul')).replaceChildren(...sources.map(source));
    return item;
  });
}
