import { h, say } from '../lib/dom.js';
import { clockTime, duration, hue, short } from '../lib/format.js';
import { summary } from './item.js';

/** @import { Item } from './item.js' */

/** Rows beyond what can be seen, on either side. */
const SPARE = 6;

/** Milliseconds from which on an event came late. */
const LATE = 1000;

/**
 * The newest items first, of which only those that can be seen have elements. Rows are used again for other items, so
 * that nothing is made or laid out while events run.
 */
export class ItemList {
  element;

  #canvas = h('div.canvas', { role: 'presentation' });
  /** @type {ReturnType<typeof newRow>[]} */
  #rows = [];
  /** @type {Item[]} oldest first */
  #items = [];
  /** @type {Item | undefined} */
  #chosen;
  #offered = false;
  #onChoose;

  /** @param {(item: Item) => void} onChoose */
  constructor(onChoose) {
    this.#onChoose = onChoose;
    this.element = h(
      'div.items',
      {
        role: 'listbox',
        tabIndex: 0,
        'aria-label': 'Events, newest first',
        onscroll: () => this.#offer(),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
        onclick: (/** @type {MouseEvent} */ event) => this.#click(event),
      },
      this.#canvas,
    );
    new ResizeObserver(() => this.#offer()).observe(this.element);
  }

  get #rowHeight() {
    return matchMedia('(max-width: 720px)').matches ? 52 : 34;
  }

  /**
   * Shows items. Who has scrolled away from the newest keeps what is in front of them.
   *
   * @param {Item[]} items oldest first
   * @param {number} added how many of them are new at the end
   */
  show(items, added) {
    this.#items = items;
    const { scrollTop } = this.element;
    this.#canvas.style.height = `${items.length * this.#rowHeight}px`;
    if (scrollTop > 0 && added) {
      this.element.scrollTop = scrollTop + added * this.#rowHeight;
    }
    this.#offer();
  }

  /** Forgets which one was chosen. */
  release() {
    this.#chosen = undefined;
    this.#offer();
  }

  #offer() {
    if (!this.#offered) {
      this.#offered = true;
      requestAnimationFrame(() => {
        this.#offered = false;
        this.#draw();
      });
    }
  }

  #draw() {
    const height = this.#rowHeight;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / height) - SPARE);
    const wanted = Math.min(this.#items.length - first, Math.ceil(clientHeight / height) + 2 * SPARE);
    while (this.#rows.length < wanted) {
      const row = newRow(this.#rows.length);
      this.#rows.push(row);
      this.#canvas.append(row.element);
    }
    this.#rows.forEach((row, i) => {
      const at = first + i;
      const item = i < wanted ? this.#items[this.#items.length - 1 - at] : undefined;
      row.element.hidden = !item;
      if (item) {
        row.element.style.transform = `translateY(${at * height}px)`;
        row.show(item, item === this.#chosen);
      }
    });
    const active = this.#rows.find((row) => !row.element.hidden && row.item === this.#chosen);
    this.element.setAttribute('aria-activedescendant', this.#chosen && active ? active.element.id : '');
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target).closest('.item');
    const row = this.#rows.find(({ element }) => element === target);
    if (row?.item) {
      this.#choose(row.item);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#items.length - 1;
    const at = this.#chosen ? this.#items.indexOf(this.#chosen) : last + 1;
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.#rowHeight) - 1);
    const steps = { ArrowDown: at - 1, ArrowUp: at + 1, PageDown: at - page, PageUp: at + page, Home: last, End: 0 };
    const to = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (to !== undefined && last >= 0) {
      event.preventDefault();
      const next = Math.min(last, Math.max(0, to));
      this.#bringIntoView(last - next);
      this.#choose(this.#items[next]);
    }
  }

  /** @param {number} row counted from the newest */
  #bringIntoView(row) {
    const top = row * this.#rowHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) {
      this.element.scrollTop = top;
    } else if (top + this.#rowHeight > scrollTop + clientHeight) {
      this.element.scrollTop = top + this.#rowHeight - clientHeight;
    }
  }

  /** @param {Item} item */
  #choose(item) {
    this.#chosen = item;
    this.#onChoose(item);
    this.#offer();
  }
}

/** @param {number} number */
function newRow(number) {
  const time = h('span.time.mono');
  const dot = h('span.dot', { 'aria-hidden': 'true' });
  const title = h('span.type');
  const subject = h('span.subject.mono');
  const text = h('span.about');
  const latency = h('span.latency.number');
  const element = h('div.item', { id: `item-${number}`, role: 'option' }, time, dot, title, subject, text, latency);
  const row = {
    element,
    /** @type {Item | undefined} */
    item: undefined,
    /** @param {Item} item @param {boolean} isChosen */
    show(item, isChosen) {
      element.setAttribute('aria-selected', String(isChosen));
      if (row.item === item) {
        return;
      }
      row.item = item;
      const { event } = item;
      const [resource, id] = event?.subject.split(':') ?? ['', ''];
      element.dataset.kind = item.kind;
      dot.dataset.hue = event ? String(hue(resource)) : 'notice';
      say(time, clockTime(event ? new Date(event.time) : new Date(item.arrived)));
      say(title, item.title);
      say(subject, event ? short(id) : '');
      subject.title = event ? [event.subject, ...(event.parents?.split(',') ?? [])].join('\nof ') : '';
      say(text, event ? summary(event) : item.text);
      say(latency, item.latency === null ? '' : duration(Math.max(0, item.latency)));
      latency.classList.toggle('late', (item.latency ?? 0) > LATE);
    },
  };
  return row;
}
