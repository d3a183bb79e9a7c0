import { credential } from './check.js';

/** Between two calls of `getToken` for tokens that are about to end; there may be many clients. */
const REST_MILLIS = 5000;

/**
 * Where a connection's token comes from: one that never changes, or a function that gets a new one. Whoever asks says
 * which token is of no use any more. Several who ask at the same time share one call of that function, which has an end.
 */
export class TokenSource {
  /** @type {string | undefined} */
  #current;
  /** @type {Promise<string | undefined> | undefined} */
  #pending;
  #askedAt = -REST_MILLIS;
  #clock;
  #patience;

  /**
   * @param {string | undefined} token
   * @param {(() => string | null | undefined | Promise<string | null | undefined>) | undefined} getToken
   * @param {import('./options.js').Clock} clock
   * @param {number} patience milliseconds that a call may take
   */
  constructor(token, getToken, clock, patience) {
    this.#current = token;
    /** Gets another token than the one at hand, if there is a way. */
    this.get = getToken;
    this.#clock = clock;
    this.#patience = patience;
  }

  /**
   * A token other than the useless one, as far as there is one.
   *
   * @param {string} [useless]
   * @returns {Promise<string | undefined>} undefined if there is none at all; rejected if it could not be got
   */
  async other(useless) {
    const { get } = this;
    if (!get || this.#isAnother(useless)) {
      return this.#current;
    }
    return (this.#pending ??= this.#ask(get));
  }

  /** Milliseconds until another token than this may be asked for; 0 if it may be now. @param {string} [useless] */
  rest(useless) {
    const isAtHand = this.#pending || this.#isAnother(useless);
    return isAtHand ? 0 : Math.max(0, this.#askedAt + REST_MILLIS - this.#clock.now());
  }

  /** @param {string} [useless] */
  #isAnother(useless) {
    return this.#current && this.#current !== useless;
  }

  /** @param {NonNullable<TokenSource['get']>} get */
  async #ask(get) {
    const clock = this.#clock;
    this.#askedAt = clock.now();
    /** @type {unknown} */
    let timer;
    const end = new Promise((_, reject) => {
      timer = clock.setTimeout(() => reject(new Error(`nothing came for ${this.#patience} ms`)), this.#patience);
    });
    try {
      const token = await Promise.race([Promise.resolve().then(get), end]);
      return (this.#current = credential('token', token || undefined));
    } finally {
      clock.clearTimeout(timer);
      this.#pending = undefined;
    }
  }
}
