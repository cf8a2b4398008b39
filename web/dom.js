// Small hands for the page's elements. Whatever is already as it should be is not touched, so that
// nothing is announced, laid out or taken from under a reader's finger for nothing.

/** @import { FindElement, TemplateId } from './page.js' */
/** @import { Link, Row } from './types.js' */

/**
 * The page's element with an id.
 * @type {FindElement} which knows the ids, as no signature in JavaScript can
 */
export const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

/**
 * Resolves when what the page shows now has been painted; one that is not seen is not.
 * @returns {Promise<void>}
 */
export const painted = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/** @type {Promise<void> | undefined} */
let firstSeen;

/**
 * How long after a page is complete a browser may take to report its first paint, in milliseconds.
 */
const PAINT_TIMEOUT = 1000;

/**
 * Resolves when the page's first picture is on the screen, or would be were the page not hidden.
 * Firefox reports no first paint of a page that opens scrolled.
 */
export function seen() {
  firstSeen ??= new Promise((resolve) => {
    addEventListener('load', () => setTimeout(resolve, PAINT_TIMEOUT));
    if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes('paint'))
      return resolve(painted());
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName('first-contentful-paint').length) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
  return firstSeen;
}

/**
 * Sets a text only where it differs.
 * @param {Element | null} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * A copy of a template's first element.
 * @param {TemplateId} id
 */
export function copy(id) {
  return /** @type {HTMLElement} */ (byId(id).content.firstElementChild.cloneNode(true));
}

/**
 * Replaces an element's children only where their description has changed.
 * @template Item
 * @param {HTMLElement | SVGElement | null} element
 * @param {Item[]} items
 * @param {(item: Item, index: number) => Node} make
 */
export function refill(element, items, make) {
  const key = JSON.stringify(items);
  if (!element || element.dataset.key === key) return;
  element.dataset.key = key;
  element.replaceChildren(...items.map(make));
}

/**
 * A new element with a text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} text
 * @param {Record<string, string | number>} attributes
 */
export function make(name, text, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * The length in CSS pixels of one of the root's custom properties, or another where it has none.
 * @param {string} property
 */
export function lengthOf(property, other = 0) {
  const probe = make('div', '');
  probe.style.cssText = `position: fixed; visibility: hidden; height: var(${property}, ${other}px)`;
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return height;
}

/**
 * A paragraph of its own.
 * @param {string} text
 */
export const line = (text) => make('p', text);

/**
 * A figure or fact with its name.
 * @param {Row} fact
 */
export function row({ label, value }) {
  const item = copy('tl-row');
  /** @type {HTMLElement} */ (item.querySelector('dt')).textContent = label;
  /** @type {HTMLElement} */ (item.querySelector('dd')).textContent = value;
  return item;
}

/**
 * A source with its link where it has one that leads to a page.
 * @param {Link} link
 */
export function source({ text, url }) {
  const item = copy(/^https?:\/\//.test(url ?? '') ? 'tl-source-link' : 'tl-source-plain');
  const target = item.querySelector('a');
  if (target) target.href = url;
  (target ?? item).textContent = text;
  return item;
}
