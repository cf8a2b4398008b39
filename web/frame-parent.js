// The article around the frame: it is told the height and what is seen, and heard where it may say
// something.

import { parseFrameUrl, frameSize, HeightReporter } from './resize-protocols.js';
import { openLinks } from './links.js';
import { ArticleChannel, listenToParent } from './post-message.js';

/** @import { Command } from './post-message.js' */

/** How long a parent may take to give the frame the height it was told, in milliseconds. */
const RESIZE_TIMEOUT = 3000;

/**
 * Begins the talk with the parent window.
 * @param {(order: Command) => void} onCommand does what it asks for
 * @returns {ArticleChannel}
 */
export function connectParent(onCommand) {
  const root = document.documentElement;
  const post = (/** @type {unknown} */ message) => window.parent.postMessage(message, '*');
  // A scroll bar would take width, and the height follows from the width: what is measured has
  // none.
  const measure = () => {
    const hasScrollBar = root.hasAttribute('data-needs-scroll');
    root.removeAttribute('data-needs-scroll');
    const size = frameSize();
    root.toggleAttribute('data-needs-scroll', hasScrollBar);
    return size;
  };
  const address = parseFrameUrl(location);
  openLinks({ secret: address.secret, post });
  const height = new HeightReporter({ address, measure, post });
  const article = new ArticleChannel({ post, onCommand });
  listenToParent((data) => {
    height.handleMessage(data);
    article.handleMessage(data);
  });
  // Where nobody gives the frame its height it fits into what it has (frame.css), unless letters
  // are set larger.
  let timer = 0;
  const checkOverflow = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => root.toggleAttribute('data-needs-scroll', root.scrollHeight > innerHeight),
      RESIZE_TIMEOUT,
    );
  };
  addEventListener('resize', checkOverflow);
  new ResizeObserver(() => {
    height.notify();
    checkOverflow();
  }).observe(root);
  return article;
}
