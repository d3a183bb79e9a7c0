import assert from 'node:assert/strict';
import test from 'node:test';
import { Board } from '../wallboard/board.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const ADA = { id: 'ada', name: 'Ada Abbott', status: 'available', permission: 0x10, tm_update: at(0) };
const SALES = { id: 'sales', name: 'Sales', total_serviced_count: 4, total_abandoned_count: 1 };

/** @param {number} second of a minute @returns {string} as VoIPBin writes it */
function at(second) {
  return `2026-11-23 10:15:${String(second).padStart(2, '0')}.123456`;
}

const millis = (/** @type {number} */ second) => Date.UTC(2026, 10, 23, 10, 15, second, 123);

/** A board of one queue and one agent, and how to tell it what happens. */
class Centre {
  board = new Board();

  constructor() {
    this.tell('queue_created', SALES).tell('agent_updated', ADA);
  }

  /** @param {`${string}_${string}`} type @param {any} data @param {string} [parents] */
  tell(type, data, parents) {
    this.board.apply({ type, subject: `${type.split('_')[0]}:${data.id}`, parents, data });
    return this;
  }

  /** @param {string} id @param {number} second @param {object} [more] */
  incoming(id, second, more = {}) {
    const source = { target: '+14155550170' };
    const call = { id, direction: 'incoming', status: 'progressing', owner_id: NOBODY, source, tm_create: at(second), ...more };
    return this.tell('call_progressing', call);
  }

  /** @param {string} id @param {number} second @param {object} [more] @param {string} [queue] */
  queued(id, second, more = {}, queue = 'sales') {
    const place = { id: `q-${id}`, queue_name: 'Sales', service_agent_id: NOBODY, status: 'waiting', tm_create: at(second) };
    return this.tell('queuecall_waiting', { ...place, ...more }, `queue:${queue},call:${id}`);
  }

  /** State and partner of the call in the first row. */
  get firstCall() {
    const call = this.board.picture().calls[0];
    return call && [call.state, call.with];
  }
}

test('an empty centre has nothing to show, but its queues and agents', () => {
  const picture = new Centre().board.picture();

  assert.equal(picture.active, 0);
  assert.equal(picture.longest, undefined);
  assert.deepEqual(picture.queues, [{ id: 'sales', name: 'Sales', waiting: 0, longest: undefined, served: 4, abandoned: 1 }]);
  assert.deepEqual(picture.agents, [{ id: 'ada', name: 'Ada Abbott', state: 'available', since: millis(0), peer: undefined }]);
});

test('a call is followed from its first ring to its end', () => {
  const centre = new Centre();

  assert.deepEqual(centre.incoming('c', 1, { status: 'ringing' }).firstCall, ['ringing', undefined]);
  assert.deepEqual(centre.incoming('c', 1).firstCall, ['self-service', undefined]);
  assert.deepEqual(centre.queued('c', 5).firstCall, ['waiting', 'Sales']);
  assert.deepEqual(centre.queued('c', 5, { status: 'connecting', service_agent_id: 'ada' }).firstCall, ['connecting', 'Ada Abbott']);
  assert.deepEqual(centre.queued('c', 5, { status: 'service', service_agent_id: 'ada' }).firstCall, ['talking', 'Ada Abbott']);
  assert.deepEqual(centre.incoming('c', 1, { owner_id: 'ada', mute_direction: 'both' }).firstCall, ['on hold', 'Ada Abbott']);
  assert.equal(centre.board.picture().agents[0].peer, '+1 415 555 0170');
  assert.equal(centre.tell('queuecall_done', { id: 'q-c' }).tell('call_hangup', { id: 'c' }).firstCall, undefined);
});

