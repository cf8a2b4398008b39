// The script of the page "Embed this".

import { Codes } from './codes.js';

new Codes(
  JSON.parse(/** @type {HTMLElement} */ (document.getElementById('tl-config')).textContent),
  location.search.slice(1),
);
