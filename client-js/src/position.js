/**
 * How far a connection has got in the log: a sequence up to which everything that matches was handed over, and the single
 * events beyond it that were handed over too. The second part is there because old and live events come side by side while
 * something is replayed; it keeps an event from being handed over twice after a reconnect.
 *
 * Sequences of one customer order as plain text does.
 */
export class Position {
  /** @type {string | undefined} the sequence to resume after; undefined if nothing is known yet */
  value;

  /** @type {Set<string>} */
  #beyond = new Set();

  /** @param {string} [value] */
  constructor(value) {
    this.value = value;
  }

  /** How many single events are remembered. */
  get size() {
    return this.#beyond.size;
  }

  /**
   * Notes an event.
   *
   * @param {string} sequence
   * @param {boolean} inOrder whether everything before it has come
   * @returns {boolean} whether it is new; false if it was handed over before
   */
  note(sequence, inOrder) {
    const isNew = !this.#beyond.has(sequence);
    if (inOrder) {
      this.reached(sequence);
    } else if (!this.#includes(sequence)) {
      this.#beyond.add(sequence);
    }
    return isNew;
  }

  /**
   * Everything up to a sequence has come.
   *
   * @param {string} sequence
   */
  reached(sequence) {
    if (!this.#includes(sequence)) {
      this.value = sequence;
      for (const single of this.#beyond) {
        if (single <= sequence) {
          this.#beyond.delete(single);
        }
      }
    }
  }

  /** Whether an event was handed over before. @param {string} sequence */
  has(sequence) {
    return this.#includes(sequence) || this.#beyond.has(sequence);
  }

  /** Whether it is as far, or less far. @param {string} after */
  isWithin(after) {
    return /** @type {string} */ (this.value) <= after; // never, if there is none
  }

  /** @param {string} sequence */
  #includes(sequence) {
    return sequence <= /** @type {string} */ (this.value); // never, if there is none
  }
}
