import { fill, h, icon } from '../lib/dom.js';
import { masked } from '../lib/format.js';
import { addressOf } from '../lib/router.js';
import { adminKey } from '../session-key.js';

/** The places of the console, with what is drawn for them. */
const PLACES = [
  ['events', 'Events', 'M1.5 8h3l2-5 3 10 2-5h3'],
  ['sessions', 'Sessions', 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.5c.5-2.5 2.5-3.5 5-3.5s4.5 1 5 3.5'],
  ['topics', 'Topics', 'M3 5.5h10M3 10.5h10M6.5 2.5l-1.5 11M11 2.5l-1.5 11'],
  ['publish', 'Publish', 'M14 2 7 9M14 2l-4.5 12L7 9 2 6.5 14 2Z'],
];

/** What stands around every view: the way to the others, and the way out. @param {() => void} onSignOut */
export function frame(onSignOut) {
  const main = h('main', { id: 'main', tabIndex: -1 });
  const links = PLACES.map(([name, title, drawing]) =>
    h('a', { href: addressOf(name), 'data-place': name }, icon(drawing), title),
  );
  const skip = h(
    'a.skip.button',
    {
      href: '#main',
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault(); // what stands behind the # is a place of the console
        main.focus();
      },
    },
    'Skip to the content',
  );
  const side = h(
    'div.side',
    {},
    h('div.brand', {}, h('img', { src: 'icon.svg', alt: '' }), 'Ringdown'),
    h('nav.places', { 'aria-label': 'Console' }, ...links),
    h(
      'div.bottom',
      {},
      h('span.signed-in.muted', {}, `Admin key ${masked(adminKey() ?? '')}`),
      h('button.button.quiet', { type: 'button', onclick: onSignOut }, 'Sign out'),
    ),
  );
  return {
    elements: [skip, h('div.frame', {}, side, main)],
    /** @param {string} name @param {HTMLElement} view */
    show(name, view) {
      links.forEach((link) =>
        link.dataset.place === name ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'),
      );
      fill(main, view);
    },
  };
}
