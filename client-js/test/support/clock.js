/** Lets everything happen that needs no time: promises, and what they lead to. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until a test moves it. */
export class FakeClock {
  #now = 1_000_000;
  #slept = 0;
  /** @type {Map<number, { at: number, task: () => void }>} */
  #timers = new Map();
  #nextId = 1;

  now = () => this.#now;

  date = () => this.#now + this.#slept;

  /** The machine sleeps: no timer is due, and only the wall clock goes on. It may also be set back. @param {number} millis */
  sleep(millis) {
    this.#slept += millis;
  }

  setTimeout = (/** @type {() => void} */ task, /** @type {number} */ millis) => {
    this.#timers.set(this.#nextId, { at: this.#now + millis, task });
    return this.#nextId++;
  };

  clearTimeout = (/** @type {number} */ timer) => {
    this.#timers.delete(timer);
  };

  /** @param {number} millis */
  async advance(millis) {
    const end = this.#now + millis;
    await settle();
    for (let due = this.#firstUntil(end); due; due = this.#firstUntil(end)) {
      this.#timers.delete(due.id);
      this.#now = due.at;
      due.task();
      await settle();
    }
    this.#now = end;
  }

  /** @param {number} end */
  #firstUntil(end) {
    const due = [...this.#timers].map(([id, timer]) => ({ id, ...timer })).filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at || a.id - b.id)[0];
  }
}
