// The card of what is selected, and the line beside the pointer.

import { plot, plotYears } from './chart.js';
import { byId, copy, line, refill, row, setText, source } from './dom.js';

/** @import { ChartElement } from './chart.js' */
/** @import { Card, CardFigure, Tip } from './types.js' */

/**
 * @param {Card | null} card
 * @param {string} date the day that is shown
 */
export function showCard(card, date) {
  byId('tl-card').dataset.state = card ? 'open' : 'empty';
  byId('tl-card-empty').hidden = Boolean(card);
  byId('tl-card-full').hidden = !card;
  if (!card) return;
  setText(byId('tl-card-name'), card.name);
  setText(byId('tl-card-kind'), card.kind);
  showFigure(byId('tl-card-figure'), card.figure, date);
  setText(byId('tl-card-lead'), card.lead);
  byId('tl-card-lead').hidden = !card.lead;
  refill(byId('tl-card-rows'), card.rows ?? [], row);
  refill(byId('tl-card-times'), card.times ?? [], row);
  byId('tl-card-over').hidden = !card.times?.length;
  refill(byId('tl-card-notes'), card.notes ?? [], line);
  refill(byId('tl-card-sources'), card.sources ?? [], source);
  refill(byId('tl-card-others'), card.others ?? [], (other) => {
    const item = copy('tl-card-other');
    const button = /** @type {HTMLButtonElement} */ (item.querySelector('button'));
    button.dataset.select = other.id;
    button.textContent = other.name;
    return item;
  });
  byId('tl-card-more').hidden = !card.others?.length;
}

/**
 * The number that stands out, with its course over the dates.
 * @param {HTMLElement} element
 * @param {CardFigure | null} figure
 * @param {string} date
 */
function showFigure(element, figure, date) {
  element.hidden = !figure;
  if (!figure) return;
  for (const name of /** @type {const} */ (['value', 'label', 'range']))
    setText(element.querySelector(`.${name}`), figure[name]);
  const { course } = figure;
  const drawing = byId('tl-card-course');
  drawing.hidden = !course;
  if (!course) return;
  const svg = /** @type {ChartElement} */ (drawing.firstElementChild);
  plot(svg, course, date);
  plotYears(svg, course.years);
  svg.setAttribute('aria-label', `${course.caption}. ${course.note}`);
  setText(drawing.lastElementChild, course.caption);
}

/**
 * The line about what is under the pointer, beside the pointer and inside the map.
 * @param {Tip | null} tip
 */
export function showTip(tip) {
  const element = byId('tl-tip');
  byId('tl-input').toggleAttribute('data-over', Boolean(tip));
  element.hidden = !tip;
  if (!tip) return;
  setText(byId('tl-tip-name'), tip.name);
  setText(byId('tl-tip-text'), tip.text);
  const box = byId('tl-box');
  const right = tip.x + 14 + element.offsetWidth <= box.clientWidth;
  const x = right ? tip.x + 14 : Math.max(tip.x - 14 - element.offsetWidth, 4);
  const y = Math.min(Math.max(tip.y + 14, 4), box.clientHeight - element.offsetHeight - 4);
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
