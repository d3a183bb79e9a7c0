import { MESSAGES_PER_SECOND } from './protocol.js';

/**
 * What a client says on one socket, never faster than the server likes: beyond so many messages a second, the rest waits
 * for the next one. The order stays.
 */
export class Outbox {
  /** @type {object[]} */
  #waiting = [];
  #left = MESSAGES_PER_SECOND;
  /** @type {unknown} */
  #timer;
  #write;
  #clock;

  /**
   * @param {(text: string) => void} write
   * @param {import('./options.js').Clock} clock
   */
  constructor(write, clock) {
    this.#write = write;
    this.#clock = clock;
  }

  /** @param {object} message */
  send(message) {
    this.#waiting.push(message);
    this.#flush();
  }

  /** The socket is gone. */
  close() {
    this.#clock.clearTimeout(this.#timer);
  }

  #flush() {
    while (this.#left && this.#waiting.length) {
      this.#left--;
      this.#write(JSON.stringify(this.#waiting.shift()));
      this.#timer ??= this.#clock.setTimeout(() => {
        this.#timer = undefined;
        this.#left = MESSAGES_PER_SECOND;
        this.#flush();
      }, 1000);
    }
  }
}
