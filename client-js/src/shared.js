import { Client } from './client.js';
import { Connection } from './connection.js';
import { Leader } from './leader.js';
import { Position } from './position.js';
import { isEnd } from './stop.js';
import { Subscription } from './subscription.js';

/**
 * @import { Options } from './options.js'
 * @import { CloudEvent, State, Welcome } from './protocol.js'
 * @import { SubscribeOptions } from './subscription.js'
 */

/** How long a new leader waits for what the other tabs had. */
const GATHER_MILLIS = 200;

/**
 * One connection for all tabs of an origin, with the methods of {@link Connection}. A Web Lock decides which tab has the
 * socket; it speaks with the others over a BroadcastChannel. When that tab goes, the next one connects, and every tab goes
 * on from the position of each of its subscriptions.
 */
export class SharedConnection extends Client {
  /** @type {State} */
  state = { state: 'connecting', code: 0, reason: 'opening', retryIn: null };
  /** @type {Welcome | undefined} */
  welcome;

  #options;
  #name;
  #id = crypto.randomUUID();
  /** @type {Map<number, Subscription>} */
  #subscriptions = new Map();
  #nextKey = 1;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  /** @type {Leader | undefined} */
  #leader;
  /** @type {Connection | undefined} of the tab that leads */
  #connection;
  /** @type {Set<string>} tabs whose end is watched */
  #tabs = new Set();
  /** @type {Promise<unknown> | undefined} done when this tab leaves the others; undefined while it is closed */
  #stay;
  /** @type {(value?: unknown) => void} gives the locks back */
  #leave = () => {};

  /** @param {Options} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#name = 'ringdown:' + options.shared;
  }

  /**
   * Subscribes to topics, as {@link Connection#subscribe} does.
   *
   * @param {string | string[]} topics
   * @param {SubscribeOptions} options
   * @param {(event: CloudEvent) => void} onEvent
   */
  subscribe(topics, options, onEvent) {
    const key = this.#nextKey++;
    const subscription = new Subscription(topics, options, onEvent);
    subscription.line = {
      position: new Position(options.after),
      remove: () => {
        this.#subscriptions.delete(key);
        subscription.ended();
        this.#post({ to: 'leader', from: this.#id, key });
      },
    };
    this.#subscriptions.set(key, subscription);
    this.#ask(key, subscription);
    if (isEnd(this.state)) {
      subscription.stopped(this.state);
    }
    return subscription;
  }

  /** Joins the other tabs; connects now, if that is for this tab to do. */
  open() {
    if (this.#stay) {
      return this.#connection ? this.#connection.open() : this.#post({ to: 'leader', from: this.#id, key: 0, opens: true });
    }
    const stay = (this.#stay = new Promise((resolve) => (this.#leave = resolve)));
    // The tab that leads waits for this lock, to know when this tab is gone: nothing may be said before it is held.
    navigator.locks.request(this.#name + this.#id, () => {
      this.#stay === stay && this.#join(stay);
      return stay;
    });
  }

  /** @param {Promise<unknown>} stay */
  #join(stay) {
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    navigator.locks.request(this.#name, () => this.#stay === stay && this.#lead(stay));
    this.#subscriptions.forEach((subscription, key) => this.#ask(key, subscription));
    this.#post({ to: 'leader', from: this.#id, key: 0 }); // ends nothing, and is answered by the state
  }

  /** Leaves the other tabs. Subscriptions stay, and go on where they were if it is opened again. */
  close() {
    this.#connection?.close();
    this.#channel?.close();
    this.#stay = this.#channel = this.#leader = this.#connection = undefined;
    this.#leave();
    this.#setState({ state: 'disconnected', code: 1000, reason: 'closed', retryIn: null });
  }

  /** @param {Promise<unknown>} stay */
  #lead(stay) {
    const connection = (this.#connection = new Connection(this.#options));
    const leader = (this.#leader = new Leader(connection, (message) => this.#post(message)));
    connection.on('state', () => this.#tellState());
    connection.on('error', (error) => this.emit('error', error));
    connection.on('unmatched', (event) => this.emit('unmatched', event));
    this.#post({ to: 'all', leads: true });
    this.#options.clock.setTimeout(() => leader.begin(), GATHER_MILLIS);
    connection.open();
    return stay;
  }

  #tellState() {
    this.#post({ to: 'all', state: this.#connection?.state, welcome: this.#connection?.welcome });
  }

  /** @param {number} key @param {Subscription} subscription */
  #ask(key, { options, topics, stage, line }) {
    const { types, after, last, snapshot } = options;
    this.#post({
      to: 'leader',
      from: this.#id,
      key,
      topics: topics.map((topic) => topic.text),
      options: stage === 'live' ? { types, after: line?.position.value } : { types, after, last, snapshot },
    });
  }

  /** To one tab, to the one that leads, or to all; this one among them. @param {any} message */
  #post(message) {
    const { to } = message;
    const isHere = to === this.#id || (to === 'leader' && this.#leader);
    if (!isHere) {
      this.#channel?.postMessage(message);
    }
    if (isHere || to === 'all') {
      this.#hear(message);
    }
  }

  /** @param {any} message */
  #hear(message) {
    if (message.to === 'leader') {
      this.#leader && this.#serve(this.#leader, message);
    } else if (message.to === this.#id) {
      this.#deliver(message);
    } else if (message.leads) {
      this.#subscriptions.forEach((subscription, key) => this.#ask(key, subscription));
    } else if (message.state) {
      this.welcome = message.welcome;
      this.#setState(message.state);
    }
  }

  /** @param {Leader} leader @param {import('./leader.js').Asking} asking */
  #serve(leader, asking) {
    const { from } = asking;
    if (!this.#tabs.has(from)) {
      this.#tabs.add(from);
      // it holds this lock for as long as it is there
      navigator.locks.request(this.#name + from, () => this.#tabs.delete(from) && leader.forget(from));
      this.#tellState();
    }
    if (asking.opens) {
      this.#connection?.open();
    }
    leader.hear(asking);
  }

  /** @param {any} message for a subscription of this tab */
  #deliver({ key, event, position, gap, rejected, begun }) {
    const subscription = this.#subscriptions.get(key);
    const at = /** @type {Position} */ (subscription?.line?.position);
    if (!subscription) {
      return;
    }
    if (event && (subscription.isOfSeveral || !at.has(event.sequence))) {
      at.note(event.sequence, false);
      subscription.stage = 'live';
      subscription.offer(event);
    }
    if (gap) {
      subscription.gap(gap);
      this.emit('gap', gap);
    }
    if (rejected) {
      subscription.reject(rejected);
      this.emit('rejected', rejected);
    }
    if (position) {
      at.reached(position);
    }
    if (begun) {
      subscription.live(begun);
    }
  }

  /** @param {State} state */
  #setState(state) {
    this.state = state;
    this.#subscriptions.forEach((each) => (isEnd(state) ? each.stopped(state) : each.reopened()));
    this.emit('state', state);
  }
}
