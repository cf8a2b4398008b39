/**
 * The attributes of the context, which is made before the program is there. Ebitengine would ask
 * for a stencil and, by default, for antialiasing; but the map's edges are smooth already and what
 * comes to the canvas is one image. The map covers all of it: a browser that knows this has less to
 * do in each frame.
 * @type {WebGLContextAttributes}
 */
const CONTEXT_ATTRIBUTES = { alpha: false, antialias: false, depth: false, stencil: false };

/**
 * A canvas that has a WebGL 2 context.
 * @typedef {{getContext(kind: 'webgl2'): WebGL2RenderingContext} & HTMLCanvasElement} WebGLCanvas
 */

/**
 * Makes the canvas and its WebGL 2 context. Null: this browser has none to give.
 * @returns {WebGLCanvas | null}
 */
export function makeCanvas() {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.pointerEvents = 'none';
  const context = canvas.getContext('webgl2', CONTEXT_ATTRIBUTES);
  if (!context) return null;
  // Ebitengine flushes after each frame. The browser does so too when the frame's task is over, so
  // the first is a message to the GPU's process for nothing: most of a millisecond.
  context.flush = () => {};
  return /** @type {WebGLCanvas} */ (canvas);
}

/**
 * Gives a canvas's context back; a browser would keep it until it collects garbage.
 * @param {WebGLCanvas} canvas
 */
export function loseContext(canvas) {
  canvas.getContext('webgl2').getExtension('WEBGL_lose_context')?.loseContext();
}

/**
 * How wide and high at most, in pixels, what a canvas's context draws on may be: Ebitengine's
 * textures have sides of powers of two.
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
