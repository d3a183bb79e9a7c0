import { ABNORMAL } from './protocol.js';

/**
 * Why a handshake was refused.
 *
 * @typedef {object} Refusal
 * @property {number} code 4401 or 4403, which mean what 401 and 403 do, else 1006
 * @property {string} reason
 * @property {number} retryAfter milliseconds that the answer asks for; 0 if it does not
 */

const MOST_CHARS = 4096;

/** Of the answer to a handshake. @param {number} status @param {string} body @param {string} [retryAfter] @returns {Refusal} */
export function refusalOf(status, body, retryAfter = '') {
  let detail;
  try {
    detail = JSON.parse(body).detail;
  } catch {
    // a proxy's page, say
  }
  return {
    code: status === 401 || status === 403 ? 4000 + status : ABNORMAL,
    reason: `the handshake was refused: ${status}${detail ? ' ' + detail : ''}`,
    retryAfter: /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 0, // else a date, or not to be believed
  };
}

/**
 * Tells what the server answers instead of opening the socket, where that can be known: the package `ws` says it, a browser
 * does not.
 *
 * @param {any} socket
 * @param {(refusal: Refusal) => void} told
 */
export function listenToRefusal(socket, told) {
  socket.on?.('unexpected-response', (/** @type {any} */ request, /** @type {any} */ response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (/** @type {string} */ part) => (body = (body + part).slice(0, MOST_CHARS)));
    response.on('error', () => {}); // it ends in any case
    response.on('close', () => {
      request.destroy();
      told(refusalOf(response.statusCode, body, response.headers['retry-after']));
    });
  });
}
