// The guided tour.

import { byId, replaceIfChanged, setText, sourceItem } from './dom.js';

/**
 * Shows a step of the tour; null: no tour. If the focused button disappears because the reader
 * starts or leaves the tour, the focus moves to the one that replaces it.
 * @param {import('./types.js').StepView | null} step
 */
export function showStep(step) {
  if (!byId('tl-steps')) return;
  const focused = document.activeElement;
  const [active, inactive] = [byId('tl-step'), byId('tl-steps-inactive')];
  active.hidden = !step;
  inactive.hidden = Boolean(step);
  if (step) {
    setText(byId('tl-step-position'), step.position);
    setText(byId('tl-step-title'), step.title);
    setText(byId('tl-step-text'), step.text);
    replaceIfChanged(byId('tl-step-sources'), step.sources, sourceItem);
    byId('tl-step-back').setAttribute('aria-disabled', step.first);
    byId('tl-step-next').setAttribute('aria-disabled', step.last);
    if (active.dataset.step !== step.id) startStep(active, step.id);
  } else {
    delete active.dataset.step;
  }
  if (step && inactive.contains(focused)) byId('tl-step-next').focus({ preventScroll: true });
  else if (!step && active.contains(focused)) byId('tl-step-start').focus({ preventScroll: true });
}

/**
 * Begins a step: scrolls to the start of its text and, if the step lies over the page, scrolls the
 * map into view above it.
 * @param {HTMLElement} element
 * @param {string} id
 */
function startStep(element, id) {
  element.dataset.step = id;
  /** @type {Element} */ (element.querySelector('.step-text')).scrollTop = 0;
  if (getComputedStyle(element).position !== 'fixed') return;
  const box = byId('tl-map');
  const { top, bottom } = box.getBoundingClientRect();
  if (top < 0 || bottom > element.getBoundingClientRect().top)
    box.scrollIntoView({ block: 'start' });
}
