/** Seconds of history. */
export const SECONDS = 120;

/** Latencies of one second that its percentiles are made of, the first so many of it. */
const MOST_LATENCIES = 1000;

/**
 * How many events came in each of the last seconds, and how late they were.
 *
 * @typedef {object} Second
 * @property {number} at seconds since 1970
 * @property {number} count
 * @property {number | null} median milliseconds; null if nothing live came
 * @property {number | null} p95 the latency that 95 of 100 events stayed within
 */
export class Rates {
  /** @type {Second[]} oldest first, one for each second */
  seconds = [];

  #at;
  #count = 0;
  /** @type {number[]} */
  #latencies = [];

  /** @param {number} nowMillis */
  constructor(nowMillis) {
    this.#at = Math.floor(nowMillis / 1000);
  }

  /** A live event came. @param {number} nowMillis @param {number} latency milliseconds */
  add(nowMillis, latency) {
    this.advance(nowMillis);
    this.#count++;
    if (this.#latencies.length < MOST_LATENCIES) {
      this.#latencies.push(Math.max(0, latency)); // clocks differ a little
    }
  }

  /** Closes the seconds that have passed. @param {number} nowMillis @returns {boolean} whether there was one */
  advance(nowMillis) {
    const now = Math.floor(nowMillis / 1000);
    const passed = now > this.#at;
    if (now - this.#at > SECONDS) {
      this.seconds = [];
      this.#at = now - SECONDS; // the page was asleep
    }
    while (this.#at < now) {
      const sorted = this.#latencies.sort((a, b) => a - b);
      this.seconds.push({ at: this.#at, count: this.#count, median: part(sorted, 0.5), p95: part(sorted, 0.95) });
      this.#at++;
      this.#count = 0;
      this.#latencies = [];
    }
    this.seconds.splice(0, Math.max(0, this.seconds.length - SECONDS));
    return passed;
  }

  /** The last whole second. @returns {Second | undefined} */
  get last() {
    return this.seconds.at(-1);
  }
}

/** @param {number[]} sorted @param {number} share */
const part = (sorted, share) =>
  sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] : null;
