/**
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
 * @property {boolean} [isNew] its topics begin now, and their history comes apart
 * @property {boolean} [once] only its history
 */

/** Subscribe messages on one socket, and which of them are not answered yet. */
export class Pending {
  /** @type {Map<number, Request>} */
  #requests = new Map();
  #nextId = 1;
  /** Messages on this socket; of them those that replay, as far as they may still be under way. */
  #messages = 0;
  #replays = 0;
  /** Resuming messages that are not answered: until all are, no position speaks for all topics. */
  #resuming = 0;

  /** @param {Request} request @param {boolean} replays @returns {number} its id */
  add(request, replays) {
    this.#requests.set(this.#nextId, request);
    this.#messages++;
    this.#replays += Number(replays);
    this.#resuming += isResuming(request);
    return this.#nextId++;
  }

  /** The one that is answered, which is so from here on. @param {any} id @returns {Request | undefined} */
  take(id) {
    const request = this.#requests.get(id);
    if (request) {
      this.#requests.delete(id);
      this.#resuming -= isResuming(request);
    }
    return request;
  }

  get isEmpty() {
    return !this.#requests.size;
  }

  get isResuming() {
    return this.#resuming > 0;
  }

  /**
   * Old and live events come side by side if something is replayed and there are further topics; then an event says
   * nothing of those before it.
   */
  get inOrder() {
    return !this.#replays || this.#messages === 1;
  }

  /** What was replayed is over. */
  calm() {
    this.#replays = 0;
  }
}

/** @param {Request} request */
const isResuming = ({ begins, isNew }) => Number(!begins && !isNew);
