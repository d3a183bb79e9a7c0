import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** @typedef {import('playwright-core').Page} Page */

export const ADMIN_KEY = 'admin-key-of-the-tests';

export const PUBLISHER_KEY = 'publisher-key-of-the-tests';

/** Where screenshots go: what is built is never committed. */
const PICTURES = fileURLToPath(new URL('../../target/pictures/', import.meta.url));

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = '--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --headless=new';

/** Starts a browser. */
export const startBrowser = () => chromium.launch({ executablePath, args: FLAGS.split(' '), timeout: 120_000 });

export { executablePath };

/** A port that nobody has at this time: a server that is killed and started again needs the same one. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** What a page has to regret: errors on its console, exceptions, violations of its security policy. */
export class Regrets {
  /** @type {string[]} */
  all = [];

  /** @param {Page} page */
  async watch(page) {
    page.on('console', (message) => message.type() === 'error' && this.all.push(message.text()));
    page.on('pageerror', (error) => this.all.push(String(error.stack)));
    await page.exposeFunction('regret', (/** @type {string} */ text) => this.all.push(text));
    await page.addInitScript(() =>
      addEventListener('securitypolicyviolation', (event) =>
        /** @type {any} */ (window).regret(`${event.violatedDirective} ${event.blockedURI}`),
      ),
    );
  }
}

/** Signs in and waits for the console. @param {Page} page @param {string} url @param {string} key */
export async function signIn(page, url, key = ADMIN_KEY) {
  await page.goto(url);
  await page.getByLabel('Admin key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Watches topics with a token. @param {Page} page @param {string} token @param {{ topics?: string, from?: string }} [options] */
export async function watch(page, token, { topics = '*', from = 'live' } = {}) {
  await page.getByLabel('Token').fill(token);
  await page.getByLabel('Topics').fill(topics);
  await page.locator('#from').selectOption(from);
  await page.getByRole('button', { name: /^Watch/ }).click();
  await page.locator('.badge.good', { hasText: 'connected' }).waitFor();
}

/**
 * What the page says of its connection from now on. A state may last a few milliseconds only, since the first wait before a
 * client comes back is random: who merely looks at the page may miss it.
 *
 * @param {Page} page
 */
export async function statesFromNowOn(page) {
  const states = await page.locator('.badge').evaluateHandle((badge) => {
    /** @type {string[]} */
    const all = [];
    const observer = new MutationObserver(() => all.push(badge.textContent));
    observer.observe(badge, { childList: true, characterData: true, subtree: true });
    return all;
  });
  return {
    /** Waits for a state that begins so. @param {string} beginning */
    until: (beginning) =>
      page.waitForFunction(({ all, text }) => all.some((state) => state.startsWith(text)), { all: states, text: beginning }),
  };
}

/** The rows of the explorer. @param {Page} page */
export const rows = (page) => page.getByRole('listbox', { name: 'Events, newest first' }).getByRole('option');

/** The numbers of all events that the explorer has. @param {Page} page @returns {Promise<number[]>} */
export async function downloaded(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const parts = [];
  for await (const part of await download.createReadStream()) {
    parts.push(part);
  }
  return Buffer.concat(parts)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).data.n);
}

/** @param {Page} page @param {string} name */
export async function picture(page, name) {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png` });
}
