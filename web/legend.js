// The legend, which is the layers' switch too.

import { byId, cloneTemplate, setText } from './dom.js';

/** @import { LegendEntry } from './types.js' */

/**
 * What the legend explains changes with date and scenario: entries come and go, and keep their
 * elements.
 * @param {LegendEntry[]} entries
 * @param {boolean} waiting for files: what is still fetched stays as the reader set it
 */
export function showLegend(entries, waiting) {
  const list = byId('tl-legend');
  const items = entries.map((entry) => {
    const old = byId(`tl-legend-${entry.id}`);
    const item = old && Boolean(old.querySelector('input')) === entry.toggle ? old : newItem(entry);
    setText(item.querySelector('.name'), entry.label);
    const note = /** @type {HTMLElement} */ (item.querySelector('.note'));
    setText(note, entry.note);
    note.hidden = !entry.note;
    item.toggleAttribute('data-inactive', !entry.on);
    /** @type {Element} */ (item.querySelector('use')).setAttribute(
      'href',
      `#tl-swatch-${entry.swatch}`,
    );
    const box = item.querySelector('input');
    if (box) {
      if (!waiting) box.checked = entry.on;
      box.dataset.layer = entry.layer;
    }
    return item;
  });
  if (items.length !== list.children.length || items.some((item, i) => list.children[i] !== item))
    list.replaceChildren(...items);
}

/** @param {LegendEntry} entry */
function newItem({ id, toggle }) {
  const item = cloneTemplate(toggle ? 'tl-legend-switch' : 'tl-legend-static');
  item.id = `tl-legend-${id}`;
  return item;
}
