import { Backoff } from './backoff.js';
import { Outbox } from './outbox.js';
import { ABNORMAL, SUBPROTOCOL, TOKEN_ENDED, address, mayReconnect } from './protocol.js';
import { Session } from './session.js';

/**
 * @import { Line } from './line.js'
 * @import { Options, Socket } from './options.js'
 * @import { State, Welcome } from './protocol.js'
 */

/** A connection that lasted so long was a good one: the next wait is short again. */
const STABLE_MILLIS = 10_000;

/**
 * What carries a line: one socket after the other, which together look like one that never breaks. It waits, connects again,
 * gets tokens, and replaces a socket that has fallen silent. What is said on a socket is its {@link Session}'s.
 *
 * It and its {@link Line} know each other: a line asks for the session under way, and is told when it is lost. It and the
 * {@link Session} know each other: what is said on a socket may ask for another one.
 */
export class Carrier {
  /** @type {State} */
  state = { state: 'disconnected', code: 0, reason: 'opening', retryIn: null };
  /** What the server said when it greeted last; nothing before. @type {Welcome} */
  welcome = /** @type {any} */ (undefined);
  /** What is said on the socket; undefined before `welcome`. @type {Session | undefined} */
  session;

  #options;
  #line;
  /** @type {Socket | undefined} */
  #socket;
  /** @type {Outbox | undefined} */
  #outbox;
  /** @type {string | undefined} */
  #token;
  /** @type {string | undefined} a token of no use any more */
  #useless;
  #failure = '';
  /** Counts attempts, so that what belongs to a former one is not minded. */
  #attempt = 0;
  #backoff;
  #heardAt = 0;
  #welcomedAt = 0;
  /** Milliseconds of silence after which the socket is given up. */
  #patience = 0;
  /** When `closing` wants the client back; 0 if it has not come. */
  #backAt = 0;
  /** @type {Set<unknown>} */
  #timers = new Set();

  /**
   * @param {Options} options
   * @param {Line} line
   */
  constructor(options, line) {
    this.#options = options;
    this.#line = line;
    this.#backoff = new Backoff(options.minBackoff, options.maxBackoff, options.random);
  }

  /** Connects now, without waiting any longer; nothing happens if it is connecting or connected. */
  open() {
    if (this.state.state === 'disconnected') {
      this.#connect();
    }
  }

  /** Ends it for good, or until it is opened again. @param {number} code @param {string} reason */
  close(code, reason) {
    this.#drop();
    this.#set('disconnected', code, reason);
  }

  /** Does something a little later, if the socket is still the same. @param {() => void} task */
  later(task) {
    this.#timer(task, 1000 + this.#backoff.next());
  }

  /** The server is about to close the connection. @param {number} code @param {number} reconnectMillis */
  closing(code, reconnectMillis) {
    this.#backAt = this.#options.clock.now() + reconnectMillis;
    this.#timer(() => this.lost(code, 'draining', 0), reconnectMillis);
  }

