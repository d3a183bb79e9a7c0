import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import test, { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { size } from '../../scripts/size.js';
import { Admin, Network, Server } from './support.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const LIMIT = { timeout: 120_000, skip: !existsSync(executablePath) && 'no Chromium' };
const PAGE = `<!doctype html><meta charset="utf-8"><title>A desk</title><script type="module">
  import { connect } from '/client.js';
  window.start = (options) => {
    window.numbers = [];
    window.connection = connect(options);
    window.subscription = connection.subscribe('call', {}, (event) => numbers.push(event.data.n));
    return subscription.ready.then(() => true);
  };
</script>`;
const FLAGS = '--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --headless=new';

/** @typedef {import('playwright-core').Page} Page */

const server = new Server('limits.heartbeat=1s');
const network = new Network(server);
/** @type {import('node:http').Server} */
let pages;
/** @type {import('playwright-core').BrowserContext} */
let browser;

before(async () => {
  await size(); // builds what the page loads
  const client = await readFile(new URL('../../build/ringdown-client.min.js', import.meta.url));
  pages = createServer((request, answer) => {
    const isClient = request.url === '/client.js';
    answer.setHeader('content-type', isClient ? 'text/javascript' : 'text/html');
    answer.end(isClient ? client : PAGE);
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  await Promise.all([server.start(), network.start()]);
  browser = await (await chromium.launch({ executablePath, args: FLAGS.split(' '), timeout: 120_000 })).newContext();
}, LIMIT);

after(async () => {
  await browser?.browser()?.close();
  pages?.close();
  network.close();
  await server.close();
}, LIMIT);

/** Opens a page that subscribes to calls. @param {object} options */
async function open(options) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${/** @type {any} */ (pages.address()).port}/`);
  await page.waitForFunction('window.start');
  await page.evaluate((given) => /** @type {any} */ (window).start(given), { url: network.url, ...options });
  return page;
}

/** The numbers that a page has got, once so many have come. @param {Page} page @param {number} count */
async function numbers(page, count) {
  await page.waitForFunction(`numbers.length >= ${count}`, undefined, { polling: 50 }); // a page behind another draws no frames
  return page.evaluate(() => /** @type {any} */ (window).numbers);
}

test('a page gets every event once, while its network is cut and its server killed', LIMIT, async () => {
  const admin = new Admin();
  const page = await open({ token: admin.token(), tokenIn: 'subprotocol', minBackoff: 100 });
  await server.publish(admin, 1, 10);
  await numbers(page, 10);

  network.cut();
  await server.publish(admin, 11, 10);
  await server.end('SIGKILL');
  await server.start();
  await server.publish(admin, 21, 10);

  assert.deepEqual(await numbers(page, 30), Array.from({ length: 30 }, (_, i) => i + 1));
  await page.close();
});

test('two pages share a socket, and the second goes on when the first is closed', LIMIT, async () => {
  const admin = new Admin();
  const options = { token: admin.token(), shared: 'desk', minBackoff: 100 };
  const first = await open(options);
  const second = await open(options);
  await server.publish(admin, 1, 10);
  const both = [await numbers(first, 10), await numbers(second, 10)];
  const sessions = [first, second].map((page) => page.evaluate('connection.welcome.session'));
  const [one, other] = await Promise.all(sessions);

  await first.close();
  await server.publish(admin, 11, 10);
  const all = await numbers(second, 20);

  assert.equal(one, other);
  assert.deepEqual(both[0], both[1]);
  assert.deepEqual(all, Array.from({ length: 20 }, (_, i) => i + 1));
});
