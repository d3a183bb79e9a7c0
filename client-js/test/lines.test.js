import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeGateway, Received, event, seq } from './support/gateway.js';

const CUSTOMER = '71c18690-ee42-490b-b1bb-54d8d101b5b9';
const AGENT = '14d7973c-5c2a-449c-bef1-fd0ed1548fcd';

test('an event goes to every subscription that asked for it, and to no other', async () => {
  const gateway = new FakeGateway();
  const all = new Received();
  const one = new Received();
  const hangups = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, all.onEvent);
  connection.subscribe('call:1', {}, one.onEvent);
  connection.subscribe('callback', { types: ['callback_h*'] }, hangups.onEvent);
  socket.heard().forEach(({ id, topics }) => socket.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(10) }));

  socket.say(event(11), event(12, 'call:2'), event(13, 'callback:1', 'callback_hangup'), event(14, 'callback:1', 'callback_created'));

  assert.deepEqual(all.offsets, [11, 12]);
  assert.deepEqual(one.offsets, [11]);
  assert.deepEqual(hangups.offsets, [13]);
});

test('UUIDs compare without regard to case', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call:F052EFF5-DB6C-4C1D-87C6-AD175E3DFA95', {}, received.onEvent);
  socket.subscribed(10);

  socket.say(event(11, 'call:f052eff5-db6c-4c1d-87c6-ad175e3dfa95'));

  assert.deepEqual(received.offsets, [11]);
});

test('a topic that is live already is not asked for again, and is taken back by the last who holds it', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const first = connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  const second = connection.subscribe('call', {}, () => {});
  await second.ready;

  first.unsubscribe();
  const afterFirst = socket.heard();
  second.unsubscribe();

  assert.deepEqual(afterFirst, []);
  assert.deepEqual(socket.heardOne(), { type: 'unsubscribe', topics: ['call'] });
});

test('what the server would not send again is asked for apart, on the same socket, and goes to who asked', async () => {
  const gateway = new FakeGateway();
  const live = new Received();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, live.onEvent);
  socket.subscribed(10);

  connection.subscribe('call', { last: 2 }, received.onEvent);
  const asked = socket.heardOne();
  socket.say(event(11));
  socket.say({ type: 'subscribed', id: asked.id, topics: ['call'], rejected: [], sequence: seq(11), until: seq(11), replayed: 2 });
  socket.say(event(9), event(12), event(11), event(13));
  await gateway.socket();

  assert.deepEqual(asked, { type: 'subscribe', id: 2, topics: ['call'], last: 2, once: true });
  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(live.offsets, [11, 12, 13]);
  assert.deepEqual(received.offsets, [9, 11, 12, 13]);
});

test('what is mounted and mounted again with a snapshot stays on one socket', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();

  for (let i = 0; i < 10; i++) {
    const both = [1, 2].map(() => connection.subscribe('call', { snapshot: true }, () => {}));
    await gateway.clock.advance(1000);
    for (let heard = socket.heard(); heard.length; heard = socket.heard()) {
      const asked = heard.filter(({ type }) => type === 'subscribe');
      asked.forEach(({ id, topics, snapshot }) =>
        socket.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(10), until: seq(10), ...(snapshot && { snapshot: 0, complete: true }) }));
      await gateway.clock.advance(1000);
    }
    const begun = await Promise.all(both.map(({ ready }) => ready));
    both.forEach((subscription) => subscription.unsubscribe());
    assert.deepEqual(begun.map(({ snapshot }) => snapshot), [0, 0]);
  }

  assert.equal(gateway.sockets.length, 1);
});

test('a socket of its own ends with its subscription, however often it is mounted', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { types: ['call_hangup'] }, () => {});
  socket.subscribed(10);

  for (let i = 0; i < 10; i++) {
    const wider = connection.subscribe('call', {}, () => {});
    const own = await gateway.socket();
    own.welcome();
    own.subscribed(10);
    await wider.ready;
    wider.unsubscribe();
  }

  assert.equal(gateway.sockets.length, 11);
  assert.deepEqual(gateway.sockets.filter(({ closedWith }) => !closedWith), [socket]);
});

test('history whose subscription has ended meanwhile goes to nobody', async () => {
  const gateway = new FakeGateway();
  const live = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, live.onEvent);
  socket.subscribed(10);
  socket.say(event(11));
  const subscription = connection.subscribe('call', { last: 2 }, () => {});
  const { id } = socket.heardOne();
  subscription.unsubscribe();

  socket.say({ type: 'subscribed', id, topics: ['call'], rejected: [], sequence: seq(11), until: seq(11), replayed: 2 });
  socket.say(event(9), event(11), event(12));

  assert.deepEqual(live.offsets, [11, 12]);
});

test('history that may not be replayed now is asked for again, and live events are held meanwhile', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  connection.subscribe('call', { last: 1 }, received.onEvent);
  socket.say({ type: 'error', id: socket.heardOne().id, code: 'overbudget', message: '…', topics: ['call'] }, event(11));
  await gateway.clock.advance(1500);
  const { id } = socket.heardOne();

  socket.say({ type: 'subscribed', id, topics: ['call'], rejected: [], sequence: seq(10), until: seq(10), replayed: 1 }, event(9));

  assert.deepEqual(received.offsets, [9, 11]);
});

