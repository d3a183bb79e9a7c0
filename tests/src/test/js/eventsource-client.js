// npm's `eventsource`: prints `open`, then every message on a line as JSON: its name, its id, its data. When its standard
// input ends it closes.
//
//   node eventsource-client.js URL

'use strict';

const { EventSource } = require('eventsource');

const NAMED = ['welcome', 'subscribed', 'heartbeat', 'gap', 'expiring', 'closing'];

const source = new EventSource(process.argv[2]);
const print = ({ type, lastEventId, data }) => console.log(JSON.stringify({ event: type, id: lastEventId, data }));
source.onopen = () => console.log('open');
source.onmessage = print;
NAMED.forEach((name) => source.addEventListener(name, print));
source.onerror = ({ code, message }) => console.log('error', code ?? '', message ?? '');
process.stdin.resume().on('end', () => source.close());
