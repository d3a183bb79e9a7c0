import { h } from './dom.js';

/** Members of one object that are shown; more are counted. */
const MOST_MEMBERS = 500;

/**
 * A JSON value as a tree that opens and closes.
 *
 * @param {unknown} value
 * @param {string} [name] its name in the object or array that has it
 * @param {number} [openLevels] how many levels stand open
 * @returns {HTMLElement}
 */
export function jsonTree(value, name, openLevels = 2) {
  if (value === null || typeof value !== 'object') {
    return h('div.leaf', {}, label(name), leaf(value));
  }
  const members = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (!members.length) {
    return h('div.leaf', {}, label(name), h('span.muted', {}, open + close));
  }
  const content = h('div.members');
  const branch = h(
    'details',
    { open: openLevels > 0 },
    h('summary', {}, label(name), h('span.muted', {}, `${open} ${members.length} ${close}`)),
    content,
  );
  const grow = () => {
    if (branch.open && !content.childElementCount) {
      content.append(...members.slice(0, MOST_MEMBERS).map(([each, inner]) => jsonTree(inner, each, openLevels - 1)));
      if (members.length > MOST_MEMBERS) {
        content.append(h('div.leaf.muted', {}, `and ${members.length - MOST_MEMBERS} more`));
      }
    }
  };
  grow();
  branch.addEventListener('toggle', grow); // what nobody opens is not made
  return branch;
}

/** @param {string | undefined} name */
const label = (name) => (name === undefined ? null : h('span.key', {}, `${name}: `));

/** @param {unknown} value */
function leaf(value) {
  const kind = value === null ? 'null' : typeof value;
  return h(`span.value.${kind}`, {}, JSON.stringify(value));
}
