import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeGateway, Received, event, seq } from './support/gateway.js';

const QUEUE = '0a7a28d8-6b1c-4c32-9e5b-6a6f4f0d1f11';
const CALL = 'f052eff5-db6c-4c1d-87c6-ad175e3dfa95';

/**
 * What a subscription to a topic is handed of some events.
 *
 * @param {string} topic
 * @param {...object} events
 */
async function handed(topic, ...events) {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.on('unmatched', () => {});
  connection.subscribe(topic, {}, received.onEvent);
  socket.subscribed(10);
  socket.say(...events);
  return received.offsets;
}

/** Two subscriptions, both asked for and not answered. @param {import('../src/index.js').SubscribeOptions} options of the second */
async function callsAndRecordings(options) {
  const gateway = new FakeGateway();
  const calls = new Received();
  const recordings = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, calls.onEvent);
  socket.subscribed(10);
  connection.subscribe('recording', options, recordings.onEvent);
  return { gateway, connection, socket, calls, recordings };
}

const entered = (/** @type {number} */ offset, /** @type {string} */ parents) =>
  event(offset, 'queuecall:7', 'queuecall_created', parents);
const recording = (/** @type {number} */ offset, id = offset) =>
  event(offset, `recording:${id}`, 'recording_started', 'call:1');

test('an event is handed to who asked for its parent, by resource or by id', async () => {
  const events = [entered(11, `queue:${QUEUE},call:${CALL}`), entered(12, 'queue:2,call:3'), event(13)];

  assert.deepEqual(await handed('queue', ...events), [11, 12]);
  assert.deepEqual(await handed(`queue:${QUEUE.toUpperCase()}`, ...events), [11]);
  assert.deepEqual(await handed(`call:${CALL}`, ...events), [11]);
  assert.deepEqual(await handed('queuecall:7', ...events), [11, 12]);
});

test('a parent without an id is heard by its resource only', async () => {
  const events = [entered(11, 'queue'), entered(12, 'call:1,queue')];

  assert.deepEqual(await handed('queue', ...events), [11, 12]);
  assert.deepEqual(await handed('queue:*', ...events), [11, 12]);
  assert.deepEqual(await handed(`queue:${QUEUE}`, ...events), []);
});

test('the segment behind the resource may be a type, the beginning of types, or an id', async () => {
  const events = [event(11), event(12, 'call:2', 'call_hangup'), entered(13, 'call:1'), event(14, 'call:1', 'call_hangup')];

  assert.deepEqual(await handed('call:call_hangup', ...events), [12, 14]);
  assert.deepEqual(await handed('call:call_*', ...events), [11, 12, 14]);
  assert.deepEqual(await handed('call:queuecall_created', ...events), [13]);
  assert.deepEqual(await handed('queuecall:call_hangup', ...events), []);
  assert.deepEqual(await handed('call:1', ...events), [11, 13, 14]);
});

test('one more segment is the id, and the one before it the type', async () => {
  const events = [event(11), event(12, 'call:2', 'call_hangup'), entered(13, 'call:1'), event(14, 'call:1', 'call_hangup')];

  assert.deepEqual(await handed('call:call_hangup:1', ...events), [14]);
  assert.deepEqual(await handed('call:call_hangup:*', ...events), [12, 14]);
  assert.deepEqual(await handed('call:queuecall_*:1', ...events), [13]);
  assert.deepEqual(await handed(`customer_id:${QUEUE}:call:call_hangup:1`, ...events), [14]);
});

test('a trailing colon is as if it were not there, and Account is account', async () => {
  const events = [event(11), entered(12, 'queue'), event(13, 'account:1', 'Account_created')];

  assert.deepEqual(await handed('call:', ...events), [11]);
  assert.deepEqual(await handed('call:1:', ...events), [11]);
  assert.deepEqual(await handed(`customer_id:${QUEUE}:`, ...events), [11, 12, 13]);
  assert.deepEqual(await handed('Account:Account_created', ...events), [13]);
});

test('an event is handed over once, however many topics of a subscription match it', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe(['queue', 'queuecall', `queue:${QUEUE}`, 'call:queuecall_*'], {}, received.onEvent);
  socket.subscribed(10);

  socket.say(entered(11, `queue:${QUEUE},call:1`));

  assert.deepEqual(received.offsets, [11]);
});

