import { Apart } from './apart.js';
import { wrong } from './check.js';
import { Pending } from './pending.js';
import { namesOf } from './topic.js';
import { TOPICS_PER_MESSAGE, isEvent } from './protocol.js';

/**
 * @import { Line } from './line.js'
 * @import { Outbox } from './outbox.js'
 * @import { Request } from './pending.js'
 * @import { CloudEvent } from './protocol.js'
 * @import { Subscription } from './subscription.js'
 */

/** Events that may be remembered one by one before the server is asked how far it has got. */
const SINGLES_PER_PING = 256;

/** What is said on one socket, from `welcome` on: requests and their answers, events, positions. */
export class Session {
  #line;
  #outbox;
  #pending = new Pending();
  #apart;
  /** Those that others' history is in the way of. @type {Set<Subscription>} */
  #waiting = new Set();
  /** The token that was sent last, to be taken. */
  #token = '';
  /** Heartbeats in a row that found nothing to be sent. */
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
    this.#apart = new Apart(line);
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
    if (!after && this.#line.table.isUnclear(subscription)) {
      this.#waiting.add(subscription);
      return;
    }
    this.#waiting.delete(subscription);
    subscription.isSent = true;
    if (subscription.again) {
      topics.length && this.#subscribe({ topics, types, isNew: true });
      this.#subscribe({ topics: subscription.topics.map(({ text }) => text), types, begins: subscription, once: true });
    } else if (topics.length) {
      this.#subscribe(after ? { topics, types, after } : { topics, types, begins: subscription });
    } else {
      subscription.live({});
    }
  }

  /** What others' history was in the way of begins when that has come, or is not wanted any more. */
  beginWaiting() {
    this.#waiting.forEach((each) =>
      each.line === this.#line ? this.begin(each, this.#line.table.missing(each)) : this.#waiting.delete(each),
    );
  }

  /** @param {Request} request */
  #subscribe(request) {
    const { topics, types, after, begins, once } = request;
    const { last, snapshot } = begins?.options ?? {};
    const id = this.#pending.add(request, !once && Boolean(after || last || snapshot));
    this.#calm = 0;
    // undefined members are left out of the JSON
    this.#outbox.send({ type: 'subscribe', id, topics, types, after, last, snapshot, once });
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
    isEvent(message) ? this.#event(message) : this.#control(message);
    this.beginWaiting();
  }

  /** @param {any} message */
  #control(message) {
    const request = this.#pending.take(message.id);
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

  /** @param {CloudEvent} event */
  #event(event) {
    const { host, position, subscriptions, table } = this.#line;
    const names = namesOf(event);
    if (this.#apart.takes(event, names)) {
      return; // whoever else wants it has had it
    }
    const isNew = position.note(event.sequence, this.#pending.inOrder);
    const wanting = [...subscriptions].filter((subscription) => subscription.wants(event, names));
    host.kin.learn(event, names);
    if (!wanting.length && !table.explains(event, names)) {
      host.emit('unmatched', event);
    }
    for (const subscription of wanting) {
      if (subscription.singles && !subscription.again && subscription.stage !== 'live' && table.explains(event, names, subscription)) {
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
    if (!this.#pending.isResuming && !this.#isOfAnother) {
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
    const isCalm = !lag && this.#pending.isEmpty && [...this.#line.subscriptions].every((s) => s.stage === 'live');
    this.#calm = isCalm ? this.#calm + 1 : 0;
    if (this.#calm > 1) {
      this.#pending.calm(); // at the first one they were at the head of the log, at the second they are over
    }
    this.#line.host.emit('heartbeat', undefined);
  }

  /** @param {Request} request @param {any} message */
  #subscribed(request, message) {
    const { topics, begins } = request;
    const { position, table } = this.#line;
    const isHere = !begins || begins.line === this.#line;
    if (request.once) {
      this.#apart.expect(message.replayed ?? message.snapshot, message.until, begins);
    }
    const rejected = topics.filter((topic) => !message.topics.includes(topic));
    // it may have cut a long topic; what was rejected before is not told again
    isHere && rejected.forEach((topic, i) => (!begins || begins.has(topic)) && this.#reject([topic], message.rejected[i]));
    if (message.recovered === false) {
      position.value = message.sequence; // of another epoch, perhaps
    } else if (!this.#pending.isResuming) {
      position.reached(message.sequence);
    }
    if (!begins) {
      table.holders(topics).forEach((holder) => holder.stage === 'live' && holder.live(message));
    } else if (isHere) {
      this.#had(begins, message.until ?? message.sequence);
      begins.subscribed(message);
    }
  }

  /** A subscribe message was refused as a whole. @param {Request} request @param {any} message */
  #refused(request, message) {
    const { topics, begins, once } = request;
    const { carrier, table } = this.#line;
    if (begins && begins.line !== this.#line) {
      return;
    }
    if (message.code === 'unavailable' || (once && message.code === 'overbudget')) { // it is live without its history
      carrier.later(() =>
        !begins ? this.#subscribe(request) : begins.line === this.#line && this.begin(begins, table.missing(begins)),
      );
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
