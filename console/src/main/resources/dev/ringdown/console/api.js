import { adminKey } from './session-key.js';

/**
 * The internal port, which serves this page too.
 *
 * @typedef {object} Config what the page is told without a key
 * @property {string | null} webSocket where clients connect; null: on the host that this page is from
 * @property {number} port the public port
 * @property {boolean} tls whether it speaks TLS
 * @property {boolean} originAllowed whether this page's origin may connect
 * @property {boolean} demo whether there are demo identities
 *
 * @typedef {object} SessionSummary
 * @property {string} session
 * @property {string} customer
 * @property {string | null} agent
 * @property {string} identity `agent`, `accesskey`, `direct` or `superadmin`
 * @property {string[]} permissions
 * @property {string} address
 * @property {string} connected
 * @property {string | null} expires
 * @property {string | null} protocol
 * @property {string} transport
 * @property {boolean} compressed
 * @property {string} shape of its events: `cloudevents`, `envelope` or `resource`
 * @property {number} topics
 * @property {string} sequence
 * @property {number} lag
 * @property {boolean} behind
 * @property {number} sent
 * @property {number} unsentBytes what waits for its socket
 *
 * @typedef {object} TraceEntry
 * @property {number} n
 * @property {string} time
 * @property {'sent' | 'caught-up' | 'filtered' | 'behind' | 'live' | 'gap' | 'control' | 'client'} what
 * @property {string} [sequence]
 * @property {string} [type]
 * @property {string} [subject]
 * @property {string[]} [parents]
 * @property {string[]} topics
 * @property {number} [moreTopics] how many more there are
 * @property {number} [bytes]
 * @property {string} [reason]
 */

/** The server refused a request; the message is its own. */
export class Refused extends Error {
  /** @param {number} status @param {string} detail */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Who is told that the key is of no use any more. */
let onSignedOut = () => {};

/** @param {() => void} listener */
export const whenSignedOut = (listener) => void (onSignedOut = listener);

/**
 * @param {string} path
 * @param {{ method?: string, key?: string | null, body?: string }} [request] `key`: another one than the admin key
 */
async function ask(path, { method = 'GET', key = adminKey(), body } = {}) {
  const headers = {
    ...(key && { authorization: `Bearer ${key}` }),
    ...(body && { 'content-type': 'application/json' }),
  };
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(path, { method, headers, body, cache: 'no-store' });
  } catch {
    throw new Refused(0, 'the gateway does not answer');
  }
  const text = await answer.text();
  if (!answer.ok) {
    const refusal = new Refused(answer.status, detailOf(text) ?? `${answer.status} ${answer.statusText}`);
    if (answer.status === 401 && key === adminKey()) {
      onSignedOut();
    }
    throw refusal;
  }
  return text ? JSON.parse(text) : undefined;
}

/** @param {string} text @returns {string | undefined} */
function detailOf(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return undefined; // a proxy's page, which the status has to speak for
  }
}

/** @returns {Promise<Config>} */
export const config = () => ask(`config.json?origin=${encodeURIComponent(location.origin)}`);

/** Whether a key is an admin's; refused with 401 if it is not. @param {string} key */
export const prove = (key) => ask('/v1.0/sessions?limit=1', { key });

/**
 * @param {Record<string, string>} filters `customer`, `agent`, `topic`, `address`, `behind`, `limit`; empty ones are left out
 * @returns {Promise<{ total: number, truncated: boolean, sessions: SessionSummary[] }>}
 */
export function sessions(filters) {
  const given = Object.entries(filters).filter(([, value]) => value);
  return ask(`/v1.0/sessions?${new URLSearchParams(given)}`);
}

/** @param {string} id */
const pathOf = (id) => `/v1.0/sessions/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @returns {Promise<SessionSummary & { subscriptions: { topic: string, filters: string[], types: string[] | null,
 *   replaying: boolean }[] }>}
 */
export const session = (id) => ask(pathOf(id));

/** @param {string} id */
export const disconnect = (id) => ask(pathOf(id), { method: 'DELETE' });

/**
 * What a session was sent after an entry. Asking keeps the trace on.
 *
 * @param {string} id
 * @param {number} after
 * @returns {Promise<{ tracing: boolean, next: number, lost: number, entries: TraceEntry[] }>}
 */
export const trace = (id, after) => ask(`${pathOf(id)}/trace?after=${after}`);

/**
 * @returns {Promise<{ publisherKey: string, customers: { id: string, name: string,
 *   identities: { name: string, role: string, agent: string, token: string }[] }[] }>}
 */
export const demoIdentities = () => ask('identities.json');

/**
 * Publishes an event.
 *
 * @param {string} key a publisher key
 * @param {object} envelope `type` and `data`
 * @returns {Promise<{ id: string, sequence: string }>}
 */
export const publish = (key, envelope) => ask('/v1.0/events', { method: 'POST', key, body: JSON.stringify(envelope) });
