import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { connect } from '../../src/index.js';

const RUN = fileURLToPath(new URL('../../../run', import.meta.url));
const SECRET = 'the-secret-of-the-tests-has-42-characters.';
const PUBLISHER_KEY = 'publisher-key-of-the-tests';

/** An admin of a new customer. */
export class Admin {
  customer = randomUUID();
  agent = randomUUID();

  /** A token that ends after some seconds. @param {number} [seconds] */
  token(seconds = 3600) {
    const part = (/** @type {object} */ json) => Buffer.from(JSON.stringify(json)).toString('base64url');
    const claims = {
      type: 'agent',
      agent: { id: this.agent, customer_id: this.customer, permission: 0x20 },
      exp: Math.floor(Date.now() / 1000) + seconds,
      jti: randomUUID(),
    };
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
  }
}

/** The gateway in a process of its own. It may be killed and started again: its log folder stays, its ports change. */
export class Server {
  #settings;
  /** @type {string | undefined} */
  #folder;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  publicPort = 0;
  #internalPort = 0;

  /** @param {...string} settings `key=value` */
  constructor(...settings) {
    this.#settings = settings;
  }

  async start() {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'ringdown-client-'));
    const settings = [
      'server.host=127.0.0.1',
      'server.port=0',
      'internal.port=0',
      'server.drain=0s',
      'server.warm-up=0s',
      `log.dir=${this.#folder}`,
      'log.min-free=0',
      `auth.jwt.secret=${SECRET}`,
      `publish.keys.tests=${PUBLISHER_KEY}`,
      ...this.#settings,
    ].flatMap((setting) => ['--set', setting]);
    const env = { ...process.env, JAVA_OPTS: '-ea -Xmx512m -XX:TieredStopAtLevel=1' };
    const started = spawn(RUN, ['serve', ...settings], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = started;
    for await (const line of createInterface({ input: started.stdout })) {
      const ports = /listening public=\S+:(\d+) internal=\S+:(\d+)/.exec(line);
      if (ports) {
        [this.publicPort, this.#internalPort] = ports.slice(1).map(Number);
        started.stdout.resume();
        return this;
      }
    }
    throw new Error('the server did not start');
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    const ending = this.#process;
    this.#process = undefined;
    if (ending && ending.exitCode === null) {
      ending.kill(signal);
      await once(ending, 'exit');
    }
  }

  /** Ends it, and forgets its log. */
  async close() {
    await this.end('SIGKILL');
    await rm(this.#folder ?? '', { recursive: true, force: true });
  }

  /**
   * Publishes events whose numbers are counted up; all are acknowledged when this returns.
   *
   * @param {Admin} admin
   * @param {number} first
   * @param {number} count
   * @param {string} [type]
   */
  async publish(admin, first, count, type = 'call_updated') {
    const batch = Array.from({ length: count }, (_, i) => ({
      specversion: '1.0',
      id: `${admin.customer}-${type}-${first + i}`, // the same source and id again would be the same event
      source: '/tests',
      type,
      subject: `${type.split('_')[0]}:${first + i}`,
      customerid: admin.customer,
      data: { n: first + i },
    }));
    const answer = await fetch(`http://127.0.0.1:${this.#internalPort}/v1.0/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${PUBLISHER_KEY}` },
      body: JSON.stringify(batch),
    });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
  }
}

/** A network in front of a server, which can be cut or stand still; its port stays while the server's changes. */
export class Network {
  #server;
  #listener;
  /** @type {Set<import('node:net').Socket>} */
  #sockets = new Set();
  #left = Infinity;
  port = 0;

  /** @param {Server} server */
  constructor(server) {
    this.#server = server;
    this.#listener = createServer((near) => this.#relay(near));
  }

  async start() {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    this.port = /** @type {import('node:net').AddressInfo} */ (this.#listener.address()).port;
    return this;
  }

  get url() {
    return `ws://127.0.0.1:${this.port}/v1.0/ws`;
  }

  /** @param {import('node:net').Socket} near */
  #relay(near) {
    const far = connectTcp(this.#server.publicPort, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      near.write(bytes.subarray(0, this.#left));
      this.#left -= bytes.length;
      if (this.#left <= 0) {
        this.#left = Infinity;
        this.cut();
      }
    });
  }

  /** Cuts every connection at once. */
  cut() {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  /** Cuts every connection once the client has got so many bytes more. @param {number} bytes */
  cutAfter(bytes) {
    this.#left = bytes;
  }

  /** Lets every connection that is there stand still, without a word to either side. */
  stall() {
    this.#sockets.forEach((socket) => socket.pause());
  }

  close() {
    this.cut();
    this.#listener.close();
  }
}

/** What a subscription has been handed, and how to wait for more. */
export class Inbox {
  /** @type {number[]} */
  numbers = [];
  /** @type {(() => void)[]} */
  #waiting = [];

  /** @param {import('../../src/index.js').CloudEvent} event */
  onEvent = (event) => {
    this.numbers.push(event.data.n);
    this.#waiting.splice(0).forEach((wake) => wake());
  };

  /** Waits until a number has come. @param {number} number */
  async until(number) {
    while (!this.numbers.includes(number)) {
      await new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    }
  }
}

/** @param {string} url @param {Partial<import('../../src/index.js').ConnectOptions>} options */
export const connectTo = (url, options) => connect({ url, WebSocket, minBackoff: 50, maxBackoff: 200, ...options });

/**
 * Waits until a connection is in a state.
 *
 * @param {import('../../src/index.js').Connection} connection
 * @param {import('../../src/index.js').State['state']} state
 * @returns {Promise<import('../../src/index.js').State>}
 */
export async function until(connection, state) {
  while (connection.state.state !== state) {
    await new Promise((resolve) => {
      const off = connection.on('state', () => resolve(off()));
    });
  }
  return connection.state;
}

/** The numbers from one to another, both included. @param {number} first @param {number} last */
export const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
