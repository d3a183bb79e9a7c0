/** What stands in docs/protocol.md: subprotocol, close codes, addresses, messages. */

export const SUBPROTOCOL = 'ringdown.v1';

/** The peer does not keep to the protocol. */
export const PROTOCOL_ERROR = 1002;

/** What came is not text. */
export const NOT_TEXT = 1003;

/** The token has expired: not without a new one. */
export const TOKEN_ENDED = 4401;

/** What a WebSocket reports if no close frame came. */
export const ABNORMAL = 1006;

/** Topics in one message, so that it stays below `limits.message-bytes` whatever the topics are. */
export const TOPICS_PER_MESSAGE = 200;

/** Messages a second, below `limits.message-rate`. */
export const MESSAGES_PER_SECOND = 40;

/** The same client would be closed in the same way again. */
const FINAL = [1002, 1003, 1007, 1008, 1009, 4403, 4429];

/** Whether a connection that was closed with this code may be opened again. @param {number} code */
export const mayReconnect = (code) => !FINAL.includes(code);

/**
 * Whether this is an event: their types have an underscore, those of control messages have none.
 *
 * @param {{ type: string }} message
 * @returns {message is CloudEvent}
 */
export const isEvent = (message) => message.type.includes('_');

/**
 * Where to connect, and with which subprotocols.
 *
 * @param {string} url `ws:`, `wss:`, `http:` or `https:`; relative to the page in a browser
 * @param {{ token?: string, accesskey?: string, tokenIn?: 'query' | 'subprotocol' }} credential
 * @returns {[string, string[]]}
 */
export function address(url, { token, accesskey, tokenIn }) {
  const where = new URL(url, globalThis.location?.href).href.replace(/#.*/, '').replace(/^http/, 'ws');
  const secret = token ?? accesskey;
  if (secret === undefined) {
    return [where, [SUBPROTOCOL]];
  }
  if (token !== undefined && tokenIn === 'subprotocol') {
    return [where, [SUBPROTOCOL, 'bearer.' + token]];
  }
  const name = token === undefined ? 'accesskey' : 'token';
  return [`${where}${where.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(secret)}`, [SUBPROTOCOL]];
}

/**
 * An event, as CloudEvents 1.0 has it.
 *
 * @typedef {object} CloudEvent
 * @property {string} specversion
 * @property {string} id
 * @property {string} source
 * @property {`${string}_${string}`} type `<resource>_<action>`, such as `call_hangup`
 * @property {string} subject `<resource>:<resource-id>`: its own resource
 * @property {string} [parents] what it belongs to besides, such as `queue:<id>,call:<id>`; without an id where that is not known
 * @property {string} time
 * @property {string} sequence its place in the log; within one customer it orders as plain text does
 * @property {string} [datacontenttype]
 * @property {any} [data] what was published
 */

/**
 * Events are gone that a subscription should have got.
 *
 * @typedef {object} Gap
 * @property {'gap'} type
 * @property {string[]} topics
 * @property {string} [after] the last position before the gap
 * @property {string} [before] the first position after it
 * @property {number | null} count how many entries of the customer are gone; null if that is not known
 * @property {'retention' | 'epoch' | 'unknown'} reason `unknown`: the position that was asked for is none of this log
 */

/**
 * A topic that is not subscribed, or not any more. It is not asked for again.
 *
 * @typedef {object} Rejected
 * @property {'rejected'} type
 * @property {string} topic
 * @property {string} code such as `forbidden` or `invalidtopic`
 * @property {string} message
 */

/**
 * The server refused something that belongs to no subscription.
 *
 * @typedef {object} ServerError
 * @property {'error'} type
 * @property {string} code
 * @property {string} message
 * @property {string[]} [topics]
 */

/**
 * How a connection is.
 *
 * @typedef {object} State
 * @property {'connecting' | 'connected' | 'disconnected'} state
 * @property {number} code a WebSocket close code; 0 if nothing has gone wrong
 * @property {string} reason
 * @property {number | null} retryIn while disconnected: milliseconds until the next attempt, null if there is none
 */

/**
 * What `welcome` says.
 *
 * @typedef {object} Welcome
 * @property {string} session
 * @property {string} customer
 * @property {string} [agent]
 * @property {string[]} permissions
 * @property {string} [expires]
 * @property {{ messageBytes: number, topics: number, heartbeat: number, retention: number }} limits
 */
