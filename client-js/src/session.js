import { wrong } from './check.js';
import { namesOf } from './topic.js';
import { TOPICS_PER_MESSAGE, isEvent } from './protocol.js';

/**
 * @import { Line } from './line.js'
 * @import { Outbox } from './outbox.js'
 * @import { Subscription } from './subscription.js'
 */

/**
 * A subscribe message that is not answered yet: of one subscription that begins, or else of topics that are resumed.
 *
 * @typedef {object} Request
 * @property {string[]} topics
 * @property {string[]} [types]
 * @property {string} [after]
 * @property {Subscription} [begins]
 */

/** Events that may be remembered one by one before the server is asked how far it has got. */
const SINGLES_PER_PING = 256;

/** What is said on one socket, from `welcome` on: requests and their answers, events, positions. */
export class Session {
  #line;
  #outbox;
  /** @type {Map<number, Request>} */
  #pending = new Map();
  #nextId = 1;
  /** The one that was sent last, to be taken. */
  #token = '';
  /** Subscribe messages on this socket; of them those that replay, as far as they may still be under way. */
  #messages = 0;
  #replays = 0;
  /** Resuming messages that are not answered: until all are, no position speaks for all topics. */
  #resuming = 0;
  #calm = 0;
  /** How many single events there are when the server is asked again. */
  #pingAt = SINGLES_PER_PING;

  /**
   * @param {Line} line
   * @param {Outbox} outbox
   */
  constructor(line, outbox) {
    this.#line = line;
    this.#outbox = outbox;
  }

  /** Goes on where the line was, and begins what has not begun. */
  resume() {
    const { table, position, subscriptions } = this.#line;
    table.forgetPast();
    subscriptions.forEach((subscription) => subscription.stage === 'live' && this.#had(subscription, position.value));
    for (const { topics, types } of table.live().values()) {
      for (let i = 0; i < topics.length; i += TOPICS_PER_MESSAGE) {
        this.#subscribe({ topics: topics.slice(i, i + TOPICS_PER_MESSAGE), types, after: position.value });
      }
    }
    for (const subscription of subscriptions) {
      if (subscription.stage === 'asked') {
        this.begin(subscription, table.missing(subscription));
      }
    }
  }

  /**
   * @param {Subscription} subscription one that was added to the line
   * @param {string[]} topics those of it that are not live already
   */
  begin(subscription, topics) {
    const { after, types } = subscription.options;
    if (topics.length) {
      this.#subscribe(after ? { topics, types, after } : { topics, types, begins: subscription });
    } else {
      subscription.live({});
    }
  }

  /** @param {Request} request */
  #subscribe(request) {
    const { topics, types, after, begins } = request;
    const { last, snapshot } = begins?.options ?? {};
    const id = this.#nextId++;
    this.#pending.set(id, request);
    this.#messages++;
    this.#calm = 0;
    if (after || last || snapshot) {
      this.#replays++;
    }
    if (!begins) {
      this.#resuming++;
    }
    // undefined members are left out of the JSON
    this.#outbox.send({ type: 'subscribe', id, topics, types, after, last, snapshot });
  }

  /** @param {string[]} topics */
  unsubscribe(topics) {
    this.#outbox.send({ type: 'unsubscribe', topics });
  }

  /** @param {string} token */
  authenticate(token) {
    this.#token = token;
    this.#outbox.send({ type: 'authenticate', id: 'authenticate', token });
  }

  /** @param {any} message */
  receive(message) {
    if (isEvent(message)) {
      this.#event(message);
      return;
    }
    const request = this.#pending.get(message.id);
    switch (message.type) {
      case 'subscribed':
        return request && this.#subscribed(request, message);
      case 'error':
        return request ? this.#refused(request, message) : this.#error(message);
      case 'gap':
        this.#line.table.holders(message.topics).forEach((subscription) => subscription.gap(message));
        return this.#line.host.emit('gap', message);
      case 'heartbeat':
        return this.#heartbeat(message);
      case 'pong':
        this.#reached(message.sequence);
        this.#pingAt = this.#line.position.size + SINGLES_PER_PING;
        return;
      case 'expiring':
        return this.#line.carrier.renew();
      case 'authenticated':
        this.#line.carrier.welcome.expires = message.expires;
        return this.#reject(message.dropped, { code: 'forbidden', message: 'not any more' });
      case 'closing':
        if (!(message.reconnect >= 0)) {
          throw wrong('reconnect', message.reconnect, 'milliseconds');
        }
        return this.#line.carrier.closing(message.code, message.reconnect);
    }
  }

