/**
 * A topic that one subscribes to, taken apart. The server decides what a topic means and who may have it; here it is only
 * found out to which subscriptions of a connection an event goes. An event names its resource and its id, not its scopes.
 *
 * @typedef {object} Topic
 * @property {string} text as it was written
 * @property {string} scope `customer_id:<uuid>`, `agent_id:<uuid>`, or empty for a short form
 * @property {string} resource empty for any
 * @property {string} id empty for any
 */

const UUID = /^[\da-f-]{36}$/i;

/** UUIDs compare without regard to case, everything else with it. @param {string} text */
const comparable = (text) => (UUID.test(text) ? text.toLowerCase() : text);

/** @param {string | undefined} segment */
const concrete = (segment) => (segment === undefined || segment === '*' ? '' : comparable(segment));

/**
 * @param {string} text
 * @returns {Topic}
 */
export function parseTopic(text) {
  const segments = text.split(':');
  const scope = /^(customer|agent)_id$/.test(segments[0]) ? segments.splice(0, 2).map(comparable).join(':') : '';
  return { text, scope, resource: concrete(segments[0]), id: concrete(segments[1]) };
}

/** @param {string} a @param {string} b */
const meet = (a, b) => !a || !b || a === b;

/**
 * Whether an event can match both topics, scopes left aside. The subject of an event is a topic too.
 *
 * @param {Topic} a
 * @param {Topic} b
 */
export const overlap = (a, b) => meet(a.resource, b.resource) && meet(a.id, b.id);

/**
 * Whether an event's type is asked for; a trailing `*` stands for any ending.
 *
 * @param {readonly string[] | undefined} types undefined for all
 * @param {string} type
 */
export const hasType = (types, type) =>
  !types || types.some((asked) => (asked.endsWith('*') ? type.startsWith(asked.slice(0, -1)) : type === asked));
