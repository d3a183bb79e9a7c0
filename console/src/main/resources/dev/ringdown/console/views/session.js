import { Refused, session, trace } from '../api.js';
import { fill, h, say } from '../lib/dom.js';
import { bytes, clockTime, count, counted, moment } from '../lib/format.js';
import { addressOf } from '../lib/router.js';
import { offerDisconnect } from '../sessions/disconnect.js';
import { every } from '../sessions/polling.js';

/** @import { TraceEntry } from '../api.js' */

/** Milliseconds between two looks; the trace stays on as long as one looks. */
const PERIOD = 1000;

/** Entries of the trace that are shown; older ones are taken away. */
const MOST_ENTRIES = 500;

/** What became of an event, in words, and how bad that is. */
const OUTCOMES = {
  sent: ['sent', 'good'],
  'caught-up': ['caught up', 'good'],
  filtered: ['left out', ''],
  behind: ['fell behind', 'warn'],
  live: ['live again', ''],
  gap: ['gap', 'warn'],
  control: ['told', ''],
  client: ['client said', ''],
};

/** One session: who, what it asked for, and what it was sent. @param {string} id */
export function sessionView(id) {
  const facts = h('dl.facts.card');
  const subscriptions = h('ul.stack');
  const entries = h('tbody');
  const told = h('p.muted.number', { role: 'status' }, 'beginning to trace…');
  const trouble = h('p.notice.warn', { role: 'alert', hidden: true });
  let after = 0;
  let lost = 0;

  const look = async () => {
    try {
      const [now, traced] = await Promise.all([session(id), trace(id, after)]);
      show(now);
      after = traced.next;
      lost += traced.lost;
      entries.prepend(...traced.entries.map(entryRow).reverse());
      while (entries.childElementCount > MOST_ENTRIES) {
        entries.lastElementChild?.remove();
      }
      trouble.hidden = true;
      const notKept = lost ? `; ${count(lost)} more were not kept` : '';
      say(told, `${counted(entries.childElementCount, 'entry', 'entries')}, newest first${notKept}`);
    } catch (error) {
      trouble.hidden = false;
      const isGone = error instanceof Refused && error.status === 404;
      say(trouble, isGone ? 'This session has ended.' : /** @type {Error} */ (error).message);
      if (isGone) {
        polling.stop();
      }
    }
  };
  const polling = every(PERIOD, look);

  /** @param {Awaited<ReturnType<typeof session>>} now */
  const show = (now) => {
    const what = {
      customer: now.customer,
      agent: now.agent ?? '–',
      identity: now.identity,
      permissions: now.permissions.join(', ') || '–',
    };
    const how = {
      address: now.address,
      transport: `${now.transport}${now.compressed ? ', compressed' : ''}`,
      protocol: now.protocol ?? 'none',
      shape: now.shape,
    };
    const since = { connected: moment(now.connected), expires: moment(now.expires) };
    const far = {
      sequence: now.sequence,
      behind: now.behind ? count(now.lag) : `no${now.lag ? ` (${count(now.lag)} on the way)` : ''}`,
      sent: count(now.sent),
      waiting: now.unsentBytes ? `${bytes(now.unsentBytes)} for its socket` : 'nothing',
    };
    const all = Object.entries({ ...what, ...how, ...since, ...far });
    fill(facts, ...all.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd.mono.number', {}, value))));
    fill(
      subscriptions,
      ...now.subscriptions.map(({ topic, filters, types, replaying }) =>
        h(
          'li.subscription',
          {},
          h(
            'div.row',
            {},
            h('strong.mono', {}, topic),
            replaying && h('span.badge.warn', {}, 'replaying'),
            types && h('span.muted', {}, `only ${types.join(' ')}`),
          ),
          h('div.mono.muted', {}, filters.join('\n')),
        ),
      ),
    );
    if (!now.subscriptions.length) {
      fill(subscriptions, h('li.muted', {}, 'Nothing is subscribed.'));
    }
  };

  const element = h(
    'div.view',
    {},
    h(
      'div.title',
      {},
      h('h1', {}, h('a.back', { href: addressOf('sessions') }, 'Sessions'), ' / ', h('span.mono', {}, id.slice(0, 8))),
      offerDisconnect(id, 'this session', () => (location.hash = addressOf('sessions'))),
    ),
    trouble,
    facts,
    h('section.card.part', {}, h('h2', {}, 'Subscriptions'), subscriptions),
    h(
      'section.card.part',
      {},
      h('div.title', {}, h('h2', {}, 'Delivery trace'), told),
      h(
        'div.table',
        {},
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              ...['Time', 'What', 'Type', 'Subject', 'Topics', 'Size'].map((name) => h('th', { scope: 'col' }, name)),
            ),
          ),
          entries,
        ),
      ),
    ),
  );
  return { element, enter: polling.start, leave: polling.stop };
}

/** @param {TraceEntry} entry */
function entryRow({ time, what, type, subject, parents, topics, moreTopics, bytes: size, reason, sequence }) {
  const [word, kind] = OUTCOMES[what] ?? [what, ''];
  const cell = (/** @type {string} */ label, /** @type {any[]} */ ...content) =>
    h('td', { 'data-label': label }, ...content);
  return h(
    'tr',
    { title: sequence ?? '' },
    cell('Time', h('span.mono', {}, clockTime(new Date(time)))),
    cell('What', h(kind ? `span.badge.${kind}` : 'span.badge', {}, word)),
    cell('Type', type ?? ''),
    cell(
      'Subject',
      h('span.mono', {}, subject ?? ''),
      ...(parents ?? []).map((parent) => h('div.mono.muted', { title: 'a parent of it' }, `of ${parent}`)),
    ),
    cell(
      'Topics',
      h('span.mono.muted', {}, topics?.join(' ') ?? '', moreTopics ? ` and ${moreTopics} more` : ''),
      reason && h('span.muted', {}, ` ${reason}`),
    ),
    cell('Size', h('span.number', {}, size === undefined || size === null ? '' : bytes(size))),
  );
}
