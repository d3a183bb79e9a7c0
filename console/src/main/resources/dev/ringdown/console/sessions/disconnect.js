import { disconnect } from '../api.js';
import { confirmed } from '../lib/confirm.js';
import { h, say } from '../lib/dom.js';

/**
 * A button that closes somebody's connection, once that is confirmed.
 *
 * @param {string} id of the session
 * @param {string} name
 * @param {() => void} onGone
 */
export function offerDisconnect(id, name, onGone) {
  const button = h(
    'button.button.quiet',
    {
      type: 'button',
      'data-focus': `disconnect ${id}`,
      'aria-label': `Disconnect ${name}`,
      onclick: async () => {
        const text = 'The connection is closed. A client that may come back does so, and goes on where it was.';
        if (await confirmed({ title: `Disconnect ${name}?`, text, action: 'Disconnect' })) {
          try {
            await disconnect(id);
            onGone();
          } catch (error) {
            say(button, /** @type {Error} */ (error).message);
          }
        }
      },
    },
    'Disconnect',
  );
  return button;
}
