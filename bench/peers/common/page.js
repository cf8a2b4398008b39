// What the peers' pages share: the data, how an answer reads, and which labels a width has room
// for.

/** Fetches a file of the page as JSON; the page's head has asked for it before. */
export const fetchJSON = async (name) => (await fetch(name)).json();

/** What a tap on an oblast tells. */
export const answer = ({ name, share }) =>
  `${name}: ${(share * 100).toFixed(1)}% controlled by Russian forces`;

/** The labels that a map of this width shows: a phone has room for half of them. */
export const shown = (labels, width) =>
  labels.filter(({ properties }) => width >= 600 || properties.narrow);

/**
 * Ukraine's bounds, [west, south, east, north] in degrees, and the room around them in CSS pixels.
 */
export const bounds = [22.13, 44.38, 40.23, 52.38];
export const room = (width) => (width >= 600 ? 24 : 8);
