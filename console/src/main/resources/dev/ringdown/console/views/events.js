import { charts } from '../events/charts.js';
import { detail } from '../events/detail.js';
import { download } from '../events/download.js';
import { ItemList } from '../events/list.js';
import { Rates } from '../events/rates.js';
import { ItemStore } from '../events/store.js';
import { timeline } from '../events/timeline.js';
import { Watch } from '../events/watch.js';
import { watchForm } from '../events/watch-form.js';
import { h, say } from '../lib/dom.js';
import { count, counted } from '../lib/format.js';

/**
 * @import { Config } from '../api.js'
 * @import { Item } from '../events/item.js'
 */

/** How often the list takes in what came, in milliseconds. */
const BEAT = 100;

/** The explorer: what comes, as it comes. @param {Config} config */
export function eventsView(config) {
  const store = new ItemStore();
  const rates = new Rates(Date.now());
  const watch = new Watch(config, store, rates);
  const drawn = charts(rates);

  /** @param {Item} item @param {string} name the subject of its event or a parent */
  const follow = ({ event }, name) => {
    if (event && watch.connection) {
      one.close();
      course.follow(watch.connection, name, watch.topicOf(event, name));
      course.element.focus();
    }
  };
  const closePanels = () => {
    one.close();
    course.close();
    list.release();
    list.element.focus();
  };
  const one = detail({ onFollow: follow, onClose: closePanels });
  const course = timeline(closePanels);
  const list = new ItemList((item) => {
    course.close();
    one.show(item);
  });

  const pause = h('button.button', { type: 'button', 'aria-pressed': 'false' }, 'Pause');
  const search = h('input', { type: 'search', placeholder: 'Filter by text', 'aria-label': 'Filter by text' });
  const told = h('p.told.muted.number');
  const clear = h('button.button.quiet', { type: 'button' }, 'Clear');
  const save = h('button.button.quiet', { type: 'button', onclick: () => download(store.all) }, 'Download');
  const again = () => {
    list.show(store.shown, 0);
    tell();
  };
  search.addEventListener('input', () => {
    store.look(search.value.trim());
    again();
  });
  clear.addEventListener('click', () => {
    store.clear();
    closePanels();
    again();
  });
  pause.addEventListener('click', () => {
    store.isHeld ? store.run() : store.hold();
    pause.setAttribute('aria-pressed', String(store.isHeld));
    pause.classList.toggle('primary', store.isHeld);
    again();
  });

  const hints = ['Nothing has come yet.', 'Choose topics above and press Watch.'];
  const empty = h('div.empty', {}, ...hints.map((hint) => h('p', {}, hint)));
  const form = watchForm(config, watch);

  /** Says what is shown, out of how much. */
  const tell = () => {
    const { received, shown, kept, stride, waiting, isHeld } = store;
    say(pause, isHeld ? `Go on (${count(waiting)} more)` : 'Pause');
    const parts = [`${counted(received, 'event')} received`];
    if (stride > 1 && !isHeld) {
      parts.unshift(`1 of ${stride} shown, pause to see each`);
    } else if (shown.length !== kept) {
      parts.push(`${count(shown.length)} shown`);
    }
    if (received > kept) {
      parts.push(`the newest ${count(kept)} kept`);
    }
    say(told, parts.join(' · '));
    empty.hidden = shown.length > 0;
    list.element.hidden = shown.length === 0;
  };

  let beatAt = performance.now();
  setInterval(() => {
    const now = performance.now();
    const added = store.advance(Math.max(now - beatAt, 1) / 1000);
    beatAt = now;
    if (added) {
      list.show(store.shown, added);
    }
    tell();
    if (rates.advance(Date.now())) {
      drawn.show();
    }
  }, BEAT);
  drawn.show();
  tell();

  const element = h(
    'div.view.events',
    {},
    h('div.title', {}, h('h1', {}, 'Events'), form.state),
    form.element,
    drawn.element,
    h('div.bar', {}, pause, search, told, h('div.row', {}, save, clear)),
    h('div.stage', {}, h('div.list.card', {}, list.element, empty), one.element, course.element),
  );
  return { element };
}
