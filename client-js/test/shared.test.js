import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { Received, event, seq } from './support/gateway.js';
import { FakeTabs } from './support/tabs.js';

/** Two tabs of which the first leads, connected. */
async function twoTabs() {
  const tabs = new FakeTabs();
  const first = tabs.open('first');
  const second = tabs.open('second');
  const socket = await tabs.gateway.socket();
  await tabs.gateway.clock.advance(200);
  socket.welcome();
  await settle();
  return { tabs, gateway: tabs.gateway, first, second, socket };
}

test('tabs share one socket, and each gets its events', async () => {
  const { gateway, first, second, socket } = await twoTabs();
  const calls = new Received();
  const chats = new Received();
  first.subscribe('call', {}, calls.onEvent);
  socket.subscribed(10);
  second.subscribe('chat', {}, chats.onEvent);
  await settle();
  socket.subscribed(10);

  socket.say(event(11), event(12, 'chat:1', 'chat_created'));
  await settle();

  assert.equal(gateway.sockets.length, 1);
  assert.deepEqual(calls.offsets, [11]);
  assert.deepEqual(chats.offsets, [12]);
});

test('the state and the welcome are those of the tab that leads', async () => {
  const { first, second, socket } = await twoTabs();
  const before = [first.state.state, second.state.state, second.welcome?.session];

  socket.cut(1013, 'connect again later');
  await settle();

  assert.deepEqual(before, ['connected', 'connected', 'session-1']);
  assert.deepEqual(second.state, first.state);
  assert.equal(second.state.code, 1013);
});

test('a tab that comes later hears how the connection is', async () => {
  const { tabs } = await twoTabs();

  const third = tabs.open('third');
  await settle();

  assert.equal(third.state.state, 'connected');
});

test('a tab is not taken for gone when its words are quicker than its lock', async () => {
  const { tabs, socket } = await twoTabs();
  const received = new Received();
  const { connection, arrive } = tabs.openLate('third');
  const subscription = connection.subscribe('call', {}, received.onEvent);
  await settle();

  arrive();
  await settle();
  socket.subscribed(10);
  await subscription.ready;
  socket.say(event(11));
  await settle();

  assert.deepEqual(received.offsets, [11]);
});

test('a tab that closes and opens again at once takes its place once', async () => {
  const { second, first, gateway, socket } = await twoTabs();
  const received = new Received();
  second.subscribe('call', {}, received.onEvent);
  await settle();
  socket.subscribed(10);

  second.close();
  second.open();
  second.close();
  second.open();
  await settle();
  const [gone, back, ...more] = socket.heard();
  socket.say({ type: 'subscribed', id: back.id, topics: back.topics, rejected: [], sequence: seq(10) }, event(11));
  await settle();

  assert.deepEqual([gone.type, back.type, more], ['unsubscribe', 'subscribe', []]);
  assert.equal(gateway.sockets.length, 1);
  assert.equal(first.state.state, 'connected');
  assert.equal(second.state.state, 'connected');
  assert.deepEqual(received.offsets, [11]);
});

test('the same topics in several tabs are one on the wire, until the last tab gives them up', async () => {
  const { first, second, socket } = await twoTabs();
  const one = new Received();
  const other = new Received();
  const subscription = first.subscribe('call', {}, one.onEvent);
  socket.subscribed(10);
  const also = second.subscribe('call', {}, other.onEvent);
  await also.ready;
  const asked = socket.heard();

  socket.say(event(11));
  await settle();
  subscription.unsubscribe();
  socket.say(event(12));
  await settle();
  const afterOne = socket.heard();
  also.unsubscribe();
  await settle();

  assert.deepEqual([asked, afterOne], [[], []]);
  assert.deepEqual(one.offsets, [11]);
  assert.deepEqual(other.offsets, [11, 12]);
  assert.deepEqual(socket.heardOne(), { type: 'unsubscribe', topics: ['call'] });
});

test('history is handed to the tab that asked for it, once it is complete', async () => {
  const { second, socket } = await twoTabs();
  const received = new Received();
  const subscription = second.subscribe('call', { last: 2 }, received.onEvent);
  await settle();
  socket.subscribed(10, { replayed: 2 });
  socket.say(event(3), event(7), event(11));
  const begun = await subscription.ready;
  await settle();

  assert.equal(begun.replayed, 2);
  assert.deepEqual(received.offsets, [3, 7, 11]);
});

