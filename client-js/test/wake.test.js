import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { FakeGateway, event, seq } from './support/gateway.js';

/** A network that is dead, and nobody has said so. */

/** @type {Map<string, Set<() => void>>} */
const listeners = new Map();
Object.assign(globalThis, {
  addEventListener: (/** @type {string} */ sign, /** @type {() => void} */ hear) =>
    listeners.set(sign, (listeners.get(sign) ?? new Set()).add(hear)),
  removeEventListener: (/** @type {string} */ sign, /** @type {() => void} */ hear) => listeners.get(sign)?.delete(hear),
});

/** @param {string} sign */
const signal = (sign) => listeners.get(sign)?.forEach((hear) => hear());

for (const sign of ['online', 'pageshow', 'visibilitychange']) {
  test(`${sign}: a socket that does not answer is replaced within three seconds`, async () => {
    const gateway = new FakeGateway();
    const { connection, socket } = await gateway.connected();
    connection.subscribe('call', {}, () => {});
    socket.subscribed(10);
    signal(sign);
    const asked = socket.heardOne();

    await gateway.clock.advance(2000);
    const next = await gateway.socket();
    next.welcome();

    assert.equal(asked.type, 'ping');
    assert.notEqual(next, socket);
    assert.equal(socket.closedWith, 1000);
    assert.equal(next.heardOne().after, seq(10));
  });
}

test('open: a socket that does not answer is replaced', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  connection.open();
  connection.open();
  const { length } = socket.heard();

  await gateway.clock.advance(2000);

  assert.equal(length, 1);
  assert.notEqual(await gateway.socket(), socket);
  assert.equal(connection.state.state, 'connecting');
});

for (const [what, answer] of /** @type {const} */ ([
  ['pong', { type: 'pong', id: 'probe', sequence: seq(1) }],
  ['event', event(1)],
])) {
  test(`a socket on which anything comes stays: ${what}`, async () => {
    const gateway = new FakeGateway();
    const { connection, socket } = await gateway.connected();
    signal('online');
    await gateway.clock.advance(1999);
    socket.say(answer);
    await gateway.clock.advance(20_000);

    assert.equal(gateway.sockets.length, 1);
    assert.equal(connection.state.state, 'connected');
  });
}

test('a timer that woke late: the machine has slept, and the socket is asked', async () => {
  const gateway = new FakeGateway();
  const { socket } = await gateway.connected();
  await gateway.clock.advance(10_000);
  gateway.clock.sleep(600_000);

  await gateway.clock.advance(3000);

  assert.equal(socket.heardOne().type, 'ping');
  assert.notEqual(await gateway.socket(), socket);
});

test('a wall clock that is set back, or a little ahead, is no sleep', async () => {
  const gateway = new FakeGateway();
  const { socket } = await gateway.connected();
  gateway.clock.sleep(-3_600_000);
  await gateway.clock.advance(5000);
  gateway.clock.sleep(1500);
  await gateway.clock.advance(5000);

  assert.deepEqual(socket.heard(), []);
});

test('an attempt on a dead network is begun anew', async () => {
  const gateway = new FakeGateway();
  gateway.connect();
  const first = await gateway.socket();
  signal('online');

  await gateway.clock.advance(2000);
  (await gateway.socket()).welcome();

  assert.equal(first.closedWith, 1000);
  assert.equal(gateway.sockets.length, 2);
});

test('who waits for the next attempt waits no longer when the network is there again', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  (await gateway.socket()).refuse('Unexpected server response: 502');
  signal('online');
  (await gateway.socket()).welcome();

  assert.equal(connection.state.state, 'connected');
});

test('who waits for the next attempt waits no longer after a sleep', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ token: 'token-1', minBackoff: 30_000 });
  (await gateway.socket()).refuse('Unexpected server response: 502');
  gateway.clock.sleep(600_000);
  await gateway.clock.advance(1000);
  (await gateway.socket()).welcome();

  assert.equal(connection.state.state, 'connected');
});

test('the time that the server chose is kept', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.say({ type: 'closing', code: 1012, reconnect: 3000 });
  socket.cut(1012);
  signal('online');
  await settle();

  assert.equal(gateway.sockets.length, 1);
  assert.equal(connection.state.retryIn, 3000);
});

test('what was closed or has stopped is left alone, and hears nothing any more', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.cut(4403, 'no');
  signal('online');
  connection.close();
  const heard = [...listeners.values()].some((some) => some.size && false);
  signal('pageshow');
  await settle();

  assert.equal(gateway.sockets.length, 1);
  assert.equal(heard, false);
});
