// The page "Embed this": builds the code for the map as it was on the screen, and previews it at
// three widths.

import { stateFromLink } from './post-message.js';

/** @import { EmbedCodeConfig } from './types.js' */

/**
 * The values of an embed code: the address, title and height in CSS pixels of the map, the root of
 * its site, the sandbox and permissions of the frame, and an element id.
 * @typedef {{src: string, title: string, height: number, site: string, sandbox: string,
 *   allow: string, id: string}} CodeOptions
 */

/**
 * The form, by the names of its fields. `version` exists if there is a pinned version.
 * @typedef {HTMLFormElement & Record<'kind' | 'ui' | 'theme' | 'width', RadioNodeList> &
 *   {version?: RadioNodeList, transparent: HTMLInputElement}} Form
 */

/**
 * A view state whose absent names are typed as strings.
 * @typedef {{step: string, scenario: string, date: string, layers?: Record<string, boolean>}}
 *   NamedState
 */

/** Parameters that a page's path may already contain. */
const PATH_PARAMS = ['lang', 'scenario'];

/** @param {string} text */
const escape = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/**
 * Returns the address of the map for a frame.
 * @param {string} link the state to show, as the query of a link
 * @param {{keep: boolean, ui: string, theme: string, transparent: boolean}} choice
 * @param {Pick<EmbedCodeConfig, 'pinnedDir' | 'pages'> & {site: string}} config `site` is the
 *   absolute address of the site's root
 */
export function embedAddress(link, choice, config) {
  const query = new URLSearchParams(link);
  const state = stateFromLink(link);
  const pagePath = /** @type {string} */ (
    !state.step && config.pages[/** @type {string} */ (state.scenario)] ? state.scenario : ''
  );
  for (const name of state.step || pagePath || !state.scenario ? PATH_PARAMS : ['lang'])
    query.delete(name);
  for (const [name, value, defaultValue] of [
    ['ui', choice.ui, 'compact'],
    ['theme', choice.theme, 'auto'],
    ['transparent', choice.transparent ? '1' : '', ''],
  ]) {
    if (value === defaultValue) query.delete(name);
    else query.set(name, value);
  }
  const text = `${query}`.replaceAll('%2F', '/').replaceAll('%2C', ',');
  return (
    config.site +
    (choice.keep ? config.pinnedDir : '') +
    config.pages[pagePath].path +
    (text && `?${text}`)
  );
}

/**
 * Returns what a map shows and of which day, in a sentence or two.
 * @param {string} link
 * @param {Pick<EmbedCodeConfig, 'steps' | 'pages' | 'dates' | 'illustrative'>} config
 */
export function embedTitle(link, config) {
  // A name that is not in the link finds no entry.
  const { step, scenario, date, layers } = /** @type {NamedState} */ (stateFromLink(link));
  const shown =
    config.steps[step] ??
    config.pages[scenario]?.summary ??
    config.dates[date] ??
    config.pages[''].summary;
  return shown + (layers?.hubs ? `. ${config.illustrative}` : '');
}

/**
 * The builders of the code to paste, by the kind of code.
 * @type {Record<string, (parts: CodeOptions) => string>}
 */
export const CODE_BUILDERS = {
  frame: ({ src, title: text, height, sandbox, allow }) =>
    `<iframe src="${escape(src)}" title="${escape(text)}" loading="lazy" width="100%" height="${height}" style="border:0" sandbox="${sandbox}" allow="${allow}"></iframe>`,
  pym: ({
    src,
    title: text,
    sandbox,
    id,
  }) => `<div data-pym-src="${escape(src)}" data-pym-title="${escape(text)}" data-pym-sandbox="${sandbox}" data-pym-allowfullscreen id="${id}"></div>
<script src="https://pym.nprapps.org/pym.v1.min.js"></script>`,
  script: ({
    src,
    title: text,
    site,
  }) => `<div data-truceline="${escape(src)}"><a href="${escape(src)}">${escape(text)}</a></div>
<script async src="${escape(site)}embed.js"></script>`,
  address: ({ src }) => src,
};

/** The script of the page. */
export class EmbedCodePage {
  #config;
  #link;
  #form = /** @type {Form} */ (document.getElementById('tl-embed-form'));
  #frameSrc = '';

  /**
   * @param {EmbedCodeConfig} config
   * @param {string} link
   */
  constructor(config, link) {
    this.#config = { ...config, site: new URL(config.root, location.href).href };
    this.#link = link;
    const theme = stateFromLink(link).theme ?? 'auto';
    this.#form.theme.value = theme;
    this.#form.addEventListener('change', () => this.#show());
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    /** @type {HTMLElement} */ (document.getElementById('tl-copy')).addEventListener('click', () =>
      this.#copy(),
    );
    addEventListener('message', (event) => this.#handleMessage(event));
    this.#show();
  }

  #show() {
    const form = this.#form;
    const choice = {
      keep: form.version?.value === 'keep',
      ui: form.ui.value,
      theme: form.theme.value,
      transparent: form.transparent.checked,
    };
    const src = embedAddress(this.#link, choice, this.#config);
    const text = embedTitle(this.#link, this.#config);
    const width = form.width.value;
    /** @type {HTMLElement} */ (document.getElementById('tl-embed-summary')).textContent = text;
    /** @type {HTMLTextAreaElement} */ (document.getElementById('tl-embed-code')).value =
      CODE_BUILDERS[form.kind.value]({
        src,
        title: text,
        height: this.#config.heights[form.ui.value][width],
        site: this.#config.site,
        sandbox: this.#config.sandbox,
        allow: this.#config.allow,
        id: `truceline-${Math.abs(shortHash(src))}`,
      });
    for (const note of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll('[data-for]')
    ))
      note.hidden = note.dataset.for !== form.kind.value;
    const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('tl-preview'));
    frame.style.width = `${width}px`;
    frame.style.height = `${this.#config.heights[form.ui.value][width]}px`;
    frame.title = text;
    if (src !== this.#frameSrc) {
      this.#frameSrc = src;
      frame.src = src;
    }
  }

  /**
   * Applies the height that the frame reports at its present width.
   * @param {MessageEvent} event
   */
  #handleMessage({ source, origin, data }) {
    const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('tl-preview'));
    if (
      source !== frame.contentWindow ||
      origin !== location.origin ||
      data?.truceline !== 1 ||
      data.type !== 'height'
    )
      return;
    if (!Number.isInteger(data.height) || data.height < 50 || data.height > 20000) return;
    frame.style.height = `${data.height}px`;
  }

  async #copy() {
    const code = /** @type {HTMLTextAreaElement} */ (document.getElementById('tl-embed-code'));
    const status = /** @type {HTMLElement} */ (document.getElementById('tl-copied'));
    try {
      await navigator.clipboard.writeText(code.value);
      status.textContent = this.#config.texts.copied;
    } catch {
      code.select();
      status.textContent = this.#config.texts.select;
    }
  }
}

/**
 * Returns a short hash of a text, for an id. pym.js needs one that is not in the article yet.
 * @param {string} text
 */
function shortHash(text) {
  let hash = 0;
  for (const char of text) hash = (hash * 31 + /** @type {number} */ (char.codePointAt(0))) | 0;
  return hash;
}
