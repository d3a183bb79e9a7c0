import { explain } from '../gateway.js';
import { field, fill, h } from '../lib/dom.js';
import { counted } from '../lib/format.js';
import { identityChooser } from './identity-chooser.js';

/** @import { Config } from '../api.js' */

/** Topics of one question, as the gateway takes them. */
const MOST_TOPICS = 100;

/** Would this identity get this topic, and why not? @param {Config} config */
export function topicsView(config) {
  const answers = h('div.stack', { 'aria-live': 'polite' });
  const chooser = identityChooser(config, () => (ask.disabled = !chooser.chosen()));
  const topics = h('textarea', {
    rows: 4,
    required: true,
    spellcheck: false,
    placeholder: 'call\ncall_hangup\ncustomer_id:…:chat',
  });
  const ask = h('button.button.primary', { disabled: !chooser.chosen() }, 'Explain');
  const onsubmit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const identity = chooser.chosen();
    const wanted = [...new Set(topics.value.split(/[\s,]+/).filter(Boolean))].slice(0, MOST_TOPICS);
    if (!identity || !wanted.length) {
      return;
    }
    ask.disabled = true;
    try {
      fill(answers, ...(await explain(config, identity, /** @type {string[]} */ (wanted))).map(answer));
    } catch (error) {
      fill(answers, h('p.notice.bad', {}, /** @type {Error} */ (error).message));
    }
    ask.disabled = false;
  };
  const element = h(
    'div.view.narrow',
    {},
    h('div.title', {}, h('h1', {}, 'Topics')),
    h(
      'p.muted',
      {},
      'Would this identity get a topic? By which rule, and how many events of the last hour would it have had?',
    ),
    h(
      'form.card.form',
      { onsubmit },
      chooser.element,
      field('Topics', topics, `One a line, up to ${MOST_TOPICS}.`),
      h('div.row', {}, ask),
    ),
    answers,
  );
  return { element };
}

/** @param {Awaited<ReturnType<typeof explain>>[number]} explained */
function answer({ topic, allowed, rule, filters, matched, hint }) {
  return h(
    'section.card.answer',
    {},
    h(
      'div.title',
      {},
      h('h2.mono', {}, topic),
      h(`span.badge.${allowed ? 'good' : 'bad'}`, {}, allowed ? 'allowed' : 'refused'),
    ),
    h('p', {}, rule),
    filters?.length && h('ul.mono.filters', {}, ...filters.map((filter) => h('li', {}, filter))),
    matched &&
      h(
        'p.muted.number',
        {},
        `${counted(matched.hour, 'event')} of the last hour${matched.complete ? '' : ', among the newest 10,000'}`,
      ),
    hint && h('p.notice.warn', {}, hint),
  );
}
