// "Embed this": builds the code for a map as it was on the screen, and shows it at three widths.

import { stateFromLink } from './post-message.js';

/** @import { EmbedCodeConfig } from './types.js' */

/**
 * What a code is made of: an address, a title and a height in CSS pixels, and what the frame may.
 * @typedef {{src: string, title: string, height: number, site: string, sandbox: string,
 *   allow: string, id: string}} CodeOptions
 */

/**
 * The form, by the names of its fields; the version's are there where one is kept.
 * @typedef {HTMLFormElement & Record<'kind' | 'ui' | 'theme' | 'width', RadioNodeList> &
 *   {version?: RadioNodeList, transparent: HTMLInputElement}} Form
 */

/**
 * A view state in which names that it does not say are taken for strings.
 * @typedef {{step: string, scenario: string, date: string, layers?: Record<string, boolean>}}
 *   NamedState
 */

/** Parameters that a page's folder says already. */
const PATH_PARAMS = ['lang', 'scenario'];

/** @param {string} text */
const escape = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/**
 * The address of the map for a frame.
 * @param {string} link what is shown, as the query of a link
 * @param {{keep: boolean, ui: string, theme: string, transparent: boolean}} choice
 * @param {Pick<EmbedCodeConfig, 'pinnedDir' | 'pages'> & {site: string}} config `site` is the whole
 *   address of the site's root
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
 * What a map shows and of which day, in a sentence or two.
 * @param {string} link
 * @param {Pick<EmbedCodeConfig, 'steps' | 'pages' | 'dates' | 'illustrative'>} config
 */
export function embedTitle(link, config) {
  // What the link does not say finds nothing under its name.
  const { step, scenario, date, layers } = /** @type {NamedState} */ (stateFromLink(link));
  const shown =
    config.steps[step] ??
    config.pages[scenario]?.summary ??
    config.dates[date] ??
    config.pages[''].summary;
  return shown + (layers?.hubs ? `. ${config.illustrative}` : '');
}

/**
 * The kinds of code, by name: what to paste.
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
  embedAddress: ({ src }) => src,
};

/** The page itself. */
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
   * The frame tells its height at the width that it has.
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
    const said = /** @type {HTMLElement} */ (document.getElementById('tl-copied'));
    try {
      await navigator.clipboard.writeText(code.value);
      said.textContent = this.#config.texts.copied;
    } catch {
      code.select();
      said.textContent = this.#config.texts.select;
    }
  }
}

/**
 * A short number for an id: pym.js wants one that is not in the article yet.
 * @param {string} text
 */
function shortHash(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + /** @type {number} */ (letter.codePointAt(0))) | 0;
  return sum;
}
