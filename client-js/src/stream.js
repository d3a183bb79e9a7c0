import { Position } from './position.js';

/**
 * @import { CloudEvent, Gap, Rejected } from './protocol.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 */

/** @type {IteratorReturnResult<undefined>} */
const DONE = { done: true, value: undefined };

/** @typedef {CloudEvent | Gap | Rejected} Item what a stream yields: types of events have an underscore, others none */

/**
 * Events for `for await`, with the gaps and rejected topics among them where they belong.
 *
 * No more than `buffer` events wait. When a consumer is slower than that, the stream gives up its subscription, and takes
 * it up again from the log where it was once the consumer has caught up. So it needs no more memory, and misses nothing
 * that is retained; what is not is a {@link Gap}.
 *
 * @implements {AsyncIterableIterator<Item>}
 */
export class EventStream {
  /** @type {Item[]} */
  #waiting = [];
  /** @type {((result: IteratorResult<Item>) => void)[]} */
  #takers = [];
  #ended = false;
  /** @type {Subscription | undefined} */
  #subscription;
  /** What has come, whichever subscription brought it. */
  #had = new Position();
  #paused = false;
  #subscribe;
  #types;
  #buffer;

  /**
   * @param {(options: SubscribeOptions, onEvent: (event: CloudEvent) => void) => Subscription} subscribe
   * @param {SubscribeOptions & { buffer?: number }} options
   */
  constructor(subscribe, { buffer = 1000, ...options }) {
    this.#subscribe = subscribe;
    this.#types = options.types;
    this.#buffer = buffer;
    this.#start(options);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** @returns {Promise<IteratorResult<Item>>} */
  next() {
    const item = this.#waiting.shift();
    if (!this.#waiting.length && this.#paused) {
      this.#paused = false;
      this.#start({ types: this.#types, after: this.#had.value });
    }
    return new Promise((resolve) => {
      if (item) {
        resolve({ done: false, value: item });
      } else if (this.#ended) {
        resolve(DONE);
      } else {
        this.#takers.push(resolve);
      }
    });
  }

  /** Ends the subscription. @returns {Promise<IteratorResult<Item>>} */
  return() {
    this.#ended = true;
    this.#waiting = [];
    this.#paused = false;
    this.#subscription?.unsubscribe();
    this.#takers.splice(0).forEach((taker) => taker(DONE));
    return Promise.resolve(DONE);
  }

  /** @param {SubscribeOptions} options */
  #start(options) {
    /** @param {Gap | Rejected} notice */
    const onNotice = (notice) => this.#put(notice);
    const subscription = this.#subscribe({ ...options, onGap: onNotice, onRejected: onNotice }, (event) => {
      if (!this.#had.has(event.sequence)) {
        this.#had.note(event.sequence, false);
        this.#put(event);
      }
      const { position } = subscription;
      if (position) {
        this.#had.reached(position);
        if (this.#waiting.length >= this.#buffer) {
          this.#paused = true;
          subscription.unsubscribe();
        }
      }
    });
    this.#subscription = subscription;
  }

  /** @param {Item} item */
  #put(item) {
    const taker = this.#takers.shift();
    if (taker) {
      taker({ done: false, value: item });
    } else {
      this.#waiting.push(item);
    }
  }
}
