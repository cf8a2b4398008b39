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
export const nextPaint = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/** @type {Promise<void> | undefined} */
let firstPaint;

/**
 * How long after a page is complete a browser may take to report its first paint, in milliseconds.
 */
const PAINT_TIMEOUT = 1000;

/**
 * Resolves when the page's first picture is on the screen, or would be were the page not hidden.
 * Firefox reports no first paint of a page that opens scrolled.
 */
export function firstContentfulPaint() {
  firstPaint ??= new Promise((resolve) => {
    addEventListener('load', () => setTimeout(resolve, PAINT_TIMEOUT));
    if (document.hidden || !PerformanceObserver.supportedEntryTypes?.includes('paint'))
      return resolve(nextPaint());
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName('first-contentful-paint').length) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
  return firstPaint;
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
export function cloneTemplate(id) {
  return /** @type {HTMLElement} */ (byId(id).content.firstElementChild.cloneNode(true));
}

/**
 * Replaces an element's children only where their description has changed.
 * @template Item
 * @param {HTMLElement | SVGElement | null} element
 * @param {Item[]} items
 * @param {(item: Item, index: number) => Node} createElement
 */
export function replaceIfChanged(element, items, createElement) {
  const key = JSON.stringify(items);
  if (!element || element.dataset.contentKey === key) return;
  element.dataset.contentKey = key;
  element.replaceChildren(...items.map(createElement));
}

/**
 * A new element with a text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} text
 * @param {Record<string, string | number>} attributes
 */
export function createElement(name, text, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * The length in CSS pixels of one of the root's custom properties, or another where it has none.
 * @param {string} property
 */
export function cssLength(property, fallback = 0) {
  const probe = createElement('div', '');
  probe.style.cssText = `position: fixed; visibility: hidden; height: var(${property}, ${fallback}px)`;
  document.body.append(probe);
  const { height } = probe.getBoundingClientRect();
  probe.remove();
  return height;
}

/**
 * A paragraph of its own.
 * @param {string} text
 */
export const paragraph = (text) => createElement('p', text);

/**
 * A figure or fact with its name.
 * @param {Row} fact
 */
export function factRow({ label, value }) {
  const item = cloneTemplate('tl-fact');
  /** @type {HTMLElement} */ (item.querySelector('dt')).textContent = label;
  /** @type {HTMLElement} */ (item.querySelector('dd')).textContent = value;
  return item;
}

/**
 * A source with its link where it has one that leads to a page.
 * @param {Link} link
 */
export function sourceItem({ text, url }) {
  const item = cloneTemplate(/^https?:\/\//.test(url ?? '') ? 'tl-source-link' : 'tl-source-plain');
  const target = item.querySelector('a');
  if (target) target.href = url;
  (target ?? item).textContent = text;
  return item;
}
