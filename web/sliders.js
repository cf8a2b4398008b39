// The page's two sliders: over the dates, and over the distances of a pull-back. The page itself
// has their stops.

import { byId, setText } from './dom.js';
import { Stops } from './stops.js';

/**
 * @param {{dates: object[], pullbacks?: object[]}} config
 * @param {(action: object) => void} act
 */
export function makeSliders({ dates, pullbacks = [] }, act) {
  const [name, why] = [byId('tl-date').textContent, byId('tl-date-note').textContent];
  const stops = dates.map((stop) => ({ ...stop, note: stop.text === name ? why : '' }));
  return {
    date: new Stops('tl-time', stops, {
      pick: (date, quiet) => act({ type: 'date', date, quiet }),
      label: ({ text, note }) => {
        setText(byId('tl-date'), text);
        setText(byId('tl-date-note'), note);
      },
    }),
    pullback: new Stops('tl-pullback', pullbacks, {
      pick: (km, quiet) => act({ type: 'pullback', km, quiet }),
      label: ({ text }) => setText(byId('tl-pullback-text'), text),
    }),
  };
}
