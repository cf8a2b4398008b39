// Printing. A WebGL canvas prints empty, so for printing the map is replaced by the drawing that a
// reader can save, in light colours whatever the theme.

/**
 * @param {Element} box the map's box
 * @param {() => string | undefined} draw returns the map as SVG; empty or undefined: there is none
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
