// Tries a client against the scripted gateway, and prints a table. README.md says what an adapter is.
//
//   node run.mjs [--only=NAME] [--kind=browser|program] COMMAND...        the command starts the client's adapter

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Gateway, Queue, eventOf, sequence } from './gateway.mjs';

/** How long anything may take that has no time of its own. */
const PATIENCE_MILLIS = 10_000;

const WELCOME = {
  type: 'welcome',
  session: 'session-1',
  customer: '71c18690-ee42-490b-b1bb-54d8d101b5b9',
  permissions: ['admin'],
  sequence: sequence(0),
  limits: { messageBytes: 65_536, topics: 1000, heartbeat: 25_000, retention: 86_400 },
};

/** Whether something has what a pattern has: `~text` is somewhere in a text, of a list of choices one fits. */
function fits(pattern, thing) {
  if (typeof pattern === 'string' && pattern.startsWith('~')) {
    return String(thing).includes(pattern.slice(1));
  }
  if (pattern?.oneOf) {
    return pattern.oneOf.some((each) => fits(each, thing));
  }
  if (typeof pattern !== 'object' || pattern === null) {
    return pattern === thing;
  }
  return typeof thing === 'object' && thing !== null &&
    (!Array.isArray(pattern) || pattern.length === thing.length) &&
    Object.entries(pattern).every(([key, value]) => fits(value, thing[key]));
}

/** Messages of a script: `{ event: 11 }` is an event, numbers in `sequence`, `after`, `before` and `until` are offsets. */
function messageOf(written) {
  if (typeof written === 'string') {
    return written; // as it stands, whatever it is
  }
  const message = 'event' in written ? eventOf(written) : { ...written };
  for (const member of ['sequence', 'after', 'before', 'until']) {
    if (typeof message[member] === 'number') {
      message[member] = sequence(message[member]);
    }
  }
  return JSON.stringify(message);
}

/** The client under test: an adapter in a process of its own, which gets commands and tells what it sees, a JSON a line. */
class Client {
  /** Of the scenario under way. */
  seen = new Queue();
  #run = 0;
  #process;

  constructor([command, ...parameters]) {
    this.#process = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      const thing = JSON.parse(line);
      if ((thing.run ?? 0) === this.#run) {
        this.seen.put(thing);
      }
    });
  }

  /** Another scenario begins: what is told of the former one does not count. */
  begin() {
    this.#run++;
    this.seen = new Queue();
  }

  async ready() {
    await this.seen.take((thing) => thing.is === 'there', 120_000, 'the adapter says {"is":"there"}');
  }

  tell(command) {
    this.#process.stdin.write(JSON.stringify({ ...command, run: this.#run }) + '\n');
  }

  close() {
    this.#process.stdin.end();
  }
}

/** One scenario: its steps in their order. */
class Run {
  #gateway;
  #client;
  #socket;
  #request;
  #at = performance.now();

  constructor(gateway, client) {
    this.#gateway = gateway;
    this.#client = client;
  }

  async step({ notBefore, within, ...step }) {
    const [[verb, value]] = Object.entries(step);
    const began = this.#at;
    await this[verb](value, within ?? PATIENCE_MILLIS);
    const took = performance.now() - began;
    if (notBefore && took < notBefore) {
      throw new Error(`after ${Math.round(took)} ms (expected: not before ${notBefore})`);
    }
    if (within && took > within) {
      throw new Error(`after ${Math.round(took)} ms (expected: within ${within})`);
    }
    this.#at = performance.now();
  }

  // What the client is told
  client(command) {
    this.#client.tell(command.do === 'connect' ? { ...command, url: this.#gateway.url } : translated(command));
  }

  // What the gateway does
  async handshake(pattern, millis) {
    const handshake = await this.#gateway.handshakes.take(() => true, millis, 'a handshake');
    const { token } = handshake;
    if ('token' in pattern && token !== pattern.token) {
      throw new Error(`token: ${token} (expected: ${pattern.token})`);
    }
    return handshake;
  }

  async refuse({ token, ...refusal }, millis) {
    this.#gateway.refuse(await this.handshake(token ? { token } : {}, millis), refusal);
  }

  async ignore(pattern, millis) {
    await this.handshake(pattern, millis);
  }

