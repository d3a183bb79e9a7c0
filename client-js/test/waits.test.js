import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { FakeGateway, FakeSocket, Received, event, seq } from './support/gateway.js';

/** @typedef {import('../src/index.js').State} State */

/** Whatever is waited for has an end, and every state has its reason. */

const never = () => new Promise(() => {});

test('a token fetch that never ends is given up, and tried again', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const answers = [never(), 'token-2'];
  const connection = gateway.connect({ getToken: () => answers.shift(), connectTimeout: 4000 });
  await gateway.clock.advance(4000);
  const { code, reason } = connection.state;

  const socket = await gateway.reconnected(connection);

  assert.deepEqual([code, reason], [1006, 'cannot get a token: Error: nothing came for 4000 ms']);
  assert.equal(socket.url.searchParams.get('token'), 'token-2');
});

test('a token fetch that never ends is given up after close and open, too', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const answers = [never(), never(), 'token-3'];
  const connection = gateway.connect({ getToken: () => answers.shift(), connectTimeout: 4000 });
  await settle();
  connection.close();
  connection.open();
  await gateway.clock.advance(9600);
  (await gateway.socket()).welcome();

  assert.equal(connection.state.state, 'connected');
});

test('a renewal that never ends does not keep the next one from its turn', async () => {
  const gateway = new FakeGateway();
  /** @type {any[]} */
  const answers = ['token-1', never(), 'token-3'];
  const { socket } = await gateway.connected({ getToken: () => answers.shift() });
  await gateway.clock.advance(5000);
  socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await gateway.clock.advance(15_000);
  socket.say({ type: 'heartbeat', sequence: seq(1), lag: 0 }, { type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await gateway.clock.advance(5000);

  assert.equal(socket.heardOne().token, 'token-3');
});

test('ready is rejected when the connection stops, with the reason', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ token: 'token-1' });
  const { ready } = connection.subscribe('call', {}, () => {});
  (await gateway.socket()).refuse('Unexpected server response: 401');

  await assert.rejects(ready, { name: 'StoppedError', message: /^the connection has stopped: 4401 / });
});

test('ready is rejected when the connection is closed, and at once when it was', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  const { ready } = connection.subscribe('call', {}, () => {});
  connection.close();
  const later = connection.subscribe('chat', { last: 3 }, () => {}).ready;

  await assert.rejects(ready, /1000 closed/);
  await assert.rejects(later, /1000 closed/);
});

test('after open there is another ready, which settles', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect();
  const subscription = connection.subscribe('call', {}, () => {});
  connection.close();
  connection.open();
  const socket = await gateway.socket();
  socket.welcome();
  socket.subscribed(10);

  assert.deepEqual((await subscription.ready).topics, ['call']);
});

test('ready that nobody asks for is no unhandled rejection', async () => {
  const gateway = new FakeGateway();
  const unhandled = new Received();
  process.once('unhandledRejection', unhandled.onEvent);
  const connection = gateway.connect();
  connection.subscribe('call', {}, () => {});
  connection.close();
  await settle();
  await settle();

  process.removeListener('unhandledRejection', unhandled.onEvent);
  assert.deepEqual(unhandled.offsets, []);
});

