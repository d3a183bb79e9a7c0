/**
 * @import { State } from './protocol.js'
 */

/** Whether a connection stays as it is until somebody opens it. @param {State} state */
export const isEnd = ({ state, code, retryIn }) => state === 'disconnected' && retryIn === null && code > 0;

/** What those who wait are told then. @param {State} state */
export const stop = (state) =>
  Object.assign(new Error(`the connection has stopped: ${state.code} ${state.reason}`), { name: 'StoppedError', state });
