// Sharing: a link to the present state, and files to save. What the environment of the page forbids
// is hidden.

import { byId, setText } from './dom.js';

/** @import { Queries } from './panel.js' */

/** @typedef {HTMLElement & {dataset: {save: string}}} SaveButton */

/** @type {Record<string, string>} */
const TYPES = { svg: 'image/svg+xml', csv: 'text/csv', geojson: 'application/geo+json' };

export class Share {
  #queries;

  /**
   * @param {Pick<Queries, 'picture' | 'file' | 'name' | 'text'>} queries
   */
  constructor(queries) {
    this.#queries = queries;
    const framed = window.parent !== window;
    // A sandbox with an opaque origin allows no downloads, and reports no error.
    byId('tl-downloads').hidden = framed && window.origin === 'null';
    byId('tl-embed-link').hidden = framed && window.origin === 'null';
    byId('tl-open-full').hidden = !framed;
    byId('tl-copy').hidden =
      !navigator.clipboard ||
      document.featurePolicy?.allowsFeature('clipboard-write') === false ||
      window.origin === 'null';
    byId('tl-copy').addEventListener('click', () => this.#copy());
    byId('tl-link').addEventListener('focus', ({ target }) =>
      /** @type {HTMLInputElement} */ (target).select(),
    );
    byId('tl-downloads').addEventListener('click', ({ target }) => {
      if (/** @type {HTMLElement} */ (target).dataset.save)
        this.#save(/** @type {SaveButton} */ (target).dataset.save);
    });
    this.show(location.search.slice(1)); // until there is a view, if ever
  }

  /**
   * Shows the link to the present state.
   * @param {string} link
   */
  show(link) {
    const url = new URL(link ? `?${link}` : location.pathname, location.href);
    url.hash = '';
    if (byId('tl-link').value !== url.href) byId('tl-link').value = url.href;
    /** @type {HTMLAnchorElement} */ (byId('tl-open-full').firstElementChild).href = url.href;
    /** @type {HTMLAnchorElement} */ (byId('tl-embed-link').firstElementChild).search = link;
    setText(byId('tl-copied'), '');
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(byId('tl-link').value);
      setText(byId('tl-copied'), this.#queries.text('page.copied'));
    } catch {
      // forbidden after all: the link can be copied by hand
      byId('tl-copy').hidden = true;
      byId('tl-link').focus();
    }
  }

  /** @param {string} kind */
  async #save(kind) {
    const blob =
      kind === 'png'
        ? await this.#queries.picture()
        : new Blob([this.#queries.file(kind)], { type: TYPES[kind] });
    if (!blob?.size) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${this.#queries.name()}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
