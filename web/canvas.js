/**
 * The attributes of the context, which is made before the program is there. Ebitengine would ask for a stencil and,
 * by default, for antialiasing; but the map's edges are smooth already and what comes to the canvas is one image. The map
 * covers all of it: a browser that knows this has less to do in each frame.
 */
const CONTEXT_ATTRIBUTES = { alpha: false, antialias: false, depth: false, stencil: false };

/**
 * Makes the canvas and its WebGL 2 context. Null: this browser has none to give.
 * @returns {HTMLCanvasElement | null}
 */
export function makeCanvas() {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.pointerEvents = 'none';
  const context = canvas.getContext('webgl2', CONTEXT_ATTRIBUTES);
  if (!context) return null;
  // Ebitengine flushes after each frame. The browser does so too when the frame's task is over, so the first is a message
  // to the GPU's process for nothing: most of a millisecond.
  context.flush = () => {};
  return canvas;
}
