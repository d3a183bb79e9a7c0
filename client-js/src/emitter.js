import { guarded } from './subscription.js';

/**
 * Who listens to what.
 *
 * @template {Record<string, any>} Messages
 */
export class Emitter {
  /** @type {Map<keyof Messages, Set<(message: any) => void>>} */
  #listeners = new Map();

  /**
   * Calls a function each time.
   *
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {(message: Messages[Kind]) => void} listener
   * @returns {() => void} ends it
   */
  on(kind, listener) {
    const listeners = this.#listeners.get(kind) ?? new Set();
    this.#listeners.set(kind, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {Messages[Kind]} message
   */
  emit(kind, message) {
    this.#listeners.get(kind)?.forEach((listener) => guarded(() => listener(message)));
  }
}
