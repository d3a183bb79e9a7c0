import { h } from './dom.js';

/**
 * Asks before something is done that cannot be undone.
 *
 * @param {{ title: string, text: string, action: string }} question
 * @returns {Promise<boolean>} whether it is to be done
 */
export function confirmed({ title, text, action }) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'question', onclose: () => (dialog.remove(), resolve(dialog.returnValue === 'yes')) },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'question' }, title),
        h('p.muted', {}, text),
        h(
          'div.row.end',
          {},
          h('button.button', { value: 'no', autofocus: true }, 'Cancel'),
          h('button.button.danger', { value: 'yes' }, action),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
