// A gateway that does what a script says: a real port, and nothing of its own behind it.

import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { WebSocketServer } = createRequire(new URL('../npm/', import.meta.url))('ws');

const SUBPROTOCOL = 'ringdown.v1';
const EPOCH = '6b052a6c';

/** The sequence of an offset, as the log makes them. */
export const sequence = (offset) => `${EPOCH}-${offset.toString(16).padStart(16, '0')}`;

/** An event at an offset: `{ event: 11, topic: 'call:1', type: 'call_created' }`; its data has the offset. */
export const eventOf = ({ event, topic = 'call:1', type = 'call_created' }) => ({
  specversion: '1.0',
  id: `event-${event}`,
  source: '/conformance',
  type,
  subject: topic,
  time: '2026-11-24T06:27:34.024Z',
  sequence: sequence(event),
  datacontenttype: 'application/json',
  data: { n: event },
});

/** What is waited for: things in their order, each taken once. */
export class Queue {
  #things = [];
  #arrival = new EventEmitter();

  put(thing) {
    this.#things.push(thing);
    this.#arrival.emit('thing');
  }

  get length() {
    return this.#things.length;
  }

  /** The first that fits, once it is there; those before it are skipped if that is wanted. */
  async take(fits, millis, what, skip = false) {
    const end = AbortSignal.timeout(millis);
    for (;;) {
      const at = skip ? this.#things.findIndex(fits) : this.#things.length ? 0 : -1;
      if (at >= 0) {
        const [thing] = this.#things.splice(0, at + 1).slice(-1);
        if (!fits(thing)) {
          throw new Error(`${JSON.stringify(thing)} (expected: ${what})`);
        }
        return thing;
      }
      await once(this.#arrival, 'thing', { signal: end }).catch(() => {
        throw new Error(`nothing within ${millis} ms (expected: ${what}); seen and not taken: ${JSON.stringify(this.#things)}`);
      });
    }
  }
}

/** Takes connections; whoever runs the script decides what becomes of each. */
export class Gateway {
  /** Handshakes that nobody has decided on. */
  handshakes = new Queue();
  #sockets = new Set();
  #webSockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has(SUBPROTOCOL) && this.subprotocol,
  });
  #server = createServer();
  subprotocol = SUBPROTOCOL;

  async start() {
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {});
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.handshakes.put({ request, socket, head, token: tokenOf(request), at: performance.now() }),
    );
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url() {
    return `ws://127.0.0.1:${this.#server.address().port}/v1.0/ws`;
  }

  refuse({ socket }, { status, detail = '', retryAfter }) {
    const body = JSON.stringify({ type: 'about:blank', title: 'refused', status, detail });
    const retry = retryAfter === undefined ? '' : `retry-after: ${retryAfter}\r\n`;
    socket.end(
      `HTTP/1.1 ${status} Refused\r\ncontent-type: application/problem+json\r\n${retry}` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }

  /** Does the handshake, and says nothing. */
  async open({ request, socket, head }) {
    return new Promise((opened) => {
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => opened(new Socket(webSocket, socket)));
    });
  }

  close() {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
  }
}

/** The gateway's end of an open socket. */
class Socket {
  /** What the client has said, and nobody has looked at. */
  heard = new Queue();
  #webSocket;
  #tcp;
  #stalled = false;

  constructor(webSocket, tcp) {
    this.#webSocket = webSocket;
    this.#tcp = tcp;
    webSocket.on('message', (text) => this.#stalled || this.heard.put(JSON.parse(text)));
    webSocket.on('error', () => {});
  }

  say(text) {
    if (!this.#stalled) {
      this.#webSocket.send(text);
    }
  }

  /** Says a message byte by byte, in frames of one byte. */
  async trickle(text) {
    const bytes = [...text];
    for (const [i, byte] of bytes.entries()) {
      this.#webSocket.send(byte, { fin: i === bytes.length - 1 });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  end(code, reason) {
    this.#webSocket.close(code, reason);
  }

  /** The network is dead: nothing comes or goes any more, and nobody is told. */
  stall() {
    this.#stalled = true;
    this.#tcp.pause();
  }

  drop() {
    this.#tcp.destroy();
  }
}

/** The token of a handshake: of its query, header or subprotocols. */
function tokenOf({ url, headers }) {
  const query = new URL(url, 'http://gateway').searchParams;
  const bearer = /^Bearer (.*)/.exec(headers.authorization ?? '')?.[1];
  const offered = /bearer\.([^,\s]+)/.exec(headers['sec-websocket-protocol'] ?? '')?.[1];
  return query.get('token') ?? bearer ?? offered ?? query.get('accesskey') ?? undefined;
}
