import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { FakeGateway, event, seq } from './support/gateway.js';

/**
 * The offsets of the next events of a stream; a gap or a rejected topic is its type.
 *
 * @param {import('../src/index.js').EventStream} stream
 * @param {number} count
 */
async function take(stream, count) {
  const taken = [];
  for (let i = 0; i < count; i++) {
    const { value } = await stream.next();
    taken.push('data' in value ? value.data.n : value.type);
  }
  return taken;
}

test('a loop gets the events in their order, whether they came before or come while it waits', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call');
  socket.subscribed(10);
  socket.say(event(11), event(12));

  const taken = take(stream, 3);
  await settle();
  socket.say(event(13));

  assert.deepEqual(await taken, [11, 12, 13]);
});

test('events of several customers are all handed over, though their positions may be equal', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events(['call', 'customer_id:0e4c01f2-da9b-11ee-8a1b-43c5a2f20e11:call']);
  socket.subscribed(10);

  socket.say(event(500), event(3), event(500));

  assert.deepEqual(await take(stream, 3), [500, 3, 500]);
});

test('leaving the loop ends the subscription', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call');
  socket.subscribed(10);
  socket.say(event(11));

  for await (const item of stream) {
    assert.equal(item.type, 'call_created');
    break;
  }

  assert.deepEqual(socket.heardOne(), { type: 'unsubscribe', topics: ['call'] });
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

test('gaps stand where they belong', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call');
  socket.subscribed(10);

  socket.say(event(11), { type: 'gap', topics: ['call'], after: seq(11), before: seq(20), count: 8, reason: 'retention' }, event(20));

  assert.deepEqual(await take(stream, 3), [11, 'gap', 20]);
});

test('rejected topics are told in the loop too', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call');
  socket.subscribed(10, { topics: [], rejected: [{ topic: 'call', code: 'forbidden', message: '…' }] });

  assert.deepEqual(await take(stream, 1), ['rejected']);
});

test('a slow loop gives its subscription up when its buffer is full, and takes it up from the log: nothing is dropped', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call', { buffer: 2 });
  socket.subscribed(10);
  socket.say(event(11), event(12), event(13));
  const givenUp = socket.heardOne();

  const taken = await take(stream, 2);
  const rest = take(stream, 2);
  const again = await gateway.socket();
  again.welcome();
  const { after } = again.sent[0];
  again.subscribed(12, { recovered: true });
  again.say(event(13), event(14));

  assert.deepEqual(givenUp, { type: 'unsubscribe', topics: ['call'] });
  assert.deepEqual(taken, [11, 12]);
  assert.equal(after, seq(12));
  assert.deepEqual(await rest, [13, 14]);
});

test('a connection lost while a slow loop pauses does not matter', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('call', { buffer: 1 });
  socket.subscribed(10);
  socket.say(event(11));
  socket.cut();
  const next = await gateway.reconnected(connection);

  const taken = await take(stream, 1);
  stream.next();

  assert.deepEqual(taken, [11]);
  assert.equal(next.heardOne().after, seq(11));
});
