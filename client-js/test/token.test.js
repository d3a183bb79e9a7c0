import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { FakeGateway, event, seq } from './support/gateway.js';

/** Tokens named token-1, token-2 and so on, each asked for once. */
function tokens() {
  const getToken = () => `token-${++getToken.calls}`;
  getToken.calls = 0;
  return getToken;
}

test('the token stands in the query, and ringdown.v1 is offered', async () => {
  const { socket } = await new FakeGateway().connected({ token: 'token-1' });

  assert.equal(socket.url.href, 'wss://events.example.com/v1.0/ws?token=token-1');
  assert.deepEqual(socket.subprotocols, ['ringdown.v1']);
});

test('the token can be kept out of the address', async () => {
  const { socket } = await new FakeGateway().connected({ token: 'token-1', tokenIn: 'subprotocol' });

  assert.equal(socket.url.href, 'wss://events.example.com/v1.0/ws');
  assert.deepEqual(socket.subprotocols, ['ringdown.v1', 'bearer.token-1']);
});

test('an access key stands in the query', async () => {
  const { socket } = await new FakeGateway().connected({ accesskey: 'key-of-a-program' });

  assert.equal(socket.url.search, '?accesskey=key-of-a-program');
});

test('https is written for wss as well', async () => {
  const { socket } = await new FakeGateway().connected({ url: 'https://events.example.com/v1.0/ws?tab=1', token: 't' });

  assert.equal(socket.url.href, 'wss://events.example.com/v1.0/ws?tab=1&token=t');
});

test('a first token may come with the page, and others be got later', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ token: 'token-of-the-page', getToken: tokens() });
  socket.cut(4401, 'the token has expired');

  const next = await gateway.reconnected(connection);

  assert.equal(socket.url.searchParams.get('token'), 'token-of-the-page');
  assert.equal(next.url.searchParams.get('token'), 'token-1');
});

test('a token that is about to end is replaced on the open connection', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ getToken: tokens() });
  await gateway.clock.advance(5000);
  socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await settle();
  const asked = socket.heardOne();
  socket.say({ type: 'authenticated', id: asked.id, expires: '2026-11-26T06:10:52Z', dropped: [] });

  assert.deepEqual(asked, { type: 'authenticate', id: 'authenticate', token: 'token-2' });
  assert.equal(connection.state.state, 'connected');
  assert.equal(gateway.sockets.length, 1);
  assert.equal(connection.welcome?.expires, '2026-11-26T06:10:52Z');
});

test('topics that the new token does not allow are rejected', async () => {
  const gateway = new FakeGateway();
  /** @type {string[]} */
  const told = [];
  const { connection, socket } = await gateway.connected({ getToken: tokens() });
  connection.subscribe('call', { onRejected: ({ code }) => told.push(code) }, () => {});
  socket.subscribed(10);

  socket.say({ type: 'authenticated', id: 'authenticate', expires: '2026-11-26T06:10:52Z', dropped: ['call'] });

  assert.deepEqual(told, ['forbidden']);
});

for (const code of ['unknowntype', 'invalidtoken']) {
  test(`a server that answers ${code} to the new token is connected to again with it, at once`, async () => {
    const gateway = new FakeGateway();
    const { connection, socket } = await gateway.connected({ getToken: tokens() });
    connection.subscribe('call', {}, () => {});
    socket.subscribed(10);
    await gateway.clock.advance(5000);
    socket.say(event(11), { type: 'expiring', expires: '2026-11-25T06:10:52Z' });
    await settle();
    const { id } = socket.heardOne();

    socket.say({ type: 'error', id, code, message: '…' });
    await gateway.clock.advance(0);
    const next = await gateway.socket();
    next.welcome();

    assert.equal(next.url.searchParams.get('token'), 'token-2');
    assert.equal(next.heardOne().after, seq(11));
  });
}

test('a fixed token that ends is not asked for, and the connection stops at its end', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ token: 'token-1' });
  socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await settle();
  const said = socket.heard();
  socket.cut(4401, 'the token has expired');

  assert.deepEqual(said, []);
  assert.deepEqual([connection.state.code, connection.state.retryIn], [4401, null]);
});

test('a token that has ended is replaced by another one', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ getToken: tokens() });
  socket.cut(4401, 'the token has expired');

  const next = await gateway.reconnected(connection);

  assert.equal(next.url.searchParams.get('token'), 'token-2');
});

test('a connection that is lost for another reason keeps its token', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ getToken: tokens() });
  socket.cut(1006);

  const next = await gateway.reconnected(connection);

  assert.equal(next.url.searchParams.get('token'), 'token-1');
});

test('a browser does not tell why a handshake failed: another token is got', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ getToken: tokens() });
  (await gateway.socket()).refuse();

  const next = await gateway.reconnected(connection);

  assert.equal(next.url.searchParams.get('token'), 'token-2');
});

