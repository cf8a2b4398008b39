// Measures how much two of Chromium's screenshots differ, as test/png.js decodes them.

/**
 * Returns the sum of the channels' differences over every second pixel in both directions. A null
 * picture stands for an empty white one.
 */
export function distance(a, b) {
  let sum = 0;
  for (let y = 0; y < b.height; y += 2) {
    for (let x = 0; x < b.width; x += 2) {
      for (let c = 0; c < 3; c++) {
        const p = a ? a.pixels[(y * a.width + x) * a.channels + c] : 255;
        sum += Math.abs(p - b.pixels[(y * b.width + x) * b.channels + c]);
      }
    }
  }
  return sum;
}
