/**
 * What the explorer shows as one row: an event, or something that the connection was told about events.
 *
 * @import { CloudEvent, Gap } from '../client/index.js'
 *
 * @typedef {object} Item
 * @property {number} n counts up from 1
 * @property {'event' | 'notice'} kind
 * @property {CloudEvent | undefined} event
 * @property {string} title the type of an event, or what kind of notice it is
 * @property {string} text what a notice says
 * @property {number} arrived milliseconds since 1970
 * @property {number | null} latency milliseconds from the event's time to its arrival; null if it is old, not late
 * @property {boolean} left whether it is left out of the sample that is shown
 */

/** What of an event is worth a place in its row, the first of them that it has. */
const TELLING = ['status', 'state', 'name', 'destination', 'source', 'text', 'message', 'direction', 'reason'];

/** Characters of data of which nothing is telling. */
const SUMMARY_LENGTH = 200;

/** @param {CloudEvent} event @param {number} n @param {boolean} isLive @returns {Item} */
export function eventItem(event, n, isLive) {
  const arrived = Date.now();
  const latency = isLive ? arrived - Date.parse(event.time) : null;
  return { n, kind: 'event', event, title: event.type, text: '', arrived, latency, left: false };
}

/** @param {string} title @param {string} text @param {number} n @returns {Item} */
export const noticeItem = (title, text, n) => ({
  n,
  kind: 'notice',
  event: undefined,
  title,
  text,
  arrived: Date.now(),
  latency: null,
  left: false,
});

/** @param {Gap} gap */
export const gapText = ({ count, reason, topics }) =>
  `${count ?? 'some'} events of ${topics.join(', ')} are gone (${reason})`;

/** A short line about an event's data. @param {CloudEvent} event */
export function summary({ data }) {
  if (data === null || typeof data !== 'object') {
    return data === undefined ? '' : String(data);
  }
  const told = TELLING.filter(
    (name) => ['string', 'number', 'boolean'].includes(typeof data[name]) && data[name] !== '',
  );
  if (!told.length) {
    return JSON.stringify(data).slice(0, SUMMARY_LENGTH);
  }
  return told
    .slice(0, 3)
    .map((name) => `${name} ${data[name]}`)
    .join(' · ');
}

/** Texts of events that were searched once. @type {WeakMap<CloudEvent, string>} */
const searched = new WeakMap();

/** Whether an item has a text anywhere. @param {Item} item @param {string} wanted in lower case, empty for every item */
export function has(item, wanted) {
  if (!wanted) {
    return true;
  }
  if (!item.event) {
    return `${item.title} ${item.text}`.toLowerCase().includes(wanted);
  }
  const text = searched.get(item.event) ?? JSON.stringify(item.event).toLowerCase();
  searched.set(item.event, text);
  return text.includes(wanted);
}
