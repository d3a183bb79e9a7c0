/**
 * How long to wait before the next attempt: a random time below a limit that doubles with each attempt ("full jitter"),
 * so that many clients that lost the same node do not come back at the same moment.
 */
export class Backoff {
  #attempts = 0;
  #firstMillis;
  #mostMillis;
  #random;

  /**
   * @param {number} firstMillis the limit of the first wait
   * @param {number} mostMillis the limit that is never exceeded
   * @param {() => number} random 0 inclusive to 1 exclusive
   */
  constructor(firstMillis, mostMillis, random) {
    this.#firstMillis = firstMillis;
    this.#mostMillis = mostMillis;
    this.#random = random;
  }

  /** The next wait in milliseconds. */
  next() {
    const limit = Math.min(this.#mostMillis, this.#firstMillis * 2 ** this.#attempts++);
    return Math.floor(this.#random() * limit);
  }

  /** All is well again: the next wait is a first one. */
  reset() {
    this.#attempts = 0;
  }
}
