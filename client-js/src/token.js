/**
 * Where a connection's token comes from: one that never changes, or a function that gets a new one. Whoever asks says
 * which token is of no use any more. Several who ask at the same time share one call of that function.
 */
export class TokenSource {
  /** @type {string | undefined} */
  #current;
  /** @type {Promise<string | undefined> | undefined} */
  #pending;

  /**
   * @param {string} [token]
   * @param {() => string | null | undefined | Promise<string | null | undefined>} [getToken]
   */
  constructor(token, getToken) {
    this.#current = token;
    /** Gets another token than the one at hand, if there is a way. */
    this.get = getToken;
  }

  /**
   * A token other than the useless one, as far as there is one.
   *
   * @param {string} [useless]
   * @returns {Promise<string | undefined>} undefined if there is none at all; rejected if it could not be got
   */
  async other(useless) {
    const { get } = this;
    if (!get || (this.#current && this.#current !== useless)) {
      return this.#current;
    }
    this.#pending ??= Promise.resolve()
      .then(get)
      .then((token) => (this.#current = token || undefined))
      .finally(() => (this.#pending = undefined));
    return this.#pending;
  }
}
