/** The bit of an agent's permission that says: takes calls. */
const TAKES_CALLS = 0x10;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const ENDS = /_(hangup|done|abandoned|finished|deleted)$/;

/**
 * What a contact centre is doing, from the events of its calls, queues and agents, and of what belongs to them: who waits in
 * a queue, and which calls are recorded. It knows no page and no network.
 */
export class Board {
  /**
   * The latest data of every resource that is alive, by its id; `parents` are those of its event, by their resource.
   *
   * @type {Record<string, Map<string, any>>}
   */
  #alive = { call: new Map(), queuecall: new Map(), recording: new Map(), queue: new Map(), agent: new Map() };
  /** The call in each row. @type {(string | undefined)[]} */
  #rows = [];

  /** @param {Pick<import('../src/index.js').CloudEvent, 'type' | 'subject' | 'parents' | 'data'>} event of any kind */
  apply({ type, subject, parents = '', data }) {
    const [kind, id] = subject.split(':');
    if (ENDS.test(type)) {
      this.#alive[kind]?.delete(id);
    } else {
      const byResource = Object.fromEntries(parents.split(',').map((parent) => parent.split(':')));
      this.#alive[kind]?.set(id, { ...data, parents: byResource });
    }
  }

  /** What there is to see now. Times are milliseconds since 1970; undefined if there is nothing of the kind. */
  picture() {
    const { call, queuecall, recording, queue, agent } = this.#alive;
    const waiting = [...queuecall.values()].filter((each) => each.status !== 'service').map((each) => ({
      queue: each.parents.queue,
      since: time(each.tm_create),
    }));
    const inQueue = new Map([...queuecall.values()].map((each) => [each.parents.call, each]));
    const recorded = new Set([...recording.values()].map((each) => each.parents.call));
    const calls = new Map(
      [...call].map(([id, data]) => [
        id,
        { ...this.#call(id, data, inQueue.get(id)), mark: recorded.has(id) ? 'recording' : '' },
      ]),
    );
    const agents = [...agent.values()].filter((each) => each.permission & TAKES_CALLS).sort(byName).map((each) => ({
      id: each.id,
      name: each.name,
      state: each.status,
      since: time(each.tm_update),
      peer: [...calls.values()].find((talk) => talk.agent === each.id)?.peer,
    }));
    return {
      active: calls.size,
      waiting: waiting.length,
      longest: earliest(waiting),
      available: agents.filter((each) => each.state === 'available').length,
      agents,
      queues: [...queue.values()].sort(byName).map((each) => {
        const here = waiting.filter((one) => one.queue === each.id);
        const { name, total_serviced_count: served, total_abandoned_count: abandoned } = each;
        return { id: each.id, name, waiting: here.length, longest: earliest(here), served, abandoned };
      }),
      calls: this.#inRows(calls),
    };
  }

  /** @param {string} id @param {any} call @param {any} queuecall undefined if it is in no queue */
  #call(id, call, queuecall) {
    const outgoing = call.direction === 'outgoing';
    const agent = [queuecall?.service_agent_id, call.owner_id].find((each) => each && each !== NOBODY);
    const state = stateOf(call, queuecall, agent, outgoing);
    const name = this.#alive.agent.get(agent)?.name;
    return {
      id,
      peer: spaced((outgoing ? call.destination : call.source).target),
      state,
      with: state === 'waiting' ? queuecall.queue_name : name,
      agent,
      since: time(call.tm_create),
    };
  }

  /**
   * New calls take the first rows that are free, the oldest first, and of those below the lowest the rest, so that little moves while
   * calls come and go, and no row between two calls is empty.
   *
   * @template {{ id: string, since: number }} T
   * @param {Map<string, T>} calls
   */
  #inRows(calls) {
    this.#rows = this.#rows.map((id) => (id && calls.has(id) ? id : undefined));
    for (const { id } of [...calls.values()].sort((a, b) => a.since - b.since)) {
      if (!this.#rows.includes(id)) {
        const free = this.#rows.indexOf(undefined);
        this.#rows[free < 0 ? this.#rows.length : free] = id;
      }
    }
    for (let free = this.#rows.indexOf(undefined); free >= 0; free = this.#rows.indexOf(undefined)) {
      const lowest = this.#rows.pop();
      if (free < this.#rows.length) {
        this.#rows[free] = lowest;
      }
    }
    return this.#rows.map((id) => /** @type {T} */ (calls.get(/** @type {string} */ (id))));
  }
}

/** @param {any} call @param {any} queuecall @param {string | undefined} agent @param {boolean} outgoing */
function stateOf(call, queuecall, agent, outgoing) {
  if (call.status !== 'progressing') {
    return outgoing ? 'calling' : 'ringing';
  }
  if (queuecall && queuecall.status !== 'service') {
    return agent ? 'connecting' : 'waiting';
  }
  return !agent ? 'self-service' : call.mute_direction ? 'on hold' : 'talking';
}

/** @param {{ since: number }[]} those @returns {number | undefined} */
const earliest = (those) => (those.length ? Math.min(...those.map(({ since }) => since)) : undefined);

/** @param {string} timestamp as VoIPBin writes it, in UTC with microseconds */
const time = (timestamp) => Date.parse(timestamp.slice(0, 23).replace(' ', 'T') + 'Z');

/** @param {string} number a phone number, which is easier to read in groups */
const spaced = (number) => number.replace(/^(\+1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4');

/** @param {{ name: string }} one @param {{ name: string }} other */
const byName = (one, other) => one.name.localeCompare(other.name);
