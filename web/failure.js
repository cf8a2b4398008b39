/** Why there is no map. `reason` is the key of the sentence that the page shows. */
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
