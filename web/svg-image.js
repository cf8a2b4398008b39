// The saved picture: the drawing that the program writes, painted by the browser.

/** Pixels to a CSS pixel of a saved picture, at least. */
const MIN_RATIO = 2;

/**
 * An address of an SVG document, as the page's policy allows it for images.
 * @param {string} svg
 */
export const svgDataURL = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/**
 * Paints an SVG document.
 * @param {string} svg empty: there is none
 * @returns {Promise<Blob | null>} a PNG with a pixel for each of the screen's, or more
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
 * The page's own address as a picture names it: without scheme and query.
 * @param {{protocol: string, host: string, pathname: string}} address
 * @returns {string} empty: the page has none that others could open
 */
export function publicAddress({ protocol, host, pathname }) {
  return /^https?:$/.test(protocol) ? host + pathname.replace(/index\.html$/, '') : '';
}
