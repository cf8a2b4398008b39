// The guided steps.

import { byId, refill, setText, source } from './dom.js';

/** Shows a step; null: the reader walks alone. Whoever starts or leaves keeps a place for the keyboard. */
export function showStep(step) {
  if (!byId('tl-steps')) return;
  const focused = document.activeElement;
  const [on, off] = [byId('tl-step'), byId('tl-steps-off')];
  on.hidden = !step;
  off.hidden = Boolean(step);
  if (step) {
    setText(byId('tl-step-place'), step.place);
    setText(byId('tl-step-title'), step.title);
    setText(byId('tl-step-text'), step.text);
    refill(byId('tl-step-sources'), step.sources, source);
    byId('tl-step-back').setAttribute('aria-disabled', step.first);
    byId('tl-step-next').setAttribute('aria-disabled', step.last);
  }
  if (step && off.contains(focused)) byId('tl-step-next').focus({ preventScroll: true });
  else if (!step && on.contains(focused)) byId('tl-step-start').focus({ preventScroll: true });
}
