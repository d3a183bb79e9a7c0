import { event, seq } from './gateway.js';

/** @typedef {{ topic: string, types?: string[], since: number }} Held */
/** @typedef {{ held: Held[], preface: number[], heldOffset: number, walk: number, once?: boolean, begin?: () => void }} Replay */

/** Numbers by chance, the same for the same seed (mulberry32). @param {number} seed */
export function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {string[] | undefined} types @param {string} type */
const hasType = (types, type) =>
  types === undefined || types.some((asked) => asked === type || (asked.endsWith('*') && type.startsWith(asked.slice(0, -1))));

/** Every event of these types has a parent: the server's routing table. Ids of the model are numbers. */
const PARENT = { recording: 'call', queuecall: 'queue', chat: 'talk' };

/** What was published: the offset of an event is its place here. */
export class Log {
  /** @type {{ subject: string, parents?: string, type: string }[]} */
  entries = [];

  /** @param {'call' | 'recording' | 'queuecall' | 'chat'} resource @param {number} id @param {string} action @param {number} [parent] */
  publish(resource, id, action, parent) {
    const of = resource === 'call' ? undefined : PARENT[resource];
    const parents = of && (parent === undefined ? of : `${of}:${parent}`);
    this.entries.push({ subject: `${resource}:${id}`, parents, type: `${resource}_${action}` });
  }

  /** Of these entries, the newest of each resource. @param {number[]} offsets */
  latest(offsets) {
    const latest = new Map(offsets.map((offset) => [this.entries[offset].subject, offset]));
    return [...latest.values()].sort((a, b) => a - b);
  }

  /**
   * As docs/protocol.md has it, for short forms.
   *
   * @param {number} offset
   * @param {string} topic
   * @param {string[]} [types]
   */
  matches(offset, topic, types) {
    const { subject, parents, type } = this.entries[offset];
    const [resource, which = '*', id = '*'] = topic.replace(/:$/, '').split(':');
    const [ofType, ofId] = which.includes('_') ? [which, id] : ['*', which];
    const isOf = [subject, ...(parents ?? '').split(',')].some((name) => {
      const [nameResource, nameId] = name.split(':');
      return (resource === '*' || resource === nameResource) && (ofId === '*' || ofId === nameId);
    });
    return isOf && hasType([ofType], type) && hasType(types, type);
  }
}

/**
 * The server's session as docs/protocol.md has it: a live cursor, and a cursor for each replay, which walk in any order. A
 * test lets it take one step after the other, or forgets it.
 */
export class ModelSession {
  /** @type {Held[]} */
  #live = [];
  /** @type {Replay[]} */
  #replays = [];
  #sent = new Set();
  #at;
  #log;
  #socket;

