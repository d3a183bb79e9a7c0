import { Client } from './client.js';
import { Kin } from './kin.js';
import { Line } from './line.js';
import { listenToSigns } from './pulse.js';
import { Subscription } from './subscription.js';

/**
 * @import { Options } from './options.js'
 * @import { CloudEvent, State, Welcome } from './protocol.js'
 * @import { SubscribeOptions } from './subscription.js'
 */

/**
 * A connection to a gateway, which opens itself again until it is closed.
 *
 * Usually it is one socket. A subscription that would not get exactly what it asks for beside those that are there, such
 * as what comes `after` a position of a topic that is further on already, gets a line of its own until it ends.
 */
export class Connection extends Client {
  /** How it is: of several lines, the worst. @type {State} */
  state;

  #options;
  #kin = new Kin();
  #main;
  /** @type {Set<Line>} the main one first */
  #lines = new Set();
  #closed = false;
  /** @type {() => void} ends listening to what the page is told */
  #deafen = () => {};

  /** @param {Options} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#main = this.#newLine();
    this.state = this.#main.carrier.state;
  }

  /** What the server said when it greeted last. @type {Welcome | undefined} */
  get welcome() {
    return this.#main.carrier.welcome;
  }

  /**
   * Subscribes to topics. It may be called at any time; what was asked for is kept until it is connected.
   *
   * @param {string | string[]} topics 1 to 200
   * @param {SubscribeOptions} options
   * @param {(event: CloudEvent) => void} onEvent
   */
  subscribe(topics, options, onEvent) {
    const subscription = new Subscription(topics, options, onEvent);
    this.#place(subscription);
    return subscription;
  }

  /** @param {Subscription} subscription */
  #place(subscription) {
    const fitting = [...this.#lines].find((line) => !line.refuses(subscription));
    const line = fitting ?? this.#newLine();
    line.add(subscription);
    if (!fitting) {
      this.#closed ? line.carrier.close(1000, 'closed') : line.carrier.open();
    }
  }

  /**
   * Connects now, if it is not connected: after it has stopped, was closed, or instead of waiting any longer. If it is
   * connected it asks whether that is so, and replaces a socket that does not answer within two seconds.
   */
  open() {
    this.#closed = false;
    this.#deafen();
    this.#deafen = listenToSigns(() => this.#lines.forEach((line) => line.carrier.wake()));
    this.#lines.forEach((line) => line.carrier.open());
  }

  /** Closes it. Subscriptions stay, and go on where they were if it is opened again. */
  close() {
    this.#closed = true;
    this.#deafen();
    this.#lines.forEach((line) => line.carrier.close(1000, 'closed'));
  }

  #newLine() {
    /** @type {Line} */
    const line = new Line(this.#options, {
      kin: this.#kin,
      place: (subscription) => this.#place(subscription),
      changed: () => this.#changed(line),
      emit: (kind, message) => this.emit(kind, message),
    });
    this.#lines.add(line);
    return line;
  }

  /** @param {Line} line */
  #changed(line) {
    if (line !== this.#main && !line.subscriptions.size && this.#lines.delete(line)) {
      line.carrier.close(1000, '');
    }
    const states = [...this.#lines].map((each) => each.carrier.state);
    const worst = states.find((each) => each.state !== 'connected') ?? states[0];
    if (worst !== this.state) {
      this.state = worst;
      this.emit('state', worst);
    }
  }
}
