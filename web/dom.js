// DOM helpers that write only what has changed, to avoid relayout, repeated announcements of live
// regions, and the loss of an element under a reader's finger.

/** @import { FindElement, TemplateId } from './page.js' */
/** @import { Link, Row } from './types.js' */

/**
 * Returns the page's element with an id.
 * @type {FindElement} its overloads by id cannot be written in JSDoc
 */
export const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

/**
 * Resolves when the present state of the page has been painted. A page that is not visible is not
 * painted, so its promise stays pending.
 * @returns {Promise<void>}
 */
export const nextPaint = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

/** @type {Promise<void> | undefined} */
let firstPaint;

/** The maximum time between the load event and the report of the first paint, in milliseconds. */
const PAINT_TIMEOUT = 1000;

/**
 * Resolves with the first contentful paint, or when it would happen if the page were not hidden.
 * PAINT_TIMEOUT after the load event it resolves in any case: Firefox reports no first paint of a
 * page that opens scrolled.
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
 * Sets an element's text if it differs.
 * @param {Element | null} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * Returns a copy of a template's first element.
 * @param {TemplateId} id
 */
export function cloneTemplate(id) {
  return /** @type {HTMLElement} */ (byId(id).content.firstElementChild.cloneNode(true));
}

/**
 * Replaces an element's children if their description has changed.
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
 * Creates an element with a text and attributes.
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
 * Returns the length of a custom property of the root in CSS pixels, or the fallback if it is not
 * set.
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
 * Creates a paragraph.
 * @param {string} text
 */
export const paragraph = (text) => createElement('p', text);

/**
 * Creates a row with the name and the value of a figure or fact.
 * @param {Row} fact
 */
export function factRow({ label, value }) {
  const item = cloneTemplate('tl-fact');
  /** @type {HTMLElement} */ (item.querySelector('dt')).textContent = label;
  /** @type {HTMLElement} */ (item.querySelector('dd')).textContent = value;
  return item;
}

/**
 * Creates a list item for a source, with a link if its address is one of the web.
 * @param {Link} link
 */
export function sourceItem({ text, url }) {
  const item = cloneTemplate(/^https?:\/\//.test(url ?? '') ? 'tl-source-link' : 'tl-source-plain');
  const target = item.querySelector('a');
  if (target) target.href = url;
  (target ?? item).textContent = text;
  return item;
}
