/**
 * @import { CloudEvent } from './protocol.js'
 * @import { Topic } from './topic.js'
 */

/** How much is remembered; when there is more, every two topics may be about the same. */
const MOST_SEEN = 10_000;

/**
 * What events have shown of the server's routing table: which resources an event belongs to at once, and what is a type.
 * Topics are taken to be about different events until one shows otherwise.
 */
export class Kin {
  /** Types, and pairs of resources with a blank between them. @type {Set<string>} */
  #seen = new Set();

  /** @param {CloudEvent} event @param {Topic[]} names what it belongs to */
  learn({ type }, names) {
    if (this.#seen.size < MOST_SEEN) {
      this.#seen.add(type);
      names.forEach((a) => names.forEach((b) => a !== b && this.#seen.add(a.resource + ' ' + b.resource)));
    }
  }

  /** Whether an event may match both topics, scopes left aside. @param {Topic} a @param {Topic} b */
  mayMeet(a, b) {
    const [one, other] = [a, b].map(({ which, id }) => id || (which.endsWith('*') || this.#seen.has(which) ? '' : which));
    return (
      !a.resource ||
      !b.resource ||
      this.#seen.size >= MOST_SEEN ||
      this.#seen.has(a.resource + ' ' + b.resource) ||
      (a.resource === b.resource && (!one || !other || one === other))
    );
  }
}
