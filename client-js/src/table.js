import { hasType, matches } from './topic.js';

/**
 * @import { Kin } from './kin.js'
 * @import { CloudEvent } from './protocol.js'
 * @import { Subscription } from './subscription.js'
 * @import { Topic } from './topic.js'
 */

/**
 * A topic that was subscribed on this socket, or is about to be.
 *
 * @typedef {object} Held
 * @property {Topic} topic
 * @property {string[] | undefined} types
 * @property {Set<Subscription>} holders nobody if it was given up: the server does not send again what it has sent for it
 */

/** @param {string[] | undefined} types */
const keyOf = (types) => JSON.stringify(types);

/** @param {Held | undefined} held */
const isLive = (held) => held && [...held.holders].some((holder) => holder.stage === 'live');

/** Whether the history of somebody else comes among what it brings. @param {Held} held @param {Subscription} asking */
const isInHistory = ({ holders }, asking) =>
  [...holders].some((holder) => holder !== asking && holder.isSent && holder.singles && !holder.again && holder.stage !== 'live');

/** Whether it brings every type that is asked for. @param {Held} held @param {Subscription} asking */
const brings = ({ types }, { options }) => !types || options.types?.every((type) => hasType(types, type));

/**
 * Whether it could not be told which of two topics an event came for: it does not name its scopes. Those who hold both get
 * it anyway.
 *
 * @param {Subscription} asking
 * @param {Topic} topic one of its topics
 * @param {Held} held
 */
const hasOtherScope = (asking, topic, { topic: other, holders }) =>
  topic.scope !== other.scope &&
  [...holders].some((holder) => !textsOf(holder).includes(topic.text) || !textsOf(asking).includes(other.text));

/**
 * The topics of one line, and which subscriptions hold them.
 *
 * The server sends an event at most once on a connection, and does not say for which topic. So not every subscription can
 * share a line with every other: see {@link TopicTable#refuses}.
 */
export class TopicTable {
  /** @type {Map<string, Held>} */
  #held = new Map();
  #kin;

  /** @param {Kin} kin */
  constructor(kin) {
    this.#kin = kin;
  }

  /** There is a new socket, which nothing was sent on. */
  forgetPast() {
    this.#held.forEach(({ holders }, text) => holders.size || this.#held.delete(text));
  }

  /** Whether a subscription would not get exactly what it asks for, beside what is there. @param {Subscription} asking */
  refuses(asking) {
    return [...this.#held.values()].some((held) =>
      asking.topics.some(
        (topic) =>
          hasOtherScope(asking, topic, held) || (this.#kin.mayMeet(topic, held.topic) && this.#clash(asking, topic, held)),
      ),
    );
  }

  /**
   * Whether an event is asked for by a topic that is or was on this socket.
   *
   * @param {CloudEvent} event
   * @param {Topic[]} names
   * @param {Subscription} [apart] whose own topics do not count
   */
  explains({ type }, names, apart) {
    return [...this.#held.values()].some(
      ({ topic, holders }) => !holders.has(/** @type {any} */ (apart)) && matches(topic, type, names),
    );
  }

  /** @param {Subscription} asking @param {Topic} topic one of its topics @param {Held} held an overlapping one */
  #clash(asking, topic, held) {
    const { after, types } = asking.options;
    if (after) {
      return true; // events that the line has had already would not come again
    }
    return topic.text === held.topic.text && held.holders.size > 0 &&
      !(isLive(held) ? brings(held, asking) : keyOf(types) === keyOf(held.types));
  }

  /** Whether events that it asks for may have come for other topics of this socket. @param {Subscription} asking */
  overlaps(asking) {
    return this.#beside(asking).length > 0;
  }

  /** Whether it has to wait: of an event that came it could not be told whose history it is. @param {Subscription} asking */
  isUnclear(asking) {
    return this.#beside(asking).some((held) => isInHistory(held, asking));
  }

  /** @param {Subscription} asking */
  #beside({ topics }) {
    return [...this.#held.values()].filter((held) => topics.some((topic) => this.#kin.mayMeet(topic, held.topic)));
  }

  /** Whether everything that a subscription asks for comes anyway. @param {Subscription} asking */
  covers(asking) {
    return asking.topics.every(({ text }) => {
      const held = this.#held.get(text);
      return held && isLive(held) && brings(held, asking);
    });
  }

  /** @param {Subscription} subscription */
  add(subscription) {
    for (const topic of subscription.topics) {
      const held = this.#held.get(topic.text);
      if (held?.holders.size) {
        held.holders.add(subscription);
      } else {
        this.#held.set(topic.text, { topic, types: subscription.options.types, holders: new Set([subscription]) });
      }
    }
  }

  /** @param {Subscription} subscription @returns {string[]} topics that nobody holds any more */
  remove(subscription) {
    return textsOf(subscription).filter((text) => {
      const holders = this.#held.get(text)?.holders;
      return holders?.delete(subscription) && !holders.size;
    });
  }

  /** A topic that the server does not take. @param {string} text @returns {Set<Subscription>} who held it */
  reject(text) {
    const holders = this.holders([text]);
    this.#held.delete(text);
    return holders;
  }

  /** Who holds any of these topics. @param {string[]} texts */
  holders(texts) {
    return new Set(texts.flatMap((text) => [...(this.#held.get(text)?.holders ?? [])]));
  }

  /** The topics that a subscription must ask for: others are live already. @param {Subscription} subscription */
  missing(subscription) {
    return textsOf(subscription).filter((text) => !isLive(this.#held.get(text)));
  }

  /**
   * The topics that are live, to be resumed on another socket: those with the same types together.
   *
   * @returns {Map<string, { types: string[] | undefined, topics: string[] }>}
   */
  live() {
    const groups = new Map();
    this.#held.forEach((held, text) => {
      const { types } = held;
      if (isLive(held)) {
        const { topics = [] } = groups.get(keyOf(types)) ?? {};
        groups.set(keyOf(types), { types, topics: [...topics, text] });
      }
    });
    return groups;
  }
}

/** @param {Subscription} subscription */
const textsOf = ({ topics }) => topics.map(({ text }) => text);
