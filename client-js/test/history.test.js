import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeGateway, Received, event, seq } from './support/gateway.js';

test('last is handed over once all of it has come', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { last: 2 }, received.onEvent);
  socket.subscribed(10, { replayed: 2 });
  socket.say(event(4));
  const half = [...received.offsets];

  socket.say(event(9), event(11));

  assert.deepEqual(half, []);
  assert.deepEqual(received.offsets, [4, 9, 11]);
});

test('last that was cut off is asked for again, and nothing is doubled', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { last: 2 }, received.onEvent);
  socket.subscribed(10, { replayed: 2 });
  socket.say(event(4));

  socket.cut();
  const next = await gateway.reconnected(connection);
  const { last, after } = next.sent[0];
  next.subscribed(12, { replayed: 2 });
  next.say(event(4), event(9));

  assert.deepEqual({ last, after }, { last: 2, after: undefined });
  assert.deepEqual(received.offsets, [4, 9]);
});

test('a snapshot that has come as a whole is not asked for again', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  const subscription = connection.subscribe('call', { snapshot: true }, received.onEvent);
  socket.subscribed(10, { snapshot: 1, complete: true });
  socket.say(event(4));
  const begun = await subscription.ready;

  socket.cut();
  const next = await gateway.reconnected(connection);
  const { snapshot, after } = next.heardOne();

  assert.deepEqual({ snapshot, after }, { snapshot: undefined, after: seq(10) });
  assert.equal(begun.snapshot, 1);
  assert.equal(begun.complete, true);
});

test('an empty snapshot is complete at once', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const subscription = connection.subscribe('call', { snapshot: true }, () => {});

  socket.subscribed(10, { snapshot: 0, complete: true });

  assert.deepEqual((await subscription.ready).topics, ['call']);
});

test('live events of other topics are not held up by history', async () => {
  const gateway = new FakeGateway();
  const calls = new Received();
  const chats = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('chat', {}, chats.onEvent);
  socket.subscribed(10);
  connection.subscribe('call', { last: 5 }, calls.onEvent);
  socket.subscribed(10, { replayed: 2 });

  socket.say(event(3), event(11, 'chat:1', 'chat_created'), event(7));

  assert.deepEqual(chats.offsets, [11]);
  assert.deepEqual(calls.offsets, [3, 7]);
});

test('history that cannot be read now is asked for again a little later', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { last: 1 }, received.onEvent);
  const { id } = socket.heardOne();
  socket.say({ type: 'error', id, code: 'unavailable', message: 'the log cannot be read at this time', topics: ['call'] });

  await gateway.clock.advance(2000);
  socket.subscribed(10, { replayed: 1 });
  socket.say(event(9));

  assert.deepEqual(received.offsets, [9]);
});

test('a stored position is resumed from, and stays the position of what was not answered', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { after: seq(5) }, () => {});
  const asked = socket.heardOne();

  socket.cut();
  const next = await gateway.reconnected(connection);

  assert.equal(asked.after, seq(5));
  assert.equal(next.heardOne().after, seq(5));
});

test('ready says whether everything after a stored position was still there', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const subscription = connection.subscribe('call', { after: seq(5) }, () => {});

  socket.subscribed(5, { recovered: false });

  assert.equal((await subscription.ready).recovered, false);
});

test('several beginnings at once are a mistake', () => {
  const connection = new FakeGateway().connect();

  assert.throws(() => connection.subscribe('call', { last: 1, snapshot: true }, () => {}), /after, last, snapshot: several/);
});
