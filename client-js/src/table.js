import { hasType, overlap, parseTopic } from './topic.js';

/** @import { Subscription } from './subscription.js' */

/**
 * A topic that the server knows of, or is about to.
 *
 * @typedef {object} Held
 * @property {string[] | undefined} types
 * @property {Set<Subscription>} holders
 */

/** @param {string[] | undefined} types */
const keyOf = (types) => JSON.stringify(types);

/** @param {Held} held */
const isLive = (held) => [...held.holders].some((holder) => holder.stage === 'live');

/**
 * The topics of one line, and which subscriptions hold them.
 *
 * The server sends an event at most once on a connection, and does not say for which topic. So not every subscription can
 * share a line with every other: see {@link TopicTable#refuses}.
 */
export class TopicTable {
  /** @type {Map<string, Held>} */
  #held = new Map();

  /** @type {Set<string>} topics given up on this socket: the server does not send again what it has sent for them */
  #past = new Set();

  /** There is a new socket, which nothing was sent on. */
  forgetPast() {
    this.#past.clear();
  }

  /**
   * Whether a subscription would not get exactly what it asks for, beside what is there.
   *
   * @param {Subscription} asking
   */
  refuses(asking) {
    return [...this.#held.keys(), ...this.#past].some((text) => {
      const there = parseTopic(text);
      return asking.topics.some((topic) => overlap(topic, there) && this.#clash(asking, topic.text, topic.scope, text));
    });
  }

  /** @param {Subscription} asking @param {string} topic @param {string} scope @param {string} there */
  #clash(asking, topic, scope, there) {
    const held = this.#held.get(there);
    if (asking.singles || asking.options.after) {
      return true; // events that the line has had already would not come again
    }
    if (!held) {
      return false;
    }
    if (scope !== parseTopic(there).scope || [...held.holders].some((h) => h.singles && h.stage !== 'live')) {
      return true; // whose event it is cannot be told
    }
    const { types } = asking.options;
    const covered = !held.types || (types && types.every((type) => hasType(held.types, type)));
    return topic === there && !(isLive(held) ? covered : keyOf(types) === keyOf(held.types));
  }

  /** @param {Subscription} subscription */
  add(subscription) {
    for (const { text } of subscription.topics) {
      const held = this.#held.get(text) ?? { types: subscription.options.types, holders: new Set() };
      held.holders.add(subscription);
      this.#held.set(text, held);
    }
  }

  /**
   * @param {Subscription} subscription
   * @returns {string[]} topics that nobody holds any more
   */
  remove(subscription) {
    return subscription.topics.map((topic) => topic.text).filter((text) => {
      const held = this.#held.get(text);
      if (!held?.holders.delete(subscription) || held.holders.size) {
        return false;
      }
      this.#held.delete(text);
      this.#past.add(text);
      return true;
    });
  }

  /** A topic that the server does not take. @param {string} text @returns {Subscription[]} who held it */
  reject(text) {
    const holders = [...(this.#held.get(text)?.holders ?? [])];
    this.#held.delete(text);
    return holders;
  }

  /** Who holds any of these topics. @param {string[]} texts */
  holders(texts) {
    return new Set(texts.flatMap((text) => [...(this.#held.get(text)?.holders ?? [])]));
  }

  /** The topics that a subscription must ask for: others are live already. @param {Subscription} subscription */
  missing(subscription) {
    return subscription.topics.map((topic) => topic.text).filter((text) => {
      const held = this.#held.get(text);
      return !held || !isLive(held);
    });
  }

  /**
   * The topics that are live, to be resumed on another socket: those with the same types together.
   *
   * @returns {{ types: string[] | undefined, topics: string[] }[]}
   */
  live() {
    /** @type {Map<string, { types: string[] | undefined, topics: string[] }>} */
    const groups = new Map();
    for (const [text, held] of this.#held) {
      if (isLive(held)) {
        const group = groups.get(keyOf(held.types)) ?? { types: held.types, topics: [] };
        group.topics.push(text);
        groups.set(keyOf(held.types), group);
      }
    }
    return [...groups.values()];
  }
}
