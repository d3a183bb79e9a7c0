import assert from 'node:assert/strict';
import test from 'node:test';
import { parseTopic } from '../src/topic.js';
import { settle } from './support/clock.js';
import { FakeGateway, seq } from './support/gateway.js';
import { Log, ModelSession, chance } from './support/model.js';

const STEPS = 400;
const SEEDS = Number(process.env.SEEDS ?? 40);
const FIRST_SEED = Number(process.env.SEED ?? 1);

/** A subscription, what it was handed, and from where on it must have been handed everything. */
class Follower {
  /** @type {number[]} */
  got = [];
  /** Everything after this offset is due; Infinity until it has begun. */
  after = Infinity;
  subscription;

  /**
   * @param {import('../src/index.js').Connection} connection
   * @param {Log} log
   * @param {string} topic
   * @param {import('../src/index.js').SubscribeOptions} options
   */
  constructor(connection, log, topic, options) {
    this.topic = parseTopic(topic);
    this.options = options;
    if (options.after) {
      this.after = parseInt(options.after.split('-')[1], 16);
    }
    this.subscription = connection.subscribe(topic, options, ({ data }) => this.got.push(data.n));
    this.subscription.ready.then(() => (this.after = Math.min(this.after, log.entries.length - 1)));
  }
}

/** @param {number} seed */
async function run(seed) {
  const random = chance(seed);
  const pick = (/** @type {any[]} */ from) => from[Math.floor(random() * from.length)];
  const gateway = new FakeGateway();
  const log = new Log();
  const connection = gateway.connect();
  /** @type {Follower[]} */
  const followers = [];
  /** @type {Map<import('./support/gateway.js').FakeSocket, ModelSession>} */
  const sessions = new Map();
  const publish = () => log.publish(pick(['call', 'chat']), Math.floor(random() * 4), pick(['created', 'updated']));
  const beginning = () => pick([{}, {}, { last: 3 }, { snapshot: true }, { after: seq(Math.floor(random() * log.entries.length)) }]);
  publish();

  const greet = () => {
    const fresh = gateway.sockets.filter((socket) => socket.onmessage && !sessions.has(socket));
    fresh.forEach((socket) => sessions.set(socket, new ModelSession(log, socket)));
    [...sessions.keys()].filter((socket) => !socket.onmessage).forEach((socket) => sessions.delete(socket));
  };
  const steps = [
    publish,
    publish,
    () => pick([...sessions.values()])?.read(),
    () => pick([...sessions.values()])?.read(),
    () => pick([...sessions.values()])?.route(),
    () => pick([...sessions.values()])?.route(),
    () => pick([...sessions.values()])?.walk(Math.floor(random() * 8)),
    () => pick([...sessions.values()])?.walk(Math.floor(random() * 8)),
    () => random() < 0.3 && pick([...sessions.values()])?.heartbeat(),
    () => random() < 0.15 && pick([...sessions.keys()])?.cut(1006),
    () =>
      random() < 0.15 &&
      followers.length < 6 &&
      followers.push(
        new Follower(connection, log, pick(['call', 'chat', 'call:1', '*']), {
          ...beginning(),
          types: pick([undefined, undefined, ['call_created', 'chat_*']]),
        }),
      ),
    () => random() < 0.05 && followers.splice(0, 1).forEach(({ subscription }) => subscription.unsubscribe()),
  ];

  for (let i = 0; i < STEPS; i++) {
    greet();
    pick(steps)();
    await gateway.clock.advance(100);
  }
  for (let quiet = false; !quiet; ) {
    await gateway.clock.advance(30_000 * Number(sessions.size === 0));
    greet();
    quiet = sessions.size > 0 && [...sessions.values()].every((session) => ![session.read(), session.route(), session.walk(0)].some(Boolean));
    await settle();
    quiet &&= connection.state.state === 'connected' && [...sessions.keys()].every((socket) => !socket.sent.length);
    await gateway.clock.advance(connection.state.retryIn ?? 1000);
    sessions.forEach((session) => session.heartbeat());
  }

  for (const { got, after, topic, options } of followers) {
    const due = [...log.entries.keys()].filter((offset) => offset > after && log.matches(offset, topic, options.types));
    const what = `seed ${seed}, ${topic.text} ${JSON.stringify(options)}`;
    assert.equal(new Set(got).size, got.length, `${what}: doubled in ${got}`);
    assert.deepEqual(due.filter((offset) => !got.includes(offset)), [], `${what}: missed, of ${due}`);
    assert.deepEqual(got.filter((offset) => !log.matches(offset, topic, options.types)), [], `${what}: not asked for`);
    assert.notEqual(after, Infinity, `${what}: never began`);
  }
}

for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
  test(`nothing is missed or doubled, whatever happens in which order (seed ${seed})`, () => run(seed));
}
