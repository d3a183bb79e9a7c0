// A client on npm's `ws` with the messages of VoIPBin's WebSocket tutorial. Prints what it makes of each event. When its
// standard input ends it unsubscribes and closes.
//
//   node websocket-tutorial.js URL TOPIC...

'use strict';

const WebSocket = require('ws');

const [url, ...topics] = process.argv.slice(2);
const socket = new WebSocket(url);
const say = (type) => socket.send(JSON.stringify({ type, topics }));

function textOf({ type, data }) {
  switch (type) {
    case 'queuecall_created':
      return `call ${data.reference_id} entered a queue`;
    case 'message_created':
      return `message from ${data.source.target}: ${data.text}`;
    default:
      return type.startsWith('call_') ? `${type} ${data.id} ${data.status}` : `received ${type}`;
  }
}

socket.on('open', () => {
  say('subscribe');
  process.stdin.resume().on('end', () => {
    say('unsubscribe');
    socket.close(1000);
  });
});
socket.on('message', (text) => console.log(textOf(JSON.parse(text))));
socket.on('error', (error) => console.log(`error: ${error.message}`));
socket.on('close', (code) => console.log(`closed ${code}`));
