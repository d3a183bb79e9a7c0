import { connect } from '../../src/index.js';

/**
 * The client under test, as tests/conformance has it: it gets commands, and tells what it sees.
 *
 * @param {(thing: object) => void} tell
 * @param {Partial<import('../../src/index.js').ConnectOptions>} more
 */
export function adapter(tell, more) {
  const now = Date.now;
  /** @type {import('../../src/index.js').Connection | undefined} */
  let connection;
  let run = 0;
  const see = (/** @type {string} */ is, /** @type {object} */ what) => tell({ run, is, ...what });

  /** Gives one after the other, the last again and again. @param {(string | null)[]} tokens */
  const giving = (tokens) => () => {
    const next = tokens.length > 1 ? tokens.shift() : tokens[0];
    if (next === 'fail') {
      throw new Error('offline');
    }
    return next === 'hang' ? new Promise(() => {}) : next;
  };

  /** @type {Record<string, (command: any) => void>} */
  const commands = {
    connect({ url, token, tokens, connectTimeout, minBackoff, maxBackoff }) {
      const getToken = tokens && giving(tokens);
      connection = connect({ url, token, getToken, connectTimeout, minBackoff, maxBackoff, ...more });
      connection.on('state', ({ state, code, reason, retryIn }) =>
        see('state', { state, code, reason, end: state === 'disconnected' && retryIn === null }),
      );
    },
    subscribe({ name, topics, after, last, snapshot, types }) {
      const options = {
        after, last, snapshot, types,
        onGap: (/** @type {any} */ { count, reason }) => see('gap', { name, count, reason }),
        onRejected: (/** @type {any} */ { topic, code }) => see('rejected', { name, topic, code }),
      };
      connection?.subscribe(topics, options, ({ data }) => see('event', { name, n: data.n })).ready.then(
        (begun) => see('ready', { name, topics: begun.topics }),
        () => see('ready', { name, failed: true }),
      );
    },
    open: () => connection?.open(),
    close: () => connection?.close(),
    clock({ millis }) {
      const before = Date.now;
      Date.now = () => before() + millis;
    },
    forget() {
      connection?.close();
      Date.now = now;
    },
  };
  return (/** @type {any} */ command) => {
    run = command.run;
    commands[command.do](command);
  };
}
