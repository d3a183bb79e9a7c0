// A client on npm's `ws`: prints `connected`, then every message on a line; sends the lines of its standard input.
// When that ends it closes, and says how the connection ended.
//
//   node ws-client.js URL

'use strict';

const readline = require('node:readline');
const WebSocket = require('ws');

const socket = new WebSocket(process.argv[2]);
socket.on('message', (data, isBinary) => console.log(isBinary ? 'binary' : data.toString()));
socket.on('close', (code) => console.log(`closed ${code}`));
socket.on('open', () => {
  console.log('connected');
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => socket.send(line))
    .on('close', () => socket.close(1000));
});
