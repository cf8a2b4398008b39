// The card of the selection, and the tooltip beside the pointer.

import { drawChart, drawYearTicks } from './chart.js';
import {
  byId,
  cloneTemplate,
  paragraph,
  replaceIfChanged,
  factRow,
  setText,
  sourceItem,
} from './dom.js';

/** @import { ChartElement } from './chart.js' */
/** @import { Card, CardFigure, Tooltip } from './types.js' */

/**
 * @param {Card | null} card
 * @param {string} date the day that is shown
 */
export function showCard(card, date) {
  byId('tl-card').dataset.state = card ? 'open' : 'empty';
  byId('tl-card-empty').hidden = Boolean(card);
  byId('tl-card-body').hidden = !card;
  if (!card) return;
  setText(byId('tl-card-name'), card.name);
  setText(byId('tl-card-kind'), card.kind);
  showFigure(byId('tl-card-figure'), card.figure, date);
  setText(byId('tl-card-summary'), card.summary);
  byId('tl-card-summary').hidden = !card.summary;
  replaceIfChanged(byId('tl-card-rows'), card.rows ?? [], factRow);
  replaceIfChanged(byId('tl-card-history-rows'), card.history ?? [], factRow);
  byId('tl-card-history').hidden = !card.history?.length;
  replaceIfChanged(byId('tl-card-notes'), card.notes ?? [], paragraph);
  replaceIfChanged(byId('tl-card-sources'), card.sources ?? [], sourceItem);
  replaceIfChanged(byId('tl-card-alternatives-list'), card.alternatives ?? [], (alternative) => {
    const item = cloneTemplate('tl-card-alternative');
    const button = /** @type {HTMLButtonElement} */ (item.querySelector('button'));
    button.dataset.select = alternative.id;
    button.textContent = alternative.name;
    return item;
  });
  byId('tl-card-alternatives').hidden = !card.alternatives?.length;
}

/**
 * Shows the main number of a card, and its chart over the dates.
 * @param {HTMLElement} element
 * @param {CardFigure | null} figure
 * @param {string} date
 */
function showFigure(element, figure, date) {
  element.hidden = !figure;
  if (!figure) return;
  for (const name of /** @type {const} */ (['value', 'label', 'range']))
    setText(element.querySelector(`.${name}`), figure[name]);
  const { chart } = figure;
  const drawing = byId('tl-card-chart');
  drawing.hidden = !chart;
  if (!chart) return;
  const svg = /** @type {ChartElement} */ (drawing.firstElementChild);
  drawChart(svg, chart, date);
  drawYearTicks(svg, chart.yearTicks);
  svg.setAttribute('aria-label', `${chart.caption}. ${chart.note}`);
  setText(drawing.lastElementChild, chart.caption);
}

/**
 * Shows the tooltip beside the pointer, inside the map.
 * @param {Tooltip | null} tooltip
 */
export function showTooltip(tooltip) {
  const element = byId('tl-tooltip');
  byId('tl-input').toggleAttribute('data-hovering', Boolean(tooltip));
  element.hidden = !tooltip;
  if (!tooltip) return;
  setText(byId('tl-tooltip-name'), tooltip.name);
  setText(byId('tl-tooltip-text'), tooltip.text);
  const box = byId('tl-map');
  const right = tooltip.x + 14 + element.offsetWidth <= box.clientWidth;
  const x = right ? tooltip.x + 14 : Math.max(tooltip.x - 14 - element.offsetWidth, 4);
  const y = Math.min(Math.max(tooltip.y + 14, 4), box.clientHeight - element.offsetHeight - 4);
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
