import { FakeGateway } from './gateway.js';

/** @typedef {import('../../src/index.js').Connection} Connection */

/** One lock of the origin: who has it, and who waits. */
class FakeLock {
  /** @type {{ tab: string, task: () => any }[]} */
  waiting = [];
  /** @type {string | undefined} */
  holder;
  #run;

  /** @param {(tab: string, task: () => any) => any} run */
  constructor(run) {
    this.#run = run;
  }

  next() {
    const first = this.holder === undefined ? this.waiting.shift() : undefined;
    if (first) {
      this.holder = first.tab;
      Promise.resolve(this.#run(first.tab, first.task)).then(() => this.holder === first.tab && this.#free());
    }
  }

  /** A tab is gone. @param {string} tab */
  forsake(tab) {
    this.waiting = this.waiting.filter((each) => each.tab !== tab);
    this.holder === tab && this.#free();
  }

  #free() {
    this.holder = undefined;
    queueMicrotask(() => this.next());
  }
}

/** The tabs of one origin, in one process: Web Locks and a BroadcastChannel between them, and a gateway for all. */
export class FakeTabs {
  gateway = new FakeGateway();
  /** @type {Map<string, FakeLock>} */
  #locks = new Map();
  /** @type {Set<{ tab: string, onmessage: ((event: any) => void) | null }>} */
  #channels = new Set();
  #running = '';
  /** @type {(() => void)[] | undefined} requests for locks that are still on their way */
  #late;

  constructor() {
    const channels = this.#channels;
    const tabs = this;
    const request = (/** @type {string} */ name, /** @type {() => any} */ task) => {
      const lock = this.#locks.get(name) ?? new FakeLock((tab, run) => this.#as(tab, run));
      this.#locks.set(name, lock);
      const tab = this.#running;
      const arrive = () => {
        lock.waiting.push({ tab, task });
        queueMicrotask(() => lock.next());
      };
      this.#late && tab ? this.#late.push(arrive) : arrive();
    };
    Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
    class FakeChannel {
      tab = tabs.#running;
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
    return this.#as(tab, () => this.gateway.connect({ token: 'token-1', shared: true }));
  }

  /** Opens a tab whose words are quicker than its requests for locks; the answer lets those arrive. @param {string} tab */
  openLate(tab) {
    const late = (this.#late = /** @type {(() => void)[]} */ ([]));
    const connection = this.open(tab);
    return { connection, arrive: () => {
      this.#late = undefined;
      late.forEach((request) => request());
    } };
  }

  /** What a tab does. @template T @param {string} tab @param {() => T} task @returns {T} */
  #as(tab, task) {
    const before = this.#running;
    this.#running = tab;
    try {
      return task();
    } finally {
      this.#running = before;
    }
  }

  /** A tab ends without a word. @param {string} tab */
  crash(tab) {
    this.#channels.forEach((channel) => channel.tab === tab && this.#channels.delete(channel));
    this.#locks.forEach((lock) => lock.forsake(tab));
  }
}
