import { isFunction, wrong } from './check.js';
import { guarded } from './guarded.js';
import { EventStream } from './stream.js';

/**
 * @import { CloudEvent, Gap, Rejected, ServerError, State } from './protocol.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 */

/**
 * What is told besides events.
 *
 * @typedef {object} Messages
 * @property {State} state
 * @property {Gap} gap
 * @property {Rejected} rejected
 * @property {ServerError} error
 * @property {CloudEvent} unmatched no topic that was asked for explains it: the server knows more than this client
 * @property {undefined} heartbeat
 */

/**
 * Subscribes to topics. It may be called at any time; what was asked for is kept until it is connected.
 *
 * @callback Subscribe
 * @param {string | string[]} topics 1 to 200
 * @param {SubscribeOptions} options
 * @param {(event: CloudEvent) => void} onEvent
 * @returns {Subscription}
 */

/** @type {(keyof Messages)[]} */
const KINDS = ['state', 'gap', 'rejected', 'error', 'unmatched', 'heartbeat'];

/** What a connection of one's own and a shared one have in common: listeners, and events as a stream. */
export class Client {
  /** @type {Set<{ kind: keyof Messages, listener: (message: any) => void }>} */
  #listeners = new Set();
  #hasWarned = false;

  /**
   * Calls a function each time.
   *
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {(message: Messages[Kind]) => void} listener
   * @returns {() => void} ends it
   */
  on(kind, listener) {
    if (!KINDS.includes(kind)) {
      throw wrong('kind', kind, `one of ${KINDS.join(', ')}`);
    }
    if (!isFunction(listener)) {
      throw wrong('listener', listener, 'a function');
    }
    const entry = { kind, listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /**
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {Messages[Kind]} message
   */
  emit(kind, message) {
    const listening = [...this.#listeners].filter((each) => each.kind === kind);
    listening.forEach((each) => guarded(() => each.listener(message)));
    if (kind === 'unmatched' && !listening.length && !this.#hasWarned) {
      this.#hasWarned = true; // once, and not in silence
      console.warn('ringdown: no topic explains an event, listen to "unmatched"', message);
    }
  }

  /**
   * The events of topics, for `for await`. Ending the loop ends the subscription.
   *
   * @param {string | string[]} topics 1 to 200
   * @param {SubscribeOptions & { buffer?: number }} [options] `buffer`: events that may wait, 1000 by default
   */
  events(topics, options = {}) {
    return new EventStream(/** @type {any} */ (this), topics, options);
  }
}
