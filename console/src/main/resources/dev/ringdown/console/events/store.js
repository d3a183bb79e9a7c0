import { has } from './item.js';

/** @import { Item } from './item.js' */

/** How many of the newest items are kept; older ones are counted and forgotten. */
export const MOST_ITEMS = 5000;

/** Items a second that a person can follow at all; of more, a sample is shown while they run. */
export const READABLE_RATE = 100;

/** Items a second from which on a sample is shown. */
export const SAMPLED_ABOVE = 250;

/** Seconds over which the rate is taken: a burst is no rate. */
const RATE_SECONDS = 2;

/**
 * The newest items, and those of them that are shown: all that have the text that is looked for, while they run a sample
 * if they are too many to be read, and while they are held those that were there.
 */
export class ItemStore {
  /** Everything that came, kept or forgotten. */
  received = 0;
  /** Every how many items one is shown; 1 if all of them are. */
  stride = 1;
  /** What is shown, oldest first. @type {Item[]} */
  shown = [];
  /** How many items came since they are held; 0 while they run. */
  waiting = 0;
  isHeld = false;

  /** @type {Item[]} */
  #items = [];
  /** Those that were there when they were held. @type {Item[]} */
  #held = [];
  /** How many of the kept items `shown` knows of. */
  #seen = 0;
  #text = '';
  #rate = 0;

  /** @param {Item} item */
  add(item) {
    this.received++;
    this.#items.push(item);
    if (this.isHeld) {
      this.waiting++;
    }
    this.#trim();
  }

  /** How many there are, without those that are forgotten. */
  get kept() {
    return Math.min(this.#items.length, MOST_ITEMS);
  }

  /** Everything that is kept, oldest first. */
  get all() {
    return this.#items.slice(-MOST_ITEMS);
  }

  /**
   * Takes what came since the last call into what is shown.
   *
   * @param {number} seconds since the last call, more than 0
   * @returns {number} how many items were added at the end of `shown`
   */
  advance(seconds) {
    if (this.isHeld) {
      return 0;
    }
    const came = this.#items.slice(this.#seen).filter((item) => has(item, this.#text));
    this.#seen = this.#items.length;
    const live = came.filter((item) => item.latency !== null);
    this.#sample(live.length, seconds);
    live.forEach((item) => (item.left = item.n % this.stride !== 0));
    const added = came.filter((item) => !item.left);
    this.shown = [...this.shown, ...added];
    return added.length;
  }

  /** @param {number} count live items that match @param {number} seconds in which they came */
  #sample(count, seconds) {
    this.#rate += (count / seconds - this.#rate) * (1 - Math.exp(-seconds / RATE_SECONDS));
    if (this.#rate > SAMPLED_ABOVE) {
      this.stride = Math.max(this.stride, Math.ceil(this.#rate / READABLE_RATE)); // not another one with every breath
    } else if (this.#rate < SAMPLED_ABOVE / 2) {
      this.stride = 1;
    }
  }

  #trim() {
    const tooMany = this.#items.length - MOST_ITEMS;
    if (tooMany > MOST_ITEMS / 10) {
      const first = this.#items[tooMany];
      this.#items.splice(0, tooMany);
      this.#seen = Math.max(0, this.#seen - tooMany);
      if (!this.isHeld) {
        const from = this.shown.findIndex((item) => item.n >= first.n);
        this.shown.splice(0, from < 0 ? this.shown.length : from);
      }
    }
  }

  /** Holds what is shown; nothing of what is there is left out any more. */
  hold() {
    this.isHeld = true;
    this.waiting = 0;
    this.#held = [...this.#items]; // they stay, though newer ones come
    this.look(this.#text);
  }

  /** Goes on, with all that came meanwhile. */
  run() {
    this.isHeld = false;
    this.waiting = 0;
    this.#held = [];
    this.look(this.#text);
  }

  /** Shows only what has a text. @param {string} text without regard to case; empty for everything */
  look(text) {
    this.#text = text.toLowerCase();
    if (this.isHeld) {
      this.shown = this.#held.filter((item) => has(item, this.#text));
    } else {
      this.shown = this.#items.filter((item) => !item.left && has(item, this.#text));
      this.#seen = this.#items.length;
    }
  }

  clear() {
    this.#items = [];
    this.#held = [];
    this.shown = [];
    this.#seen = this.waiting = this.received = 0;
    this.stride = 1;
  }
}
