// The date control: the slider over the dates, and the button that plays them.

import { byId } from './dom.js';

/**
 * @param {import('./types.js').View} view
 * @param {import('./snap-slider.js').SnapSlider<string>} slider over the dates
 */
export function showDateControl({ dates, date, playing, texts, missingFiles }, slider) {
  const play = byId('tl-play');
  play.toggleAttribute('data-active', playing);
  play.title = texts[playing ? 'page.pause' : 'page.play'];
  play.setAttribute('aria-label', play.title);
  // While the files of a date are fetched, the slider stays where the reader put it.
  if (missingFiles.length) return;
  slider.show(
    dates.map(({ id, label, note, offset }) => ({
      value: id,
      text: label,
      note,
      offset: Math.round(offset * 1000),
    })),
    date,
  );
}
