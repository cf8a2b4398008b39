// The messages between an article and the map in its frame. The other end is embed.js. A message is
// an object with `truceline: 1`. An article chooses what is shown and nothing else: no data, no
// address, no language.

import { ARTICLE_PARAMS, PARAM_KINDS } from './link-params.js';

const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9-]{0,79}$/;
const DATE_PATTERN = /^\d{4}-\d\d-\d\d$/;
const MAX_LAYERS = 40;

/** @import { State, View } from './types.js' */

/**
 * The part of a state that an article may choose.
 * @typedef {Pick<State, (typeof ARTICLE_PARAMS)[number]>} ViewState
 */

/**
 * A command of an article.
 * @typedef {{type: 'step', id: string} | {type: 'state', state: ViewState}} Command
 */

/**
 * @param {unknown} number
 * @param {number} min
 * @param {number} max
 */
const within = (number, min, max) => typeof number === 'number' && number >= min && number <= max;
/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isId = (value) => typeof value === 'string' && ID_PATTERN.test(value);

/**
 * The kinds of parameters: `parse` reads the text of a link, and `copy` returns a copy of a valid
 * value, or undefined.
 * @type {Record<string, {parse: (text: string) => unknown, copy: (value: any) => unknown}>}
 */
const KINDS = {
  id: { parse: String, copy: (value) => (isId(value) ? value : undefined) },
  date: {
    parse: String,
    copy: (value) => (typeof value === 'string' && DATE_PATTERN.test(value) ? value : undefined),
  },
  km: {
    parse: Number,
    copy: (value) => (Number.isInteger(value) && within(value, 0, 1000) ? value : undefined),
  },
  switch: {
    parse: (text) => ['1', 'true'].includes(text),
    copy: (value) => (typeof value === 'boolean' ? value : undefined),
  },
  layers: {
    parse: (text) =>
      Object.fromEntries(
        text
          .split(',')
          .filter(Boolean)
          .map((id) => [id.replace(/^-/, ''), id[0] !== '-']),
      ),
    copy: copyLayers,
  },
  view: {
    parse: (text) => {
      const [zoom, lat, lon] = text.split('/').map(Number);
      return { zoom, lat, lon };
    },
    copy: (value) =>
      isRecord(value) &&
      within(value.lon, -180, 180) &&
      within(value.lat, -90, 90) &&
      within(value.zoom, 0, 24)
        ? { lon: value.lon, lat: value.lat, zoom: value.zoom }
        : undefined,
  },
};

/**
 * Returns how values of a parameter are read.
 * @param {keyof typeof PARAM_KINDS} name
 */
function kindOf(name) {
  const kind = PARAM_KINDS[name];
  if (typeof kind === 'string') return KINDS[kind];
  return {
    parse: String,
    copy: (/** @type {any} */ value) => (kind.includes(value) ? value : undefined),
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, boolean> | undefined}
 */
function copyLayers(value) {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  const valid =
    entries.length <= MAX_LAYERS &&
    entries.every(([id, on]) => isId(id) && typeof on === 'boolean');
  return valid ? Object.fromEntries(/** @type {[string, boolean][]} */ (entries)) : undefined;
}

/**
 * Parses a message of the article.
 * @param {unknown} data
 * @returns {{type: 'hello'} | Command | null} null: not a message of this protocol, or one with an
 *   invalid view state
 */
export function parseRequest(data) {
  if (!isRecord(data) || data.truceline !== 1) return null;
  if (data.type === 'hello') return { type: 'hello' };
  if (data.type !== 'goTo') return null;
  if (isId(data.step)) return { type: 'step', id: data.step };
  const state = parseState(data.state);
  return state && { type: 'state', state };
}

/**
 * @param {unknown} value
 * @returns {ViewState | null}
 */
function parseState(value) {
  if (!isRecord(value)) return null;
  /** @type {Record<string, unknown>} */
  const state = {};
  const names = Object.keys(value);
  if (names.length > ARTICLE_PARAMS.length) return null;
  for (const name of names) {
    const param = ARTICLE_PARAMS.find((known) => known === name);
    const field = param && kindOf(param).copy(value[name]);
    if (field === undefined) return null;
    state[name] = field;
  }
  return state;
}

/**
 * Returns the view state of a link, in the form that `goTo` takes.
 * @param {string} link
 * @returns {ViewState}
 */
export const stateFromLink = (link) => readParams(link, ARTICLE_PARAMS);

/**
 * Returns the valid values of some parameters of a link, as fields of a state.
 * @param {string} link
 * @param {readonly (keyof typeof PARAM_KINDS)[]} names
 * @returns {State}
 */
export function readParams(link, names) {
  const query = new URLSearchParams(link);
  /** @type {Record<string, unknown>} */
  const state = {};
  for (const name of names) {
    const text = query.get(name);
    const { parse, copy } = kindOf(name);
    const value = text ? copy(parse(text)) : undefined;
    if (value !== undefined) state[name] = value;
  }
  return state;
}

/** The map's end of the connection to the article. */
export class ArticleChannel {
  #post;
  #onCommand;
  /**
   * The content of the last message of each type, as JSON.
   * @type {Record<string, string>}
   */
  #lastSent = {};
  /**
   * The content of the `ready` message; null: there is no view yet.
   * @type {{steps: string[], title: string, situation: string, state: ViewState} | null}
   */
  #ready = null;

  /**
   * @param {object} options
   * @param {(message: object) => void} options.post to the parent
   * @param {(command: Command) => void} options.onCommand
   */
  constructor({ post, onCommand }) {
    this.#post = post;
    this.#onCommand = onCommand;
  }

  /** @param {unknown} data */
  handleMessage(data) {
    const message = parseRequest(data);
    if (message?.type === 'hello') this.#sendReady();
    else if (message) this.#onCommand(message);
  }

  /**
   * Reports to the article what has changed in the view; the first time that the map is ready.
   * @param {View} view
   */
  notify(view) {
    const state = stateFromLink(view.link);
    const first = !this.#ready;
    this.#ready = {
      steps: view.steps.map((step) => step.id),
      title: view.title,
      situation: view.situation,
      state,
    };
    if (first) this.#sendReady();
    const select = { id: view.select, name: view.card?.name ?? '' };
    this.#sendIfChanged('state', { state });
    this.#sendIfChanged('select', select, first && !select.id);
  }

  #sendReady() {
    if (this.#ready) this.#post({ truceline: 1, type: 'ready', ...this.#ready });
  }

  /**
   * @param {'state' | 'select'} type
   * @param {object} content
   */
  #sendIfChanged(type, content, silent = false) {
    const key = JSON.stringify(content);
    if (this.#lastSent[type] === key) return;
    this.#lastSent[type] = key;
    if (!silent) this.#post({ truceline: 1, type, ...content });
  }
}

/**
 * Listens to the article: only to the parent window and, if the browser reveals its origin, only to
 * documents of that origin.
 * @param {(data: any) => void} handleMessage validates its argument
 */
export function listenToParent(handleMessage) {
  const origin = location.ancestorOrigins?.[0];
  addEventListener('message', (event) => {
    if (event.source !== window.parent) return;
    if (origin && origin !== 'null' && event.origin !== origin) return;
    handleMessage(event.data);
  });
}