test('who has got further than a live topic joins it, and is not handed again what it had', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);

  connection.subscribe('call', { after: seq(15) }, received.onEvent);
  await gateway.socket();
  socket.say(event(12), event(16));

  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(socket.heard(), []);
  assert.deepEqual(received.offsets, [16]);
});

test('who is behind a live topic is brought up on a line of its own', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);

  connection.subscribe('call', { after: seq(5) }, () => {});
  const own = await gateway.socket();
  own.welcome();

  assert.deepEqual(socket.heard(), []);
  assert.equal(own.heardOne().after, seq(5));
});

test('history of a topic that was given up before is asked for apart', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const before = connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  before.unsubscribe();
  socket.heard();

  connection.subscribe('call', { snapshot: true }, () => {});
  await gateway.socket();

  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(socket.heard(), [
    { type: 'subscribe', id: 2, topics: ['call'] },
    { type: 'subscribe', id: 3, topics: ['call'], snapshot: true, once: true },
  ]);
});

test('topics of different scopes do not share a line, since an event does not name its scopes', async () => {
  const gateway = new FakeGateway();
  const customers = new Received();
  const agents = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe(`customer_id:${CUSTOMER}:call`, {}, customers.onEvent);
  socket.subscribed(10);
  connection.subscribe(`agent_id:${AGENT}:call`, {}, agents.onEvent);
  const own = await gateway.socket();
  own.welcome();
  own.subscribed(10);

  socket.say(event(11));

  assert.deepEqual(customers.offsets, [11]);
  assert.deepEqual(agents.offsets, []);
});

test('topics of different scopes do not share a line though their resources differ, since an event may have both', async () => {
  const gateway = new FakeGateway();
  const agents = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe(`customer_id:${CUSTOMER}:call`, {}, () => {});
  socket.subscribed(10);
  connection.subscribe(`agent_id:${AGENT}:recording`, {}, agents.onEvent);
  const own = await gateway.socket();
  own.welcome();
  own.subscribed(10);

  socket.say(event(11, 'recording:1', 'recording_started', 'call:1'));

  assert.deepEqual(agents.offsets, []);
});

test('who ask for the same topics share a line whatever the scopes are', async () => {
  const gateway = new FakeGateway();
  const { connection } = await gateway.connected();
  const topics = [`customer_id:${CUSTOMER}:call`, `agent_id:${AGENT}:chat`];

  connection.subscribe(topics, {}, () => {});
  connection.subscribe(topics, {}, () => {});
  await gateway.socket();

  assert.equal(gateway.sockets.length, 1);
});

test('positions of the own customer are not those of another customer', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe(`customer_id:${AGENT}:call`, {}, () => {});
  socket.subscribed(10);
  socket.say(event(11), { type: 'heartbeat', sequence: seq(50), lag: 0 });

  socket.cut();
  const next = await gateway.reconnected(connection);

  assert.equal(next.heardOne().after, seq(11));
});

test('the state of several lines is the worst of them', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  connection.subscribe('call', { after: seq(5) }, () => {});
  const own = await gateway.socket();
  own.welcome();
  const before = connection.state.state;

  own.cut(1013, 'connect again later');

  assert.equal(before, 'connected');
  assert.deepEqual([connection.state.state, connection.state.code], ['disconnected', 1013]);
});

test('a rejected topic is told once and not asked for again', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const told = [];
  const { connection, socket } = await gateway.connected();
  connection.on('rejected', ({ topic, code }) => told.push(['connection', topic, code]));
  const subscription = connection.subscribe(['call', 'Nonsense!'], { onRejected: ({ topic }) => told.push(topic) }, () => {});
  socket.subscribed(10, {
    topics: ['call'],
    rejected: [{ topic: 'Nonsense!', code: 'invalidtopic', message: 'Nonsense!: not a topic' }],
  });
  const begun = await subscription.ready;

  socket.cut();
  const next = await gateway.reconnected(connection);

  assert.deepEqual(told, ['Nonsense!', ['connection', 'Nonsense!', 'invalidtopic']]);
  assert.deepEqual(begun.topics, ['call']);
  assert.deepEqual(begun.rejected.map(({ code }) => code), ['invalidtopic']);
  assert.deepEqual(next.heardOne().topics, ['call']);
});

test('topics that the server takes back later are rejected', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const told = [];
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', { onRejected: ({ topic, code }) => told.push(topic, code) }, () => {});
  socket.subscribed(10);

  socket.say({ type: 'error', code: 'forbidden', message: 'the permission was taken away', topics: ['call'] });

  assert.deepEqual(told, ['call', 'forbidden']);
});

test('many subscriptions at once keep below the rate that the server allows', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();

  Array.from({ length: 100 }, (_, i) => connection.subscribe(`call:${i}`, {}, () => {}));
  const atOnce = socket.heard().length;
  await gateway.clock.advance(1000);
  const aSecondLater = socket.heard().length;
  await gateway.clock.advance(1000);

  assert.deepEqual([atOnce, aSecondLater, socket.heard().length], [40, 40, 20]);
});

test('nothing is handed over after unsubscribe, not even of the event at hand', async () => {
  const gateway = new FakeGateway();
  const second = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, () => other.unsubscribe());
  socket.subscribed(10);
  const other = connection.subscribe('call', {}, second.onEvent);

  socket.say(event(11));

  assert.deepEqual(second.offsets, []);
});

test('types of control messages that are not known are ignored', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();

  socket.say({ type: 'explained', id: 5 });

  assert.equal(connection.state.state, 'connected');
});
