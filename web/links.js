// Links that open pages of their own, in a frame: its sandbox may forbid that, and only the attempt
// shows it.

import { createElement } from './dom.js';

/**
 * Opens links, and shows the address of one that cannot be opened. WordPress goes to pages of the
 * frame's own host when it is asked.
 * @param {{secret: string, post: (message: object) => void}} parent secret: WordPress's, or empty
 */
export function openLinks({ secret, post }) {
  document.addEventListener('click', (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest?.('a[href][target="_blank"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (opens(link.href)) return;
    if (secret && link.host === location.host) post({ message: 'link', value: link.href, secret });
    showAddress(link);
  });
}

/**
 * Opens a page and reports whether it could: with noopener no browser would tell, and Firefox
 * throws where it must not.
 * @param {string} address
 */
function opens(address) {
  try {
    const opened = window.open(address, '_blank');
    if (opened) opened.opener = null;
    return opened !== null;
  } catch {
    return false;
  }
}

/**
 * Shows the address behind the link, selected to be copied.
 * @param {HTMLAnchorElement} link
 */
function showAddress(link) {
  if (!link.nextElementSibling?.matches('.address')) {
    const place = createElement('span', '', { class: 'address' });
    place.append(createElement('input', '', { readonly: '', 'aria-label': link.textContent }));
    link.after(place);
  }
  const field = /** @type {HTMLInputElement} */ (
    /** @type {Element} */ (link.nextElementSibling).firstElementChild
  );
  field.value = link.href;
  field.focus({ preventScroll: true });
  field.select();
}
