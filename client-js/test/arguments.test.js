import assert from 'node:assert/strict';
import test from 'node:test';
import { connect } from '../src/index.js';
import { FakeGateway, FakeSocket } from './support/gateway.js';

/** What cannot be meant so is refused with words. */

const GOOD = { url: 'wss://events.example.com/v1.0/ws', WebSocket: FakeSocket };

/** @type {[string, any, RegExp][]} */
const OPTIONS = [
  ['no options', undefined, /^options: missing \(expected: an object\)$/],
  ['an address alone', 'wss://events.example.com', /^options: "wss:\/\/events\.example\.com" \(expected: an object\)$/],
  ['no url', { WebSocket: FakeSocket }, /^url: missing \(expected: an address such as /],
  ['an empty url', { ...GOOD, url: '' }, /^url: "" \(expected: an address/],
  ['a url of another scheme', { ...GOOD, url: 'ftp://events.example.com' }, /^url: "ftp:/],
  ['a url without one', { ...GOOD, url: 'events.example.com/v1.0/ws' }, /^url: "events\.example\.com/],
  ['tokn', { ...GOOD, tokn: 'x' }, /^tokn: unknown \(expected: one of url, token, /],
  ['a token that is a promise', { ...GOOD, token: Promise.resolve('x') }, /^token: not shown \(expected: /],
  ['getToken as a text', { ...GOOD, getToken: 'x' }, /^getToken: "x" \(expected: a function\)$/],
  ['tokenIn elsewhere', { ...GOOD, tokenIn: 'header' }, /^tokenIn: "header" \(expected: 'query' or 'subprotocol'\)$/],
  ['connectTimeout for ever', { ...GOOD, connectTimeout: Infinity }, /^connectTimeout: Infinity \(expected: a whole number from 1 to 3600000\)$/],
  ['connectTimeout of nothing', { ...GOOD, connectTimeout: 0 }, /^connectTimeout: 0 \(expected: a whole number from 1 to 3600000\)$/],
  ['connectTimeout beyond all waits', { ...GOOD, connectTimeout: 1e300 }, /^connectTimeout: 1e\+300 /],
  ['a backoff that is none', { ...GOOD, minBackoff: NaN }, /^minBackoff: NaN /],
  ['a backoff for ever', { ...GOOD, maxBackoff: Infinity }, /^maxBackoff: Infinity /],
  ['backoffs the other way round', { ...GOOD, minBackoff: 9, maxBackoff: 8 }, /^maxBackoff: 8 \(expected: not below minBackoff\)$/],
  ['a log that is none', { ...GOOD, log: true }, /^log: true \(expected: a function\)$/],
];

for (const [what, options, expected] of OPTIONS) {
  test(`connect: ${what}`, () => {
    assert.throws(() => connect(options), { name: 'TypeError', message: expected });
  });
}

test('connect: what is null is as if it were not there', async () => {
  const gateway = new FakeGateway();
  const { socket } = await gateway.connected(/** @type {any} */ ({ token: null, getToken: null, accesskey: null, connectTimeout: null }));

  assert.equal(socket.url.search, '');
});

/** @type {[string, any[], RegExp][]} */
const SUBSCRIPTIONS = [
  ['a handler for options', ['call', () => {}], /^options: a function \(expected: an object\)$/],
  ['no options', ['call', undefined, () => {}], /^options: missing \(expected: an object\)$/],
  ['no handler', ['call', {}], /^onEvent: missing \(expected: a function/],
  ['a handler that is none', ['call', {}, {}], /^onEvent: \{\} \(expected: a function/],
  ['snapshots', ['call', { snapshots: true }, () => {}], /^snapshots: unknown \(expected: one of after, last, snapshot, /],
  ['a snapshot in words', ['call', { snapshot: 'yes' }, () => {}], /^snapshot: "yes" \(expected: true or false\)$/],
  ['last of none', ['call', { last: 0 }, () => {}], /^last: 0 \(expected: a whole number from 1 to 1000\)$/],
  ['last of too many', ['call', { last: 1001 }, () => {}], /^last: 1001 /],
  ['last in words', ['call', { last: '20' }, () => {}], /^last: "20" /],
  ['one type', ['call', { types: 'call_hangup' }, () => {}], /^types: "call_hangup" \(expected: a list of /],
  ['no types', ['call', { types: [] }, () => {}], /^types: \[\] /],
  ['after a number', ['call', { after: 7 }, () => {}], /^after: 7 \(expected: a position\)$/],
  ['onGap that is none', ['call', { onGap: {} }, () => {}], /^onGap: /],
  ['several beginnings', ['call', { last: 1, snapshot: true }, () => {}], /^after, last, snapshot: several \(expected: one\)$/],
  ['no topic', [undefined, {}, () => {}], /^topics: missing \(expected: a topic, or a list of topics\)$/],
  ['an empty topic', ['', {}, () => {}], /^topics: "" /],
  ['a topic that is none', [['call', 7], {}, () => {}], /^topics: \["call",7\] /],
  ['no topics', [[], {}, () => {}], /^topics: 0 \(expected: 1 to 200\)$/],
];

for (const [what, given, expected] of SUBSCRIPTIONS) {
  test(`subscribe: ${what}`, () => {
    const connection = /** @type {any} */ (new FakeGateway().connect());

    assert.throws(() => connection.subscribe(...given), { name: 'TypeError', message: expected });
  });
}

test('subscribe: what is null is as if it were not there, and is not sent', async () => {
  const { connection, socket } = await new FakeGateway().connected();

  connection.subscribe('call', /** @type {any} */ ({ after: null, last: null, types: null, snapshot: null, onGap: null }), () => {});

  assert.deepEqual(socket.heardOne(), { type: 'subscribe', id: 1, topics: ['call'] });
});

test('on: what is never told', () => {
  const connection = /** @type {any} */ (new FakeGateway().connect());

  assert.throws(() => connection.on('stat', () => {}), /^TypeError: kind: "stat" \(expected: one of state, gap, /);
  assert.throws(() => connection.on('state'), /^TypeError: listener: missing \(expected: a function\)$/);
});

test('events: a buffer that is none', () => {
  const connection = /** @type {any} */ (new FakeGateway().connect());

  assert.throws(() => connection.events('call', { buffer: 0 }), /^TypeError: buffer: 0 \(expected: a whole number from 1 /);
  assert.throws(() => connection.events('call', { buffers: 1 }), /^TypeError: buffers: unknown /);
});
