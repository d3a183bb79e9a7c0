import { wrong } from './check.js';
import { Outbox } from './outbox.js';
import { ABNORMAL, NOT_TEXT, PROTOCOL_ERROR, SUBPROTOCOL, TOKEN_ENDED, address, mayReconnect } from './protocol.js';
import { Pulse } from './pulse.js';
import { listenToRefusal, refusalOf } from './refusal.js';
import { Retry } from './retry.js';
import { Session } from './session.js';
import { isEnd } from './stop.js';
import { Timers } from './timers.js';

/**
 * @import { Line } from './line.js'
 * @import { Options, Socket } from './options.js'
 * @import { State, Welcome } from './protocol.js'
 */

/** @param {Welcome} welcome */
function heartbeatOf({ limits }) {
  if (!(limits.heartbeat > 0)) {
    throw wrong('limits.heartbeat', limits.heartbeat, 'milliseconds');
  }
  return limits.heartbeat;
}

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
  #retry;
  #timers;
  #pulse;
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

  /**
   * @param {Options} options
   * @param {Line} line
   */
  constructor(options, line) {
    this.#options = options;
    this.#line = line;
    this.#retry = new Retry(options);
    this.#timers = new Timers(options.clock);
    this.#pulse = new Pulse(options.clock, {
      wake: () => this.wake(),
      lost: (reason, delay) => this.lost(ABNORMAL, reason, delay),
    });
  }

  /** Whether it stays disconnected until somebody opens it. */
  get isOver() {
    return isEnd(this.state);
  }

  /** Connects now, without waiting any longer; what is connecting or connected shows whether it lives. */
  open() {
    if (this.state.state === 'disconnected') {
      this.#connect();
    } else if (this.#socket) { // who waits for a token has an end
      this.#pulse.probe(() => this.session && this.#write('{"type":"ping","id":"probe"}'));
    }
  }

  /** The network may be another one: does what {@link Carrier#open} does, unless it has stopped or the server chose the time. */
  wake() {
    if (this.state.state !== 'disconnected' || (this.state.retryIn !== null && !this.#retry.isAppointed)) {
      this.open();
    }
  }

  /** Ends it for good, or until it is opened again. @param {number} code @param {string} reason */
  close(code, reason) {
    this.#drop();
    this.#set('disconnected', code, reason);
  }

  /** Does something a little later, if the socket is still the same. @param {() => void} task */
  later(task) {
    this.#timers.after(this.#retry.again(), task);
  }

  /** The server is about to close the connection. @param {number} code @param {number} reconnectMillis */
  closing(code, reconnectMillis) {
    this.#retry.closing(reconnectMillis);
    this.#timers.after(reconnectMillis, () => this.lost(code, 'draining'));
  }

  /** The token is about to end. */
  renew() {
    const { tokens } = this.#options;
    const rest = tokens.rest(this.#token);
    if (tokens.get && rest) {
      this.#timers.after(rest, () => this.renew());
    } else if (tokens.get) {
      this.#renewNow();
    }
  }

  async #renewNow() {
    const session = this.session;
    const token = await this.#options.tokens.other(this.#token).catch((error) => this.#log(`cannot get a token: ${error}`));
    // if it failed, it is asked again once the token has ended
    if (session && session === this.session && token && token !== this.#token) {
      this.#token = token;
      session.authenticate(token);
    }
  }

  async #connect() {
    const { tokens } = this.#options;
    const attempt = this.#drop();
    this.#set('connecting', this.state.code, this.state.reason);
    /** @type {unknown} */
    let failure;
    const token = await tokens.other(this.#useless).catch((error) => void (failure = error));
    if (attempt !== this.#attempt) {
      return;
    }
    if (failure) {
      this.lost(ABNORMAL, `cannot get a token: ${failure}`);
    } else if (!token && tokens.get) {
      this.close(TOKEN_ENDED, 'no token');
    } else {
      this.#token = token;
      this.#dial();
    }
  }

  #dial() {
    const { WebSocket, url, tokenIn, accesskey, connectTimeout } = this.#options;
    this.#failure = '';
    try {
      this.#socket = new WebSocket(...address(url, { token: this.#token, accesskey, tokenIn }));
    } catch (error) { // a policy of the page, or what the class does not take
      this.#useless = this.#token;
      this.lost(ABNORMAL, `cannot connect: ${this.#masked(String(error))}`);
      return;
    }
    this.#hears(this.#socket);
    this.#pulse.expect(connectTimeout);
  }

  /** @param {Socket} socket */
  #hears(socket) {
    socket.onopen = () =>
      socket.protocol === SUBPROTOCOL || this.close(PROTOCOL_ERROR, `it does not speak ${SUBPROTOCOL}`);
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onerror = ({ message }) => (this.#failure = message ?? '');
    socket.onclose = ({ code, reason }) => this.#closed(code, reason);
    listenToRefusal(socket, ({ code, reason, retryAfter }) => {
      if (socket === this.#socket) {
        this.lost(code, reason, undefined, retryAfter);
      }
    });
  }

  /** @param {unknown} text */
  #heard(text) {
    if (typeof text !== 'string') {
      return this.close(NOT_TEXT, 'binary frames are not understood');
    }
    this.#log(`heard ${text}`);
    try {
      const message = JSON.parse(text);
      if (typeof message.type !== 'string') {
        throw wrong('type', message.type, 'a text');
      }
      if (this.session) {
        this.#pulse.heard(); // before, only a welcome counts
        this.session.receive(message);
      } else if (message.type === 'welcome') {
        this.#welcomed(message);
      }
    } catch (error) {
      this.lost(ABNORMAL, `not understood: ${error}`);
    }
  }

  /** @param {Welcome} welcome */
  #welcomed(welcome) {
    this.#timers.cancelAll();
    this.welcome = welcome;
    this.#retry.welcomed();
    this.#pulse.expect(heartbeatOf(welcome) * 1.5 + 2000);
    const outbox = new Outbox((text) => this.#write(text), this.#options.clock);
    const session = new Session(this.#line, outbox);
    this.#outbox = outbox;
    this.session = session;
    session.resume();
    if (session === this.session) { // else the application has closed it meanwhile
      this.#set('connected', 0, 'welcome');
    }
  }

  /** @param {string} text */
  #write(text) {
    this.#log(`said ${this.#masked(text)}`);
    this.#socket?.send(text);
  }

  /** @param {number} code @param {string} reason */
  #closed(code, reason) {
    const refused = !this.session && / (\d{3})$/.exec(this.#failure);
    if (refused && refused[1] !== '101') {
      return this.lost(refusalOf(Number(refused[1]), '').code, this.#failure);
    }
    if (this.#failure.includes('subprotocol')) { // `ws` ends such a handshake itself
      return this.close(PROTOCOL_ERROR, this.#failure);
    }
    if (!this.session && (!this.#failure || this.#failure.includes('101'))) {
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
   * @param {number} [retryAfter] milliseconds that a refusal asks for
   */
  lost(code, reason, delay, retryAfter = 0) {
    const { tokens } = this.#options;
    const wasStable = Boolean(this.session) && this.#retry.ended();
    this.#drop();
    const tokenEnded = code === TOKEN_ENDED;
    if (tokenEnded) {
      this.#useless = this.#token;
    }
    if (!mayReconnect(code) || (tokenEnded && !tokens.get)) {
      return this.close(code, reason);
    }
    const retryIn = delay ?? this.#retry.next(retryAfter, tokenEnded && wasStable);
    this.#pulse.after(retryIn, () => this.#connect());
    this.#set('disconnected', code, reason, retryIn);
  }

  /** Forgets the socket, whatever it is doing; returns the number of the next attempt. */
  #drop() {
    const socket = this.#socket;
    this.#timers.cancelAll();
    this.#pulse.stop();
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

  /** Without what is secret. @param {string} text */
  #masked(text) {
    const { accesskey } = this.#options;
    const secrets = [this.#token, accesskey].filter((secret) => secret !== undefined);
    return secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).reduce((all, secret) => all.replaceAll(secret, '…'), text);
  }

  /** @param {string} text */
  #log(text) {
    this.#options.log?.(text);
  }

  /** @param {State['state']} state @param {number} code @param {string} reason @param {number | null} [retryIn] */
  #set(state, code, reason, retryIn = null) {
    this.state = { state, code, reason, retryIn };
    this.#log(`${state} ${code} ${reason}${retryIn === null ? '' : `, again in ${retryIn} ms`}`);
    if (this.isOver) {
      this.#line.stopped(this.state);
    }
    this.#line.host.changed();
  }
}
