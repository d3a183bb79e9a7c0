import { sessions } from '../api.js';
import { field, fill, h, say } from '../lib/dom.js';
import { ago, count, counted, moment, short } from '../lib/format.js';
import { addressOf } from '../lib/router.js';
import { offerDisconnect } from '../sessions/disconnect.js';
import { every } from '../sessions/polling.js';

/** @import { SessionSummary } from '../api.js' */

/** Milliseconds between two looks. */
const PERIOD = 3000;

/** Sessions that one answer has at most. */
const LIMIT = '200';

const COLUMNS = ['Identity', 'Customer', 'From', 'Connected', 'Topics', 'Behind', 'Sent', ''];

/** Who is connected, and how they are. */
export function sessionsView() {
  const told = h('p.muted.number', { role: 'status' });
  const body = h('tbody');
  const trouble = h('p.notice.bad', { role: 'alert', hidden: true });
  const inputs = Object.fromEntries(
    ['customer', 'agent', 'topic', 'address'].map((name) => [
      name,
      h('input', { spellcheck: false, autocapitalize: 'off', oninput: () => polling.soon() }),
    ]),
  );
  const behind = h('input', { type: 'checkbox', onchange: () => polling.soon() });

  const look = async () => {
    const filters = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]));
    try {
      const found = await sessions({ ...filters, behind: behind.checked ? 'true' : '', limit: LIMIT });
      trouble.hidden = true;
      show(found);
    } catch (error) {
      trouble.hidden = false;
      say(trouble, /** @type {Error} */ (error).message);
    }
  };
  const polling = every(PERIOD, look);

  /** @param {Awaited<ReturnType<typeof sessions>>} found */
  const show = ({ total, truncated, sessions: all }) => {
    say(told, `${counted(total, 'session')}${truncated ? `, ${count(all.length)} of them shown` : ''}`);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.focus;
    fill(body, ...all.map((each) => row(each, polling.soon)));
    if (!all.length) {
      fill(body, h('tr', {}, h('td', { colSpan: COLUMNS.length }, h('div.empty', {}, 'No session is like this.'))));
    }
    const again = focused && [...body.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === focused);
    again?.focus();
  };

  const element = h(
    'div.view',
    {},
    h('div.title', {}, h('h1', {}, 'Sessions'), told),
    h(
      'div.card.filters-bar',
      {},
      field('Customer', inputs.customer),
      field('Agent', inputs.agent),
      field('Topic', inputs.topic),
      field('From address', inputs.address),
      h('label.check', {}, behind, 'only who is behind'),
    ),
    trouble,
    h(
      'div.card.table',
      {},
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h('tr', {}, ...COLUMNS.map((name) => h('th', { scope: 'col' }, name || h('span.only-read', {}, 'Actions')))),
        ),
        body,
      ),
    ),
  );
  return { element, enter: polling.start, leave: polling.stop };
}

/** @param {SessionSummary} session @param {() => void} onGone */
function row(session, onGone) {
  const { session: id, identity, agent, customer, address, connected, topics, lag, behind, sent } = session;
  const name = agent ? `${identity} ${short(agent)}` : identity;
  const cell = (/** @type {string} */ label, /** @type {any[]} */ ...content) =>
    h('td', { 'data-label': label }, ...content);
  return h(
    'tr',
    {},
    cell('Identity', h('a', { href: addressOf('sessions', id), title: agent ?? id, 'data-focus': `open ${id}` }, name)),
    cell('Customer', h('span.mono', { title: customer }, short(customer))),
    cell('From', h('span.mono', {}, address)),
    cell('Connected', h('span.number', { title: moment(connected) }, ago(connected, Date.now()))),
    cell('Topics', h('span.number', {}, count(topics))),
    cell(
      'Behind',
      behind ? h('span.badge.warn.number', {}, count(lag)) : h('span.muted.number', {}, lag ? count(lag) : '–'),
    ),
    cell('Sent', h('span.number', {}, count(sent))),
    cell('', offerDisconnect(id, name, onGone)),
  );
}
