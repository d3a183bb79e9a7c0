import { demoIdentities } from '../api.js';
import { demoIdentity, identityOf } from '../identity.js';
import { fill, h, say } from '../lib/dom.js';
import { masked, short, soon } from '../lib/format.js';

/**
 * @import { Config } from '../api.js'
 * @import { Identity } from '../identity.js'
 */

/** What the choice of pasting a token is called in the list. */
const PASTE = 'paste';

/**
 * As whom one watches or asks: a pasted token, and in demo mode the people of the demo. What was pasted is kept in
 * memory and shown masked.
 *
 * @param {Config} config
 * @param {() => void} onChange
 */
export function identityChooser(config, onChange) {
  /** @type {Map<string, Identity>} */
  const people = new Map();
  /** @type {Identity | undefined} */
  let pasted;
  const about = h('span.hint', { 'aria-live': 'polite' });
  const paste = h('input', {
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: 'a token (JWT)',
    'aria-label': 'Token',
    oninput: () => read(),
  });
  const choice = h('select', { 'aria-label': 'Identity', hidden: true, onchange: () => changed() });
  const element = h('div.field', {}, h('span.name', {}, 'As'), choice, paste, about);

  const chosen = () => (choice.hidden || choice.value === PASTE ? pasted : people.get(choice.value));

  const tell = () => {
    paste.hidden = !choice.hidden && choice.value !== PASTE;
    const identity = chosen();
    if (identity) {
      const expires = identity.expires ? `, until ${soon(identity.expires)}` : '';
      const name = paste.hidden ? '' : identity.name;
      const customer = `customer ${short(identity.customer)}`;
      say(about, [name, customer, `token ${masked(identity.token)}${expires}`].filter(Boolean).join(', '));
    } else if (!paste.value) {
      say(about, 'What this person may read is what is shown.');
    }
  };

  const changed = () => {
    tell();
    onChange();
  };

  const read = () => {
    pasted = undefined;
    if (paste.value.trim()) {
      try {
        pasted = identityOf(paste.value.trim());
      } catch (error) {
        say(about, /** @type {Error} */ (error).message);
      }
    }
    changed();
  };

  const offerDemo = async () => {
    const { customers } = await demoIdentities();
    fill(
      choice,
      ...customers.map(({ name, identities }) =>
        h(
          'optgroup',
          { label: name },
          ...identities.map((person) => {
            people.set(person.agent, demoIdentity(person));
            return h('option', { value: person.agent }, `${person.name}, ${person.role}`);
          }),
        ),
      ),
      h('option', { value: PASTE }, 'Paste a token…'),
    );
    choice.hidden = false;
    changed();
  };

  tell();
  const ready = config.demo ? offerDemo() : Promise.resolve();
  ready.catch((error) => say(about, `no demo identities: ${error.message}`));
  return { element, chosen, ready };
}
