import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeGateway, Received, event, seq } from './support/gateway.js';

test('a subscription that was lost goes on after the last event that came', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, received.onEvent);
  socket.subscribed(10);
  socket.say(event(11), event(12));

  socket.cut();
  const next = await gateway.reconnected(connection);

  const { id, ...asked } = next.heardOne();
  assert.deepEqual(asked, { type: 'subscribe', topics: ['call'], after: seq(12) });
  next.say({ type: 'subscribed', id, topics: ['call'], rejected: [], sequence: seq(12), recovered: true }, event(13));
  assert.deepEqual(received.offsets, [11, 12, 13]);
});

test('a quiet subscription goes on after the last heartbeat', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  socket.say({ type: 'heartbeat', sequence: seq(500), lag: 0 });

  socket.cut();
  const next = await gateway.reconnected(connection);

  assert.equal(next.heardOne().after, seq(500));
});

test('the position in welcome is not taken for that of the client', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);

  socket.cut();
  await gateway.clock.advance(500);
  const second = await gateway.socket();
  second.welcome({ sequence: seq(900) });
  second.cut();
  const third = await gateway.reconnected(connection);

  assert.equal(third.heardOne().after, seq(10));
});

test('topics with the same types are resumed in one message, others in another', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  connection.subscribe(['chat', 'queue'], {}, () => {});
  socket.subscribed(10);
  connection.subscribe('agent', { types: ['agent_updated'] }, () => {});
  socket.subscribed(10);

  socket.cut();
  const next = await gateway.reconnected(connection);

  const asked = next.heard().map(({ topics, types, after }) => ({ topics, types, after }));
  assert.deepEqual(asked, [
    { topics: ['call', 'chat', 'queue'], types: undefined, after: seq(10) },
    { topics: ['agent'], types: ['agent_updated'], after: seq(10) },
  ]);
});

/** Two groups of topics on a second socket, both resumed after 10, neither answered yet. */
async function resumingTwice() {
  const gateway = new FakeGateway();
  const calls = new Received();
  const agents = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, calls.onEvent);
  socket.subscribed(10);
  connection.subscribe('agent', { types: ['agent_updated'] }, agents.onEvent);
  socket.subscribed(10);
  socket.cut();
  const second = await gateway.reconnected(connection);
  const [first, last] = second.heard();
  const answer = (/** @type {{ id: number, topics: string[] }} */ { id, topics }) =>
    second.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(10), recovered: true });
  return { gateway, connection, second, calls, agents, answerBoth: () => [first, last].forEach(answer), first, last, answer };
}

test('events of two replays side by side do not move the position, and are not doubled after the next loss', async () => {
  const { gateway, connection, second, calls, agents, answerBoth } = await resumingTwice();
  answerBoth();
  second.say(event(20), event(11, 'agent:1', 'agent_updated'));

  second.cut();
  const third = await gateway.reconnected(connection);
  const asked = third.heard();
  asked.forEach(({ id, topics }) =>
    third.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(10), recovered: true }),
  );
  third.say(event(11, 'agent:1', 'agent_updated'), event(15, 'agent:1', 'agent_updated'), event(20), event(21));

  assert.deepEqual(asked.map(({ after }) => after), [seq(10), seq(10)]);
  assert.deepEqual(calls.offsets, [20, 21]);
  assert.deepEqual(agents.offsets, [11, 15]);
});

test('a heartbeat says what is complete while replays run', async () => {
  const { gateway, connection, second, answerBoth } = await resumingTwice();
  answerBoth();
  second.say(event(20), { type: 'heartbeat', sequence: seq(14), lag: 7 });

  second.cut();
  const third = await gateway.reconnected(connection);

  assert.deepEqual(third.heard().map(({ after }) => after), [seq(14), seq(14)]);
});

test('no position counts while a part of the topics is not resumed', async () => {
  const { gateway, connection, second, first, answer } = await resumingTwice();
  answer(first);
  second.say({ type: 'heartbeat', sequence: seq(99), lag: 0 });

  second.cut();
  const third = await gateway.reconnected(connection);

  assert.deepEqual(third.heard().map(({ after }) => after), [seq(10), seq(10)]);
});

test('the server is asked how far it has got before many single events are remembered', async () => {
  const { second, answerBoth } = await resumingTwice();
  answerBoth();

  second.say(...Array.from({ length: 300 }, (_, i) => event(20 + i)));

  assert.deepEqual(second.heardOne(), { type: 'ping', id: 'position' });
});

test('a pong moves the position', async () => {
  const { gateway, connection, second, answerBoth } = await resumingTwice();
  answerBoth();
  second.say(event(20), { type: 'pong', id: 'position', sequence: seq(18) });

  second.cut();
  const third = await gateway.reconnected(connection);

  assert.deepEqual(third.heard().map(({ after }) => after), [seq(18), seq(18)]);
});

test('events move the position again once two heartbeats found nothing to be sent', async () => {
  const { gateway, connection, second, answerBoth } = await resumingTwice();
  answerBoth();
  const heartbeat = { type: 'heartbeat', sequence: seq(20), lag: 0 };
  second.say(heartbeat, heartbeat, event(30));

  second.cut();
  const third = await gateway.reconnected(connection);

  assert.deepEqual(third.heard().map(({ after }) => after), [seq(30), seq(30)]);
});

test('a gap is handed to the subscriptions whose topics it names, and to whoever listens', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const gaps = [];
  const { connection, socket } = await gateway.connected();
  connection.on('gap', (gap) => gaps.push(['connection', gap.count]));
  connection.subscribe('call', { onGap: (gap) => gaps.push(['call', gap.count]) }, () => {});
  socket.subscribed(10);
  connection.subscribe('chat', { onGap: (gap) => gaps.push(['chat', gap.count]) }, () => {});
  socket.subscribed(10);

  socket.say({ type: 'gap', topics: ['call'], after: seq(10), before: seq(20), count: 9, reason: 'retention' });

  assert.deepEqual(gaps, [['call', 9], ['connection', 9]]);
});

test('after a replaced log it goes on in the new one', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  socket.cut();
  const second = await gateway.reconnected(connection);
  second.subscribed(3, { sequence: seq(3, '00000001'), recovered: false });

  second.cut();
  const third = await gateway.reconnected(connection);

  assert.equal(third.heardOne().after, seq(3, '00000001'));
});

test('a position that the server does not know is a gap, and live events come', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  /** @type {any[]} */
  const gaps = [];
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { after: seq(70), onGap: (gap) => gaps.push(gap) }, received.onEvent);
  const { id } = socket.heardOne();
  socket.say({ type: 'error', id, code: 'invalidsequence', message: 'after: …' });

  socket.subscribed(10);
  socket.say(event(11));

  assert.deepEqual(gaps, [{ type: 'gap', topics: ['call'], after: seq(70), count: null, reason: 'unknown' }]);
  assert.deepEqual(received.offsets, [11]);
});

test('more topics than fit into a message are resumed in several', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe(Array.from({ length: 150 }, (_, i) => `call:${i}`), {}, () => {});
  socket.subscribed(10);
  connection.subscribe(Array.from({ length: 150 }, (_, i) => `chat:${i}`), {}, () => {});
  socket.subscribed(10);

  socket.cut();
  const next = await gateway.reconnected(connection);

  assert.deepEqual(next.heard().map(({ topics }) => topics.length), [200, 100]);
});

test('a position to store is that of everything that was handed over', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const subscription = connection.subscribe('call', {}, () => {});
  const before = subscription.position;
  socket.subscribed(10);
  socket.say(event(11));

  assert.equal(before, undefined);
  assert.equal(subscription.position, seq(11));
});
