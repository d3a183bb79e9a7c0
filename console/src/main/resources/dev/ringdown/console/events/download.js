import { h } from '../lib/dom.js';

/** @import { Item } from './item.js' */

/** Saves the events of items as a file, one JSON object a line, oldest first. @param {Item[]} items */
export function download(items) {
  const lines = items.flatMap(({ event }) => (event ? `${JSON.stringify(event)}\n` : []));
  const url = URL.createObjectURL(new Blob(lines, { type: 'application/x-ndjson' }));
  h('a', { href: url, download: 'events.ndjson' }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the browser has begun to read it by then
}
