// Many clients of one kind, which stay over a restart. On standard output: `subscribed <millis since 1970>` each time that one
// of them is subscribed, `lost <millis since 1970>` when a connection is lost or a try was in vain, and `complete` when one has
// got the events 1 to LAST, each once and in order; `wrong <numbers>` if another one came. When the standard input ends it ends.
//
//   node restart-clients.mjs client-js|event-stream COUNT LAST URL TOKEN

import { createRequire } from 'node:module';
import { connect } from '../../../../client-js/src/index.js';

const require = createRequire(import.meta.url);
const [kind, count, last, url, token] = process.argv.slice(2);

/** @returns {(event: { data: { n: number } }) => void} */
function counting() {
  let expected = 1;
  return ({ data: { n } }) => {
    if (n !== expected++) {
      console.log(`wrong ${n} instead of ${expected - 1}`);
    } else if (n === Number(last)) {
      console.log('complete');
    }
  };
}

/** @param {string} what */
const tell = (what) => console.log(`${what} ${Date.now()}`);

function openClient() {
  const { WebSocket } = require('ws');
  const log = (/** @type {string} */ line) => {
    if (line.startsWith('heard {"type":"subscribed"')) {
      tell('subscribed');
    } else if (line.startsWith('disconnected')) {
      tell('lost');
    }
  };
  connect({ url, token, WebSocket, log }).subscribe('call', {}, counting());
}

function openStream() {
  const { EventSource } = require('eventsource');
  const source = new EventSource(`${url}&token=${token}`);
  const count = counting();
  source.addEventListener('subscribed', () => tell('subscribed'));
  source.onerror = () => tell('lost');
  source.onmessage = ({ data }) => count(JSON.parse(data));
}

Array.from({ length: Number(count) }, kind === 'client-js' ? openClient : openStream);
process.stdin.resume().on('end', () => process.exit());
