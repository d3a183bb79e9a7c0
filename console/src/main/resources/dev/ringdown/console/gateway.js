import { connect } from './client/index.js';

/**
 * The public port: where clients connect, and so does this page.
 *
 * @import { Config } from './api.js'
 * @import { Identity } from './identity.js'
 */

/** How long the answer to one question may take, in milliseconds. */
const PATIENCE = 15_000;

/** @param {Config} config */
export const webSocketUrl = (config) =>
  config.webSocket ?? `${config.tls ? 'wss' : 'ws'}://${location.hostname}:${config.port}/v1.0/ws`;

/**
 * A connection that opens itself again. The token never stands in an address.
 *
 * @param {Config} config
 * @param {Identity} identity
 */
export function open(config, identity) {
  const { token, getToken } = identity;
  return connect({
    url: webSocketUrl(config),
    token,
    getToken,
    tokenIn: 'subprotocol',
    minBackoff: 500,
    maxBackoff: 5000,
  });
}

/**
 * What topics mean to an identity, and why.
 *
 * @param {Config} config
 * @param {Identity} identity
 * @param {string[]} topics
 * @returns {Promise<{ topic: string, filters?: string[], allowed: boolean, rule: string,
 *   matched?: { hour: number, complete: boolean }, hint?: string }[]>}
 */
export async function explain(config, identity, topics) {
  const token = (await identity.getToken?.()) ?? identity.token;
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(webSocketUrl(config), ['ringdown.v1', `bearer.${token}`]);
    const timer = setTimeout(() => end(() => reject(new Error('no answer came in time'))), PATIENCE);
    const end = (/** @type {() => void} */ settle) => {
      clearTimeout(timer);
      socket.onclose = socket.onmessage = null;
      socket.close(1000);
      settle();
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'welcome') {
        socket.send(JSON.stringify({ type: 'explain', topics, id: 1 }));
      } else if (message.type === 'explained') {
        end(() => resolve(message.topics));
      } else if (message.type === 'error') {
        end(() => reject(new Error(message.message)));
      }
    };
    socket.onclose = ({ code, reason }) => end(() => reject(new Error(whyClosed(code, reason))));
  });
}

/** A browser does not tell a page why a handshake was refused. @param {number} code @param {string} reason */
export function whyClosed(code, reason) {
  return code === 1006
    ? 'the gateway refused the connection or cannot be reached: is the token still good?'
    : `${reason || 'closed'} (${code})`;
}