test('each spelling is subscribed and taken back by itself', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const plain = connection.subscribe('call', {}, () => {});
  connection.subscribe('call:', {}, () => {});
  const asked = socket.heard().map(({ topics }) => topics);

  plain.unsubscribe();

  assert.deepEqual(asked, [['call'], ['call:']]);
  assert.deepEqual(socket.heardOne(), { type: 'unsubscribe', topics: ['call'] });
});

test('an event that no topic explains is told, and by the console if nobody listens', async (t) => {
  const gateway = new FakeGateway();
  const warn = t.mock.method(console, 'warn', () => {});
  /** @type {string[]} */
  const told = [];
  const { connection, socket } = await gateway.connected();
  const subscription = connection.subscribe('call', {}, () => {});
  socket.subscribed(10);

  socket.say(event(11, 'fax:1', 'fax_sent'), event(12, 'fax:1', 'fax_sent'));
  connection.on('unmatched', ({ subject }) => told.push(subject));
  socket.say(event(13, 'fax:2', 'fax_sent'));
  subscription.unsubscribe();
  socket.say(event(14)); // was on its way

  assert.deepEqual(told, ['fax:2']);
  assert.equal(warn.mock.callCount(), 1);
});

test('the history of a resource shares a line with another one as long as no event has both', async () => {
  const { gateway, socket, calls, recordings } = await callsAndRecordings({ last: 2 });
  socket.subscribed(10, { replayed: 2 });

  socket.say(event(8, 'recording:1', 'recording_started'), event(11), event(9, 'recording:1', 'recording_finished'));
  await gateway.socket();

  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(recordings.offsets, [8, 9]);
  assert.deepEqual(calls.offsets, [11]);
});

test('history is asked for apart when an event may have come for another topic, which then does not get old ones', async () => {
  const { gateway, socket, calls, recordings } = await callsAndRecordings({ last: 2 });
  socket.subscribed(10, { replayed: 2 });

  socket.say(recording(8));
  const [taken, live, once] = socket.heard();
  socket.say(recording(9)); // was on its way
  socket.say({ type: 'subscribed', id: live.id, topics: ['recording'], rejected: [], sequence: seq(10) });
  socket.say({ type: 'subscribed', id: once.id, topics: ['recording'], rejected: [], sequence: seq(10), until: seq(10), replayed: 2 });
  socket.say(recording(8), recording(9), recording(11));
  await gateway.socket();

  assert.deepEqual([taken.type, live.last, once.last, once.once], ['unsubscribe', undefined, 2, true]);
  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(recordings.offsets, [8, 9, 11]);
  assert.deepEqual(calls.offsets, [11]);
});

test('an event on its way when history is asked for does not leave a hole in it', async () => {
  const { socket, calls, recordings } = await callsAndRecordings({ last: 2 });

  socket.say(recording(11));
  const once = socket.heard().at(-1);
  socket.say({ type: 'subscribed', id: once.id, topics: ['recording'], rejected: [], sequence: seq(11), until: seq(11), replayed: 2 });
  socket.say(recording(8), recording(11));

  assert.deepEqual(calls.offsets, [11]);
  assert.deepEqual(recordings.offsets, [8, 11]);
});

test('once an event has shown that two resources hang together, history is asked for apart at once', async () => {
  const { connection, socket } = await callsAndRecordings({});
  socket.subscribed(10);
  socket.say(recording(11));

  connection.subscribe('recording:5', { snapshot: true }, () => {});
  connection.subscribe('agent', { snapshot: true }, () => {});

  assert.deepEqual(socket.heard().map(({ topics, once }) => [topics[0], once]), [
    ['recording:5', undefined],
    ['recording:5', true],
    ['agent', undefined],
  ]);
});

test('history that had begun when the connection was lost comes as a whole from the next one', async () => {
  const gateway = new FakeGateway();
  const recordings = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(5); // others are still behind
  connection.subscribe('recording', { last: 2 }, recordings.onEvent);
  socket.subscribed(5, { replayed: 2 });
  socket.say(event(8, 'recording:1', 'recording_started'));

  socket.cut();
  const next = await gateway.reconnected(connection);
  const [calls, history] = next.heard();
  next.say({ type: 'subscribed', id: calls.id, topics: ['call'], rejected: [], sequence: seq(5), recovered: true });
  next.say({ type: 'subscribed', id: history.id, topics: ['recording'], rejected: [], sequence: seq(5), replayed: 2 });
  next.say(event(8, 'recording:1', 'recording_started'), event(9, 'recording:1', 'recording_finished'));

  assert.deepEqual(recordings.offsets, [8, 9]);
});
