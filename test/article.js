// The article in which tests show the map: text and a button before and after a frame.

/**
 * Returns the page of the article.
 * @param {string} src the address of the map
 * @param {{ height: number; attributes?: string; style?: string; head?: string }} frame the height
 *   of the frame in CSS pixels, further attributes and styles of it, and what the page's head has
 *   before its title
 */
export const articleWithMap = (
  src,
  { height, attributes = '', style = '', head = '' },
) => `<!doctype html>${head}<title>Article</title><body style="margin:0">
<p style="height:300px">Before</p><button id="before">before</button>
<iframe id="map" src="${src}" width="700" height="${height}" style="border:0${style}" ${attributes}></iframe>
<button id="after">after</button><p style="height:3000px">After</p>`;
