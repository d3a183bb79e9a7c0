/**
 * @import { CloudEvent, Gap, Rejected } from './protocol.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 * @import { Position } from './position.js'
 */

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
  /** @type {Position | undefined} where to take it up again, once the consumer has caught up */
  #paused;
  /** @type {Position | undefined} what was handed over before a pause */
  #had;
  #subscribe;
  #options;
  #buffer;

  /**
   * @param {(options: SubscribeOptions, onEvent: (event: CloudEvent) => void) => Subscription} subscribe
   * @param {SubscribeOptions & { buffer?: number }} options
   */
  constructor(subscribe, { buffer = 1000, ...options }) {
    this.#subscribe = subscribe;
    this.#options = options;
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
      this.#had = this.#paused;
      this.#paused = undefined;
      const { types } = this.#options;
      this.#start({ types, after: this.#had.value });
    }
    if (item) {
      return Promise.resolve({ done: false, value: item });
    }
    if (this.#ended) {
      return Promise.resolve({ done: true, value: undefined });
    }
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** Ends the subscription. @returns {Promise<IteratorResult<Item>>} */
  return() {
    this.#ended = true;
    this.#waiting = [];
    this.#paused = undefined;
    this.#subscription?.unsubscribe();
    this.#takers.splice(0).forEach((taker) => taker({ done: true, value: undefined }));
    return Promise.resolve({ done: true, value: undefined });
  }

  /** @param {SubscribeOptions} options */
  #start(options) {
    /** @param {Gap | Rejected} notice */
    const onNotice = (notice) => this.#put(notice);
    this.#subscription = this.#subscribe({ ...options, onGap: onNotice, onRejected: onNotice }, (event) => {
      if (!this.#had?.has(event.sequence)) {
        this.#put(event);
        this.#pauseIfFull();
      }
    });
  }

  #pauseIfFull() {
    const subscription = this.#subscription;
    if (this.#waiting.length >= this.#buffer && subscription?.position) {
      this.#paused = subscription.line?.position.copy();
      subscription.unsubscribe();
    }
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
