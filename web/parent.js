// The article around the frame: it is told the height and what is seen, and heard where it may say
// something.

import { addressed, frameSize, Height } from './height.js';
import { openLinks } from './links.js';
import { Article, listenToParent } from './messages.js';

/** @import { Command } from './messages.js' */

/** How long a parent may take to give the frame the height it was told, in milliseconds. */
const PATIENCE = 3000;

/**
 * Begins the talk with the parent window.
 * @param {(order: Command) => void} act does what it asks for
 * @returns {Article}
 */
export function joinParent(act) {
  const root = document.documentElement;
  const post = (/** @type {unknown} */ message) => window.parent.postMessage(message, '*');
  // A scroll bar would take width, and the height follows from the width: what is measured has
  // none.
  const measure = () => {
    const bar = root.hasAttribute('data-unheard');
    root.removeAttribute('data-unheard');
    const size = frameSize();
    root.toggleAttribute('data-unheard', bar);
    return size;
  };
  const to = addressed(location);
  openLinks({ secret: to.secret, post });
  const height = new Height({ to, measure, post });
  const article = new Article({ post, act });
  listenToParent((data) => {
    height.hear(data);
    article.hear(data);
  });
  // Where nobody gives the frame its height it fits into what it has (frame.css), unless letters
  // are set larger.
  let waiting = 0;
  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => root.toggleAttribute('data-unheard', root.scrollHeight > innerHeight),
      PATIENCE,
    );
  };
  addEventListener('resize', look);
  new ResizeObserver(() => {
    height.tell();
    look();
  }).observe(root);
  return article;
}
