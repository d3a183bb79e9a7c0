import { check, isFunction, mistake, whole, wrong } from './check.js';
import { guarded } from './guarded.js';
import { TOPICS_PER_MESSAGE } from './protocol.js';
import { stop } from './stop.js';
import { hasType, matches, parseTopic } from './topic.js';

/**
 * @import { CloudEvent, Gap, Rejected, State } from './protocol.js'
 * @import { Position } from './position.js'
 * @import { Topic } from './topic.js'
 */

/**
 * What a subscription begins with, and what it is told besides events. Of `after`, `last` and `snapshot` one at most.
 *
 * @typedef {object} SubscribeOptions
 * @property {string} [after] a sequence: first everything retained after it
 * @property {number} [last] 1 to 1000: first the newest so many that match, oldest of them first
 * @property {boolean} [snapshot] first the latest event of every resource that is alive
 * @property {string[]} [types] only events of these types; a trailing `*` stands for any ending
 * @property {(gap: Gap) => void} [onGap] events are gone
 * @property {(rejected: Rejected) => void} [onRejected] a topic is not subscribed
 */

/**
 * What became of a subscription, once it gets live events.
 *
 * @typedef {object} Begun
 * @property {string[]} topics those that are subscribed
 * @property {Rejected[]} rejected the others
 * @property {boolean} [recovered] with `after`: whether everything after it was still there
 * @property {number} [replayed] with `last`: how many events came
 * @property {number} [snapshot] with `snapshot`: how many events came
 * @property {boolean} [complete] with `snapshot`: whether those are all that are alive; with `last` false if there may be
 *   more, further back than was looked
 */

/**
 * Who holds a subscription: a line, or a tab.
 *
 * @typedef {object} Holder
 * @property {Position} position
 * @property {string} [own] the session's own customer, once that is known
 * @property {(subscription: Subscription) => void} remove
 */

/** Something that settles later: a promise, and what settles it. */
class Later {
  /** @type {(begun: Begun) => void} */
  resolve = () => {};
  /** @type {(why: Error) => void} */
  reject = () => {};
  promise = /** @type {Promise<Begun>} */ (
    new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    })
  );
  isSettled = false;
  isStopped = false;

  constructor() {
    this.promise.catch(() => {}); // who does not ask for it does not mind
  }
}

const TEXTS = /** @param {unknown} value */ (value) =>
  Array.isArray(value) && value.every((text) => typeof text === 'string' && text);

/** @type {Parameters<typeof check>[2]} */
const MEMBERS = {
  after: ['a position', (value) => typeof value === 'string'],
  last: whole(1, 1000),
  snapshot: ['true or false', (value) => typeof value === 'boolean'],
  types: ['a list of 1 to 100 types', (value) => TEXTS(value) && value.length > 0 && value.length <= 100],
  onGap: ['a function', isFunction],
  onRejected: ['a function', isFunction],
};

/** @param {string | string[]} topics @returns {string[]} each once */
function checkedTopics(topics) {
  const texts = [...new Set([topics].flat())];
  if (!TEXTS(texts)) {
    throw wrong('topics', topics, 'a topic, or a list of topics');
  }
  if (!texts.length || texts.length > TOPICS_PER_MESSAGE) {
    throw wrong('topics', texts.length, `1 to ${TOPICS_PER_MESSAGE}`);
  }
  return texts;
}

/**
 * Some topics, and who gets their events. Events of `last` and `snapshot` are held until all of them have come: if the
 * connection is lost before, they are asked for again, and nothing has been handed over twice.
 */
export class Subscription {
  /** @type {'asked' | 'history' | 'live'} what the connection may count on */
  stage = 'asked';

  /** Whether what it begins with may have come on its socket before: then it is asked for apart from its live events. */
  again = false;

  /** Whether it was asked for on this socket. */
  isSent = false;

  /** @type {Topic[]} those that are not rejected */
  topics;

  /** @type {SubscribeOptions} */
  options;

  /**
   * Live events up to this sequence are not meant: they were handed over, or it began further on. Such events come for
   * the history of another subscription, whose topic they match too.
   */
  floor = '';

  /** @type {Holder | undefined} whose events it gets; undefined after the end */
  line;

  #ready = new Later();
  /** @type {Partial<Begun>} */
  #outcome = {};
  /** @type {Rejected[]} */
  #rejected = [];
  /** @type {CloudEvent[]} events of `last` or `snapshot` */
  #held = [];
  #missing = 0;
  /** What it begins with is up to here, if it comes apart. */
  #until = '';
  /** @type {CloudEvent[]} live ones that came before that had come */
  #later = [];
  #onEvent;

