// A fan-out with npm's ws. Who opens /sub/TOPIC subscribes to it; who opens /pub publishes messages of the form
// "TOPIC\nEVENT". Started as: node ws.js PORT; without a port it
// only shows that it could be.
//
// The broadcast is the one of the README of ws: the same buffer is sent to every client. bufferutil, which that README
// recommends, is installed.
import { WebSocket, WebSocketServer } from 'ws';

if (process.argv[2] === undefined) {
  process.exit();
}

const NEWLINE = 10;
const topics = new Map();

function subscribe(socket, topic) {
  const members = topics.get(topic) ?? new Set();
  topics.set(topic, members.add(socket));
  socket.on('close', () => members.delete(socket));
}

function publish(message) {
  const end = message.indexOf(NEWLINE);
  const event = message.subarray(end + 1);
  for (const socket of topics.get(message.latin1Slice(0, end)) ?? []) {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(event, { binary: false });
    }
  }
}

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), clientTracking: false });
server.on('connection', (socket, request) => {
  if (request.url.startsWith('/sub/')) {
    subscribe(socket, request.url.slice('/sub/'.length));
  } else {
    socket.on('message', publish);
  }
  socket.on('error', console.error);
});