  async open({ subprotocol = 'ringdown.v1', ...pattern }, millis) {
    this.#gateway.subprotocol = subprotocol;
    this.#socket = await this.#gateway.open(await this.handshake(pattern, millis));
  }

  async welcome({ token, ...more }, millis) {
    await this.open(token ? { token } : {}, millis);
    this.#socket.say(JSON.stringify({ ...WELCOME, ...more }));
  }

  async hear(pattern, millis) {
    const translatedPattern = translated(pattern);
    this.#request = await this.#socket.heard.take(
      (message) => fits(translatedPattern, message), millis, `the client says ${JSON.stringify(translatedPattern)}`);
    const absent = (pattern.without ?? []).filter((member) => member in this.#request);
    if (absent.length) {
      throw new Error(`${JSON.stringify(this.#request)} (expected: without ${absent})`);
    }
  }

  answer(message) {
    const { id, topics } = this.#request;
    const reply = message.type === 'error' ? { id, ...message } : { type: 'subscribed', id, topics, rejected: [], ...message };
    this.#socket.say(messageOf(reply));
  }

  say(messages) {
    messages.forEach((message) => this.#socket.say(messageOf(message)));
  }

  async trickle(messages) {
    for (const message of messages) {
      await this.#socket.trickle(messageOf(message));
    }
  }

  binary() {
    this.#socket.say(Buffer.from('{}'));
  }

  end({ code, reason = '' }) {
    this.#socket.end(code, reason);
  }

  stall() {
    this.#socket.stall();
  }

  drop() {
    this.#socket.drop();
  }

  // What is expected of the client
  async see(pattern, millis) {
    const wanted = translated(pattern);
    await this.#client.seen.take((thing) => fits(wanted, thing), millis, `the client tells ${JSON.stringify(wanted)}`, true);
  }

  async seeNext(pattern, millis) {
    const wanted = translated(pattern);
    await this.#client.seen.take((thing) => thing.is === wanted.is, millis, `the client tells of ${wanted.is}`, true)
      .then((thing) => {
        if (!fits(wanted, thing)) {
          throw new Error(`${JSON.stringify(thing)} (expected: ${JSON.stringify(wanted)})`);
        }
      });
  }

  async quiet(millis) {
    await new Promise((resolve) => setTimeout(resolve, millis));
    if (this.#gateway.handshakes.length) {
      throw new Error(`a handshake (expected: none for ${millis} ms)`);
    }
  }
}

/** The same with sequences where offsets stand. */
function translated(pattern) {
  const { without, ...rest } = pattern;
  return typeof rest.after === 'number' ? { ...rest, after: sequence(rest.after) } : rest;
}

async function run({ steps }, client) {
  const gateway = await new Gateway().start();
  client.begin();
  const one = new Run(gateway, client);
  try {
    for (const [i, step] of steps.entries()) {
      await Promise.resolve(one.step(step)).catch((error) => {
        throw new Error(`step ${i + 1} ${JSON.stringify(step)}: ${error.message}`);
      });
    }
  } finally {
    client.tell({ do: 'forget' });
    gateway.close();
  }
}

const options = process.argv.slice(2).filter((each) => each.startsWith('--'));
const option = (name) => options.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
const command = process.argv.slice(2 + options.length);
const kind = option('kind') ?? 'program';
const scenarios = JSON.parse(await readFile(new URL('scenarios.json', import.meta.url), 'utf8'));
const wanted = scenarios.filter(({ name }) => !option('only') || name === option('only'));
const client = new Client(command);
let held = 0;
let failed = 0;
await client.ready();
for (const scenario of wanted) {
  const { name, about, not = [] } = scenario;
  if (not.includes(kind)) {
    console.log(`  -     ${about}: ${name} (not of a ${kind})`);
    continue;
  }
  await run(scenario, client).then(
    () => {
      held++;
      console.log(`  ok    ${about}: ${name}`);
    },
    (error) => {
      failed++;
      console.log(`  FAILS ${about}: ${name}\n        ${error.message}`);
    },
  );
}
client.close();
console.log(`${held} of ${wanted.length} hold, ${failed} do not, ${wanted.length - held - failed} are not of a ${kind}`);
process.exitCode = failed ? 1 : 0;
