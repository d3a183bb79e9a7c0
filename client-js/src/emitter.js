import { guarded } from './subscription.js';

/**
 * Who listens to what.
 *
 * @template {Record<string, any>} Messages
 */
export class Emitter {
  /** @type {Set<{ kind: keyof Messages, listener: (message: any) => void }>} */
  #all = new Set();

  /**
   * Calls a function each time.
   *
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {(message: Messages[Kind]) => void} listener
   * @returns {() => void} ends it
   */
  on(kind, listener) {
    const entry = { kind, listener };
    this.#all.add(entry);
    return () => void this.#all.delete(entry);
  }

  /**
   * @template {keyof Messages} Kind
   * @param {Kind} kind
   * @param {Messages[Kind]} message
   */
  emit(kind, message) {
    this.#all.forEach((each) => each.kind === kind && guarded(() => each.listener(message)));
  }
}
