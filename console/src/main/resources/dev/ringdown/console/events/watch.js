import { open } from '../gateway.js';
import { eventItem, gapText, noticeItem } from './item.js';

/**
 * @import { Config } from '../api.js'
 * @import { CloudEvent, Connection, State, Subscription } from '../client/index.js'
 * @import { Identity } from '../identity.js'
 * @import { Rates } from './rates.js'
 * @import { ItemStore } from './store.js'
 *
 * @typedef {object} Wanted
 * @property {Identity} identity
 * @property {string[]} topics
 * @property {string[]} types empty for all
 * @property {'live' | 'last' | 'snapshot'} from
 * @property {number} last
 */

/** What is watched: one connection, one subscription, and where its events go. */
export class Watch {
  /** @type {Connection | undefined} */
  connection;

  #config;
  #store;
  #rates;
  /** @type {Identity | undefined} */
  #identity;
  /** @type {Subscription | undefined} */
  #subscription;
  #isLive = false;
  #n = 0;

  /** @param {Config} config @param {ItemStore} store @param {Rates} rates */
  constructor(config, store, rates) {
    this.#config = config;
    this.#store = store;
    this.#rates = rates;
  }

  /**
   * Watches this, and nothing else any more.
   *
   * @param {Wanted} wanted
   * @param {(state: State) => void} onState
   * @returns {Promise<boolean>} settled when live events come: whether this is still what is watched
   */
  start({ identity, topics, types, from, last }, onState) {
    this.stop();
    this.#identity = identity;
    this.#isLive = from === 'live';
    const connection = open(this.#config, identity);
    this.connection = connection;
    connection.on('state', onState);
    connection.on('error', ({ message }) => this.#notice('error', message));
    connection.on('unmatched', ({ type, subject }) => this.#notice('unmatched', `${type} ${subject}: no topic explains it`));
    onState(connection.state);
    const beginning = from === 'last' ? { last } : from === 'snapshot' ? { snapshot: true } : {};
    const subscription = connection.subscribe(
      topics,
      {
        ...beginning,
        ...(types.length && { types }),
        onGap: (gap) => this.#notice('gap', gapText(gap)),
        onRejected: ({ topic, message }) => this.#notice('rejected', message || topic),
      },
      (event) => this.#came(event),
    );
    this.#subscription = subscription;
    return subscription.ready.then(() => {
      const isCurrent = subscription === this.#subscription;
      this.#isLive ||= isCurrent;
      return isCurrent;
    });
  }

  stop() {
    this.connection?.close();
    this.connection = this.#subscription = undefined;
  }

  /**
   * The topic that stands for a resource of an event, for whom is watching.
   *
   * @param {CloudEvent} event
   * @param {string} name its subject or one of its parents
   */
  topicOf({ data }, name) {
    const customer = data?.customer_id;
    return this.#identity?.isSuperAdmin && customer ? `customer_id:${customer}:${name}` : name;
  }

  /** @param {CloudEvent} event */
  #came(event) {
    const item = eventItem(event, ++this.#n, this.#isLive);
    if (item.latency !== null) {
      this.#rates.add(item.arrived, item.latency); // what is old says nothing about now
    }
    this.#store.add(item);
  }

  /** @param {string} title @param {string} text */
  #notice(title, text) {
    this.#store.add(noticeItem(title, text, ++this.#n));
  }
}
