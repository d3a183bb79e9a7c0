import * as connections from './connection.js';
import { checked } from './options.js';
import * as tabs from './shared.js';

/**
 * Connects to a Ringdown gateway.
 *
 * @param {import('./options.js').ConnectOptions} options
 * @returns {Connection}
 */
export function connect(options) {
  const all = checked(options);
  // Node has no tabs, and an insecure page no locks
  const shares = all.shared && globalThis.navigator?.locks;
  const connection = shares ? new tabs.SharedConnection(all) : new connections.Connection(all);
  connection.open();
  return connection;
}

/**
 * @typedef {import('./protocol.js').CloudEvent} CloudEvent
 * @typedef {import('./protocol.js').Gap} Gap
 * @typedef {import('./protocol.js').Rejected} Rejected
 * @typedef {import('./protocol.js').ServerError} ServerError
 * @typedef {import('./protocol.js').State} State
 * @typedef {import('./protocol.js').Welcome} Welcome
 * @typedef {import('./options.js').ConnectOptions} ConnectOptions
 * @typedef {import('./options.js').Clock} Clock
 * @typedef {import('./subscription.js').Subscription} Subscription
 * @typedef {import('./subscription.js').SubscribeOptions} SubscribeOptions
 * @typedef {import('./subscription.js').Begun} Begun
 * @typedef {import('./stream.js').EventStream} EventStream
 * @typedef {'state' | 'welcome' | 'subscribe' | 'events' | 'on' | 'open' | 'close'} ConnectionMember
 * @typedef {Pick<import('./connection.js').Connection, ConnectionMember>} Connection
 */
