// The page beside the map: it brings the elements that the site wrote up to date with the program's
// view, finds them by their ids, and says what the reader does with them. It never makes up a text
// of its own.

import { showCard, showTip } from './card.js';
import { showChart } from './chart.js';
import { byId, line, refill, row, setText, source } from './dom.js';
import { showLegend } from './legend.js';
import { Opening, PARTS } from './opening.js';
import { reveal } from './reveal.js';
import { Scenarios } from './scenarios.js';
import { Search } from './search.js';
import { Share } from './share.js';
import { showStep } from './steps.js';
import { showGrid, showTable, watchScroll } from './tables.js';
import { showTime } from './time.js';

/** @import { Action, SearchResult, View } from './types.js' */

/**
 * An element with a text, or a label, by the key.
 * @typedef {HTMLElement & {dataset: {t: string, tLabel: string}}} LocalizedElement
 */

/**
 * What the program can be asked for.
 * @typedef {object} Queries
 * @property {(words: string) => SearchResult[] | null} search null: nobody can answer yet
 * @property {() => Promise<Blob | null>} picture null: there is none
 * @property {(kind: string) => string} file
 * @property {() => string} name of a file, without ending
 * @property {(key: string) => string} text the page's words
 */

export class Panel {
  #send;
  #sheets;
  #sliders;
  #search;
  #opening = new Opening();
  #scenarios;
  #share;

  /**
   * @param {(action: Action) => void} send
   * @param {import('./sheets.js').Sheets | null} sheets what lies over the map in a frame; null: it
   *   stands beside it
   * @param {ReturnType<typeof import('./sliders.js').makeSliders>} sliders
   * @param {Queries} answers
   */
  constructor(send, sheets, sliders, answers) {
    this.#send = send;
    this.#sheets = sheets;
    this.#sliders = sliders;
    this.#share = new Share(answers);
    this.#search = new Search(answers.search, (id) => this.#goTo(id), answers.text);
    this.#scenarios = new Scenarios(sliders.pullback);
    document.addEventListener('click', ({ target }) =>
      this.#clicked(/** @type {Element} */ (target)),
    );
    byId('tl-card').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close();
    });
    this.#fold();
    watchScroll();
    fullscreen();
  }

  /**
   * Brings the page up to date.
   * @param {View} view
   * @param {Partial<View>} news those of its fields that have changed
   */
  show(view, news) {
    const changed = (/** @type {(keyof View)[]} */ ...names) => names.some((name) => name in news);
    if (changed('lang', 'texts')) this.#speak(view);
    if (changed('texts')) this.#search.again(); // the first view of a program
    this.#opening.show(view, changed);
    for (const name of /** @type {const} */ (['source', 'credit', 'announce'])) {
      if (changed(name)) setText(byId(`tl-${name}`), view[name]);
    }
    if (changed('legend', 'wants')) showLegend(view.legend, view.wants.length > 0);
    if (changed('notes')) refill(byId('tl-notes'), view.notes, line);
    if (changed('card')) {
      showCard(view.card, view.date);
      this.#sheets?.cover();
      if (this.#sheets && view.card && navigator.userActivation?.isActive)
        reveal(/** @type {HTMLElement} */ (byId('tl-card').querySelector('.close')));
    }
    if (changed('hover')) showTip(view.hover);
    if (changed('table', 'select')) showTable(view.table, view.select);
    if (changed('sources')) refill(byId('tl-sources'), view.sources, source);
    if (changed('dates', 'date', 'playing', 'texts', 'wants')) showTime(view, this.#sliders.date);
    if (changed('scenarios', 'scenario', 'wants')) this.#scenarios.showChoices(view);
    if (changed('scenario')) this.#scenarios.show(view.scenario);
    if (changed('step')) showStep(view.step);
    if (changed('link')) this.#share.show(view.link);
    if (changed('chart')) showChart(view.chart);
    if (changed('claims')) showGrid('tl-claims', view.claims);
    if (changed('published')) showGrid('tl-published', view.published);
    if (changed('corrections'))
      refill(
        byId('tl-corrections'),
        view.corrections.map(({ date, text }) => ({ label: date, value: text })),
        row,
      );
  }

  /**
   * The page's own words, in another language.
   * @param {View} view
   */
  #speak({ lang, texts }) {
    document.documentElement.lang = lang;
    for (const element of /** @type {NodeListOf<LocalizedElement>} */ (
      document.querySelectorAll('[data-t]')
    ))
      setText(element, texts[element.dataset.t]);
    for (const element of /** @type {NodeListOf<LocalizedElement>} */ (
      document.querySelectorAll('[data-t-label]')
    )) {
      const text = texts[element.dataset.tLabel];
      element.setAttribute('aria-label', text);
      if (element.title) element.title = text;
    }
    for (const link of /** @type {HTMLCollectionOf<HTMLElement>} */ (byId('tl-langs').children)) {
      if (link.dataset.lang === lang) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  /**
   * A narrow page begins with the map: what would push the rest far down is folded, but for what
   * the tab is for.
   */
  #fold() {
    if (this.#sheets || !matchMedia('(max-width: 899.98px)').matches) return;
    const opened = PARTS[/** @type {string} */ (byId('tl-stage').dataset.part)];
    for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (
      document.querySelectorAll('[data-fold]')
    ))
      fold.open = Boolean(opened) && fold.matches(opened);
  }

  /**
   * What a click does beside its action (controls.js).
   * @param {Element} target
   */
  #clicked(target) {
    if (target.closest?.('[data-select]') && (this.#sheets || target.closest('#tl-figures')))
      this.#showMap();
    else if (target.closest?.('[data-do="close"]')) this.#leaveCard();
  }

  /**
   * Opens a place's card from afar: the map comes into view.
   * @param {string} id
   */
  #goTo(id) {
    this.#send({ type: 'select', id });
    this.#showMap();
  }

  #showMap() {
    if (this.#sheets) this.#sheets.close(byId('tl-input'));
    else byId('tl-box').scrollIntoView({ block: 'nearest' });
  }

  #close() {
    this.#send({ type: 'close' });
    this.#leaveCard();
  }

  /** The card goes with its next view: the keyboard must not go with it. */
  #leaveCard() {
    if (byId('tl-card').contains(document.activeElement))
      byId('tl-input').focus({ preventScroll: true });
  }
}

/** The button for the whole screen, where there may be one. */
function fullscreen() {
  const button = byId('tl-full');
  button.hidden = !document.fullscreenEnabled;
  button.dataset.asked = '';
  button.addEventListener('click', () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else
      /** @type {Element} */ (document.querySelector('.stage')).requestFullscreen().catch(() => {
        button.hidden = true;
      });
  });
}
