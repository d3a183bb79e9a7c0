import { Backoff } from './backoff.js';

/** A session that lasted so long was a good one: the next wait is short again. */
const STABLE_MILLIS = 10_000;

const AGAIN_MILLIS = 1000;

/** When a carrier tries again after it has lost a socket. */
export class Retry {
  #backoff;
  #clock;
  #welcomedAt = 0;
  /** When `closing` wants the client back; undefined if it has not come. @type {number | undefined} */
  #backAt;
  /** Whether the server has chosen the time of the next attempt. */
  isAppointed = false;

  /** @param {import('./options.js').Options} options */
  constructor({ minBackoff, maxBackoff, random, clock }) {
    this.#backoff = new Backoff(minBackoff, maxBackoff, random);
    this.#clock = clock;
  }

  /** A session has begun. */
  welcomed() {
    this.#welcomedAt = this.#clock.now();
    this.#backAt = undefined;
  }

  /** The server wants the client back so much later. @param {number} reconnectMillis */
  closing(reconnectMillis) {
    this.#backAt = this.#clock.now() + reconnectMillis;
  }

  /** The session has ended; returns whether it was a good one. */
  ended() {
    const wasStable = this.#clock.now() - this.#welcomedAt >= STABLE_MILLIS;
    if (wasStable) {
      this.#backoff.reset();
    }
    return wasStable;
  }

  /**
   * How long to wait before the next attempt: as long as the server has asked for, or else a random time.
   *
   * @param {number} retryAfter milliseconds that a refusal asked for; 0 if none did
   * @param {boolean} atOnce not at all, unless the server has asked
   */
  next(retryAfter, atOnce) {
    const backAt = this.#backAt;
    this.#backAt = undefined;
    this.isAppointed = backAt !== undefined;
    if (backAt !== undefined) {
      return Math.max(0, backAt - this.#clock.now());
    }
    return atOnce ? 0 : retryAfter + this.#backoff.next(); // not all clients at the same moment
  }

  /** How long to wait before something is asked again on the same socket. */
  again() {
    return AGAIN_MILLIS + this.#backoff.next();
  }
}
