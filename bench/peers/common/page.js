// Code that the peers' pages share: fetching data, the text of an answer, and the labels for a
// width.

/** Fetches a data file as JSON. The page's head preloads it. */
export const fetchJSON = async (name) => (await fetch(name)).json();

/** Returns the text that a tap on an oblast shows. */
export const answer = ({ name, share }) =>
  `${name}: ${(share * 100).toFixed(1)}% controlled by Russian forces`;

/** Returns the labels for a map of a width: a phone has space for half of them. */
export const labelsForWidth = (labels, width) =>
  labels.filter(({ properties }) => width >= 600 || properties.narrow);

/**
 * Ukraine's bounds, [west, south, east, north] in degrees, and the padding around them in CSS
 * pixels.
 */
export const bounds = [22.13, 44.38, 40.23, 52.38];
export const paddingForWidth = (width) => (width >= 600 ? 24 : 8);
