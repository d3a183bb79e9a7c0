/**
 * @import { Connection } from './connection.js'
 * @import { SubscribeOptions, Subscription } from './subscription.js'
 */

/**
 * What a tab says to the one that leads. A tab is named by its id, its subscriptions by numbers.
 *
 * @typedef {object} Asking
 * @property {'leader'} to
 * @property {string} from
 * @property {number} key which subscription
 * @property {string[]} [topics] missing: the subscription has ended
 * @property {SubscribeOptions} [options] only what can be copied
 * @property {boolean} [opens] it wants the connection to be there now
 */

/** The tab that has the connection: subscribes for all tabs, and passes on what comes. */
export class Leader {
  #connection;
  #post;
  /** @type {Map<string, { subscription: Subscription, tell: (message: object) => void }>} by tab and key */
  #members = new Map();
  /** @type {Asking[] | undefined} what was asked before it began; undefined since then */
  #early = [];

  /**
   * @param {Connection} connection
   * @param {(message: object) => void} post
   */
  constructor(connection, post) {
    this.#connection = connection;
    this.#post = post;
    connection.on('heartbeat', () =>
      this.#members.forEach(({ subscription, tell }) => tell({ position: subscription.position })),
    );
  }

  /**
   * Begins with what was asked so far. All tabs that go on from a former leader do so from the earliest of their
   * positions, so that one socket is enough; each leaves out what it had.
   */
  begin() {
    const early = this.#early ?? [];
    const [earliest] = early.map((asking) => asking.options?.after).filter(Boolean).sort();
    this.#early = undefined;
    early.forEach((asking) => {
      if (asking.options?.after) {
        asking.options.after = earliest;
      }
      this.hear(asking);
    });
  }

  /** @param {Asking} asking */
  hear(asking) {
    const { from, key, topics, options } = asking;
    const member = from + key;
    if (this.#early) {
      this.#early.push(asking);
    } else if (!topics) {
      this.#end(member);
    } else if (!this.#members.has(member)) { // it may be asked for a second time when this tab has just become the leader
      const tell = (/** @type {object} */ message) => this.#post({ to: from, key, ...message });
      const subscription = this.#connection.subscribe(
        topics,
        { ...options, onGap: (gap) => tell({ gap }), onRejected: (rejected) => tell({ rejected }) },
        (event) => tell({ event, position: subscription.position }),
      );
      this.#members.set(member, { subscription, tell });
      this.#follow(subscription, tell);
    }
  }

  /** Tells when it has begun; it may stop before, and be opened again. @param {Subscription} subscription @param {(message: object) => void} tell */
  #follow(subscription, tell) {
    subscription.ready.then(
      (begun) => tell({ begun, position: subscription.position }),
      () => {
        const off = this.#connection.on('state', ({ state }) => {
          if (state === 'connecting') {
            off();
            this.#follow(subscription, tell);
          }
        });
      },
    );
  }

  /** A tab is gone. @param {string} tab */
  forget(tab) {
    [...this.#members.keys()].filter((member) => member.startsWith(tab)).forEach((member) => this.#end(member));
  }

  /** @param {string} member */
  #end(member) {
    this.#members.get(member)?.subscription.unsubscribe();
    this.#members.delete(member);
  }
}
