import { address } from './protocol.js';
import { TokenSource } from './token.js';

/**
 * Time, as a connection knows it; a test brings its own.
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds, from any beginning, never backwards
 * @property {(task: () => void, millis: number) => unknown} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/**
 * What of a WebSocket class is used: the browser's, Node's, or that of the package `ws`.
 *
 * @typedef {object} Socket
 * @property {string} protocol
 * @property {((event: any) => void) | null} onopen
 * @property {((event: any) => void) | null} onmessage
 * @property {((event: any) => void) | null} onerror
 * @property {((event: any) => void) | null} onclose
 * @property {(text: string) => void} send
 * @property {(code?: number, reason?: string) => void} close
 */

/**
 * Where and how to connect.
 *
 * @typedef {object} ConnectOptions
 * @property {string} url such as `wss://events.example.com/v1.0/ws`
 * @property {string} [token] the first token, or the only one
 * @property {() => string | null | undefined | Promise<string | null | undefined>} [getToken] gets a new one each time;
 *   nothing if nobody is signed in, which ends the connection
 * @property {string} [accesskey] instead of a token, for programs
 * @property {'query' | 'subprotocol'} [tokenIn] where the token stands; `subprotocol` keeps it out of addresses and logs
 * @property {boolean | string} [shared] one connection for all tabs of the origin; a text names one of several
 * @property {number} [connectTimeout] milliseconds until the server must have said `welcome`, 15,000 by default
 * @property {number} [minBackoff] milliseconds, the limit of the first wait, 1000 by default
 * @property {number} [maxBackoff] milliseconds, the limit of any wait, 30,000 by default
 * @property {new (url: string, subprotocols: string[]) => Socket} [WebSocket]
 * @property {Clock} [clock]
 * @property {() => number} [random] 0 inclusive to 1 exclusive
 */

/** @type {Clock} */
const SYSTEM_CLOCK = {
  now: () => performance.now(),
  setTimeout: (task, millis) => setTimeout(task, millis),
  clearTimeout: (timer) => clearTimeout(timer),
};

/**
 * The options with their defaults, checked.
 *
 * @param {ConnectOptions} options
 */
export function checked(options) {
  address(options.url, {});
  const all = {
    connectTimeout: 15_000,
    minBackoff: 1000,
    maxBackoff: 30_000,
    WebSocket: /** @type {ConnectOptions['WebSocket']} */ (globalThis.WebSocket),
    clock: SYSTEM_CLOCK,
    random: Math.random,
    ...options,
    tokens: new TokenSource(options.token, options.getToken),
  };
  const { WebSocket } = all;
  if (!WebSocket) {
    throw new TypeError('WebSocket: missing (expected: a class)');
  }
  return { ...all, WebSocket };
}

/** @typedef {ReturnType<typeof checked>} Options */
