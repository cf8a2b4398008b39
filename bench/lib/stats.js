// Medians and ranges of samples.

/**
 * Returns {median, min, max, n} of a list. Nulls are ignored: they stand for figures that a page
 * does not have.
 */
export function summary(list) {
  const sorted = list
    .filter((value) => value !== null && value !== undefined)
    .sort((a, b) => a - b);
  if (!sorted.length) return null;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    min: sorted[0],
    max: sorted.at(-1),
    n: sorted.length,
  };
}

/** Formats a number with about three significant digits. */
export function short(value) {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return size >= 1 ? value.toFixed(2) : Number(value.toPrecision(2)).toString();
}
