// Features that an engine, or its automation, does not support. A test that needs one fails with
// this error, which `make test-engines` reports separately from real failures.

export class Unsupported extends Error {
  constructor(what) {
    super(`not supported: ${what}`);
  }
}

/** Playwright's own messages for commands that its protocol for an engine lacks. */
const PLAYWRIGHT_ERRORS = [
  [/CDP session is only available in Chromium/, 'Chromium’s own protocol'],
  [/PDF generation is only supported/, 'a page printed as PDF'],
  [
    /Method not implemented|Protocol error \(([\w.]+)\): (?:unknown command|'[\w.]+' was not found)/,
    'a command that its protocol lacks',
  ],
];

/** Returns the unsupported feature that an error is about, or undefined for a real failure. */
export function unsupportedFeature(error) {
  for (let cause = error; cause; cause = cause.cause) {
    const text = String(cause.message ?? cause);
    const own = text.match(/not supported: ([^\n]+)/);
    if (own) return own[1];
    for (const [pattern, what] of PLAYWRIGHT_ERRORS) {
      const found = text.match(pattern);
      if (found) return found[1] ? `${what}: ${found[1]}` : what;
    }
  }
  return undefined;
}