test('gaps and rejected topics reach the tab whose they are', async () => {
  const { second, socket } = await twoTabs();
  /** @type {string[]} */
  const told = [];
  second.on('gap', () => told.push('gap of the connection'));
  second.subscribe(['call', 'x!'], { onGap: () => told.push('gap'), onRejected: ({ topic }) => told.push(topic) }, () => {});
  await settle();
  socket.subscribed(10, { topics: ['call'], rejected: [{ topic: 'x!', code: 'invalidtopic', message: '…' }] });
  socket.say({ type: 'gap', topics: ['call'], after: seq(10), before: seq(20), count: 9, reason: 'retention' });
  await settle();

  assert.deepEqual(told, ['x!', 'gap', 'gap of the connection']);
});

test('when the tab that leads is gone another one connects, and all go on where they were', async () => {
  const { tabs, gateway, second, socket } = await twoTabs();
  const third = tabs.open('third');
  const seconds = new Received();
  const thirds = new Received();
  second.subscribe('call', {}, seconds.onEvent);
  await settle();
  socket.subscribed(10);
  socket.say(event(11));
  await settle();
  third.subscribe('call', {}, thirds.onEvent);
  await settle();
  socket.say(event(12));
  await settle();

  tabs.crash('first');
  await gateway.clock.advance(200);
  const next = await gateway.socket();
  next.welcome();
  const asked = next.sent[0];
  next.subscribed(12, { recovered: true });
  next.say(event(13));
  await settle();

  assert.equal(gateway.sockets.length, 2);
  assert.deepEqual([asked.topics, asked.after], [['call'], seq(12)]);
  assert.deepEqual(seconds.offsets, [11, 12, 13]);
  assert.deepEqual(thirds.offsets, [12, 13]);
});

test('tabs that are not equally far go on from the earliest position, and nothing is doubled', async () => {
  const { tabs, gateway, second, socket } = await twoTabs();
  const third = tabs.open('third');
  const calls = new Received();
  const chats = new Received();
  second.subscribe('call', {}, calls.onEvent);
  await settle();
  socket.subscribed(10);
  third.subscribe('chat', {}, chats.onEvent);
  await settle();
  socket.subscribed(10);
  await settle();
  socket.say(event(11));
  await settle();

  tabs.crash('first');
  await gateway.clock.advance(200);
  const next = await gateway.socket();
  next.welcome();
  const asked = next.sent[0];
  next.subscribed(10, { recovered: true });
  next.say(event(11), event(12, 'chat:1', 'chat_created'));
  await settle();

  assert.equal(gateway.sockets.length, 2);
  assert.deepEqual([asked.topics, asked.after], [['call', 'chat'], seq(10)]);
  assert.deepEqual(calls.offsets, [11]);
  assert.deepEqual(chats.offsets, [12]);
});

test('a quiet tab goes on from the last heartbeat', async () => {
  const { tabs, gateway, second, socket } = await twoTabs();
  second.subscribe('call', {}, () => {});
  await settle();
  socket.subscribed(10);
  socket.say({ type: 'heartbeat', sequence: seq(70), lag: 0 });
  await settle();

  tabs.crash('first');
  await gateway.clock.advance(200);
  const next = await gateway.socket();
  next.welcome();

  assert.equal(next.heardOne().after, seq(70));
});

test('what a crashed tab had subscribed is given up', async () => {
  const { tabs, second, socket } = await twoTabs();
  second.subscribe('call', {}, () => {});
  await settle();
  socket.subscribed(10);

  tabs.crash('second');
  await settle();

  assert.deepEqual(socket.heardOne(), { type: 'unsubscribe', topics: ['call'] });
});

test('a tab that closes its connection leaves it to the others', async () => {
  const { gateway, first, second, socket } = await twoTabs();
  const received = new Received();
  second.subscribe('call', {}, received.onEvent);
  await settle();
  socket.subscribed(10);
  await settle();

  first.close();
  await gateway.clock.advance(200);
  const next = await gateway.socket();
  next.welcome();
  await settle();

  assert.equal(socket.closedWith, 1000);
  assert.equal(next.heardOne().after, seq(10));
  assert.deepEqual([first.state.reason, second.state.state], ['closed', 'connected']);
});

test('a loop over events works in a tab that does not lead', async () => {
  const { second, socket } = await twoTabs();
  const stream = second.events('call', { buffer: 2 });
  await settle();
  socket.subscribed(10);
  socket.say(event(11));
  await settle();

  assert.equal((await stream.next()).value.data.n, 11);
});
