// The legend, with which layers are switched on and off.

import { byId, cloneTemplate, setText } from './dom.js';

/** @import { LegendEntry } from './types.js' */

/**
 * Updates the legend. Its entries change with date and scenario; an entry that remains keeps its
 * element.
 * @param {LegendEntry[]} entries
 * @param {boolean} waiting whether files are being fetched: the switches stay as the reader set
 *   them
 */
export function showLegend(entries, waiting) {
  const list = byId('tl-legend');
  const items = entries.map((entry) => {
    const existing = byId(`tl-legend-${entry.id}`);
    const item =
      existing && Boolean(existing.querySelector('input')) === entry.toggle
        ? existing
        : newItem(entry);
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
