// An application in TypeScript, checked against the declarations that the package ships. It is compiled, not run.
import { WebSocket } from 'ws';
import { connect, type CloudEvent, type Connection, type State } from '@ringdown/client';

const connection: Connection = connect({
  url: 'wss://events.example.com/v1.0/ws',
  getToken: async () => 'token',
  tokenIn: 'subprotocol',
  WebSocket,
});

const off: () => void = connection.on('state', (state: State) => console.log(state.state, state.code, state.retryIn));
connection.on('gap', ({ count, reason }) => console.log(count ?? 'unknown', reason));
connection.on('unmatched', ({ subject, parents }) => console.log(subject, parents ?? 'no parents'));
off();

const onEvent = (event: CloudEvent): void => console.log(event.type, event.data);
const subscription = connection.subscribe(['call', 'chat'], { last: 20, onRejected: ({ code }) => console.log(code) }, onEvent);
const { complete, rejected } = await subscription.ready;
const position: string | undefined = subscription.position;
console.log(complete, rejected.length, position);
subscription.unsubscribe();

for await (const item of connection.events('call', { buffer: 10 })) {
  console.log(item.type);
}

// @ts-expect-error there is no such option
connect({ url: '', tokens: [] });
connection.close();
