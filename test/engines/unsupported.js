// What an engine cannot be asked. Where a test needs such a thing it fails with this error, which
// the run of `make test-engines` tells apart from a fault.

export class Unsupported extends Error {
  constructor(what) {
    super(`cannot be asked: ${what}`);
  }
}

/** What Playwright says where its protocol for an engine has no such command. */
const REFUSALS = [
  [/CDP session is only available in Chromium/, 'Chromium’s own protocol'],
  [/PDF generation is only supported/, 'a page printed as PDF'],
  [
    /Method not implemented|Protocol error \(([\w.]+)\): (?:unknown command|'[\w.]+' was not found)/,
    'a command that its protocol lacks',
  ],
];

/** Why a test could not be asked, by its error, or nothing where it failed. */
export function reason(error) {
  for (let one = error; one; one = one.cause) {
    const text = String(one.message ?? one);
    const own = text.match(/cannot be asked: ([^\n]+)/);
    if (own) return own[1];
    for (const [pattern, what] of REFUSALS) {
      const found = text.match(pattern);
      if (found) return found[1] ? `${what}: ${found[1]}` : what;
    }
  }
  return undefined;
}
