/**
 * The attributes of the WebGL context, which is created before the program runs. Ebitengine would
 * request a stencil buffer and, by default, antialiasing. Neither is needed: the map's edges are
 * smooth already, and a single image is drawn to the canvas. The map is opaque, so `alpha` is off:
 * a browser that knows this has less to do in each frame.
 * @type {WebGLContextAttributes}
 */
const CONTEXT_ATTRIBUTES = { alpha: false, antialias: false, depth: false, stencil: false };

/**
 * A canvas that has a WebGL 2 context.
 * @typedef {{getContext(kind: 'webgl2'): WebGL2RenderingContext} & HTMLCanvasElement} WebGLCanvas
 */

/**
 * Creates a canvas with a WebGL 2 context; null: the browser has no context to give.
 * @returns {WebGLCanvas | null}
 */
export function makeCanvas() {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.pointerEvents = 'none';
  const context = canvas.getContext('webgl2', CONTEXT_ATTRIBUTES);
  if (!context) return null;
  // Ebitengine flushes after each frame. The browser does so too at the end of the frame's task, so
  // the first flush is a needless message to the GPU process.
  context.flush = () => {};
  return /** @type {WebGLCanvas} */ (canvas);
}

/**
 * Releases a canvas's context. The browser would keep it until it collects garbage.
 * @param {WebGLCanvas} canvas
 */
export function loseContext(canvas) {
  canvas.getContext('webgl2').getExtension('WEBGL_lose_context')?.loseContext();
}

/**
 * Returns the maximum width and height in pixels of what a canvas's context can draw. It is a power
 * of two, like the sides of Ebitengine's textures.
 * @param {WebGLCanvas} canvas
 */
export function maxSize(canvas) {
  const gl = canvas.getContext('webgl2');
  if (gl.isContextLost()) return Infinity;
  const [texture, buffer, viewport] = [
    gl.MAX_TEXTURE_SIZE,
    gl.MAX_RENDERBUFFER_SIZE,
    gl.MAX_VIEWPORT_DIMS,
  ].map((name) => gl.getParameter(name));
  return 2 ** Math.floor(Math.log2(Math.min(texture, buffer, ...viewport)));
}
