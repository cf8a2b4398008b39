/**
 * An error because of which there is no map. `reason` is the end of the key of the sentence that
 * the page shows (page.fail-*).
 */
export class Failure extends Error {
  /**
   * @param {'download' | 'program' | 'webgl' | 'stopped'} reason
   * @param {string} detail
   */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}
