// The two sliders of the page: over the dates, and over the distances of a pull-back. Their first
// stops are in the page's config.

import { byId, setText } from './dom.js';
import { SnapSlider } from './snap-slider.js';

/** @import { Stop } from './snap-slider.js' */
/** @import { Action, PageConfig } from './types.js' */

/**
 * @param {Pick<PageConfig, 'dates' | 'pullbacks'>} config
 * @param {(action: Action) => void} dispatch
 * @returns {{date: SnapSlider<string>, pullback: SnapSlider<number>}}
 */
export function makeSliders({ dates, pullbacks = [] }, dispatch) {
  const [name, note] = [byId('tl-date').textContent, byId('tl-date-note').textContent];
  const stops = /** @type {Stop<string>[]} */ (
    dates.map((stop) => ({ ...stop, note: stop.text === name ? note : '' }))
  );
  return {
    date: new SnapSlider('tl-date-slider', stops, {
      onPick: (date, quiet) => dispatch({ type: 'date', date, quiet }),
      onLabel: ({ text, note }) => {
        setText(byId('tl-date'), text);
        setText(byId('tl-date-note'), /** @type {string} */ (note));
      },
    }),
    pullback: new SnapSlider('tl-pullback', /** @type {Stop<number>[]} */ (pullbacks), {
      onPick: (km, quiet) => dispatch({ type: 'pullback', km, quiet }),
      onLabel: ({ text }) => setText(byId('tl-pullback-text'), text),
    }),
  };
}
