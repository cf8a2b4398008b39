// What stands above the map: the day, the headline with its sentence and figures, and the choice of
// what the map shows.

import { byId, copy, make, refill, setText, source } from './dom.js';

export class Opening {
  #stage = byId('tl-stage');

  /**
   * Brings it up to date.
   * @param {object} view all that stands beside the map
   * @param {(...names: string[]) => boolean} changed whether one of the view's fields has
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

  #showTabs({ tabs, tab, tabPart, wants }) {
    for (const { id, label } of tabs) {
      const input = document.querySelector(`[name="tl-tab"][value="${CSS.escape(id)}"]`);
      // What was chosen stays chosen while it is fetched.
      if (!wants.length) input.checked = id === tab;
      setText(input.nextElementSibling, label);
    }
    if (this.#stage.dataset.part === tabPart) return;
    this.#stage.dataset.part = tabPart;
    const part = PARTS[tabPart] && this.#stage.querySelector(PARTS[tabPart]);
    if (part) part.open = true;
  }
}

/** What a tab is for, beside the map: it stands first and unfolds. */
export const PARTS = { scenarios: '#tl-sheet-scenarios > details', said: '#tl-said-part' };

/** The line's end keeps its place where it does not hold: nothing moves with it. */
function showDay({ situation, stale }) {
  setText(byId('tl-situation'), situation);
  const end = byId('tl-stale');
  end.hidden = !stale;
  if (stale) setText(end, stale.slice(situation.length));
}

function showHeadline({ title, headline, shortHeadline, briefHeadline, situation }) {
  const [long, short, brief] = byId('tl-title').children;
  setText(long, headline);
  setText(short, shortHeadline);
  setText(brief, briefHeadline);
  const named = headline || title;
  document.title = `${named} · ${situation}`;
  byId('tl-input').setAttribute('aria-label', `${named}. ${situation}`);
}

function showFigures(figures) {
  const strip = byId('tl-strip');
  strip.dataset.phone = figures.filter(({ room }) => room !== 'wide').length;
  refill(strip, figures, ({ value, text, room }) => {
    const item = make('li', '', { 'data-room': room });
    // A range is not broken at its dash.
    item.append(make('strong', value), ' ', make('span', text.replaceAll('–', '–\u2060')));
    return item;
  });
}

function showSaid(said) {
  byId('tl-said-part').hidden = !said.length;
  refill(byId('tl-said'), said, ({ text, sources }) => {
    const item = copy('tl-statement');
    item.querySelector('p').textContent = text;
    item.querySelector('ul').replaceChildren(...sources.map(source));
    return item;
  });
}
