/** How numbers, times and secrets are written. */

const COUNT = new Intl.NumberFormat('en-GB');

/** @param {number} number */
export const count = (number) => COUNT.format(number);

/** @param {number} number @param {string} one @param {string} [many] */
export const counted = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/** The time of day with milliseconds, as this machine has it. @param {Date} time */
export function clockTime(time) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  const millis = String(time.getMilliseconds()).padStart(3, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${millis}`;
}

/** A moment with its date. @param {string | null | undefined} text */
export function moment(text) {
  return text ? new Date(text).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }) : 'never';
}

/** A moment that is likely to be near: without its date if that is today's. @param {string} text */
export function soon(text) {
  const time = new Date(text);
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday ? time.toLocaleTimeString('en-GB', { timeStyle: 'short' }) : moment(text);
}

/** A duration in the largest unit that says something: `340 ms`, `4.2 s`, `3 min`, `5 h`, `2 d`. @param {number} millis */
export function duration(millis) {
  const length = Math.abs(millis);
  const sign = millis < 0 ? '−' : '';
  if (length < 1000) return `${sign}${Math.round(length)} ms`;
  if (length < 60_000) return `${sign}${(length / 1000).toFixed(length < 10_000 ? 1 : 0)} s`;
  if (length < 3_600_000) return `${sign}${Math.round(length / 60_000)} min`;
  if (length < 86_400_000) return `${sign}${Math.round(length / 3_600_000)} h`;
  return `${sign}${Math.round(length / 86_400_000)} d`;
}

/** How long ago something was. @param {string} text @param {number} now milliseconds since 1970 */
export const ago = (text, now) => duration(Math.max(0, now - Date.parse(text)));

/** The first characters of an id; the whole belongs into a title. @param {string | null | undefined} id */
export const short = (id) => (id && id.length > 13 ? `${id.slice(0, 8)}…` : (id ?? '–'));

/** Enough of a secret to tell it from another one. @param {string} secret */
export const masked = (secret) => (secret.length > 12 ? `••••${secret.slice(-4)}` : '••••');

/** @param {number} bytes */
export const bytes = (bytes) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`);

/** Which of eight colours belongs to a resource; always the same one. @param {string} text */
export function hue(text) {
  let hash = 7;
  for (let i = 0; i < text.length; i++) {
    hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  }
  return hash % 8;
}
