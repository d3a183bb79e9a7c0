import assert from 'node:assert/strict';
import test from 'node:test';
import { Backoff } from '../src/backoff.js';
import { settle } from './support/clock.js';
import { FakeGateway, Received, event, seq } from './support/gateway.js';

/** Closes a connected socket with a code, and says how the connection is then. @param {number} code */
async function closedWith(code) {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.cut(code, 'the reason');
  return connection.state;
}

test('the first wait is below a second, each further limit twice as long, up to half a minute', () => {
  const backoff = new Backoff(1000, 30_000, () => 0.999);

  const waits = Array.from({ length: 7 }, () => backoff.next());

  assert.deepEqual(waits, [999, 1998, 3996, 7992, 15984, 29970, 29970]);
});

test('chance decides the whole wait', () => {
  const backoff = new Backoff(1000, 30_000, () => 0);

  assert.equal(backoff.next(), 0);
});

test('every state has a code and a reason', async () => {
  const gateway = new FakeGateway();
  const { socket, connection } = await gateway.connected();
  socket.cut(1013, 'connect again later');
  await gateway.reconnected(connection);
  connection.close();

  assert.deepEqual(gateway.states, [
    { state: 'connected', code: 0, reason: 'welcome', retryIn: null },
    { state: 'disconnected', code: 1013, reason: 'connect again later', retryIn: 500 },
    { state: 'connecting', code: 1013, reason: 'connect again later', retryIn: null },
    { state: 'connected', code: 0, reason: 'welcome', retryIn: null },
    { state: 'disconnected', code: 1000, reason: 'closed', retryIn: null },
  ]);
});

test('it waits longer each time while nobody answers', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  (await gateway.socket()).refuse();
  const first = connection.state.retryIn;
  await gateway.clock.advance(500);
  (await gateway.socket()).refuse();

  assert.deepEqual([first, connection.state.retryIn], [500, 1000]);
});

test('a connection that is closed as soon as it is open does not shorten the wait', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.cut(1011);
  const second = await gateway.reconnected(connection);
  second.cut(1011);

  assert.equal(connection.state.retryIn, 1000);
});

test('a connection that lasted ten seconds makes the next wait a first one', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.cut(1011);
  const second = await gateway.reconnected(connection);
  await gateway.clock.advance(10_000);
  second.cut(1011);

  assert.equal(connection.state.retryIn, 500);
});

test('after closing it comes back when the node said, by the time it said it', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.say({ type: 'closing', code: 1012, reconnect: 2005 });
  await gateway.clock.advance(1000);
  socket.cut(1012, 'this node is draining, connect again');

  assert.equal(connection.state.retryIn, 1005);
});

test('after closing it goes by itself when the time has come', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.say({ type: 'closing', code: 1012, reconnect: 2005 });
  await gateway.clock.advance(2005);
  const next = await gateway.socket();
  next.welcome();

  assert.equal(socket.closedWith, 1000);
  assert.notEqual(next, socket);
  assert.equal(connection.state.state, 'connected');
});

test('events that come between closing and the end are handed over', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, received.onEvent);
  socket.subscribed(10);

  socket.say({ type: 'closing', code: 1012, reconnect: 2005 }, event(11));
  await gateway.clock.advance(2005);
  const next = await gateway.socket();
  next.welcome();

  assert.deepEqual(received.offsets, [11]);
  assert.equal(next.heardOne().after, seq(11));
});

for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4408, 4999]) {
  test(`it connects again after ${code}`, async () => {
    assert.equal((await closedWith(code)).retryIn, 500);
  });
}

for (const code of [1002, 1003, 1007, 1008, 1009, 4401, 4403, 4429]) {
  test(`it stops after ${code}, and says why`, async () => {
    assert.deepEqual(await closedWith(code), { state: 'disconnected', code, reason: 'the reason', retryIn: null });
  });
}

test('a stopped connection can be opened again, and goes on where it was', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  socket.cut(4403, 'the customer is frozen');

  connection.open();
  const next = await gateway.socket();
  next.welcome();

  assert.equal(next.heardOne().after, seq(10));
});

test('a silent socket is replaced', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  await gateway.clock.advance(25_000);
  socket.say({ type: 'heartbeat', sequence: seq(1), lag: 0 });
  await gateway.clock.advance(39_499);
  const before = connection.state.state;

  await gateway.clock.advance(1);

  assert.equal(before, 'connected');
  assert.equal(socket.closedWith, 1000);
  assert.deepEqual([connection.state.state, connection.state.reason], ['disconnected', 'nothing came for 39500 ms']);
});

test('what a replaced socket says is not heard any more', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, received.onEvent);
  socket.subscribed(10);
  await gateway.clock.advance(39_500);

  socket.say(event(11));
  socket.cut(1006);

  assert.deepEqual(received.offsets, []);
  assert.equal(connection.state.reason, 'nothing came for 39500 ms');
});

test('a server that does not greet is given up after fifteen seconds', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  const socket = await gateway.socket();

  await gateway.clock.advance(15_000);

  assert.equal(socket.closedWith, 1000);
  assert.equal(connection.state.reason, 'nothing came for 15000 ms');
  assert.equal(connection.state.retryIn, 500);
});

test('a server that talks and does not greet is given up as one that is silent', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  const socket = await gateway.socket();
  await gateway.clock.advance(10_000);
  socket.say({ type: 'heartbeat', sequence: seq(1), lag: 0 });

  await gateway.clock.advance(5000);

  assert.equal(socket.closedWith, 1000);
  assert.equal(connection.state.reason, 'nothing came for 15000 ms');
});

test('a server that does not speak ringdown.v1 is not tried again', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  (await gateway.socket()).onopen?.({});

  assert.equal(connection.state.reason, 'it does not speak ringdown.v1');
  assert.equal(connection.state.retryIn, null);
});

test('what is subscribed before there is a connection is asked for once there is one', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  connection.subscribe('call', { types: ['call_hangup'] }, () => {});
  const socket = await gateway.socket();
  const before = socket.heard();
  socket.welcome();

  assert.deepEqual(before, []);
  assert.deepEqual(socket.heardOne(), { type: 'subscribe', id: 1, topics: ['call'], types: ['call_hangup'] });
});

test('messages that came too fast for the server are not lost: it begins anew on another socket', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { last: 1 }, () => {});
  socket.say({ type: 'error', code: 'ratelimited', message: 'more than 50 messages a second' });

  const next = await gateway.reconnected(connection);

  assert.equal(next.heardOne().last, 1);
});

test('other errors are told', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  /** @type {string[]} */
  const errors = [];
  connection.on('error', ({ code }) => errors.push(code));

  socket.say({ type: 'error', code: 'malformed', message: '…' });

  assert.deepEqual(errors, ['malformed']);
});

test('a closed connection does nothing any more', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();

  connection.close();
  await gateway.clock.advance(600_000);

  assert.equal(socket.closedWith, 1000);
  assert.equal(gateway.sockets.length, 1);
});

test('closing while a token is being got ends it', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ getToken: () => settle().then(() => 'late') });

  connection.close();
  await gateway.clock.advance(60_000);

  assert.equal(gateway.sockets.length, 0);
});

test('without a WebSocket class it says what is missing', () => {
  const { WebSocket } = globalThis;
  Reflect.deleteProperty(globalThis, 'WebSocket');

  try {
    assert.throws(() => new FakeGateway().connect({ WebSocket: undefined }), /WebSocket: missing/);
  } finally {
    Object.assign(globalThis, WebSocket && { WebSocket });
  }
});
