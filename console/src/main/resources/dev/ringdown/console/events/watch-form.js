import { webSocketUrl, whyClosed } from '../gateway.js';
import { field, h, say } from '../lib/dom.js';
import { duration } from '../lib/format.js';
import { identityChooser } from '../views/identity-chooser.js';

/**
 * @import { Config } from '../api.js'
 * @import { State } from '../client/index.js'
 * @import { Watch } from './watch.js'
 */

/** What the client keeps to itself of a handshake that failed. */
const ABNORMAL = 1006;

/** @param {string} text */
const words = (text) => text.split(/[\s,]+/).filter(Boolean);

/**
 * What to watch, and how the connection is.
 *
 * @param {Config} config
 * @param {Watch} watch
 */
export function watchForm(config, watch) {
  const state = h('span.badge', { role: 'status' }, 'not watching');
  const trouble = h('p.notice.warn', { role: 'alert', hidden: true });
  const chooser = identityChooser(config, () => refresh());
  const topics = h('input', { value: '*', required: true, spellcheck: false, autocapitalize: 'off' });
  const types = h('input', { placeholder: 'all, or call_* …', spellcheck: false, autocapitalize: 'off' });
  const from = h(
    'select',
    { onchange: () => (last.hidden = from.value !== 'last') },
    h('option', { value: 'last' }, 'The last'),
    h('option', { value: 'snapshot' }, 'Snapshot'),
    h('option', { value: 'live' }, 'Now'),
  );
  const last = h('input', { type: 'number', min: 1, max: 1000, value: 100, 'aria-label': 'How many' });
  const start = h('button.button.primary', {}, 'Watch');
  const onchange = () => element.classList.remove('watching');
  const change = h('button.button.change', { type: 'button', onclick: onchange }, 'Change');
  const stop = h('button.button', { type: 'button', hidden: true }, 'Stop');
  let hasConnected = false;
  let isSubscribed = false;

  const refresh = () => (start.disabled = !chooser.chosen());
  const wrong = (/** @type {string} */ text) => {
    trouble.hidden = !text;
    say(trouble, text);
  };

  /** @param {State} now */
  const onState = (now) => {
    hasConnected ||= now.state === 'connected';
    const kinds = { connected: 'good', connecting: 'warn', disconnected: now.retryIn === null ? 'bad' : 'warn' };
    state.className = `badge ${kinds[now.state]}`;
    const again = now.retryIn === null ? '' : `, again in ${duration(now.retryIn)}`;
    say(state, now.state === 'disconnected' ? `disconnected${again}` : now.state);
    if (now.state === 'connected' && !isSubscribed) {
      state.className = 'badge warn';
      say(state, 'subscribing');
    }
    if (now.state === 'connected') {
      wrong('');
    } else if (now.code === ABNORMAL && !config.originAllowed) {
      wrong(`Pages of ${location.origin} may not connect: add it to origins in the configuration of the gateway.`);
    } else if (now.code === ABNORMAL && !hasConnected) {
      wrong(whyClosed(now.code, now.reason));
    } else if (now.code && now.retryIn === null) {
      wrong(`${now.reason} (${now.code})`);
    }
  };

  const onsubmit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const identity = chooser.chosen();
    if (!identity) {
      return;
    }
    if (location.protocol === 'https:' && webSocketUrl(config).startsWith('ws:')) {
      wrong('This page came over https and cannot connect by ws: set console.gateway to a wss address.');
      return;
    }
    wrong('');
    hasConnected = false;
    isSubscribed = false;
    try {
      const wanted = { identity, topics: words(topics.value), types: words(types.value), from: from.value };
      const live = watch.start({ ...wanted, last: Number(last.value) }, onState);
      live.then((isCurrent) => {
        if (isCurrent && watch.connection) {
          isSubscribed = true;
          onState(watch.connection.state);
        }
      });
      stop.hidden = false;
      element.classList.add('watching');
      say(start, 'Watch anew');
    } catch (error) {
      wrong(/** @type {Error} */ (error).message);
    }
  };
  stop.addEventListener('click', () => {
    watch.stop();
    stop.hidden = true;
    element.classList.remove('watching');
    state.className = 'badge';
    say(state, 'not watching');
    say(start, 'Watch');
    wrong('');
  });

  const beginning = h('div.field', {}, h('label.name', { htmlFor: 'from' }, 'From'), h('div.pair', {}, from, last));
  from.id = 'from';
  const fields = [chooser.element, field('Topics', topics), field('Types', types), beginning];
  const buttons = h('div.row.go', {}, start, stop, change);
  const element = h('form.watch.card', { onsubmit }, h('div.fields', {}, ...fields, buttons), trouble);
  refresh();
  return { element, state };
}
