import { FakeGateway } from './gateway.js';

/** @typedef {import('../../src/index.js').Connection} Connection */

/** One lock of the origin: who has it, and who waits. */
class FakeLock {
  /** @type {{ tab: string, task: () => any }[]} */
  waiting = [];
  /** @type {string | undefined} */
  holder;

  next() {
    const first = this.holder === undefined ? this.waiting.shift() : undefined;
    if (first) {
      this.holder = first.tab;
      Promise.resolve(first.task()).then(() => this.release(first.tab));
    }
  }

  /** @param {string} tab */
  release(tab) {
    this.waiting = this.waiting.filter((each) => each.tab !== tab);
    if (this.holder === tab) {
      this.holder = undefined;
      queueMicrotask(() => this.next());
    }
  }
}

/** The tabs of one origin, in one process: Web Locks and a BroadcastChannel between them, and a gateway for all. */
export class FakeTabs {
  gateway = new FakeGateway();
  /** @type {Map<string, FakeLock>} */
  #locks = new Map();
  /** @type {Set<{ tab: string, onmessage: ((event: any) => void) | null }>} */
  #channels = new Set();
  #opening = '';

  constructor() {
    const channels = this.#channels;
    const tabs = this;
    const request = (/** @type {string} */ name, /** @type {() => any} */ task) => {
      const lock = this.#locks.get(name) ?? new FakeLock();
      this.#locks.set(name, lock);
      lock.waiting.push({ tab: this.#opening, task });
      queueMicrotask(() => lock.next());
    };
    Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
    class FakeChannel {
      tab = tabs.#opening;
      /** @type {((event: any) => void) | null} */
      onmessage = null;

      constructor() {
        channels.add(this);
      }

      /** @param {object} message */
      postMessage(message) {
        const others = channels.has(this) ? [...channels].filter((channel) => channel !== this) : [];
        others.forEach((channel) =>
          queueMicrotask(() => channels.has(channel) && channel.onmessage?.({ data: structuredClone(message) })),
        );
      }

      close() {
        channels.delete(this);
      }
    }
    Object.defineProperty(globalThis, 'BroadcastChannel', { value: FakeChannel, configurable: true });
  }

  /** @param {string} tab @returns {Connection} */
  open(tab) {
    this.#opening = tab;
    const connection = this.gateway.connect({ token: 'token-1', shared: true });
    this.#opening = '';
    return connection;
  }

  /** A tab ends without a word. @param {string} tab */
  crash(tab) {
    this.#channels.forEach((channel) => channel.tab === tab && this.#channels.delete(channel));
    this.#locks.forEach((lock) => lock.release(tab));
  }
}
