// The guided steps.

import { byId, replaceIfChanged, setText, sourceItem } from './dom.js';

/**
 * Shows a step; null: the reader walks alone. Whoever starts or leaves keeps a place for the
 * keyboard.
 * @param {import('./types.js').StepView | null} step
 */
export function showStep(step) {
  if (!byId('tl-steps')) return;
  const focused = document.activeElement;
  const [on, off] = [byId('tl-step'), byId('tl-steps-inactive')];
  on.hidden = !step;
  off.hidden = Boolean(step);
  if (step) {
    setText(byId('tl-step-position'), step.position);
    setText(byId('tl-step-title'), step.title);
    setText(byId('tl-step-text'), step.text);
    replaceIfChanged(byId('tl-step-sources'), step.sources, sourceItem);
    byId('tl-step-back').setAttribute('aria-disabled', step.first);
    byId('tl-step-next').setAttribute('aria-disabled', step.last);
    if (on.dataset.step !== step.id) startStep(on, step.id);
  } else {
    delete on.dataset.step;
  }
  if (step && off.contains(focused)) byId('tl-step-next').focus({ preventScroll: true });
  else if (!step && on.contains(focused)) byId('tl-step-start').focus({ preventScroll: true });
}

/**
 * A step begins at the head of its words, with the map in view over them where they lie over the
 * page.
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
