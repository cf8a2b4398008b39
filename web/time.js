// Time: the slider over the dates, and playing them.

import { byId } from './dom.js';

/**
 * @param {import('./types.js').View} view
 * @param {import('./stops.js').Stops<string>} slider over the dates
 */
export function showTime({ dates, date, playing, texts, wants }, slider) {
  const play = byId('tl-play');
  play.toggleAttribute('data-on', playing);
  play.title = texts[playing ? 'page.pause' : 'page.play'];
  play.setAttribute('aria-label', play.title);
  // While the files of a date are fetched, the slider stays where it was put.
  if (wants.length) return;
  slider.show(
    dates.map(({ id, label, note, at }) => ({
      value: id,
      text: label,
      note,
      at: Math.round(at * 1000),
    })),
    date,
  );
}
