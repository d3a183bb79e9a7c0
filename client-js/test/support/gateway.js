import assert from 'node:assert/strict';
import { connect } from '../../src/index.js';
import { FakeClock, settle } from './clock.js';

/** A sequence as the log makes them. @param {number} offset @param {string} [epoch] */
export const seq = (offset, epoch = '6b052a6c') => `${epoch}-${offset.toString(16).padStart(16, '0')}`;

/**
 * An event at an offset.
 *
 * @param {number} offset
 * @param {string} [subject]
 * @param {string} [type]
 * @param {string} [parents]
 */
export const event = (offset, subject = 'call:1', type = 'call_created', parents) => ({
  specversion: '1.0',
  id: `event-${offset}`,
  source: '/tests',
  type,
  subject,
  ...(parents && { parents }),
  time: '2026-11-24T06:27:34.024Z',
  sequence: seq(offset),
  data: { n: offset },
});

/** The server's end of a socket; a test says what comes from it. */
export class FakeSocket {
  protocol = '';
  /** @type {any[]} */
  sent = [];
  /** @type {number | undefined} the code with which the client closed it */
  closedWith;
  /** @type {((event: any) => void) | null} */
  onopen = null;
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {((event: any) => void) | null} */
  onerror = null;
  /** @type {((event: any) => void) | null} */
  onclose = null;

  /** @param {string} url @param {string[]} subprotocols */
  constructor(url, subprotocols) {
    this.url = new URL(url);
    this.subprotocols = subprotocols;
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  /** @param {number} [code] */
  close(code) {
    this.closedWith = code;
  }

  /** Takes what the client has said since it was asked last. */
  heard() {
    return this.sent.splice(0);
  }

  /** The one message that the client has said since. */
  heardOne() {
    const heard = this.heard();
    assert.equal(heard.length, 1, JSON.stringify(heard));
    return heard[0];
  }

  /** @param {...object} messages */
  say(...messages) {
    messages.forEach((message) => this.onmessage?.({ data: JSON.stringify(message) }));
  }

  /** @param {Partial<import('../../src/index.js').Welcome> & { sequence?: string }} [welcome] */
  welcome(welcome = {}) {
    this.protocol = 'ringdown.v1';
    this.onopen?.({});
    this.say({
      type: 'welcome',
      session: 'session-1',
      customer: '71c18690-ee42-490b-b1bb-54d8d101b5b9',
      permissions: ['admin'],
      sequence: seq(0),
      limits: { messageBytes: 65536, topics: 1000, heartbeat: 25_000, retention: 86_400 },
      ...welcome,
    });
  }

  /** Answers the one subscribe message that has come. @param {number} offset @param {object} [more] */
  subscribed(offset, more = {}) {
    const { id, topics } = this.heardOne();
    this.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(offset), ...more });
  }

  /** @param {number} [code] @param {string} [reason] */
  cut(code = 1006, reason = '') {
    this.onclose?.({ code, reason });
  }

  /** A handshake that is refused. @param {string} [message] what a program is told; a browser is told nothing */
  refuse(message) {
    this.onerror?.({ message });
    this.onclose?.({ code: 1006, reason: '' });
  }
}

/** A gateway that does what a test says, with a clock that the test owns. */
export class FakeGateway {
  clock = new FakeClock();
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {import('../../src/index.js').State[]} */
  states = [];
  random = 0.5;

  /** @param {Partial<import('../../src/index.js').ConnectOptions>} [options] */
  connect(options = { token: 'token-1' }) {
    const { sockets } = this;
    class Socket extends FakeSocket {
      /** @param {string} url @param {string[]} subprotocols */
      constructor(url, subprotocols) {
        super(url, subprotocols);
        sockets.push(this);
      }
    }
    const connection = connect({
      url: 'wss://events.example.com/v1.0/ws',
      WebSocket: Socket,
      clock: this.clock,
      random: () => this.random,
      ...options,
    });
    connection.on('state', (state) => this.states.push(state));
    return connection;
  }

  /** The newest socket that the client has opened. */
  async socket() {
    await settle();
    return /** @type {FakeSocket} */ (this.sockets.at(-1));
  }

  /** Connects, and welcomes. @param {Partial<import('../../src/index.js').ConnectOptions>} [options] */
  async connected(options) {
    const connection = this.connect(options);
    const socket = await this.socket();
    socket.welcome();
    return { connection, socket };
  }

  /**
   * Waits until the client comes back, and welcomes it.
   *
   * @param {import('../../src/index.js').Connection} connection
   */
  async reconnected(connection) {
    const before = this.sockets.length;
    await this.clock.advance(connection.state.retryIn ?? NaN);
    assert.equal(this.sockets.length, before + 1, 'one new socket');
    const socket = await this.socket();
    socket.welcome();
    return socket;
  }
}

/** Offsets of events, in the order in which they were handed over. */
export class Received {
  /** @type {number[]} */
  offsets = [];

  /** @param {import('../../src/index.js').CloudEvent} event */
  onEvent = (event) => {
    this.offsets.push(event.data.n);
  };
}
