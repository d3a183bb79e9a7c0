// The client in Node, for tests/conformance/run.mjs.
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { adapter } from './adapter.js';

const tell = (/** @type {object} */ thing) => console.log(JSON.stringify(thing));
const hear = adapter(tell, { WebSocket });
createInterface({ input: process.stdin })
  .on('line', (line) => hear(JSON.parse(line)))
  .on('close', () => process.exit());
tell({ is: 'there' });
