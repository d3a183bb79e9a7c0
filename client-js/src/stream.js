import { Position } from './position.js';

/**
 * @import { CloudEvent, Gap, Rejected } from './protocol.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 */

/** @typedef {CloudEvent | Gap | Rejected} Item what a stream yields: types of events have an underscore, others none */

/** @type {IteratorReturnResult<undefined>} */
const DONE = { done: true, value: undefined };

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
  /** @type {((value?: any) => void)[]} */
  #wakes = [];
  #ended = false;
  /** @type {Subscription | undefined} undefined while it is given up */
  #subscription;
  /** What has come, whichever subscription brought it. */
  #had = new Position();
  #client;
  #topics;
  #types;
  #buffer;

  /**
   * @param {{ subscribe: import('./client.js').Subscribe }} client
   * @param {string | string[]} topics
   * @param {SubscribeOptions & { buffer?: number }} options
   */
  constructor(client, topics, { buffer = 1000, ...options }) {
    this.#client = client;
    this.#topics = topics;
    this.#types = options.types;
    this.#buffer = buffer;
    this.#start(options);
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** @returns {Promise<IteratorResult<Item>>} */
  async next() {
    while (!this.#waiting.length && !this.#ended) {
      if (!this.#subscription) {
        this.#start({ types: this.#types, after: this.#had.value });
      }
      await new Promise((resolve) => this.#wakes.push(resolve));
    }
    const value = this.#waiting.shift();
    return value ? { value } : DONE;
  }

  /** Ends the subscription. @returns {Promise<IteratorResult<Item>>} */
  async return() {
    this.#ended = true;
    this.#waiting = [];
    this.#subscription?.unsubscribe();
    this.#wake();
    return DONE;
  }

  /** @param {SubscribeOptions} options */
  #start(options) {
    /** @param {Item} item */
    const put = (item) => {
      this.#waiting.push(item);
      this.#wake();
    };
    const subscription = this.#client.subscribe(this.#topics, { ...options, onGap: put, onRejected: put }, (event) => {
      if (subscription.isOfSeveral) {
        put(event);
      } else if (!this.#had.has(event.sequence)) {
        this.#had.note(event.sequence, false);
        put(event);
      }
      const { position } = subscription;
      if (position) {
        this.#had.reached(position);
        if (this.#waiting.length >= this.#buffer) {
          subscription.unsubscribe();
          this.#subscription = undefined;
        }
      }
    });
    this.#subscription = subscription;
  }

  #wake() {
    this.#wakes.splice(0).forEach((wake) => wake());
  }
}