  /** @param {Log} log @param {import('./gateway.js').FakeSocket} socket */
  constructor(log, socket) {
    this.#log = log;
    this.#socket = socket;
    this.#at = log.entries.length - 1;
    socket.welcome({ sequence: seq(this.#at) });
  }

  get #complete() {
    return Math.min(this.#at, ...this.#replays.map(({ preface, heldOffset, walk }) => (preface.length ? heldOffset : walk)));
  }

  /** Reads one message of the client; false if there is none. */
  read() {
    const message = this.#socket.sent.shift();
    if (message?.type === 'subscribe') {
      this.#subscribe(message);
    } else if (message?.type === 'unsubscribe') {
      this.#drop(message.topics);
    } else if (message?.type === 'ping') {
      this.#socket.say({ type: 'pong', id: message.id, sequence: seq(this.#complete) });
    }
    return Boolean(message);
  }

  /** @param {string[]} topics */
  #drop(topics) {
    const others = (/** @type {Held} */ held) => !topics.includes(held.topic);
    this.#live = this.#live.filter(others);
    this.#replays.forEach((replay) => (replay.held = replay.held.filter(others)));
    this.#replays = this.#replays.filter((replay) => replay.held.length || replay.once);
    this.#beginNext();
  }

  /** What is sent once waits for what was asked for before, and keeps back what was asked for behind it. */
  #beginNext() {
    for (const [i, replay] of this.#replays.entries()) {
      if (i === 0 || !replay.once) {
        const { begin } = replay;
        replay.begin = undefined;
        begin?.();
      }
      if (replay.once) {
        return;
      }
    }
  }

  /** @param {any} message */
  #subscribe({ id, topics, types, after, last, snapshot, once }) {
    if (once) {
      this.#sendOnce({ id, topics, types, last });
      return;
    }
    this.#drop(topics);
    const held = topics.map((/** @type {string} */ text) => ({ topic: text, types, since: this.#at }));
    const wants = (/** @type {number} */ offset) => held.some((/** @type {Held} */ one) => this.#log.matches(offset, one.topic, types));
    const offsets = [...this.#log.entries.keys()].filter((offset) => offset <= this.#at && wants(offset));
    const preface = last ? offsets.slice(-last) : snapshot ? this.#log.latest(offsets) : [];
    const walk = after ? parseInt(after.split('-')[1], 16) : this.#at;
    if (after || last || snapshot) {
      held.forEach((/** @type {Held} */ one) => (one.since = walk));
    }
    const outcome = { recovered: after ? true : undefined, replayed: last && preface.length, snapshot: snapshot && preface.length };
    const answer = () =>
      this.#socket.say({ type: 'subscribed', id, topics, rejected: [], sequence: seq(this.#complete), ...outcome });
    if (after || last || snapshot) {
      this.#replays.push({ held, preface, heldOffset: walk, walk, begin: answer });
      this.#beginNext();
    } else {
      this.#live.push(...held);
      answer();
    }
  }

  /** @param {any} message */
  #sendOnce({ id, topics, types, last }) {
    const replay = /** @type {Replay} */ ({ held: [], preface: [], heldOffset: this.#at, walk: this.#at, once: true });
    replay.begin = () => {
      const wants = (/** @type {number} */ offset) => topics.some((/** @type {string} */ topic) => this.#log.matches(offset, topic, types));
      const offsets = [...this.#log.entries.keys()].filter((offset) => offset <= this.#at && wants(offset));
      replay.preface = last ? offsets.slice(-last) : this.#log.latest(offsets);
      const outcome = last ? { replayed: replay.preface.length } : { snapshot: replay.preface.length, complete: true };
      const sequence = seq(this.#complete);
      this.#socket.say({ type: 'subscribed', id, topics, rejected: [], sequence, until: seq(this.#at), ...outcome });
    };
    this.#replays.push(replay);
    this.#beginNext();
  }

  /** @param {number} offset */
  #send(offset) {
    if (!this.#sent.has(offset)) {
      this.#sent.add(offset);
      this.#say(offset);
    }
  }

  /** @param {number} offset */
  #say(offset) {
    const { subject, parents, type } = this.#log.entries[offset];
    this.#socket.say(event(offset, subject, type, parents));
  }

  /** Sends the next live event; false if there is none. */
  route() {
    const moves = this.#at < this.#log.entries.length - 1;
    if (moves) {
      this.#at++;
      this.#sendIfWanted(this.#at, this.#live);
    }
    return moves;
  }

  /** @param {number} offset @param {Held[]} held */
  #sendIfWanted(offset, held) {
    if (held.some(({ topic, types, since }) => offset > since && this.#log.matches(offset, topic, types))) {
      this.#send(offset);
    }
  }

  /** Lets a replay take a step; false if there is none. @param {number} which any number */
  walk(which) {
    const replay = this.#replays[which % (this.#replays.length || 1)];
    if (replay?.begin) {
      return true; // its turn has not come
    }
    const next = replay?.preface.shift();
    if (next !== undefined) {
      replay.once ? this.#say(next) : this.#send(next);
    } else if (replay?.once) {
      this.#replays.splice(this.#replays.indexOf(replay), 1);
      this.#beginNext();
    } else if (replay && replay.walk < this.#at) {
      this.#sendIfWanted(++replay.walk, replay.held);
    } else if (replay && replay.walk === this.#at) {
      this.#replays.splice(this.#replays.indexOf(replay), 1);
      this.#live.push(...replay.held);
      this.#beginNext();
    } // else the client has seen more than was routed
    return Boolean(replay);
  }

  heartbeat() {
    this.#socket.say({ type: 'heartbeat', sequence: seq(this.#complete), lag: this.#log.entries.length - 1 - this.#complete });
  }
}
