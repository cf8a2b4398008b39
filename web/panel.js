// The page beside the map. Updates the elements that the site wrote, which it finds by their ids,
// from the program's view, and dispatches what the reader does with them. It contains no text of
// its own.

import { showCard, showTooltip } from './card.js';
import { showChart } from './chart.js';
import { byId, paragraph, replaceIfChanged, factRow, setText, sourceItem } from './dom.js';
import { showLegend } from './legend.js';
import { PageHeader, TAB_SECTIONS } from './page-header.js';
import { reveal } from './reveal.js';
import { Scenarios } from './scenarios.js';
import { Search } from './search.js';
import { Share } from './share.js';
import { showStep } from './tour.js';
import { fillTable, showTable, observeOverflow } from './tables.js';
import { showDateControl } from './date-control.js';

/** @import { Action, SearchResult, View } from './types.js' */

/**
 * An element with the key of its text, or of its label.
 * @typedef {HTMLElement & {dataset: {i18n: string, i18nLabel: string}}} LocalizedElement
 */

/**
 * Queries to the program.
 * @typedef {object} Queries
 * @property {(query: string) => SearchResult[] | null} search null: there is no program yet
 * @property {() => Promise<Blob | null>} picture null: there is none
 * @property {(kind: string) => string} file
 * @property {() => string} name the name of a file, without its extension
 * @property {(key: string) => string} text a text of the page
 */

export class Panel {
  #dispatch;
  #sheets;
  #sliders;
  #search;
  #header = new PageHeader();
  #scenarios;
  #share;

  /**
   * @param {(action: Action) => void} dispatch
   * @param {import('./sheets.js').Sheets | null} sheets the sheets over the map in a frame; null:
   *   the parts are beside the map
   * @param {ReturnType<typeof import('./sliders.js').makeSliders>} sliders
   * @param {Queries} queries
   */
  constructor(dispatch, sheets, sliders, queries) {
    this.#dispatch = dispatch;
    this.#sheets = sheets;
    this.#sliders = sliders;
    this.#share = new Share(queries);
    this.#search = new Search(queries.search, (id) => this.#goTo(id), queries.text);
    this.#scenarios = new Scenarios(sliders.pullback);
    document.addEventListener('click', ({ target }) =>
      this.#handleClick(/** @type {Element} */ (target)),
    );
    byId('tl-card').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
    });
    this.#collapse();
    observeOverflow();
    setUpFullscreen();
  }

  /**
   * Updates the page.
   * @param {View} view
   * @param {Partial<View>} changes the fields that have changed
   */
  show(view, changes) {
    const changed = (/** @type {(keyof View)[]} */ ...names) =>
      names.some((name) => name in changes);
    if (changed('lang', 'texts')) this.#localize(view);
    if (changed('texts')) this.#search.retry(); // the program's first view
    this.#header.show(view, changed);
    for (const name of /** @type {const} */ (['source', 'credit', 'announce'])) {
      if (changed(name)) setText(byId(`tl-${name}`), view[name]);
    }
    if (changed('legend', 'missingFiles')) showLegend(view.legend, view.missingFiles.length > 0);
    if (changed('notes')) replaceIfChanged(byId('tl-notes'), view.notes, paragraph);
    if (changed('card')) {
      showCard(view.card, view.date);
      this.#sheets?.reportCovered();
      if (this.#sheets && view.card && navigator.userActivation?.isActive)
        reveal(/** @type {HTMLElement} */ (byId('tl-card').querySelector('.close')));
    }
    if (changed('tooltip')) showTooltip(view.tooltip);
    if (changed('table', 'select')) showTable(view.table, view.select);
    if (changed('sources')) replaceIfChanged(byId('tl-sources'), view.sources, sourceItem);
    if (changed('dates', 'date', 'playing', 'texts', 'missingFiles'))
      showDateControl(view, this.#sliders.date);
    if (changed('scenarios', 'scenario', 'missingFiles')) this.#scenarios.showChoices(view);
    if (changed('scenario')) this.#scenarios.show(view.scenario);
    if (changed('step')) showStep(view.step);
    if (changed('link')) this.#share.show(view.link);
    if (changed('chart')) showChart(view.chart);
    if (changed('claims')) fillTable('tl-claims', view.claims);
    if (changed('published')) fillTable('tl-published', view.published);
    if (changed('corrections'))
      replaceIfChanged(
        byId('tl-corrections'),
        view.corrections.map(({ date, text }) => ({ label: date, value: text })),
        factRow,
      );
  }

  /**
   * Sets the page's own texts in another language.
   * @param {View} view
   */
  #localize({ lang, texts }) {
    document.documentElement.lang = lang;
    for (const element of /** @type {NodeListOf<LocalizedElement>} */ (
      document.querySelectorAll('[data-i18n]')
    ))
      setText(element, texts[element.dataset.i18n]);
    for (const element of /** @type {NodeListOf<LocalizedElement>} */ (
      document.querySelectorAll('[data-i18n-label]')
    )) {
      const text = texts[element.dataset.i18nLabel];
      element.setAttribute('aria-label', text);
      if (element.title) element.title = text;
    }
    for (const link of /** @type {HTMLCollectionOf<HTMLElement>} */ (byId('tl-langs').children)) {
      if (link.dataset.lang === lang) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  /**
   * Closes the sections of a narrow page that would move the rest far down, except that of the
   * active tab, so that the page begins with the map.
   */
  #collapse() {
    if (this.#sheets || !matchMedia('(max-width: 899.98px)').matches) return;
    const opened = TAB_SECTIONS[/** @type {string} */ (byId('tl-layout').dataset.tabPart)];
    for (const section of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll('[data-collapsible]')
    ))
      section.open = Boolean(opened) && section.matches(opened);
  }

  /**
   * Handles the effects of a click other than its action (controls.js).
   * @param {Element} target
   */
  #handleClick(target) {
    if (target.closest?.('[data-select]') && (this.#sheets || target.closest('#tl-figures')))
      this.#showMap();
    else if (target.closest?.('[data-app-action="close"]')) this.#leaveCard();
  }

  /**
   * Opens the card of a place, and scrolls the map into view.
   * @param {string} id
   */
  #goTo(id) {
    this.#dispatch({ type: 'select', id });
    this.#showMap();
  }

  #showMap() {
    if (this.#sheets) this.#sheets.close(byId('tl-input'));
    else byId('tl-map').scrollIntoView({ block: 'nearest' });
  }

  #close() {
    this.#dispatch({ type: 'close' });
    this.#leaveCard();
  }

  /** Moves the focus out of the card, which the next view hides. */
  #leaveCard() {
    if (byId('tl-card').contains(document.activeElement))
      byId('tl-input').focus({ preventScroll: true });
  }
}

/** Sets up the full-screen button, if the browser allows full screen. */
function setUpFullscreen() {
  const button = byId('tl-fullscreen');
  button.hidden = !document.fullscreenEnabled;
  button.dataset.fullscreenChecked = '';
  button.addEventListener('click', () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else
      /** @type {Element} */ (document.querySelector('.map-layout'))
        .requestFullscreen()
        .catch(() => {
          button.hidden = true;
        });
  });
}