test('a program is told why a handshake failed: the token is kept if it was not the reason', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ getToken: tokens() });
  (await gateway.socket()).refuse('Unexpected server response: 503');

  const next = await gateway.reconnected(connection);

  assert.equal(next.url.searchParams.get('token'), 'token-1');
});

test('a fixed token that is refused with 401 stops the connection, where that can be seen', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ token: 'token-1' });
  (await gateway.socket()).refuse('Unexpected server response: 401');

  assert.deepEqual([connection.state.code, connection.state.retryIn], [4401, null]);
});

test('403 stops the connection, where that can be seen', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ getToken: tokens() });
  (await gateway.socket()).refuse('Unexpected server response: 403');

  assert.deepEqual([connection.state.code, connection.state.retryIn], [4403, null]);
});

test('a token that cannot be got is tried for again', async () => {
  const gateway = new FakeGateway();
  const answers = [Promise.reject(new Error('offline')), Promise.resolve('token-2')];
  const connection = gateway.connect({ getToken: () => answers.shift() });
  await gateway.socket();
  const { reason } = connection.state;

  const socket = await gateway.reconnected(connection);

  assert.equal(reason, 'cannot get a token: Error: offline');
  assert.equal(socket.url.searchParams.get('token'), 'token-2');
});

test('a getToken that throws is tried again too', async () => {
  const gateway = new FakeGateway();
  let calls = 0;
  const connection = gateway.connect({
    getToken: () => {
      if (++calls === 1) {
        throw new Error('not yet');
      }
      return 'token-2';
    },
  });
  await gateway.socket();

  const socket = await gateway.reconnected(connection);

  assert.equal(socket.url.searchParams.get('token'), 'token-2');
});

test('nobody is signed in: it stops', async () => {
  const gateway = new FakeGateway();
  const connection = gateway.connect({ getToken: () => null });
  await gateway.socket();

  assert.deepEqual(connection.state, { state: 'disconnected', code: 4401, reason: 'no token', retryIn: null });
});

test('the same token again is not sent, and its end is waited for', async () => {
  const gateway = new FakeGateway();
  const { socket } = await gateway.connected({ getToken: () => 'always' });
  await gateway.clock.advance(5000);

  socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await settle();

  assert.deepEqual(socket.heard(), []);
});

test('two lines get a new token by one call', async () => {
  const gateway = new FakeGateway();
  const getToken = tokens();
  const { connection, socket } = await gateway.connected({ getToken });
  connection.subscribe('call', {}, () => {});
  socket.subscribed(10);
  connection.subscribe('call', { after: seq(5) }, () => {});
  const own = await gateway.socket();
  own.welcome();
  own.heard();
  await gateway.clock.advance(5000);

  const expiring = { type: 'expiring', expires: '2026-11-25T06:10:52Z' };
  socket.say(expiring);
  own.say(expiring);
  await settle();

  assert.deepEqual([socket.heardOne().token, own.heardOne().token], ['token-2', 'token-2']);
  assert.equal(getToken.calls, 2);
});

test('a token that is about to end again and again is got no more often than every five seconds', async () => {
  const gateway = new FakeGateway();
  const getToken = tokens();
  const { socket } = await gateway.connected({ getToken });

  for (let second = 0; second < 60; second++) {
    socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' }, { type: 'heartbeat', sequence: seq(1), lag: 0 });
    await gateway.clock.advance(1000);
  }

  assert.ok(getToken.calls >= 10 && getToken.calls <= 13, `${getToken.calls} calls`);
});

test('a server that cannot prove a new token now is told it again, on the same socket', async () => {
  const gateway = new FakeGateway();
  const { connection, socket } = await gateway.connected({ getToken: tokens() });
  await gateway.clock.advance(5000);
  socket.say({ type: 'expiring', expires: '2026-11-25T06:10:52Z' });
  await settle();
  const { id, token } = socket.heardOne();

  socket.say({ type: 'error', id, code: 'unavailable', message: 'the keys cannot be had' });
  await gateway.clock.advance(1500);

  assert.deepEqual(socket.heardOne(), { type: 'authenticate', id, token });
  assert.equal(connection.state.state, 'connected');
});

for (const [what, token] of [['an error page', '<!doctype html><title>502 Bad Gateway</title>'], ['a line end', 'token\n'], ['no text', 7]]) {
  test(`${what} is no token`, async () => {
    const gateway = new FakeGateway();
    const connection = gateway.connect({ getToken: () => /** @type {any} */ (token) });
    await gateway.socket();

    const { code, reason, retryIn } = connection.state;

    assert.deepEqual([gateway.sockets.length, code, retryIn], [0, 1006, 500]);
    assert.match(reason, /^cannot get a token: TypeError: token: not shown \(expected: /);
  });
}

test('a fixed token that is none is refused at once, and not shown', () => {
  assert.throws(() => new FakeGateway().connect({ token: 'two words' }), /^TypeError: token: not shown \(expected: /);
});