  /** The token is about to end. */
  async renew() {
    const { tokens } = this.#options;
    const session = this.session;
    const token = await tokens.other(this.#token).catch(() => undefined); // it is asked again once the token has ended
    if (session && session === this.session && token && token !== this.#token) {
      this.#token = token;
      session.authenticate(token);
    }
  }

  async #connect() {
    const { tokens, accesskey, connectTimeout, clock } = this.#options;
    const attempt = this.#drop();
    this.#set('connecting', this.state.code, this.state.reason);
    let failure = '';
    const token = await tokens.other(this.#useless).catch((error) => void (failure = `cannot get a token: ${error}`));
    if (attempt !== this.#attempt) {
      return;
    }
    if (failure) {
      return this.lost(ABNORMAL, failure);
    }
    if (!token && tokens.get) {
      return this.close(TOKEN_ENDED, 'no token');
    }
    this.#token = token;
    this.#patience = connectTimeout;
    this.#heardAt = clock.now();
    this.#watch();
    const { WebSocket, url, tokenIn } = this.#options;
    const socket = new WebSocket(...address(url, { token: this.#token, accesskey, tokenIn }));
    this.#socket = socket;
    this.#failure = '';
    socket.onopen = () => socket.protocol === SUBPROTOCOL || this.close(1002, `it does not speak ${SUBPROTOCOL}`);
    socket.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    socket.onerror = ({ message }) => (this.#failure = message ?? '');
    socket.onclose = ({ code, reason }) => this.#closed(code, reason);
  }

  /** @param {any} message */
  #heard(message) {
    this.#heardAt = this.#options.clock.now();
    if (this.session) {
      this.session.receive(message);
    } else if (message.type === 'welcome') {
      this.#welcomed(message);
    }
  }

  /** @param {Welcome} welcome */
  #welcomed(welcome) {
    this.#clearTimers();
    this.welcome = welcome;
    this.#welcomedAt = this.#heardAt;
    this.#patience = welcome.limits.heartbeat * 1.5 + 2000;
    this.#watch();
    this.#outbox = new Outbox((text) => this.#socket?.send(text), this.#options.clock);
    this.session = new Session(this.#line, this.#outbox);
    this.session.resume();
    this.#set('connected', 0, 'welcome');
  }

  /** Gives the socket up once nothing has come for too long; a browser does not show pings. */
  #watch() {
    const left = this.#heardAt + this.#patience - this.#options.clock.now();
    if (left > 0) {
      this.#timer(() => this.#watch(), left);
    } else {
      this.lost(ABNORMAL, `nothing came for ${this.#patience} ms`);
    }
  }

  /** @param {number} code @param {string} reason */
  #closed(code, reason) {
    const refusal = !this.session && / (40[13])$/.exec(this.#failure);
    if (refusal) {
      code = 4000 + Number(refusal[1]); // 4401 and 4403 mean what 401 and 403 do
    } else if (!this.session && (!this.#failure || this.#failure.includes('101'))) {
      this.#useless = this.#token; // a browser does not say why: the token may be the reason
    }
    this.lost(code, reason || this.#failure || 'no connection');
  }

  /**
   * The socket is gone, or given up: connects again, if that is of any use.
   *
   * @param {number} code
   * @param {string} reason
   * @param {number} [delay] milliseconds, instead of what follows from the code
   */
  lost(code, reason, delay) {
    const { clock, tokens } = this.#options;
    const wasStable = this.session && clock.now() - this.#welcomedAt >= STABLE_MILLIS;
    this.#drop();
    if (wasStable) {
      this.#backoff.reset();
    }
    const tokenEnded = code === TOKEN_ENDED;
    if (tokenEnded) {
      this.#useless = this.#token;
    }
    if (!mayReconnect(code) || (tokenEnded && !tokens.get)) {
      return this.close(code, reason);
    }
    const asked = this.#backAt ? Math.max(0, this.#backAt - clock.now()) : tokenEnded && wasStable ? 0 : undefined;
    this.#backAt = 0;
    const retryIn = delay ?? asked ?? this.#backoff.next();
    this.#timer(() => this.#connect(), retryIn);
    this.#set('disconnected', code, reason, retryIn);
  }

  /** Forgets the socket, whatever it is doing; returns the number of the next attempt. */
  #drop() {
    const socket = this.#socket;
    this.#clearTimers();
    this.#outbox?.close();
    this.#socket = this.session = this.#outbox = undefined;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = () => {}; // `ws` throws what nobody listens to
      socket.close(1000);
    }
    this.#line.lost();
    return ++this.#attempt;
  }

  /** @param {() => void} task @param {number} millis */
  #timer(task, millis) {
    const timer = this.#options.clock.setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, millis);
    this.#timers.add(timer);
  }

  #clearTimers() {
    this.#timers.forEach((timer) => this.#options.clock.clearTimeout(timer));
    this.#timers.clear();
  }

  /** @param {State['state']} state @param {number} code @param {string} reason @param {number | null} [retryIn] */
  #set(state, code, reason, retryIn = null) {
    this.state = { state, code, reason, retryIn };
    this.#line.host.changed();
  }
}
