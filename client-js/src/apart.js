/**
 * @import { CloudEvent } from './protocol.js'
 * @import { Line } from './line.js'
 * @import { Subscription } from './subscription.js'
 * @import { Topic } from './topic.js'
 */

/** History that was asked for apart from live events, on one socket: there is one at a time, and all of it is its own. */
export class Apart {
  #left = 0;
  #until = '';
  /** @type {Subscription | undefined} */
  #to;
  #line;

  /** @param {Line} line */
  constructor(line) {
    this.#line = line;
  }

  /** So many events follow. @param {number} count @param {string} until up to here @param {Subscription | undefined} to */
  expect(count, until, to) {
    this.#left = count;
    this.#until = until;
    this.#to = to;
  }

  /** Whether an event is of it; then it was given to whom it is for. @param {CloudEvent} event @param {Topic[]} names */
  takes(event, names) {
    const to = this.#to;
    if (!this.#left || event.sequence > this.#until || !to?.wants(event, names)) {
      return false;
    }
    this.#left--;
    if (to.line === this.#line && to.stage === 'history') {
      to.take(event);
    }
    return true;
  }
}
