// The script of the page "Embed this".

import { EmbedCodePage } from './embed-code.js';

new EmbedCodePage(
  JSON.parse(/** @type {HTMLElement} */ (document.getElementById('tl-config')).textContent),
  location.search.slice(1),
);
