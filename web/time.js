// Time: the slider over the dates, and playing them.

import { byId, setText } from './dom.js';
import { Stops } from './stops.js';

export class Time {
  #stops;

  /** @param {(action: object) => void} send */
  constructor(send) {
    this.#stops = new Stops(byId('tl-time'), (date) => send({ type: 'date', date }));
    byId('tl-play').addEventListener('click', () => send({ type: 'play', on: !('on' in byId('tl-play').dataset) }));
  }

  show({ dates, date, playing, texts, wants }) {
    const play = byId('tl-play');
    play.toggleAttribute('data-on', playing);
    play.title = texts[playing ? 'page.pause' : 'page.play'];
    play.setAttribute('aria-label', play.title);
    const day = dates.find((one) => one.id === date);
    if (!day || wants.length) return; // while the files of a date are fetched, the slider stays where it was put
    this.#stops.show(dates.map(({ id, label, at }) => ({ value: id, text: label, at })), date);
    setText(byId('tl-date'), day.label);
    setText(byId('tl-date-note'), day.note);
  }
}
