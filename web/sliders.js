// The page's two sliders: over the dates, and over the distances of a pull-back. The page itself
// has their stops.

import { byId, setText } from './dom.js';
import { Stops } from './stops.js';

/** @import { Stop } from './stops.js' */
/** @import { Action, PageConfig } from './types.js' */

/**
 * @param {Pick<PageConfig, 'dates' | 'pullbacks'>} config
 * @param {(action: Action) => void} act
 * @returns {{date: Stops<string>, pullback: Stops<number>}}
 */
export function makeSliders({ dates, pullbacks = [] }, act) {
  const [name, why] = [byId('tl-date').textContent, byId('tl-date-note').textContent];
  const stops = /** @type {Stop<string>[]} */ (
    dates.map((stop) => ({ ...stop, note: stop.text === name ? why : '' }))
  );
  return {
    date: new Stops('tl-time', stops, {
      pick: (date, quiet) => act({ type: 'date', date, quiet }),
      label: ({ text, note }) => {
        setText(byId('tl-date'), text);
        setText(byId('tl-date-note'), /** @type {string} */ (note));
      },
    }),
    pullback: new Stops('tl-pullback', /** @type {Stop<number>[]} */ (pullbacks), {
      pick: (km, quiet) => act({ type: 'pullback', km, quiet }),
      label: ({ text }) => setText(byId('tl-pullback-text'), text),
    }),
  };
}
