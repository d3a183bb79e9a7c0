// A page in headless Chromium: prints the text of every list item that it shows, as it comes. Ends with its standard input.
//
//   node page-client.js PAGE       CHROMIUM=/usr/bin/chromium

'use strict';

const { openPage } = require('./chromium.js');

async function main(pageUrl) {
  const { browser, page } = await openPage();
  await page.exposeFunction('report', (line) => console.log(line));
  await page.addInitScript(() => {
    new MutationObserver((changes) => {
      const items = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(({ nodeName }) => nodeName === 'LI');
      items.forEach(({ textContent }) => window.report(textContent));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(pageUrl);
  process.stdin.resume().on('end', () => browser.close());
}

main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
