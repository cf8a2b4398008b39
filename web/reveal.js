// What a reader opens in a frame may lie outside the part of the frame that the window shows: at
// 400 % zoom, or on a phone in landscape.

/**
 * The room between an element that has been scrolled to and the edge of the window, in CSS pixels.
 */
const MARGIN = 32;

/**
 * Scrolls the article until an element is seen; not at all where it is.
 * @param {HTMLElement} element
 */
export function reveal(element) {
  element.style.scrollMargin = `${MARGIN}px`;
  element.scrollIntoView({ block: 'nearest' });
}
