// A fan-out with uWebSockets.js. Who opens /sub/TOPIC subscribes to it; who opens /pub publishes messages of the form
// "TOPIC\nEVENT". Started as: node uws.js PORT; without a port it
// only shows that it could be.
//
// It is the library's own publish and subscribe, which sends what is published in one turn of the loop to a subscriber
// together. Receivers that are slow are skipped beyond maxBackpressure, so that is large; and no timeout sends pings.
import { createRequire } from 'node:module';

const NEWLINE = 10;

// The native module itself: the package would fall back to one in JavaScript where there is none for this Node.js.
const { platform, arch, versions } = process;
const native = `@trufflesuite/uws-js-unofficial/binaries/uws_${platform}_${arch}_${versions.modules}.node`;
const uws = createRequire(import.meta.url)(native);

if (process.argv[2] === undefined) {
  process.exit();
}

const app = uws.App();
const common = { idleTimeout: 0, maxBackpressure: 64 * 1024 * 1024, compression: uws.DISABLED };

app.ws('/sub/:topic', {
  ...common,
  upgrade: (response, request, context) =>
    response.upgrade(
      { topic: request.getParameter(0) },
      request.getHeader('sec-websocket-key'),
      request.getHeader('sec-websocket-protocol'),
      request.getHeader('sec-websocket-extensions'),
      context,
    ),
  open: (socket) => socket.subscribe(socket.getUserData().topic),
});

app.ws('/pub', {
  ...common,
  maxPayloadLength: 1024 * 1024,
  message: (_socket, message) => {
    const bytes = Buffer.from(message);
    const end = bytes.indexOf(NEWLINE);
    app.publish(bytes.latin1Slice(0, end), message.slice(end + 1), false);
  },
});

app.listen('127.0.0.1', Number(process.argv[2]), (listening) => {
  if (!listening) {
    console.error(`cannot listen on port ${process.argv[2]}`);
    process.exit(1);
  }
});
