/** Arguments that cannot be meant so are refused with words: which, what it is, and what is expected. */

const SHOWN_CHARS = 128;

/** @param {unknown} value */
function shown(value) {
  if (value === undefined || value === null) {
    return 'missing';
  }
  if (typeof value === 'number') {
    return String(value); // JSON has no Infinity
  }
  return typeof value === 'function' ? 'a function' : String(JSON.stringify(value) ?? value).slice(0, SHOWN_CHARS);
}

/** @param {string} name @param {unknown} value @param {string} expected */
export const wrong = (name, value, expected) => mistake(name, shown(value), expected);

/** @param {string} name @param {string} what is wrong with it @param {string} expected */
export const mistake = (name, what, expected) => new TypeError(`${name}: ${what} (expected: ${expected})`);

/**
 * An object with these members and no others, of these kinds. What is undefined or null counts as not given.
 *
 * @param {string} name
 * @param {any} given
 * @param {Record<string, [string, (value: any) => boolean]>} members what is expected of each, and whether it is so
 */
export function check(name, given, members) {
  if (typeof given !== 'object' || given === null) {
    throw wrong(name, given, 'an object');
  }
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(members, key)) {
      throw mistake(key, 'unknown', `one of ${Object.keys(members).join(', ')}`);
    }
    const [expected, isGood] = members[key];
    if (value !== undefined && value !== null && !isGood(value)) {
      throw wrong(key, value, expected);
    }
  }
}

/** @param {unknown} value */
export const isFunction = (value) => typeof value === 'function';

/** @param {number} least @param {number} most @returns {[string, (value: unknown) => boolean]} */
export const whole = (least, most) => [
  `a whole number from ${least} to ${most}`,
  (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
];

/** Whether it can stand in a header and in an address. @param {unknown} secret */
const isCredential = (secret) => typeof secret === 'string' && /^[!-~]+$/.test(secret);

/** A token or an access key, if there is one; it is not shown. @param {string} name @param {any} secret */
export function credential(name, secret) {
  if (secret !== undefined && secret !== null && !isCredential(secret)) {
    throw mistake(name, 'not shown', 'one or more visible ASCII characters');
  }
  return secret ?? undefined;
}
