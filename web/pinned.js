// The note on a pinned page that its data was corrected later.

/** @import { PageConfig, Versions } from './types.js' */

/** @param {Pick<PageConfig, 'root' | 'pinned'>} config */
export async function showCorrection({ root, pinned }) {
  const line = document.getElementById('tl-corrected');
  if (!pinned || !line) return;
  try {
    const response = await fetch(`${root}versions.json`, { cache: 'no-cache' });
    const { data } = /** @type {Partial<Versions>} */ (await response.json());
    line.hidden =
      typeof data?.[pinned.subject] !== 'string' || data[pinned.subject] === pinned.hash;
  } catch {
    /* offline, or a copy without the rest of the folder */
  }
}
