// Scrolling to what a reader opens in a frame. It may be outside the part of the frame that the
// window shows: at 400 % zoom, or on a phone in landscape.

/**
 * The distance between an element that has been scrolled to and the edge of the window, in CSS
 * pixels.
 */
const MARGIN = 32;

/**
 * Scrolls the article until an element is in view; not at all if it already is.
 * @param {HTMLElement} element
 */
export function reveal(element) {
  element.style.scrollMargin = `${MARGIN}px`;
  element.scrollIntoView({ block: 'nearest' });
}
