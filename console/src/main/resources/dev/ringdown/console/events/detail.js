import { copy } from '../lib/clipboard.js';
import { fill, h } from '../lib/dom.js';
import { duration, moment } from '../lib/format.js';
import { jsonTree } from '../lib/json-tree.js';

/** @import { Item } from './item.js' */

/** @param {string} name @param {...any} values one below the other */
const fact = (name, ...values) => h('div', {}, h('dt', {}, name), ...values.map((value) => h('dd.mono', {}, value)));

/**
 * One event with all that it has, beside the list, or over it where there is no room.
 *
 * @param {{ onFollow: (item: Item, name: string) => void, onClose: () => void }} on
 */
export function detail(on) {
  const element = h('aside.panel.card', { hidden: true, tabIndex: -1, 'aria-label': 'One event' });
  element.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && on.onClose());
  return {
    element,
    /** @param {Item} item */
    show(item) {
      element.hidden = false;
      fill(element, head(item, on), ...(item.event ? content(item) : [h('p.notice.warn', {}, item.text)]));
      element.scrollTop = 0;
    },
    close() {
      element.hidden = true;
      fill(element);
    },
  };
}

/** @param {Item} item @param {{ onFollow: (item: Item, name: string) => void, onClose: () => void }} on */
function head(item, on) {
  const { event } = item;
  const [own, ...parents] = event ? [event.subject, ...(event.parents?.split(',') ?? [])] : [];
  return h(
    'header',
    {},
    h(
      'div.title',
      {},
      h('h2', {}, item.title),
      h('button.button.quiet', { type: 'button', onclick: on.onClose, 'aria-label': 'Close this event' }, 'Close'),
    ),
    event &&
      h(
        'div.row',
        {},
        followButton('button.button.primary', own ?? '', `Follow this ${own?.split(':')[0]}`, item, on),
        ...parents
          .filter((name) => name.includes(':'))
          .map((name) => followButton('button.button', name, `Follow its ${name.split(':')[0]}`, item, on)),
        h(
          'button.button',
          {
            type: 'button',
            onclick: (/** @type {any} */ { currentTarget }) => copy(currentTarget, JSON.stringify(event, null, 2)),
          },
          'Copy',
        ),
      ),
  );
}

/**
 * @param {string} tag
 * @param {string} name what is followed, `<resource>:<id>`
 * @param {string} text
 * @param {Item} item
 * @param {{ onFollow: (item: Item, name: string) => void }} on
 */
const followButton = (tag, name, text, item, on) =>
  h(tag, { type: 'button', title: name, onclick: () => on.onFollow(item, name) }, text);

/** @param {Item} item */
function content({ event, latency }) {
  if (!event) {
    return [];
  }
  const { specversion, id, source, type, subject, parents, time, sequence, datacontenttype, data, ...more } = event;
  return [
    h(
      'dl.facts',
      {},
      fact('subject', subject),
      parents && fact('parents', ...parents.split(',')),
      fact('time', `${moment(time)}${latency === null ? '' : `, here ${duration(Math.max(0, latency))} later`}`),
      fact('sequence', sequence),
      fact('id', id),
      fact('source', source),
      ...Object.entries(more).map(([name, value]) => fact(name, String(value))),
    ),
    h('h3', {}, 'data'),
    data === undefined ? h('p.muted', {}, 'none was published') : h('div.tree.mono', {}, jsonTree(data)),
  ];
}
