/** From here on a wait is marked. */
const LONG_WAIT_MILLIS = 20_000;
const DASH = '–';

/** @param {string} selector @returns {any} */
const $ = (selector) => document.querySelector(selector);

/**
 * Shows a picture of the board as it was at some moment.
 *
 * @param {ReturnType<import('./board.js').Board['picture']>} picture
 * @param {number} at milliseconds since 1970
 */
export function showBoard({ active, waiting, longest, available, agents, queues, calls }, at) {
  /** @param {number | undefined} since */
  const sofar = (since) => (since === undefined ? DASH : duration(at - since));
  /** @param {number | undefined} since */
  const isLong = (since) => since !== undefined && at - since >= LONG_WAIT_MILLIS;
  put($('#numbers'), { active, waiting, available, agents: agents.length, longest: sofar(longest) }, isLong(longest) && 'long');
  show($('#queues'), queues, (each) => [{ ...each, longest: sofar(each.longest) }, isLong(each.longest) && 'long']);
  show($('#agents'), agents, (each) => [{ ...each, since: sofar(each.since) }, each.state]);
  show($('#calls'), calls, (call) => [{ ...call, since: sofar(call.since) }, call.state]);
}

/** @param {{ id: string, name: string }[]} customers @param {string} id the one whose board is shown */
export function showCustomers(customers, id) {
  $('#customer').replaceChildren(...customers.map((each) => new Option(each.name, each.id, false, each.id === id)));
}

/**
 * Says how far what is shown can be trusted.
 *
 * @param {'live' | 'waiting' | 'ended'} state
 * @param {string} text
 */
export function showStatus(state, text) {
  document.body.dataset.state = state;
  write($('#status'), text);
  $('#again').hidden = state !== 'ended';
}

/** Makes a list show these items in their order. @template T @param {any} list @param {T[]} items @param {(item: T) => [object, any]} describe */
function show(list, items, describe) {
  const template = list.querySelector('template');
  const elements = list.getElementsByTagName('li');
  while (elements.length < items.length) {
    list.append(template.content.cloneNode(true));
  }
  while (elements.length > items.length) {
    elements[elements.length - 1].remove();
  }
  items.forEach((item, i) => put(elements[i], ...describe(item)));
  list.nextElementSibling.hidden = items.length > 0;
}

/** Writes values where the element has a place for them. @param {any} element @param {any} values @param {any} [state] */
function put(element, values, state) {
  element.dataset.state = state || '';
  element.dataset.id = values.id ?? '';
  for (const place of element.querySelectorAll('[data-value]')) {
    write(place, String(values[place.dataset.value] ?? ''));
  }
}

/** @param {any} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text; // else screen readers and the layout would be troubled for nothing
  }
}

/** @param {number} millis @returns {string} minutes and seconds */
function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
