import { demoIdentities, publish } from '../api.js';
import { field, fill, h } from '../lib/dom.js';

/** @import { Config } from '../api.js' */

/** Publishes an event to try something out. @param {Config} config */
export function publishView(config) {
  const key = h('input', { type: 'password', autocomplete: 'off', spellcheck: false, required: true });
  const type = h('input', {
    value: 'call_created',
    required: true,
    pattern: '[A-Za-z0-9.\\-]+_[A-Za-z0-9._\\-]+',
    title: '<resource>_<action>',
    spellcheck: false,
  });
  const data = h('textarea', { rows: 10, required: true, spellcheck: false });
  const told = h('div', { 'aria-live': 'polite' });
  const send = h('button.button.primary', {}, 'Publish');
  const write = (/** @type {string} */ customer) =>
    (data.value = JSON.stringify(
      { id: crypto.randomUUID?.() ?? 'test-1', customer_id: customer, status: 'test' },
      null,
      2,
    ));
  write('');
  const offered = offerDemo(config, key, write);

  const onsubmit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      const { id, sequence } = await publish(key.value.trim(), {
        type: type.value.trim(),
        data: JSON.parse(data.value),
      });
      fill(told, h('p.notice.good', {}, 'Published as ', h('code', {}, id), ' at ', h('code', {}, sequence)));
    } catch (error) {
      fill(told, h('p.notice.bad', {}, /** @type {Error} */ (error).message));
    }
    send.disabled = false;
  };
  const element = h(
    'div.view.narrow',
    {},
    h('div.title', {}, h('h1', {}, 'Publish')),
    h('p.muted', {}, 'One event, to see where it goes. It is a real one: everybody gets it who would get any other.'),
    h(
      'form.card.form',
      { onsubmit },
      field('Publisher key', key, 'A value of publish.keys.<name> in the configuration. It is not kept.'),
      offered,
      field('Type', type),
      field('Data', data, 'JSON. customer_id says whose event it is, owner_id of which agent, id of which resource.'),
      h('div.row', {}, send),
    ),
    told,
  );
  return { element };
}

/**
 * In demo mode: its publisher key, and its customers to choose from.
 *
 * @param {Config} config
 * @param {HTMLInputElement} key
 * @param {(customer: string) => void} write
 */
function offerDemo(config, key, write) {
  const choice = h('select', { onchange: () => write(choice.value) });
  const element = field('Customer of the demo', choice);
  element.hidden = true;
  if (config.demo) {
    demoIdentities().then(
      ({ publisherKey, customers }) => {
        fill(choice, ...customers.map(({ id, name }) => h('option', { value: id }, name)));
        element.hidden = false;
        key.value = publisherKey;
        write(choice.value);
      },
      (error) => element.after(h('p.notice.warn', {}, `nothing of the demo can be offered: ${error.message}`)),
    );
  }
  return element;
}
