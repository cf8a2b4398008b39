// The connection to the article around the frame: reports the height and the view, and receives
// commands.

import { parseFrameUrl, frameSize, HeightReporter } from './resize-protocols.js';
import { openLinks } from './links.js';
import { ArticleChannel, listenToParent } from './post-message.js';

/** @import { Command } from './post-message.js' */

/** How long a parent may take to apply the reported height, in milliseconds. */
const RESIZE_TIMEOUT = 3000;

/**
 * Connects to the parent window.
 * @param {(command: Command) => void} onCommand carries out a command
 * @returns {ArticleChannel}
 */
export function connectParent(onCommand) {
  const root = document.documentElement;
  const post = (/** @type {unknown} */ message) => window.parent.postMessage(message, '*');
  // A scroll bar reduces the width, and the height depends on the width, so it is hidden for the
  // measurement.
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
  // A frame that gets no height from its parent fits its content into the height that it has
  // (frame.css). It needs to scroll only if text is set larger.
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
