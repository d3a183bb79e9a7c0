// Takes the README's picture of the wallboard, docs/wallboard-light.png and -dark.png, when there is something to see on it;
// that takes some minutes. `npm run picture` wants Chromium (CHROMIUM chooses one) and is best with the font Inter.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Demo } from '../test/e2e/support.js';

const SIZE = { width: 1440, height: 880 };
/** Events a second at which people take about the time that people take. */
const RATE = 6;

const demo = new Demo(RATE);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--headless=new'],
});
try {
  const { publicPort } = await demo.start();
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.25 });
  await page.goto(`http://127.0.0.1:${publicPort}/demo/`);
  console.log('waiting until the centre is busy ...');
  await page.waitForFunction(isBusy, undefined, { timeout: 600_000, polling: 1000 });
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    const path = fileURLToPath(new URL(`../../docs/wallboard-${colorScheme}.png`, import.meta.url));
    console.log(`${path}: ${(await page.screenshot({ path })).length} bytes`);
  }
} finally {
  await browser.close();
  await demo.close();
}

/** In the page: whether several wait, calls are in many states, and every queue has served somebody. */
function isBusy() {
  const number = (/** @type {string} */ name) =>
    Number(document.querySelector(`#numbers [data-value="${name}"]`)?.textContent);
  const served = [...document.querySelectorAll('#queues [data-value="served"]')].map((each) => Number(each.textContent));
  const states = new Set([...document.querySelectorAll('#calls li:not([data-id=""]) .state')].map((each) => each.textContent));
  return number('waiting') >= 2 && number('active') >= 5 && states.size >= 4 && Math.min(...served) >= 1;
}
