// A page in headless Chromium: prints `connected <subprotocol>`, then every message on a line; sends the lines of its
// standard input. When that ends it closes, and says how the connection ended. The page's own WebSocket does the talking.
//
//   node browser-client.js PAGE URL [SUBPROTOCOL...]       CHROMIUM=/usr/bin/chromium

'use strict';

const readline = require('node:readline');
const { openPage } = require('./chromium.js');

async function main(pageUrl, socketUrl, subprotocols) {
  const { browser, page } = await openPage();
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
