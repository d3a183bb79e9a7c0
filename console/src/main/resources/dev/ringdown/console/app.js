import { config, whenSignedOut } from './api.js';
import { fill, h } from './lib/dom.js';
import { place, whenMoved } from './lib/router.js';
import { adminKey, forget } from './session-key.js';
import { frame } from './views/frame.js';
import { eventsView } from './views/events.js';
import { publishView } from './views/publish.js';
import { sessionView } from './views/session.js';
import { sessionsView } from './views/sessions.js';
import { signIn } from './views/sign-in.js';
import { topicsView } from './views/topics.js';

/**
 * A part of the console.
 *
 * @typedef {object} View
 * @property {HTMLElement} element
 * @property {() => void} [enter] it is looked at from now on
 * @property {() => void} [leave] it is not looked at any more
 */

const TITLES = { events: 'Events', sessions: 'Sessions', topics: 'Topics', publish: 'Publish' };

/** @param {string} why what to tell who has to sign in */
function askForKey(why) {
  forget();
  document.title = 'Ringdown console';
  fill(document.body, signIn(why, () => location.reload())); // a new page knows nothing of who was there before
  document.querySelector('input')?.focus();
}

async function start() {
  if (!adminKey()) {
    return askForKey('');
  }
  whenSignedOut(() => askForKey('The gateway does not take this key any more.'));
  const known = await config();
  const shown = frame(() => askForKey(''));
  fill(document.body, ...shown.elements);

  /** Views that keep what they have while one is elsewhere. @type {Record<string, View>} */
  const kept = {};
  const make = { events: () => eventsView(known), sessions: sessionsView, topics: () => topicsView(known), publish: () => publishView(known) };
  /** @type {View | undefined} */
  let current;

  const go = () => {
    const [name, id] = place();
    const known = name in make ? /** @type {keyof typeof make} */ (name) : 'events';
    current?.leave?.();
    current = known === 'sessions' && id ? sessionView(id) : (kept[known] ??= make[known]());
    document.title = `${TITLES[known]} · Ringdown`;
    shown.show(known, current.element);
    current.enter?.();
  };
  whenMoved(go);
  go();
}

start().catch((error) => fill(document.body, h('main.sign-in', {}, h('p.notice.bad', { role: 'alert' }, error.message))));