  /**
   * @param {string | string[]} topics
   * @param {SubscribeOptions} options
   * @param {(event: CloudEvent) => void} onEvent
   */
  constructor(topics, options, onEvent) {
    check('options', options, MEMBERS);
    const { after, last, snapshot } = options;
    if ((after && (last || snapshot)) || (last && snapshot)) {
      throw mistake('after, last, snapshot', 'several', 'one');
    }
    if (!isFunction(onEvent)) {
      throw wrong('onEvent', onEvent, 'a function: subscribe(topics, options, onEvent)');
    }
    this.topics = checkedTopics(topics).map(parseTopic);
    /** @type {SubscribeOptions} without what is not set */
    this.options = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
    this.#onEvent = onEvent;
  }

  /**
   * Settles when the subscription gets live events, and everything it begins with was handed over; also, without topics,
   * when it has ended before. It is rejected when the connection has stopped or was closed before that. After `open()` it
   * is another promise.
   */
  get ready() {
    return this.#ready.promise;
  }

  /** Whether it begins with something that is no stretch of the log. */
  get singles() {
    return Boolean(this.options.last || this.options.snapshot);
  }

  /** Whether its topics are of several customers: their sequences do not compare, and may be equal. */
  get isOfSeveral() {
    const customers = new Set(this.topics.map(({ scope }) => /^customer_id:(.*)/.exec(scope)?.[1] ?? this.line?.own));
    return customers.size - Number(customers.has(undefined)) > 1;
  }

  /** Where to go on, for `after`, once this page is gone; undefined while there is no such place. */
  get position() {
    return this.stage === 'live' ? this.line?.position.value : undefined;
  }

  /** Ends it: no event comes any more. */
  unsubscribe() {
    this.line?.remove(this);
  }

  /** The connection was lost, or is opened anew: what has not come as a whole is asked for again. */
  lost() {
    this.reopened();
    if (this.stage !== 'live') {
      this.stage = 'asked';
      this.isSent = false;
      this.floor = '';
      this.#held = [];
      this.#later = [];
    }
  }

  /** It gets live events from here on. @param {Partial<Begun>} outcome */
  live(outcome) {
    this.stage = 'live';
    this.#settle({ ...outcome, topics: this.topics.map((topic) => topic.text), rejected: this.#rejected });
  }

  /** @param {Begun} begun */
  #settle(begun) {
    this.#ready.isSettled = true;
    this.#ready.resolve(begun); // of no effect if it was settled
  }

  /** Its connection does not come back by itself. @param {State} state */
  stopped(state) {
    if (!this.#ready.isSettled) {
      this.#ready.isStopped = true;
      this.#ready.reject(stop(state)); // of no effect if it was
    }
  }

  /** Its connection is opened again. */
  reopened() {
    if (this.#ready.isStopped) {
      this.#ready = new Later();
    }
  }

  /** The server has subscribed it. @param {Partial<Begun> & { until?: string }} outcome */
  subscribed(outcome) {
    this.#until = outcome.until ?? '';
    this.#missing = outcome.replayed ?? outcome.snapshot ?? 0;
    this.#outcome = outcome;
    this.stage = 'history';
    this.#flush();
  }

  #flush() {
    if (!this.#missing) {
      const held = this.#held.concat(this.#later.filter((event) => event.sequence > this.#until));
      this.#held = [];
      this.#later = [];
      held.forEach((event) => this.#hand(event)); // before it is live: in the middle there is no position
      this.live(this.#outcome);
    }
  }

  /** Whether it asks for an event. @param {CloudEvent} event @param {Topic[]} names what the event belongs to */
  wants({ type }, names) {
    return hasType(this.options.types, type) && this.topics.some((topic) => matches(topic, type, names));
  }

  /** One of those came that it begins with. @param {CloudEvent} event */
  take(event) {
    this.#held.push(event);
    this.#missing--;
    this.#flush();
  }

  /** @param {string} text of a topic */
  has(text) {
    return this.topics.some((topic) => topic.text === text);
  }

  /** An event that it wants came on its line. @param {CloudEvent} event */
  offer(event) {
    if (this.again && this.stage !== 'live') {
      this.#later.push(event);
    } else if (this.stage === 'history') {
      this.take(event);
    } else if (this.stage === 'live' && this.floor < event.sequence) {
      this.#hand(event);
    }
  }

  /** @param {CloudEvent} event */
  #hand(event) {
    if (this.line) {
      guarded(() => this.#onEvent(event));
    }
  }

  /** @param {Gap} gap */
  gap(gap) {
    if (gap.reason !== 'retention') {
      this.floor = ''; // of another log
    }
    guarded(() => this.options.onGap?.(gap));
  }

  /** A topic of it is not subscribed. @param {Rejected} rejected */
  reject(rejected) {
    this.topics = this.topics.filter((topic) => topic.text !== rejected.topic);
    this.#rejected.push(rejected);
    guarded(() => this.options.onRejected?.(rejected));
  }

  /** Its line does not hold it any more. */
  ended() {
    this.line = undefined;
    this.#settle({ topics: [], rejected: this.#rejected });
  }
}
