// Links that open pages of their own from a frame. The frame's sandbox may forbid that, which only
// an attempt shows.

import { createElement } from './dom.js';

/**
 * Opens links, and shows the address of a link that cannot be opened. WordPress can be asked to
 * open pages of the frame's own host.
 * @param {{secret: string, post: (message: object) => void}} parent `secret`: that of WordPress, or
 *   empty
 */
export function openLinks({ secret, post }) {
  document.addEventListener('click', (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest?.('a[href][target="_blank"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (tryOpen(link.href)) return;
    if (secret && link.host === location.host) post({ message: 'link', value: link.href, secret });
    showAddress(link);
  });
}

/**
 * Opens a page and reports whether it could. With noopener no browser would report that. Firefox
 * throws an error if opening is forbidden.
 * @param {string} address
 */
function tryOpen(address) {
  try {
    const opened = window.open(address, '_blank');
    if (opened) opened.opener = null;
    return opened !== null;
  } catch {
    return false;
  }
}

/**
 * Shows the address of a link after it, selected for copying.
 * @param {HTMLAnchorElement} link
 */
function showAddress(link) {
  if (!link.nextElementSibling?.matches('.address')) {
    const container = createElement('span', '', { class: 'address' });
    container.append(createElement('input', '', { readonly: '', 'aria-label': link.textContent }));
    link.after(container);
  }
  const field = /** @type {HTMLInputElement} */ (
    /** @type {Element} */ (link.nextElementSibling).firstElementChild
  );
  field.value = link.href;
  field.focus({ preventScroll: true });
  field.select();
}
