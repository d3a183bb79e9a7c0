import { Carrier } from './carrier.js';
import { Position } from './position.js';
import { TopicTable } from './table.js';

/**
 * @import { Kin } from './kin.js'
 * @import { Options } from './options.js'
 * @import { State } from './protocol.js'
 * @import { Subscription } from './subscription.js'
 */

/**
 * Who has a line, and is told what happens on it.
 *
 * @typedef {object} Host
 * @property {Kin} kin
 * @property {() => void} changed
 * @property {(kind: any, message: any) => void} emit
 * @property {(subscription: Subscription) => void} place finds a line for it
 */

/** The customers whose topics these say to be; of a short form it is one's own. @param {Subscription} subscription */
const customersOf = ({ topics }) => topics.flatMap(({ scope }) => /^customer_id:(.*)/.exec(scope)?.[1] ?? []);

/** Subscriptions that share a socket, and how far they have got together. Sockets come and go with its {@link Carrier}. */
export class Line {
  table;
  position = new Position();
  /** @type {Set<Subscription>} */
  subscriptions = new Set();
  host;
  carrier;

  /**
   * @param {Options} options
   * @param {Host} host
   */
  constructor(options, host) {
    this.host = host;
    this.table = new TopicTable(host.kin);
    this.carrier = new Carrier(options, this);
  }

  /** Whether a subscription would not get here exactly what it asks for. @param {Subscription} asking */
  refuses(asking) {
    const { after } = asking.options;
    const { position, subscriptions, table } = this;
    if (after && table.covers(asking) && !position.size && position.isWithin(after)) {
      return false; // nothing that it wants has come yet
    }
    return (
      customersOf(asking).some((customer) => this.isOfAnother(customer)) ||
      (after && subscriptions.size && (after !== position.value || position.size)) ||
      table.refuses(asking)
    );
  }

  get own() {
    return this.carrier.welcome?.customer;
  }

  /** Whether topics are of another customer: positions in control messages do not speak of them. @param {string} own */
  isOfAnother(own) {
    return [...this.subscriptions].flatMap(customersOf).some((customer) => customer !== own);
  }

  /** @param {Subscription} subscription */
  add(subscription) {
    const { after } = subscription.options;
    const missing = this.table.missing(subscription);
    subscription.line = this;
    subscription.again ||= subscription.singles && this.table.overlaps(subscription);
    if (after) {
      if (!this.subscriptions.size) {
        this.position = new Position(after);
      }
      subscription.stage = 'live';
      subscription.floor = missing.length ? '' : after;
    }
    this.subscriptions.add(subscription);
    this.table.add(subscription);
    this.carrier.session?.begin(subscription, missing);
    if (this.carrier.isOver) {
      subscription.stopped(this.carrier.state);
    }
  }

  /** @param {Subscription} subscription */
  remove(subscription) {
    this.#release(subscription);
    subscription.ended();
    this.carrier.session?.beginWaiting();
    this.host.changed();
  }

  /** It has not begun yet and cannot here, beside topics that its own turned out to overlap. @param {Subscription} subscription */
  move(subscription) {
    this.#release(subscription);
    subscription.lost();
    subscription.again = false;
    this.host.place(subscription);
    this.host.changed();
  }

  /** @param {Subscription} subscription */
  #release(subscription) {
    const topics = this.table.remove(subscription);
    this.subscriptions.delete(subscription);
    if (topics.length) {
      this.carrier.session?.unsubscribe(topics);
    }
  }

  /** The socket is gone. */
  lost() {
    this.subscriptions.forEach((subscription) => subscription.lost());
  }

  /** It does not come back by itself. @param {State} state */
  stopped(state) {
    this.subscriptions.forEach((subscription) => subscription.stopped(state));
  }
}
