import { config, whenSignedOut } from './api.js';
import { fill, h } from './lib/dom.js';
import { place, whenMoved } from './lib/router.js';
import { adminKey, forget, whyForgotten } from './session-key.js';
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
function signOut(why) {
  forget(why);
  location.reload(); // a new page knows nothing of what was there before, and nothing goes on in it
}

async function start() {
  if (!adminKey()) {
    fill(
      document.body,
      signIn(whyForgotten(), () => location.reload()),
    );
    document.querySelector('input')?.focus();
    return;
  }
  whenSignedOut(() => signOut('The gateway does not take this key any more.'));
  const known = await config();
  const shown = frame(() => signOut(''));
  fill(document.body, ...shown.elements);

  /** Views that keep what they have while one is elsewhere. @type {Record<string, View>} */
  const kept = {};
  const make = {
    events: () => eventsView(known),
    sessions: sessionsView,
    topics: () => topicsView(known),
    publish: () => publishView(known),
  };
  /** @type {View | undefined} */
  let current;

  const go = () => {
    const [name, id] = place();
    const there = name in make ? /** @type {keyof typeof make} */ (name) : 'events';
    current?.leave?.();
    current = there === 'sessions' && id ? sessionView(id) : (kept[there] ??= make[there]());
    document.title = `${TITLES[there]} · Ringdown`;
    shown.show(there, current.element);
    current.enter?.();
  };
  whenMoved(go);
  go();
}

start().catch((error) =>
  fill(document.body, h('main.sign-in', {}, h('p.notice.bad', { role: 'alert' }, error.message))),
);
