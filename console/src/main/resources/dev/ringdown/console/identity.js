import { demoIdentities } from './api.js';

/**
 * As whom one watches or asks: a token that was pasted, or a person of the demo.
 *
 * @typedef {object} Identity
 * @property {string} name empty if a token has none
 * @property {string} customer
 * @property {boolean} isSuperAdmin
 * @property {string | null} expires
 * @property {string} token
 * @property {() => Promise<string>} [getToken] gets another one; a pasted token has no successor
 */

/** The permission bit of a project super admin. */
const SUPER_ADMIN = 0x1;

/**
 * What a token says of itself. Nothing is verified here: that is for the gateway to do.
 *
 * @param {string} token
 * @returns {Identity}
 * @throws {TypeError} it is no token
 */
export function identityOf(token) {
  const claims = claimsOf(token);
  const { agent, direct } = claims;
  const expires = claims.exp ? new Date(claims.exp * 1000).toISOString() : utc(claims.expire);
  const customer = agent?.customer_id ?? direct?.customer_id ?? '';
  const name = agent?.name ?? agent?.username ?? (direct ? 'direct token' : '');
  return { name, customer, isSuperAdmin: Boolean(agent?.permission & SUPER_ADMIN), expires, token };
}

/** @param {string} token */
function claimsOf(token) {
  const payload = token.split('.')[1];
  if (token.split('.').length !== 3 || !payload) {
    throw new TypeError('this is no token (expected: three parts with dots between them)');
  }
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new TypeError('this is no token: its second part is not JSON in base64url');
  }
}

/** @param {string | undefined} expire such as `2026-11-23 10:15:30.123456` */
const utc = (expire) => (expire ? `${expire.slice(0, 23).replace(' ', 'T')}Z` : null);

/**
 * Somebody of the demo. The token is asked for again when it is of no use any more, as after a restart.
 *
 * @param {{ name: string, role: string, agent: string, token: string }} person
 * @returns {Identity}
 */
export function demoIdentity(person) {
  const getToken = async () => {
    const { customers } = await demoIdentities();
    const same = customers.flatMap(({ identities }) => identities).find(({ agent }) => agent === person.agent);
    if (!same) {
      throw new Error(`the demo has no ${person.name} any more`);
    }
    return same.token;
  };
  return { ...identityOf(person.token), name: `${person.name}, ${person.role}`, getToken };
}
