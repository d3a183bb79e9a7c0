// A page in headless Chromium: prints `connected <subprotocol>`, then every message on a line; sends the lines of its
// standard input. When that ends it closes, and says how the connection ended. The page's own WebSocket does the talking.
//
//   node browser-client.js PAGE URL [SUBPROTOCOL...]       CHROMIUM=/usr/bin/chromium

'use strict';

const readline = require('node:readline');
const { chromium } = require('playwright-core');

const QUIET_AND_OFFLINE = [
  '--no-sandbox', // as root Chromium starts in no other way
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function main(pageUrl, socketUrl, subprotocols) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    timeout: 120_000, // the first start from a cold disk is slow
    args: QUIET_AND_OFFLINE,
  });
  const page = await browser.newPage();
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  await page.exposeFunction('report', (line) => {
    console.log(line);
    if (line.startsWith('closed ')) {
      end();
    }
  });
  await page.goto(pageUrl);
  await page.evaluate(([url, protocols]) => window.connect(url, protocols), [socketUrl, subprotocols]);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    await page.evaluate((text) => window.socket.send(text), line);
  }
  await page.evaluate(() => window.socket.close(1000));
  await ended;
  await browser.close();
}

main(process.argv[2], process.argv[3], process.argv.slice(4)).catch((error) => {
  console.error(error);
  process.exit(1);
});
