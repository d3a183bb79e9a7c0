import { connect } from '../src/index.js';
import { Board } from './board.js';
import { showBoard, showCustomers, showStatus } from './view.js';

/** A queue brings who waits in it. Of what belongs to a call its recordings are enough. */
const TOPICS = ['call:call_*', 'call:recording_*', 'queue', 'agent'];
/** When nothing was heard for so long, the board says so. */
const QUIET_MILLIS = 10_000;

/** @type {HTMLSelectElement} */
const picker = /** @type {any} */ (document.getElementById('customer'));

/** @type {import('../src/index.js').Connection | undefined} */
let connection;
let board = new Board();
let heardAt = 0;
/** Since when it is not connected; 0 while it is. */
let lostAt = Date.now();
/** Whether the snapshot has come, and has all that is alive. @type {'loading' | 'complete' | 'incomplete'} */
let snapshot = 'loading';
let isDrawn = true;

/** The demo's customers, each with a new token of its manager. @returns {Promise<{ id: string, name: string, token: string }[]>} */
async function customers() {
  const answer = await fetch('config.json');
  if (!answer.ok) {
    throw new Error(`this server runs no demo: ${answer.status}`);
  }
  return (await answer.json()).customers;
}

async function start() {
  try {
    const all = await customers();
    const { id, token } = all.find((customer) => customer.id === location.hash.slice(1)) ?? all[0];
    showCustomers(all, id);
    open(id, token);
  } catch (error) {
    showStatus('ended', String(error));
  }
}

/** Shows the board of a customer, from a snapshot on. @param {string} id @param {string} [token] */
function open(id, token) {
  const former = connection;
  const current = connect({
    url: '/v1.0/ws',
    token,
    tokenIn: 'subprotocol',
    maxBackoff: 5000,
    getToken: async () => (await customers()).find((customer) => customer.id === id)?.token,
  });
  connection = current;
  board = new Board();
  snapshot = 'loading';
  former?.close();
  const subscription = current.subscribe(TOPICS, { snapshot: true, onGap: () => open(id) }, (event) => {
    board.apply(event);
    heardAt = Date.now();
    drawSoon();
  });
  subscription.ready.then(({ complete }) => {
    snapshot = complete ? 'complete' : 'incomplete';
    drawSoon();
  });
  current.on('state', draw);
  current.on('rejected', ({ topic, message }) => console.error(`${topic}: ${message}`));
}

/** Draws once before the next frame, however many events come until then. */
function drawSoon() {
  if (isDrawn) {
    isDrawn = false;
    requestAnimationFrame(draw);
  }
}

function draw() {
  isDrawn = true;
  if (connection) {
    const now = Date.now();
    lostAt = connection.state.state === 'connected' ? 0 : lostAt || now;
    showStatus(...status(connection.state, now));
    if (snapshot !== 'loading') {
      showBoard(board.picture(), lostAt || now); // without a connection its clocks stand still
    }
  }
}

/** @param {import('../src/index.js').State} state @param {number} now @returns {['live' | 'waiting' | 'ended', string]} */
function status({ state, reason, retryIn }, now) {
  const asOf = heardAt ? ` · as of ${new Date(heardAt).toLocaleTimeString()}` : '';
  if (state === 'disconnected' && retryIn === null) {
    return ['ended', `Disconnected: ${reason}${asOf}`];
  }
  if (lostAt) {
    return ['waiting', (heardAt ? 'Reconnecting' : 'Connecting') + asOf];
  }
  if (snapshot === 'loading') {
    return ['waiting', 'Loading'];
  }
  const quiet = now - heardAt > QUIET_MILLIS ? ` · nothing new for ${Math.floor((now - heardAt) / 1000)} s` : '';
  return ['live', (snapshot === 'complete' ? 'Live' : 'Live · without the oldest') + quiet];
}

picker.addEventListener('change', () => (location.hash = picker.value));
addEventListener('hashchange', start);
addEventListener('online', () => connection?.open());
document.getElementById('again')?.addEventListener('click', start);
setInterval(draw, 1000);
start();
