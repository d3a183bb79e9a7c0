import assert from 'node:assert/strict';
import test from 'node:test';
import { settle } from './support/clock.js';
import { FakeGateway, seq } from './support/gateway.js';
import { Log, ModelSession, chance } from './support/model.js';

const STEPS = 400;
const TOPICS = ['call', 'call:1', 'call:recording_*', 'call:call_updated', 'call:call_updated:1', 'recording', 'recording:2', 'queue', 'queuecall:', 'chat', '*'];
const SEEDS = Number(process.env.SEEDS ?? 40);
const FIRST_SEED = Number(process.env.SEED ?? 1);

/** A subscription, what it was handed, and from where on it must have been handed everything. */
class Follower {
  /** @type {number[]} */
  got = [];
  /** Everything after this offset is due; Infinity until it has begun. */
  after = Infinity;
  /** How many events of a snapshot it began with. */
  snapshot = 0;
  subscription;

  /**
   * @param {import('../src/index.js').Connection} connection
   * @param {Log} log
   * @param {string} topic
   * @param {import('../src/index.js').SubscribeOptions} options
   */
  constructor(connection, log, topic, options) {
    this.topic = topic;
    this.options = options;
    if (options.after) {
      this.after = parseInt(options.after.split('-')[1], 16);
    }
    this.subscription = connection.subscribe(topic, options, ({ data }) => this.got.push(data.n));
    this.subscription.ready.then(({ snapshot = 0 }) => {
      this.snapshot = snapshot;
      this.after = Math.min(this.after, log.entries.length - 1);
    });
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
  const cuts = seed % 2 ? 0.15 : 0; // without any, what went wrong does not heal
  const some = () => Math.floor(random() * 4);
  const publish = () =>
    log.publish(pick(['call', 'recording', 'queuecall', 'chat']), some(), pick(['created', 'updated']), pick([some(), undefined]));
  const beginning = () => pick([{}, {}, { last: 3 }, { last: 9 }, { snapshot: true }, { after: seq(Math.floor(random() * log.entries.length)) }]);
  connection.on('unmatched', ({ data }) => assert.fail(`seed ${seed}: unmatched ${data.n}`));
  const follow = () => {
    const types = pick([undefined, undefined, ['call_created', 'recording_*', 'chat_*']]);
    followers.push(new Follower(connection, log, pick(TOPICS), { ...beginning(), types }));
  };
  Array.from({ length: 20 }, publish);
  Array.from({ length: 3 }, follow); // before anything is known of how topics hang together

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
    () => random() < cuts && pick([...sessions.keys()])?.cut(1006),
    () => random() < 0.15 && followers.length < 6 && follow(),
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

  for (const { got, after, topic, options, snapshot } of followers) {
    const wanted = [...log.entries.keys()].filter((offset) => log.matches(offset, topic, options.types));
    const latest = got.slice(0, snapshot);
    // what is older than the first of history was not asked for
    const first = options.last ? Math.min(after + 1, ...got) : after + 1;
    const due = wanted.filter((offset) => offset >= first);
    const what = `seed ${seed}, ${topic} ${JSON.stringify(options)}`;
    assert.equal(new Set(got).size, got.length, `${what}: doubled in ${got}`);
    assert.deepEqual(due.filter((offset) => !got.includes(offset)), [], `${what}: missed, of ${due}`);
    assert.deepEqual(got.filter((offset) => !log.matches(offset, topic, options.types)), [], `${what}: not asked for`);
    assert.deepEqual(latest, log.latest(wanted.filter((offset) => offset <= Math.max(...latest))), `${what}: snapshot`);
    assert.notEqual(after, Infinity, `${what}: never began`);
  }
}

for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
  test(`nothing is missed or doubled, whatever happens in which order (seed ${seed})`, () => run(seed));
}