/** A token that no subprotocol may have, a policy or mixed content of a page, and what a class of the application's may throw. */
for (const [what, thrown, reason] of /** @type {[string, (url: string, subprotocols: string[]) => unknown, RegExp][]} */ ([
  ['of the subprotocol', (url, [, bearer]) => new SyntaxError(`The subprotocol '${bearer}' is invalid, of ${url}`), /: SyntaxError: The subprotocol 'bearer\.…' is invalid, /],
  ['of a policy', (url) => new DOMException(`Refused to connect to '${url}'`, 'SecurityError'), /: SecurityError: Refused to connect to 'wss:/],
  ['no error', () => 'not here', /: not here$/],
  ['nothing', () => undefined, /: undefined$/],
])) {
  test(`a WebSocket class that throws is a state with the reason, without the token: ${what}`, async () => {
    const gateway = new FakeGateway();
    class Refusing extends FakeSocket {
      /** @param {string} url @param {string[]} subprotocols */
      constructor(url, subprotocols) {
        super(url, subprotocols);
        throw thrown(url, subprotocols);
      }
    }
    const connection = gateway.connect({ token: 'secret,token', tokenIn: 'subprotocol', WebSocket: Refusing });
    await settle();
    await gateway.clock.advance(500); // and once more

    const { state, code, reason: told, retryIn } = connection.state;

    assert.deepEqual([state, code, retryIn], ['disconnected', 1006, 1000]);
    assert.match(told, /^cannot connect: /);
    assert.match(told, reason);
  });
}

for (const text of ['<html>', '"a text"', '[]', '7', 'null', '{"type":7}', '{"type":"welcome"}', '']) {
  test(`what cannot be understood is a state with the reason: ${text}`, async () => {
    const gateway = new FakeGateway();
    const connection = gateway.connect();
    const socket = await gateway.socket();
    socket.onmessage?.({ data: text });

    const { state, code, reason, retryIn } = connection.state;

    assert.deepEqual([socket.closedWith, state, code, retryIn], [1000, 'disconnected', 1006, 500]);
    assert.match(reason, /^not understood: /);
  });
}

test('what cannot be understood later is a state with the reason, too, and what follows is resumed', async () => {
  const gateway = new FakeGateway();
  const received = new Received();
  const { connection, socket } = await gateway.connected();
  connection.subscribe('call', {}, received.onEvent);
  socket.subscribed(10);
  socket.say(event(11), { type: 'closing', code: 1012 });
  const { reason } = connection.state;

  const next = await gateway.reconnected(connection);

  assert.match(reason, /^not understood: TypeError: reconnect: missing/);
  assert.equal(next.heardOne().after, seq(11));
});

test('binary frames stop it', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.onmessage?.({ data: new ArrayBuffer(8) });

  assert.deepEqual([connection.state.code, connection.state.retryIn], [1003, null]);
});

test('an appointment in a year is not one for now', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  socket.say({ type: 'closing', code: 1012, reconnect: 31_536_000_000 });
  socket.cut(1012);

  await gateway.clock.advance(60_000);

  assert.equal(gateway.sockets.length, 1);
  assert.equal(connection.state.retryIn, 31_536_000_000);
});

test('a stream is over when its connection is closed, and throws when it has stopped', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const closed = connection.events('call');
  socket.subscribed(10);
  socket.say(event(11));
  connection.close();
  const items = [await closed.next(), await closed.next()];
  connection.open();
  const next = await gateway.socket();
  next.welcome();
  const stopped = connection.events('chat');
  const waiting = stopped.next();
  next.cut(4403, 'the customer is frozen');

  assert.deepEqual(items.map(({ done, value }) => done ?? /** @type {any} */ (value).data.n), [11, true]);
  await assert.rejects(waiting, /4403 the customer is frozen/);
  assert.equal((await stopped.next()).done, true);
});

test('a stream whose topics are all rejected is over', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected();
  const stream = connection.events('Nonsense!');
  socket.subscribed(10, { topics: [], rejected: [{ topic: 'Nonsense!', code: 'invalidtopic', message: '…' }] });

  assert.equal(/** @type {any} */ ((await stream.next()).value).type, 'rejected');
  assert.equal((await stream.next()).done, true);
});

test('log tells what happens and what is said, without the token', async () => {
  const gateway = new FakeGateway();
  /** @type {string[]} */
  const lines = [];
  const { connection, socket } = await gateway.connected({ getToken: () => 'secret', log: (line) => lines.push(line) });
  connection.subscribe('call', {}, () => {});
  socket.cut(1013, 'connect again later');

  assert.equal(lines.some((line) => line.includes('secret')), false);
  assert.deepEqual(lines.filter((line) => !line.startsWith('heard')), [
    'connecting 0 opening',
    'connected 0 welcome',
    'said {"type":"subscribe","id":1,"topics":["call"]}',
    'disconnected 1013 connect again later, again in 500 ms',
  ]);
});
