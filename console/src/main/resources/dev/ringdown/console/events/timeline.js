import { fill, h, say } from '../lib/dom.js';
import { clockTime, counted, duration, hue } from '../lib/format.js';
import { gapText } from './item.js';

/** @import { CloudEvent, Connection, Subscription } from '../client/index.js' */

/** Events of one resource that it begins with. */
const LAST = 100;

/** Events that are shown; older ones are taken away. */
const MOST = 500;

/**
 * What happens to one resource, such as a call, and to what belongs to it, such as its recordings, from the first retained
 * event on: when, how long after the event before, and what it changed.
 *
 * @param {() => void} onClose
 */
export function timeline(onClose) {
  const element = h('aside.panel.card', { hidden: true, tabIndex: -1, 'aria-label': 'One resource' });
  element.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && onClose());
  /** @type {Subscription | undefined} */
  let subscription;

  const close = () => {
    subscription?.unsubscribe();
    subscription = undefined;
    element.hidden = true;
    fill(element);
  };

  return {
    element,
    close,
    /**
     * @param {Connection} connection
     * @param {string} name the resource, `<resource>:<id>`
     * @param {string} topic that stands for it
     */
    follow(connection, name, topic) {
      close();
      const steps = h('ol.steps', { 'aria-live': 'polite' });
      const told = h('p.muted', {}, 'asking the log…');
      element.hidden = false;
      fill(element, head(name, onClose), told, steps);
      /** @type {CloudEvent | undefined} */
      let former;
      /** The latest data of each resource, to tell what changed. @type {Map<string, any>} */
      const known = new Map();
      let came = 0;
      const onEvent = (/** @type {CloudEvent} */ event) => {
        came++;
        steps.append(step(event, event.subject === name ? '' : event.subject, former, known.get(event.subject)));
        known.set(event.subject, event.data);
        if (known.size > MOST) {
          known.delete(known.keys().next().value ?? '');
        }
        if (steps.childElementCount > MOST) {
          steps.firstElementChild?.remove();
        }
        former = event;
        say(told, `${counted(came, 'event')}, and what comes`);
      };
      const onGap = (/** @type {any} */ gap) => steps.append(h('li.notice.warn', {}, gapText(gap)));
      const onRejected = (/** @type {any} */ { message }) => steps.append(h('li.notice.bad', {}, message));
      subscription = connection.subscribe(topic, { last: LAST, onGap, onRejected }, onEvent);
    },
  };
}

/** @param {string} name @param {() => void} onClose */
function head(name, onClose) {
  const [resource, id] = name.split(':');
  return h(
    'header',
    {},
    h(
      'div.title',
      {},
      h('h2', {}, `This ${resource}`),
      h('button.button.quiet', { type: 'button', onclick: onClose, 'aria-label': 'Close the timeline' }, 'Close'),
    ),
    h('p.mono.muted', {}, id),
  );
}

/**
 * @param {CloudEvent} event
 * @param {string} other whose it is, if not of the resource that is followed
 * @param {CloudEvent | undefined} former of whichever resource
 * @param {any} was its data before
 */
function step(event, other, former, was) {
  const changes = changed(was, event.data);
  const after = former ? `+${duration(Date.parse(event.time) - Date.parse(former.time))}` : 'first';
  return h(
    'li.step',
    { 'data-hue': String(hue(event.type.split('_')[0])) },
    h(
      'div.row',
      {},
      h('strong', {}, event.type),
      h('span.muted.number', {}, `${clockTime(new Date(event.time))} · ${after}`),
    ),
    other && h('p.mono.muted', {}, other),
    changes.length > 0 &&
      h(
        'ul.changes.mono',
        {},
        ...changes.map(([name, was, is]) =>
          h(
            'li',
            {},
            h('span.key', {}, `${name}: `),
            was !== undefined && h('del', {}, was),
            was !== undefined && ' → ',
            h('ins', {}, is),
          ),
        ),
      ),
  );
}

/** Members that differ, one level deep. @param {any} was @param {any} is @returns {[string, string | undefined, string][]} */
function changed(was, is) {
  if (!is || typeof is !== 'object' || !was || typeof was !== 'object') {
    return [];
  }
  const text = (/** @type {any} */ value) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => [name, name in was ? text(was[name]) : undefined, text(is[name])]);
}
