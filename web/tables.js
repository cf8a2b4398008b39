// The tables of the page.

import { byId, createElement, replaceIfChanged, setText } from './dom.js';

/** @import { Table as TableElement } from './page.js' */
/** @import { Table, TableRow } from './types.js' */

/**
 * Shows the figures by oblast. Rows keep their elements, because they can be selected, but the day
 * may change their order and their table.
 * @param {Table} table
 * @param {string} selected
 */
export function showTable(table, selected) {
  setText(byId('tl-table-caption'), table.caption);
  const foldedRows = byId('tl-folded-rows');
  foldedRows.hidden = !table.foldedHeading;
  setText(byId('tl-folded-rows-name'), table.foldedHeading);
  for (const [element, folded] of /** @type {[TableElement, boolean][]} */ ([
    [byId('tl-table'), false],
    [foldedRows.lastElementChild, true],
  ])) {
    const heads = element.tHead.rows[0].cells;
    table.head.forEach((text, i) => setText(heads[i], text));
    fillRows(
      element.tBodies[0],
      table.rows.filter((row) => Boolean(row.folded) === folded),
      selected,
    );
  }
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {TableRow[]} list
 * @param {string} selected
 */
function fillRows(body, list, selected) {
  const rows = /** @type {HTMLTableRowElement[]} */ (
    list
      .map((row) => {
        const element = byId(`tl-row-${row.id}`);
        if (!element) return null;
        setText(element.cells[0].firstElementChild, row.name);
        row.cells.forEach((text, i) => setText(element.cells[i + 1], text));
        element.toggleAttribute('data-selected', row.id === selected);
        return element;
      })
      .filter(Boolean)
  );
  if (rows.some((row, i) => body.rows[i] !== row)) body.append(...rows);
}

/**
 * Marks the tables that are wider than their container, which then have a hint to scroll
 * (tables.css).
 */
export function observeOverflow() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const box = /** @type {Element} */ (target.closest('.table-scroll'));
      box.toggleAttribute('data-overflowing', box.scrollWidth > box.clientWidth + 1);
    }
  });
  for (const box of document.querySelectorAll('.table-scroll')) {
    observer.observe(box);
    observer.observe(/** @type {Element} */ (box.firstElementChild));
  }
}

/**
 * Fills a table anew. Consecutive rows of the same place share a heading.
 * @param {string} id
 * @param {Pick<Table, 'caption' | 'head'> & {rows: Pick<TableRow, 'id' | 'name' | 'cells'>[]}} grid
 */
export function fillTable(id, { caption, head, rows }) {
  const table = /** @type {TableElement} */ (byId(id));
  table.hidden = !rows.length;
  setText(byId(`${id}-caption`), caption);
  replaceIfChanged(table.tHead.rows[0], head, (text) =>
    createElement('th', text, { scope: 'col' }),
  );
  /**
   * @param {Pick<TableRow, 'id' | 'name'> | undefined} a
   * @param {Pick<TableRow, 'id' | 'name'> | undefined} b
   */
  const hasSameHeading = (a, b) => a && b && a.id === b.id && a.name === b.name;
  replaceIfChanged(table.tBodies[0], rows, (row, i) => {
    const element = document.createElement('tr');
    element.toggleAttribute('data-total', row.id === 'UA');
    if (!hasSameHeading(row, rows[i - 1])) {
      let span = 1;
      while (hasSameHeading(row, rows[i + span])) span++;
      element.append(
        createElement(
          'th',
          row.name,
          span > 1 ? { scope: 'rowgroup', rowspan: span } : { scope: 'row' },
        ),
      );
    }
    element.append(...row.cells.map((text) => createElement('td', text)));
    return element;
  });
}
