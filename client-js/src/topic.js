/**
 * A topic that one subscribes to, taken apart. The server decides what a topic means and who may have it; here it is only
 * found out to which subscriptions of a connection an event goes. An event names resources and their ids, not its scopes.
 * Whether the segment behind the resource is an id or a type, the server's routing table knows: here it may be either.
 *
 * @typedef {object} Topic
 * @property {string} text as it was written
 * @property {string} scope `customer_id:<uuid>`, `agent_id:<uuid>`, or empty for a short form
 * @property {string} resource empty for any
 * @property {string} which an id or a type, which may end in `*`; a type, if there is an id besides. Empty for any
 * @property {string} id behind a type; empty for any
 */

const UUID = /^[\da-f-]{36}$/i;

/** UUIDs compare without regard to case, everything else with it. @param {string} text */
const comparable = (text) => (UUID.test(text) ? text.toLowerCase() : text);

/** @param {string} segment */
const concrete = (segment) => (segment === '*' ? '' : comparable(segment));

/**
 * @param {string} text
 * @returns {Topic}
 */
export function parseTopic(text) {
  const segments = text.split(':');
  const scope = /^(customer|agent)_id$/.test(segments[0]) ? segments.splice(0, 2).map(comparable).join(':') : '';
  const [resource = '', which = '', id = ''] = segments.map(concrete);
  return { text, scope, resource: resource.toLowerCase(), which, id }; // `Account` is read as `account`
}

/**
 * What an event belongs to: its subject, and its parents, as topics. A parent whose id is not known has none.
 *
 * @param {import('./protocol.js').CloudEvent} event
 */
export const namesOf = ({ subject, parents }) => [subject, ...(parents?.split(',') ?? [])].map(parseTopic);

/**
 * Whether a topic asks for an event, scopes left aside.
 *
 * @param {Topic} topic
 * @param {string} type
 * @param {Topic[]} names
 */
export const matches = ({ resource, which, id }, type, names) =>
  names.some((name) => {
    const isOfType = !which || hasType([which], type);
    return (!resource || resource === name.resource) && (id ? isOfType && id === name.which : isOfType || which === name.which);
  });

/**
 * Whether an event's type is asked for; a trailing `*` stands for any ending.
 *
 * @param {readonly string[] | undefined} types undefined for all
 * @param {string} type
 */
export const hasType = (types, type) =>
  !types || types.some((asked) => (asked.endsWith('*') ? type.startsWith(asked.slice(0, -1)) : type === asked));
