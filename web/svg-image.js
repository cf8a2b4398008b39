// The picture to save: the SVG that the program writes, rendered by the browser.

/** The minimum number of pixels per CSS pixel in a saved picture. */
const MIN_RATIO = 2;

/**
 * Returns an SVG document as a data URL, which the policy of the page allows for images.
 * @param {string} svg
 */
export const svgDataURL = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/**
 * Renders an SVG document as PNG, with a pixel for each of the screen's, but at least MIN_RATIO per
 * CSS pixel.
 * @param {string} svg empty: there is none
 * @returns {Promise<Blob | null>}
 */
export async function svgToPNG(svg) {
  if (!svg) return null;
  const image = new Image();
  image.src = svgDataURL(svg);
  await image.decode();
  const ratio = Math.max(devicePixelRatio, MIN_RATIO);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * ratio);
  canvas.height = Math.round(image.naturalHeight * ratio);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).drawImage(
    image,
    0,
    0,
    canvas.width,
    canvas.height,
  );
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
}

/**
 * Returns the page's address as a picture shows it: without scheme and query.
 * @param {{protocol: string, host: string, pathname: string}} address
 * @returns {string} empty: the page has none that others could open
 */
export function publicAddress({ protocol, host, pathname }) {
  return /^https?:$/.test(protocol) ? host + pathname.replace(/index\.html$/, '') : '';
}
