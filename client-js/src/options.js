import { check, credential, isFunction, whole, wrong } from './check.js';
import { guarded } from './guarded.js';
import { address } from './protocol.js';
import { TokenSource } from './token.js';

/**
 * Time, as a connection knows it; a test brings its own.
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds, from any beginning, never backwards
 * @property {() => number} [date] milliseconds of the wall clock, which goes on while a machine sleeps
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
 * @property {number} [connectTimeout] milliseconds until there must be a token, and again until the server must have said
 *   `welcome`, 15,000 by default
 * @property {number} [minBackoff] milliseconds, the limit of the first wait, 1000 by default
 * @property {number} [maxBackoff] milliseconds, the limit of any wait, 30,000 by default
 * @property {new (url: string, subprotocols: string[]) => Socket} [WebSocket]
 * @property {(line: string) => void} [log] is told what happens and what is said, without secrets
 * @property {Clock} [clock]
 * @property {() => number} [random] 0 inclusive to 1 exclusive
 */

/** @type {Clock} */
const SYSTEM_CLOCK = {
  now: () => performance.now(),
  date: () => Date.now(),
  setTimeout: (task, millis) => setTimeout(task, millis),
  clearTimeout: (timer) => clearTimeout(timer),
};

const MILLIS = whole(1, 3_600_000);

const FUNCTION = /** @type {[string, (value: any) => boolean]} */ (['a function', isFunction]);

/** @type {Parameters<typeof check>[2]} */
const MEMBERS = {
  url: ['an address such as wss://events.example.com/v1.0/ws', (value) => typeof value === 'string' && isAddress(value)],
  token: ['', () => true], // these two are not shown: see credential
  accesskey: ['', () => true],
  getToken: FUNCTION,
  tokenIn: ["'query' or 'subprotocol'", (value) => value === 'query' || value === 'subprotocol'],
  shared: ['true, false or a name', (value) => ['boolean', 'string'].includes(typeof value)],
  connectTimeout: MILLIS,
  minBackoff: MILLIS,
  maxBackoff: MILLIS,
  WebSocket: ['a class', isFunction],
  log: FUNCTION,
  clock: ['an object', (value) => typeof value === 'object'],
  random: FUNCTION,
};

/** @param {string} url */
function isAddress(url) {
  try {
    return /^wss?:/.test(address(url, {})[0]);
  } catch {
    return false;
  }
}

/**
 * The options with their defaults, checked.
 *
 * @param {ConnectOptions} options
 */
export function checked(options) {
  check('options', options, MEMBERS);
  const { token, accesskey, getToken, url, log } = options;
  const clock = options.clock ?? SYSTEM_CLOCK;
  const connectTimeout = options.connectTimeout ?? 15_000;
  const minBackoff = options.minBackoff ?? 1000;
  const maxBackoff = options.maxBackoff ?? Math.max(minBackoff, 30_000);
  const WebSocket = options.WebSocket ?? globalThis.WebSocket;
  if (!url) {
    throw wrong('url', url, MEMBERS.url[0]);
  }
  if (!WebSocket) {
    throw wrong('WebSocket', WebSocket, 'a class; in Node 20 that of the package ws');
  }
  if (maxBackoff < minBackoff) {
    throw wrong('maxBackoff', maxBackoff, 'not below minBackoff');
  }
  return {
    url,
    accesskey: credential('accesskey', accesskey),
    tokenIn: options.tokenIn ?? 'query',
    shared: options.shared,
    connectTimeout,
    minBackoff,
    maxBackoff,
    WebSocket: /** @type {NonNullable<ConnectOptions['WebSocket']>} */ (WebSocket),
    log: log && ((/** @type {string} */ line) => guarded(() => log(line))),
    clock,
    random: options.random ?? Math.random,
    tokens: new TokenSource(credential('token', token), getToken ?? undefined, clock, connectTimeout),
  };
}

/** @typedef {ReturnType<typeof checked>} Options */
