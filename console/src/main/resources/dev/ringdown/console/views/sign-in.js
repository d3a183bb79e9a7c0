import { prove } from '../api.js';
import { field, h, say } from '../lib/dom.js';
import { keep } from '../session-key.js';

/**
 * Asks for an admin key, and keeps one that the gateway takes.
 *
 * @param {string} why what to tell first; empty for nothing
 * @param {() => void} onSignedIn
 */
export function signIn(why, onSignedIn) {
  const key = h('input', {
    type: 'password',
    name: 'key',
    autocomplete: 'off',
    spellcheck: false,
    required: true,
    autofocus: true,
  });
  const told = h('p.notice', { role: 'alert', hidden: !why, className: 'notice warn' }, why);
  const button = h('button.button.primary', {}, 'Sign in');
  const onsubmit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await prove(key.value.trim());
      keep(key.value.trim());
      onSignedIn();
    } catch (error) {
      told.hidden = false;
      told.className = 'notice bad';
      say(told, /** @type {Error} */ (error).message);
      button.disabled = false;
      key.focus();
    }
  };
  return h(
    'main.sign-in',
    {},
    h(
      'form',
      { onsubmit },
      h('div.brand', {}, h('img', { src: 'icon.svg', alt: '' }), 'Ringdown console'),
      field('Admin key', key, 'A value of admin.keys.<name> in the configuration. It stays in this tab.'),
      told,
      button,
    ),
  );
}
