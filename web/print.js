// The map on paper. A canvas of WebGL prints empty, so for the printer the map stands there as the
// drawing that a reader can save, in light colours whatever the screen has.

/**
 * @param {Element} box the map's
 * @param {() => string | undefined} draw the map as SVG; empty while there is none
 */
export function preparePrint(box, draw) {
  /** @type {Element | null} */
  let drawing = null;
  const clear = () => {
    drawing?.remove();
    drawing = null;
  };
  addEventListener('beforeprint', () => {
    clear();
    const text = draw();
    if (!text) return;
    drawing = document.importNode(
      new DOMParser().parseFromString(text, 'image/svg+xml').documentElement,
      true,
    );
    drawing.classList.add('printed');
    box.append(drawing);
  });
  addEventListener('afterprint', clear);
}
