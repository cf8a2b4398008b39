// The card of what is selected, and the line beside the pointer.

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
  replaceIfChanged(byId('tl-card-alternatives-list'), card.alternatives ?? [], (other) => {
    const item = cloneTemplate('tl-card-alternative');
    const button = /** @type {HTMLButtonElement} */ (item.querySelector('button'));
    button.dataset.select = other.id;
    button.textContent = other.name;
    return item;
  });
  byId('tl-card-alternatives').hidden = !card.alternatives?.length;
}

/**
 * The number that stands out, with its chart over the dates.
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
 * The line about what is under the pointer, beside the pointer and inside the map.
 * @param {Tooltip | null} tip
 */
export function showTooltip(tip) {
  const element = byId('tl-tooltip');
  byId('tl-input').toggleAttribute('data-hovering', Boolean(tip));
  element.hidden = !tip;
  if (!tip) return;
  setText(byId('tl-tooltip-name'), tip.name);
  setText(byId('tl-tooltip-text'), tip.text);
  const box = byId('tl-map');
  const right = tip.x + 14 + element.offsetWidth <= box.clientWidth;
  const x = right ? tip.x + 14 : Math.max(tip.x - 14 - element.offsetWidth, 4);
  const y = Math.min(Math.max(tip.y + 14, 4), box.clientHeight - element.offsetHeight - 4);
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
