import { check, whole } from './check.js';
import { Position } from './position.js';
import { isEnd, stop } from './stop.js';

/**
 * @import { CloudEvent, Gap, Rejected, State } from './protocol.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 */

/** @typedef {CloudEvent | Gap | Rejected} Item what a stream yields: types of events have an underscore, others none */

/** What a connection that its application closed has for a code. */
const NORMAL = 1000;

/** @type {IteratorReturnResult<undefined>} */
const DONE = { done: true, value: undefined };

/**
 * Events for `for await`, with the gaps and rejected topics among them where they belong.
 *
 * No more than `buffer` events wait. When a consumer is slower than that, the stream gives up its subscription, and takes
 * it up again from the log where it was once the consumer has caught up. So it needs no more memory, and misses nothing
 * that is retained; what is not is a {@link Gap}.
 *
 * It is over when the connection was closed and when all of its topics are rejected, and throws when the connection has
 * stopped, in each case behind what was waiting.
 *
 * @implements {AsyncIterableIterator<Item>}
 */
export class EventStream {
  /** @type {Item[]} */
  #waiting = [];
  /** @type {((value?: any) => void)[]} */
  #wakes = [];
  #ended = false;
  /** Why it ended; undefined for no bad reason. @type {Error | undefined} */
  #failure;
  /** @type {Subscription | undefined} undefined while it is given up */
  #subscription;
  /** What has come, whichever subscription brought it. */
  #had = new Position();
  #leave = () => {};
  #client;
  #topics;
  #types;
  #buffer;

  /**
   * @param {import('./client.js').Client & { subscribe: import('./client.js').Subscribe, state: State }} client
   * @param {string | string[]} topics
   * @param {SubscribeOptions & { buffer?: number }} options
   */
  constructor(client, topics, { buffer = 1000, ...options }) {
    check('options', { buffer }, { buffer: whole(1, Number.MAX_SAFE_INTEGER) });
    this.#client = client;
    this.#topics = [topics].flat();
    this.#types = options.types;
    this.#buffer = buffer;
    this.#start(options);
    this.#leave = client.on('state', (state) => this.#stateChanged(state));
    this.#stateChanged(client.state);
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
    const failure = this.#failure;
    if (value || !failure) {
      return value ? { value } : DONE;
    }
    this.#failure = undefined; // it is told once
    throw failure;
  }

  /** Ends the subscription. @returns {Promise<IteratorResult<Item>>} */
  async return() {
    this.#waiting = [];
    this.#end(undefined);
    return DONE;
  }

  /** @param {State} state */
  #stateChanged(state) {
    if (isEnd(state)) {
      this.#end(state.code === NORMAL ? undefined : stop(state));
    }
  }

  /** @param {Error | undefined} failure */
  #end(failure) {
    if (!this.#ended) {
      this.#ended = true;
      this.#failure = failure;
      this.#leave();
      this.#subscription?.unsubscribe();
      this.#wake();
    }
  }

  /** @param {SubscribeOptions} options */
  #start(options) {
    /** @param {Item} item */
    const put = (item) => {
      this.#waiting.push(item);
      this.#wake();
    };
    /** @param {Rejected} rejected */
    const reject = (rejected) => {
      put(rejected);
      this.#topics = this.#topics.filter((topic) => topic !== rejected.topic);
      if (!this.#topics.length) {
        this.#end(undefined);
      }
    };
    const subscription = this.#client.subscribe(this.#topics, { ...options, onGap: put, onRejected: reject }, (event) => {
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