  /**
   * Old and live events come side by side if something is replayed and there are further topics; then an event says
   * nothing of those before it.
   */
  get #inOrder() {
    return !this.#replays || this.#messages === 1;
  }

  /** @param {import('./protocol.js').CloudEvent} event */
  #event(event) {
    const { host, position, subscriptions, table } = this.#line;
    const names = namesOf(event);
    const isNew = position.note(event.sequence, this.#inOrder);
    const wanting = [...subscriptions].filter((subscription) => subscription.wants(event, names));
    host.kin.learn(event, names);
    if (!wanting.length && !table.explains(event, names)) {
      host.emit('unmatched', event);
    }
    for (const subscription of wanting) {
      if (subscription.singles && subscription.stage !== 'live' && table.explains(event, names, subscription)) {
        this.#line.move(subscription); // of its history, or another's: that could not be told
      } else if (isNew || subscription.stage !== 'live') { // what was held of history before is forgotten
        subscription.offer(event);
      }
    }
    if (position.size >= this.#pingAt) {
      this.#pingAt = Infinity; // until it has answered
      this.#outbox.send({ type: 'ping', id: 'position' });
    }
  }

  /** @param {string} sequence of a control message: everything up to it has been sent */
  #reached(sequence) {
    if (!this.#resuming && !this.#isOfAnother) {
      this.#line.position.reached(sequence);
    }
  }

  /** Whether positions in control messages do not speak of its topics. */
  get #isOfAnother() {
    return this.#line.isOfAnother(this.#line.carrier.welcome.customer);
  }

  /** @param {Subscription} subscription @param {string | undefined} sequence up to which no live event is meant for it */
  #had(subscription, sequence = '') {
    if (!this.#isOfAnother && sequence > subscription.floor) {
      subscription.floor = sequence;
    }
  }

  /** @param {{ sequence: string, lag: number }} message */
  #heartbeat({ sequence, lag }) {
    this.#reached(sequence);
    const isCalm = !lag && !this.#pending.size && [...this.#line.subscriptions].every((s) => s.stage === 'live');
    this.#calm = isCalm ? this.#calm + 1 : 0;
    if (this.#calm > 1) {
      this.#replays = 0; // at the first one they were at the head of the log, at the second they are over
    }
    this.#line.host.emit('heartbeat', undefined);
  }

  /** @param {Request} request @param {any} message */
  #subscribed(request, message) {
    const { topics, begins } = request;
    const { position, table } = this.#line;
    const isHere = this.#answered(message.id, request);
    const rejected = topics.filter((topic) => !message.topics.includes(topic));
    isHere && rejected.forEach((topic, i) => this.#reject([topic], message.rejected[i])); // it may have cut a long topic
    if (message.recovered === false) {
      position.value = message.sequence; // of another epoch, perhaps
    } else if (!this.#resuming) {
      position.reached(message.sequence);
    }
    if (!begins) {
      table.holders(topics).forEach((holder) => holder.stage === 'live' && holder.live(message));
    } else if (isHere) {
      this.#had(begins, message.sequence);
      begins.subscribed(message);
    }
  }

  /** @param {number} id @param {Request} request @returns {boolean} whether what it asked for still belongs to this line */
  #answered(id, request) {
    this.#pending.delete(id);
    if (!request.begins) {
      this.#resuming--;
    }
    return !request.begins || request.begins.line === this.#line;
  }

  /** A subscribe message was refused as a whole. @param {Request} request @param {any} message */
  #refused(request, message) {
    const { topics, begins } = request;
    if (!this.#answered(message.id, request)) {
      return;
    }
    if (message.code === 'unavailable') {
      this.#line.carrier.later(() => !begins ? this.#subscribe(request) : begins.line === this.#line && this.begin(begins, topics));
    } else if (message.code === 'invalidsequence' && request.after) {
      this.receive({ type: 'gap', topics, after: request.after, count: null, reason: 'unknown' });
      this.#line.position.value = undefined;
      this.#subscribe({ ...request, after: undefined });
    } else {
      this.#reject(topics, message);
      begins?.subscribed({});
    }
  }

  /** @param {any} message an error that answers no subscribe message */
  #error(message) {
    if (message.id === 'authenticate' && message.code === 'unavailable') {
      this.#line.carrier.later(() => this.authenticate(this.#token)); // nothing is wrong with it
    } else if (message.id === 'authenticate') {
      this.#line.carrier.lost(1000, 'a new token', 0);
    } else if (message.code === 'ratelimited') {
      this.#line.carrier.lost(1000, message.message); // nobody knows what was not read
    } else {
      this.#reject(message.topics, message);
      this.#line.host.emit('error', message);
    }
  }

  /** @param {string[]} topics @param {{ code: string, message: string }} why */
  #reject(topics = [], { code, message }) {
    for (const topic of topics) {
      /** @type {import('./protocol.js').Rejected} */
      const rejected = { type: 'rejected', topic, code, message };
      this.#line.table.reject(topic).forEach((subscription) => subscription.reject(rejected));
      this.#line.host.emit('rejected', rejected);
    }
  }
}
