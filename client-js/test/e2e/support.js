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
export const PUBLISHER_KEY = 'publisher-key-of-the-tests';

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

/** `./run` in a process of its own, with the gateway. It may be killed and started again: its ports change. */
class Gateway {
  /** @type {string | undefined} */
  #folder;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  publicPort = 0;
  #internalPort = 0;

  /**
   * Starts it on free ports; when this returns it listens.
   *
   * @param {string[]} command
   * @param {string[]} settings `key=value`
   */
  async run(command, settings) {
    const all = [
      'server.host=127.0.0.1',
      'server.port=0',
      'internal.port=0',
      'server.drain=0s',
      'server.warm-up=0s',
      'log.min-free=0',
      ...settings,
    ].flatMap((setting) => ['--set', setting]);
    // what it leaves behind when it is killed goes with the folder
    const options = `-ea -Xmx512m -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=${await this.folder('')}`;
    const env = { ...process.env, JAVA_OPTS: options };
    const started = spawn(RUN, [...command, ...all], { env, stdio: ['ignore', 'pipe', 'inherit'] });
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

  /** A folder of that name that stays until the end. @param {string} name */
  async folder(name) {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'ringdown-client-'));
    return join(this.#folder, name);
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

  /** @param {string} key @param {string} contentType @param {object} body */
  async post(key, contentType, body) {
    const answer = await fetch(`http://127.0.0.1:${this.#internalPort}/v1.0/events`, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
  }
}

/** The demo. Each start has other secrets, and another log if it is not told which. */
export class Demo extends Gateway {
  #rate;

  /** @param {number} rate events a second */
  constructor(rate) {
    super();
    this.#rate = rate;
  }

  /** @param {string} [log] the name of the log; the same name is the same log */
  async start(log) {
    const settings = [`publish.keys.demo=${PUBLISHER_KEY}`];
    return this.run(['demo', `--rate=${this.#rate}`], log ? [...settings, `log.dir=${await this.folder(log)}`] : settings);
  }

  /** Publishes as the platform's webhooks do. @param {string} type @param {object} data */
  async tell(type, data) {
    await this.post(PUBLISHER_KEY, 'application/json', { type, data });
  }
}

/** The gateway with the secret of these tests. Its log stays when it is started again. */
export class Server extends Gateway {
  #settings;

  /** @param {...string} settings `key=value` */
  constructor(...settings) {
    super();
    this.#settings = settings;
  }

  async start() {
    return this.run(['serve'], [
      `log.dir=${await this.folder('log')}`,
      `auth.jwt.secret=${SECRET}`,
      `publish.keys.tests=${PUBLISHER_KEY}`,
      ...this.#settings,
    ]);
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
    await this.post(PUBLISHER_KEY, 'application/cloudevents-batch+json', batch);
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

  /** @param {Gateway} server */
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
