// A page that is kept as it was published says so when what it shows was corrected later.

/** @import { PageConfig, Versions } from './types.js' */

/** @param {Pick<PageConfig, 'root' | 'kept'>} config */
export async function showCorrection({ root, kept }) {
  const line = document.getElementById('tl-corrected');
  if (!kept || !line) return;
  try {
    const response = await fetch(`${root}versions.json`, { cache: 'no-cache' });
    const { data } = /** @type {Partial<Versions>} */ (await response.json());
    line.hidden = typeof data?.[kept.of] !== 'string' || data[kept.of] === kept.data;
  } catch {
    /* offline, or a copy without the rest of the folder */
  }
}
