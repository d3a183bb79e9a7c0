/** What a timer can wait for at most, 24 days: it would take a longer wait for none. */
const LONGEST_MILLIS = 2 ** 31 - 1;

/** What is due later, as long as a socket or a wait lasts: cancelled together. */
export class Timers {
  #clock;
  /** @type {Set<unknown>} */
  #timers = new Set();

  /** @param {import('./options.js').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** @param {number} millis @param {() => void} task */
  after(millis, task) {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, Math.min(millis, LONGEST_MILLIS));
    this.#timers.add(timer);
  }

  cancelAll() {
    this.#timers.forEach((timer) => this.#clock.clearTimeout(timer));
    this.#timers.clear();
  }
}
