// What a reader can take away: a link to exactly this, and files. What the place around the page
// forbids is absent.

import { byId, setText } from './dom.js';

/** @import { Queries } from './panel.js' */

/** @typedef {HTMLElement & {dataset: {save: string}}} SaveButton */

/** @type {Record<string, string>} */
const TYPES = { svg: 'image/svg+xml', csv: 'text/csv', geojson: 'application/geo+json' };

export class Share {
  #source;

  /**
   * @param {Pick<Queries, 'picture' | 'file' | 'name' | 'text'>} source
   */
  constructor(source) {
    this.#source = source;
    const framed = window.parent !== window;
    // A sandbox without an origin of its own lets nothing be saved, and does not say so.
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
    this.show(location.search.slice(1)); // until there is a view, or where none comes
  }

  /**
   * Shows the link to what is seen.
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
      setText(byId('tl-copied'), this.#source.text('page.copied'));
    } catch {
      // forbidden after all: the link stays to be copied by hand
      byId('tl-copy').hidden = true;
      byId('tl-link').focus();
    }
  }

  /** @param {string} kind */
  async #save(kind) {
    const blob =
      kind === 'png'
        ? await this.#source.picture()
        : new Blob([this.#source.file(kind)], { type: TYPES[kind] });
    if (!blob?.size) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${this.#source.name()}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