test('a call is marked while it is recorded', () => {
  const centre = new Centre().incoming('a', 1).incoming('b', 2);
  const marks = () => centre.board.picture().calls.map((call) => call?.mark);

  assert.deepEqual(marks(), ['', '']);
  centre.tell('recording_started', { id: 'r' }, 'call:b');
  assert.deepEqual(marks(), ['', 'recording']);
  centre.tell('recording_finished', { id: 'r' }, 'call:b');
  assert.deepEqual(marks(), ['', '']);
});

test('who waits in a queue that the event does not name is counted, in no queue', () => {
  const centre = new Centre().incoming('a', 1);
  centre.tell('queuecall_waiting', { id: 'q', status: 'waiting', tm_create: at(2) }, 'queue,call:a');

  const { waiting, queues } = centre.board.picture();

  assert.deepEqual([waiting, queues[0].waiting], [1, 0]);
});

test('events of other kinds are no concern of the board', () => {
  const centre = new Centre().tell('fax_sent', { id: 'f' }, 'call:a').tell('fax_deleted', { id: 'f' }, 'call:a');

  assert.equal(centre.board.picture().active, 0);
});

test('a call to the outside shows who is called', () => {
  const destination = { target: '+12125550165' };
  const call = { id: 'c', direction: 'outgoing', status: 'dialing', owner_id: 'ada', destination, tm_create: at(1) };

  const [shown] = new Centre().tell('call_created', call).board.picture().calls;

  assert.deepEqual([shown?.state, shown?.peer, shown?.with], ['calling', '+1 212 555 0165', 'Ada Abbott']);
});

test('who waits longest is known of each queue, until an agent talks to them', () => {
  const centre = new Centre().tell('queue_created', { id: 'billing', name: 'Billing' });
  centre.incoming('a', 1).queued('a', 7).incoming('b', 2).queued('b', 6).incoming('c', 3).queued('c', 8, {}, 'billing');

  const before = centre.board.picture();
  const after = centre.queued('b', 6, { status: 'service' }).board.picture();

  assert.deepEqual([before.waiting, before.longest], [3, millis(6)]);
  assert.deepEqual(before.queues.map((queue) => [queue.name, queue.waiting, queue.longest]), [
    ['Billing', 1, millis(8)],
    ['Sales', 2, millis(6)],
  ]);
  assert.deepEqual([after.waiting, after.longest], [2, millis(7)]);
});

test('a call takes the first row that is free, and none between two is empty', () => {
  const centre = new Centre().incoming('b', 2).incoming('a', 1).incoming('c', 3);
  const rows = () => centre.board.picture().calls.map((call) => call?.id);

  assert.deepEqual(rows(), ['a', 'b', 'c']);
  centre.tell('call_hangup', { id: 'b' });
  assert.deepEqual(rows(), ['a', 'c']);
  centre.incoming('d', 4).incoming('e', 5);
  assert.deepEqual(rows(), ['a', 'c', 'd', 'e']);
  centre.tell('call_hangup', { id: 'c' }).incoming('f', 6);
  assert.deepEqual(rows(), ['a', 'f', 'd', 'e'], 'a new one takes the row, and nothing else moves');
  for (const id of ['a', 'f', 'e']) {
    centre.tell('call_hangup', { id });
  }
  assert.deepEqual(rows(), ['d']);
  centre.tell('call_hangup', { id: 'd' });
  assert.deepEqual(rows(), []);
});

test('who leads takes no calls and is not among the agents', () => {
  const centre = new Centre().tell('agent_updated', { ...ADA, id: 'boss', name: 'Bo Boss', permission: 0x40 });

  assert.deepEqual(centre.board.picture().agents.map((agent) => agent.name), ['Ada Abbott']);
});

test('agents who are free now are counted', () => {
  const centre = new Centre().tell('agent_updated', { ...ADA, id: 'bo', name: 'Bo Bauer', status: 'away' });

  assert.equal(centre.board.picture().available, 1);
  assert.equal(centre.tell('agent_updated', { ...ADA, status: 'busy' }).board.picture().available, 0);
});
