// React for the articles of the tests: React's CommonJS modules as one classic script, and an
// article rendered on the server.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import React from 'react';
import { renderToString } from 'react-dom/server';

const require = createRequire(import.meta.url);

/** Each module's file name in the folder cjs/ of its package. */
const MODULES = {
  react: 'react',
  scheduler: 'scheduler',
  'react-dom': 'react-dom',
  'react-dom/client': 'react-dom-client',
};

/** Returns a script that sets `React` and `ReactDOMClient`; mode is production or development. */
export function reactScript(mode) {
  const modules = Object.entries(MODULES).map(([name, file]) => {
    const [pack] = name.split('/');
    const code = readFileSync(
      require.resolve(`${pack}/package.json`).replace('package.json', `cjs/${file}.${mode}.js`),
      'utf8',
    );
    return `${JSON.stringify(name)}: (module, exports, require) => {${code}\n}`;
  });
  return `(() => {
    const process = { env: { NODE_ENV: '${mode}' } };
    const modules = { ${modules.join(',\n')} };
    const loaded = {};
    const require = (name) => {
      if (!loaded[name]) modules[name](loaded[name] = { exports: {} }, loaded[name].exports, require);
      return loaded[name].exports;
    };
    globalThis.React = require('react');
    globalThis.ReactDOMClient = require('react-dom/client');
  })()`.replaceAll('</script', '<\\/script');
}

/**
 * Makes an article component: the map component of docs/embed.md between two paragraphs. Without a
 * story there is no map. The function's source runs in the browser too.
 */
function makeArticle({ createElement, useEffect, useRef }) {
  function Map({ address, title, onReady }) {
    const element = useRef(null);
    useEffect(() => {
      const { current } = element;
      const ready = (event) => onReady(event.target.truceline);
      current.addEventListener('truceline:ready', ready);
      if (current.truceline?.ready) onReady(current.truceline);
      return () => current.removeEventListener('truceline:ready', ready);
    }, [onReady]);
    return createElement(
      'div',
      { ref: element, id: 'map', 'data-truceline': address },
      createElement('a', { href: address }, title),
    );
  }
  return function Article({ story, onReady }) {
    return createElement(
      'main',
      null,
      createElement('p', null, 'Before.'),
      story && createElement(Map, { ...story, onReady }),
      createElement('p', null, 'After.'),
    );
  };
}

/**
 * Returns the article's server-rendered HTML and the scripts that hydrate it. In the page
 * `show(story)` renders another story, `readyMap` is the map of the last story, and `recovered`
 * holds the errors of the hydration.
 */
export function hydratedArticle(story, { mode, strict = false }) {
  return {
    html: `<div id="root">${renderToString(React.createElement(makeArticle(React), { story }))}</div>`,
    react: `<script>${reactScript(mode)}</script>`,
    hydrate: `<script>
      globalThis.recovered = [];
      const Article = (${makeArticle})(React);
      const onReady = (map) => { globalThis.readyMap = map; };
      const article = (story) => React.createElement(${strict ? 'React.StrictMode' : 'React.Fragment'}, null, React.createElement(Article, { story, onReady }));
      const root = ReactDOMClient.hydrateRoot(document.getElementById('root'), article(${JSON.stringify(story)}), { onRecoverableError: (error) => recovered.push(String(error)) });
      globalThis.show = (story) => root.render(article(story));
    </script>`,
  };
}
