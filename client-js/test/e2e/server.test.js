import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Admin, Inbox, Network, PUBLISHER_KEY, Server, connectTo, range, until } from './support.js';

const LIMIT = { timeout: 60_000 };
const server = new Server('limits.heartbeat=1s');
const network = new Network(server);
/** @type {import('../../src/index.js').Connection[]} */
const open = [];

/** @param {Partial<import('../../src/index.js').ConnectOptions>} options */
function connectThrough(options) {
  const connection = connectTo(network.url, options);
  open.push(connection);
  return connection;
}

before(async () => {
  await server.start();
  await network.start();
}, LIMIT);

after(async () => {
  open.forEach((connection) => connection.close());
  network.close();
  await server.close();
}, LIMIT);

test('events come as they happen', LIMIT, async () => {
  const admin = new Admin();
  const inbox = new Inbox();
  const connection = connectThrough({ token: admin.token() });
  await connection.subscribe('call', {}, inbox.onEvent).ready;

  await server.publish(admin, 1, 3);
  await inbox.until(3);

  assert.deepEqual(inbox.numbers, [1, 2, 3]);
  assert.equal(connection.welcome?.customer, admin.customer);
});

test('the token may stand in the subprotocol', LIMIT, async () => {
  const connection = connectThrough({ token: new Admin().token(), tokenIn: 'subprotocol' });

  assert.equal((await until(connection, 'connected')).code, 0);
});

test('a refused token stops the connection, and a customer that is not one’s own is rejected', LIMIT, async () => {
  const refused = connectThrough({ token: 'no-token-at-all' });
  const state = await until(refused, 'disconnected');
  const connection = connectThrough({ token: new Admin().token() });
  const { rejected } = await connection.subscribe([`customer_id:${new Admin().customer}:call`, 'chat'], {}, () => {}).ready;

  assert.deepEqual([state.code, state.retryIn], [4401, null]);
  assert.deepEqual(rejected.map(({ code }) => code), ['forbidden']);
});

test('a network that is cut again and again takes nothing and doubles nothing', LIMIT, async () => {
  const admin = new Admin();
  const calls = new Inbox();
  const chats = new Inbox();
  const connection = connectThrough({ token: admin.token() });
  await connection.subscribe('call', {}, calls.onEvent).ready;
  await connection.subscribe('chat', { types: ['chat_created'] }, chats.onEvent).ready;

  for (const first of range(0, 39).map((i) => 1 + i * 25)) {
    network.cutAfter(first * 7);
    await server.publish(admin, first, 25);
    await server.publish(admin, first, 25, 'chat_created');
  }
  await Promise.all([calls.until(1000), chats.until(1000)]);

  assert.deepEqual(calls.numbers, range(1, 1000));
  assert.deepEqual([...chats.numbers].sort((a, b) => a - b), range(1, 1000));
});

test('a server that is killed and started again on its log takes nothing and doubles nothing', LIMIT, async () => {
  const admin = new Admin();
  const inbox = new Inbox();
  const connection = connectThrough({ token: admin.token() });
  await connection.subscribe('call', {}, inbox.onEvent).ready;

  await server.publish(admin, 1, 500);
  await server.end('SIGKILL');
  await server.start();
  await server.publish(admin, 501, 500);
  await server.end('SIGKILL');
  await server.start();
  await server.publish(admin, 1001, 500);
  await inbox.until(1500);

  assert.deepEqual(inbox.numbers, range(1, 1500));
});

test('last that is cut in the middle comes as a whole, once', LIMIT, async () => {
  const admin = new Admin();
  const inbox = new Inbox();
  await server.publish(admin, 1, 600);
  const connection = connectThrough({ token: admin.token() });
  await until(connection, 'connected');

  network.cutAfter(20_000);
  const begun = await connection.subscribe('call', { last: 500 }, inbox.onEvent).ready;
  await server.publish(admin, 601, 1);
  await inbox.until(601);

  assert.equal(begun.replayed, 500);
  assert.deepEqual(inbox.numbers, range(101, 601));
});

test('a snapshot comes on a line of its own beside a live topic, and goes on live', LIMIT, async () => {
  const admin = new Admin();
  const live = new Inbox();
  const all = new Inbox();
  const connection = connectThrough({ token: admin.token() });
  await connection.subscribe('call', {}, live.onEvent).ready;
  await server.publish(admin, 1, 50);
  await live.until(50);

  const begun = await connection.subscribe('call', { snapshot: true }, all.onEvent).ready;
  await server.publish(admin, 51, 1);
  await all.until(51);

  assert.deepEqual([begun.snapshot, begun.complete], [50, true]);
  assert.deepEqual(all.numbers, range(1, 51));
});

