// Pages of articles that understand a frame's messages about its height. Two use the real library,
// the others reimplement what the listeners of their makers do.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const library = (name) =>
  readFileSync(require.resolve(name), 'utf8').replaceAll('</script', '<\\/script');

const page = (
  body,
  script,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Article</title><style>body{margin:0;overflow-y:scroll;scrollbar-width:none}iframe{display:block;border:0;width:100%}</style>
<p>Text before the map.</p>${body}<p>Text after the map.</p><script>${script}</script>`;

const iframe = (src, attributes = 'height="300"') =>
  `<iframe id="map" title="Map" src="${src}" ${attributes}></iframe>`;

/** Parent pages by name. Each function makes the page from the address of a map and of the site. */
export const parents = {
  'pym.js': (src) =>
    page(
      '<div id="pym"></div>',
      `${library('pym.js/dist/pym.v1.js')}; new pym.Parent('pym', '${src}', { title: 'Map' });`,
    ),

  'iframe-resizer': (src) =>
    page(
      iframe(src),
      `${library('iframe-resizer/js/iframeResizer.js')}; iFrameResize({ warningTimeout: 0 }, '#map');`,
    ),

  // The listener in Datawrapper's embed code. It reads the data of a message without checking its
  // type.
  Datawrapper: (src) =>
    page(
      iframe(src),
      `
    addEventListener('message', (event) => {
      if (event.data['datawrapper-height'] === undefined) return;
      for (const frame of document.querySelectorAll('iframe')) {
        for (const id in event.data['datawrapper-height']) {
          if (frame.contentWindow === event.source) frame.style.height = event.data['datawrapper-height'][id] + 'px';
        }
      }
    });`,
    ),

  // Datawrapper's older listener finds the frame by the id in its address.
  'older Datawrapper': (src) =>
    page(
      iframe(src),
      `
    addEventListener('message', (event) => {
      const heights = event.data['datawrapper-height'] || {};
      for (const id of Object.keys(heights)) {
        const frame = [...document.querySelectorAll('iframe')].find(({ src }) => src.includes(id));
        if (frame) frame.style.height = heights[id] + 'px';
      }
    });`,
    ),

  // amp-iframe with the attribute "resizable".
  AMP: (src) =>
    page(
      iframe(src, 'sandbox="allow-scripts" height="300"'),
      `
    const frame = document.querySelector('iframe');
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow || !data || data.sentinel !== 'amp' || data.type !== 'embed-size') return;
      if (Number.isFinite(data.height)) frame.style.height = data.height + 'px';
    });
    frame.addEventListener('load', () => frame.contentWindow.postMessage({ sentinel: 'amp', type: 'frames-init' }, '*'));`,
    ),

  Medium: (src) =>
    page(
      iframe(src),
      `
    addEventListener('message', ({ data }) => {
      let message = null;
      try { message = JSON.parse(data); } catch { return; }
      if (!message || message.context !== 'iframe.resize') return;
      for (const frame of document.querySelectorAll('iframe')) if (frame.src === message.src) frame.style.height = message.height + 'px';
    });`,
    ),

  // WordPress puts unknown sites into the strictest sandbox and appends a secret to the address.
  WordPress: (src) =>
    page(
      `<iframe id="map" title="Map" sandbox="allow-scripts" data-secret="aB3dE5fG7h" src="${src}#?secret=aB3dE5fG7h" height="300"></iframe>`,
      `
    const frame = document.querySelector('iframe');
    addEventListener('message', ({ source, data }) => {
      if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
      if (source !== frame.contentWindow || data.secret !== frame.dataset.secret) return;
      if (data.message === 'height') frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
      if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host && document.activeElement === frame) top.location.href = data.value;
    });
    frame.addEventListener('load', () => frame.contentWindow.postMessage({ message: 'ready', secret: frame.dataset.secret }, '*'));`,
    ),

  'embed.js': (src, site) =>
    page(
      `<div data-truceline="${src}"><a href="${src}">Map: who holds what</a></div><script src="${site}embed.js"></script>`,
      '',
    ),
};
