import { Timers } from './timers.js';

/** How often it is looked whether all is well: a machine that has slept is noticed so soon. */
const TICK_MILLIS = 1000;

/** A timer that is later than this has slept, or stood still. */
const LATE_MILLIS = 2000;

/** A socket that may be dead has so long to answer. */
const PROBE_MILLIS = 2000;

/** What a page is told when the network may be another one, or when it was asleep. */
const SIGNS = ['online', 'pageshow', 'visibilitychange'];

/**
 * Who is told what the pulse says.
 *
 * @typedef {object} Listener
 * @property {() => void} wake the machine has slept, and its sockets may be dead
 * @property {(reason: string, delay?: number) => void} lost nothing comes any more
 */

/** Whether a socket lives: what comes on it, how long nothing may come, and whether the machine has slept meanwhile. */
export class Pulse {
  #clock;
  #timers;
  #listener;
  #heardAt = 0;
  /** Milliseconds of silence after which the socket is given up. */
  #patience = 0;
  /** Whether the socket was asked whether it lives. */
  #isProbing = false;

  /** @param {import('./options.js').Clock} clock @param {Listener} listener */
  constructor(clock, listener) {
    this.#clock = clock;
    this.#timers = new Timers(clock);
    this.#listener = listener;
  }

  /** Something has come. */
  heard() {
    this.#heardAt = this.#clock.now();
    this.#isProbing = false;
  }

  /** From now on something comes again and again within this time. @param {number} millis */
  expect(millis) {
    this.stop();
    this.heard();
    this.#patience = millis;
    this.#watch();
  }

  #watch() {
    this.#until(this.#heardAt + this.#patience, () => {
      if (this.#clock.now() >= this.#heardAt + this.#patience) {
        this.#listener.lost(`nothing came for ${this.#patience} ms`);
      } else {
        this.#watch();
      }
    });
  }

  /** Does something after a wait. @param {number} millis @param {() => void} task */
  after(millis, task) {
    this.#until(this.#clock.now() + millis, task);
  }

  /** Looks every second whether the machine has slept, which may end it. @param {number} at @param {() => void} task */
  #until(at, task) {
    const wait = Math.max(0, Math.min(at - this.#clock.now(), TICK_MILLIS));
    const due = this.#date + wait;
    let isOver = false;
    this.#ends = () => (isOver = true);
    this.#timers.after(wait, () => {
      if (this.#date - due > LATE_MILLIS) {
        this.#listener.wake();
      }
      if (!isOver) {
        this.#clock.now() < at ? this.#until(at, task) : task();
      }
    });
  }

  #ends = () => {};

  get #date() {
    const { date, now } = this.#clock;
    return (date ?? now)(); // a machine that sleeps may stop the clock that never goes backwards
  }

  /** Gives the socket up unless something comes on it soon. @param {() => void} ask it for a sign of life */
  probe(ask) {
    if (!this.#isProbing) {
      this.#isProbing = true;
      ask();
      this.#timers.after(PROBE_MILLIS, () => {
        if (this.#isProbing) {
          this.#listener.lost(`nothing came for ${PROBE_MILLIS} ms when asked`, 0);
        }
      });
    }
  }

  stop() {
    this.#ends();
    this.#isProbing = false;
    this.#timers.cancelAll();
  }
}

/** Listens to these signs, in a browser. @param {() => void} wake @returns {() => void} ends it */
export function listenToSigns(wake) {
  const hear = () => globalThis.document?.visibilityState !== 'hidden' && wake();
  SIGNS.forEach((sign) => globalThis.addEventListener?.(sign, hear));
  return () => SIGNS.forEach((sign) => globalThis.removeEventListener?.(sign, hear));
}