test('an event comes once to who asked for its parent, for its type, or for itself', LIMIT, async () => {
  const admin = new Admin();
  const customer_id = admin.customer;
  const connection = connectThrough({ token: admin.token() });
  connection.on('unmatched', ({ type }) => assert.fail(type));
  /** @param {string} topic @param {import('../../src/index.js').SubscribeOptions} [options] */
  const heard = async (topic, options = {}) => {
    /** @type {string[]} */
    const types = [];
    await connection.subscribe(topic, options, ({ type }) => types.push(type)).ready;
    return types;
  };
  const topics = ['queue', 'queue:q-1', 'call:c-1', 'call:recording_*', 'call:call_hangup:c-1', 'queuecall:', '*'];
  const [queue, oneQueue, call, recordings, hangup, queuecalls, all] = await Promise.all(topics.map((topic) => heard(topic)));
  const reference = { customer_id, reference_type: 'call', reference_id: 'c-1' };

  await server.post(PUBLISHER_KEY, 'application/json', { type: 'queuecall_created', data: { ...reference, id: 'qc-1', queue_id: 'q-1' } });
  await server.post(PUBLISHER_KEY, 'application/json', { type: 'queuecall_waiting', data: { ...reference, id: 'qc-1' } });
  await server.post(PUBLISHER_KEY, 'application/json', { type: 'recording_started', data: { ...reference, id: 'r-1' } });
  await server.post(PUBLISHER_KEY, 'application/json', { type: 'call_hangup', data: { customer_id, id: 'c-1' } });
  while (all.length < 4) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const history = await heard('recording', { last: 10 });
  const alive = await heard('queuecall', { snapshot: true });

  assert.deepEqual(queue, ['queuecall_created', 'queuecall_waiting']);
  assert.deepEqual(oneQueue, ['queuecall_created']);
  assert.deepEqual(call, ['queuecall_created', 'queuecall_waiting', 'recording_started', 'call_hangup']);
  assert.deepEqual(recordings, ['recording_started']);
  assert.deepEqual(hangup, ['call_hangup']);
  assert.deepEqual(queuecalls, ['queuecall_created', 'queuecall_waiting']);
  assert.deepEqual(history, ['recording_started']);
  assert.deepEqual(alive, ['queuecall_waiting']);
});

test('a stored position is resumed from', LIMIT, async () => {
  const admin = new Admin();
  const before = new Inbox();
  const inbox = new Inbox();
  const first = connectThrough({ token: admin.token() });
  const subscription = first.subscribe('call', {}, before.onEvent);
  await subscription.ready;
  await server.publish(admin, 1, 10);
  await before.until(10);
  const { position } = subscription;
  first.close();
  await server.publish(admin, 11, 10);

  const begun = await connectThrough({ token: admin.token() }).subscribe('call', { after: position }, inbox.onEvent).ready;
  await inbox.until(20);

  assert.equal(begun.recovered, true);
  assert.deepEqual(inbox.numbers, range(11, 20));
});

test('a network that stands still is noticed, and what was missed comes', LIMIT, async () => {
  const admin = new Admin();
  const inbox = new Inbox();
  const connection = connectThrough({ token: admin.token() });
  await connection.subscribe('call', {}, inbox.onEvent).ready;

  network.stall();
  await server.publish(admin, 1, 5);
  const { reason } = await until(connection, 'disconnected');
  await inbox.until(5);

  assert.equal(reason, 'nothing came for 3500 ms');
  assert.deepEqual(inbox.numbers, range(1, 5));
});

test('tokens that last three seconds are renewed, and nothing is missed', LIMIT, async () => {
  const admin = new Admin();
  const inbox = new Inbox();
  let tokens = 0;
  const getToken = () => {
    tokens++;
    return admin.token(3);
  };
  const connection = connectThrough({ getToken });
  await connection.subscribe('call', {}, inbox.onEvent).ready;

  for (let n = 1; tokens < 4; n++) {
    await server.publish(admin, n, 1);
    await inbox.until(n);
  }

  assert.deepEqual(inbox.numbers, range(1, inbox.numbers.length));
});

test('a slow loop misses nothing with a small buffer', LIMIT, async () => {
  const admin = new Admin();
  const connection = connectThrough({ token: admin.token() });
  const numbers = [];
  const stream = connection.events('call', { buffer: 10 });
  await until(connection, 'connected');
  await connection.subscribe('queue', {}, () => {}).ready;
  await server.publish(admin, 1, 300);

  for await (const item of stream) {
    numbers.push('data' in item ? item.data.n : item.type);
    if (numbers.length === 300) {
      break;
    }
  }

  assert.deepEqual(numbers, range(1, 300));
});

test('a node that drains tells when to come back, and is left in time', LIMIT, async () => {
  const draining = new Server('server.alone=false', 'server.drain=10s', 'limits.heartbeat=1s');
  await draining.start();
  const way = await new Network(draining).start();
  const admin = new Admin();
  const inbox = new Inbox();
  const connection = connectTo(way.url, { token: admin.token() });
  open.push(connection);
  await connection.subscribe('call', {}, inbox.onEvent).ready;

  const ended = draining.end('SIGTERM');
  const { code } = await until(connection, 'disconnected');
  await ended;
  await draining.start();
  await draining.publish(admin, 1, 1);
  await inbox.until(1);
  connection.close();
  way.close();
  await draining.close();

  assert.equal(code, 1012);
});
