import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Demo, Network } from './support.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const LIMIT = { timeout: 120_000, skip: !existsSync(executablePath) && 'no Chromium' };
const FLAGS = '--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --headless=new';
const SCREENSHOTS = fileURLToPath(new URL('../../build/wallboard/', import.meta.url));
const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Readable text, by WCAG 2.2: AA. */
const LEAST_CONTRAST = 4.5;

/** @typedef {import('playwright-core').Page} Page */

const demo = new Demo(60);
const network = new Network(demo);
/** @type {import('playwright-core').Browser} */
let browser;
/** What a page complained of: errors, and what its content security policy forbids. @type {string[]} */
const complaints = [];

before(async () => {
  await Promise.all([demo.start('kept'), network.start()]);
  browser = await chromium.launch({ executablePath, args: FLAGS.split(' '), timeout: 120_000 });
}, LIMIT);

after(async () => {
  await browser?.close();
  network.close();
  await demo.close();
}, LIMIT);

/** Opens the wallboard, and waits for its picture. @param {import('playwright-core').BrowserContextOptions} [options] */
async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${network.port}/demo/`);
  await live(page);
  return page;
}

/** @param {Page} page */
const live = (page) => page.waitForSelector('[data-state="live"] #agents li', { timeout: 60_000 });

/** What a page shows, but for how long it has been so. @param {Page} page */
const picture = (page) =>
  page.evaluate(() => {
    const all = (/** @type {string} */ selector) =>
      [...document.querySelectorAll(selector)].map((element) => /** @type {HTMLElement} */ (element));
    const text = (/** @type {HTMLElement} */ element) =>
      [...element.querySelectorAll('[data-value]:not(.time, .longest)')].map((place) => place.textContent).join(' | ');
    return {
      numbers: all('#numbers > :not(.longest)').map(text),
      queues: all('#queues li').map(text),
      agents: all('#agents li').map(text),
      calls: all('#calls li:not([data-id=""])').map((call) => `${call.dataset.id} ${text(call)}`).sort(),
    };
  });

/** Waits until two pages, both of them live, show the same. What one has missed it would never show. @param {Page} one @param {Page} other */
async function untilSame(one, other) {
  let pictures = await Promise.all([picture(one), picture(other)]);
  for (const deadline = Date.now() + 20_000; ; pictures = await Promise.all([picture(one), picture(other)])) {
    try {
      return assert.deepEqual(...pictures);
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
  }
}

/** A call of the customer whose board is shown. @param {Page} page */
async function newCall(page) {
  const id = crypto.randomUUID();
  const call = {
    id,
    customer_id: await page.inputValue('#customer'),
    owner_id: NOBODY,
    direction: 'incoming',
    status: 'ringing',
    source: { target: '+12125550199' },
    tm_create: new Date().toISOString().replace('T', ' ').replace('Z', '000'),
  };
  await demo.tell('call_created', call);
  return { call, row: `#calls [data-id="${id}"]` };
}

test('an event is on the board within a second', LIMIT, async () => {
  const page = await open();

  const { call, row } = await newCall(page);

  await page.waitForSelector(row, { timeout: 1000 });
  assert.match(await page.innerText(row), /\+1 212 555 0199\s+ringing/i);
  await demo.tell('call_hangup', call);
  await page.waitForSelector(row, { state: 'detached', timeout: 1000 });
  await page.context().close();
});

test('a board that is loaded again shows the same at once', LIMIT, async () => {
  const [stays, loaded] = await Promise.all([open(), open()]);
  const { row } = await newCall(stays);

  await loaded.reload();
  await loaded.waitForSelector(`[data-state="live"] ${row}`, { timeout: 2000 });

  await untilSame(loaded, stays);
  await stays.context().close();
  await loaded.context().close();
});

test('a board says where there is nothing to show', LIMIT, async () => {
  const page = await open();

  const told = await page.evaluate(async (view) => {
    const { showBoard } = await import(view);
    const visible = () => [...document.querySelectorAll('.none')].filter((each) => each.checkVisibility()).map(({ textContent }) => textContent);
    const full = { active: 1, waiting: 0, available: 1, queues: [{ id: 'q' }], agents: [{ id: 'a' }], calls: [{ id: 'c' }] };
    showBoard(full, 0);
    const ofFull = visible();
    showBoard({ ...full, queues: [], agents: [], calls: [] }, 0);
    return [ofFull, visible()];
  }, '/demo/wallboard/view.js');

  assert.deepEqual(told, [[], ['There is no queue.', 'Nobody takes calls.', 'No calls at this time.']]);
  await page.context().close();
});

test('nothing moves while events stream', LIMIT, async () => {
  const page = await open({ viewport: { width: 1440, height: 900 } });

  const moved = await page.evaluate(async () => {
    const shifts = /** @type {any[]} */ ([]);
    const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    const shown = new Set();
    while (shown.size < 30) {
      await new Promise(requestAnimationFrame);
      shown.add(document.querySelector('main')?.textContent);
    }
    return shifts.map((shift) => shift.value);
  });

  assert.deepEqual(moved, []);
  await page.context().close();
});

test('another customer is a few keys away, and is still there after a reload', LIMIT, async () => {
  const page = await open();
  const names = await page.locator('#customer option').allInnerTexts();

  await page.keyboard.press('Tab');
  await page.keyboard.type(names[1]);
  await page.waitForFunction(() => location.hash);
  await live(page);
  await page.reload();
  await live(page);

  assert.equal(await page.locator('#customer option:checked').innerText(), names[1]);
  await page.context().close();
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    test(`the board fits ${width} pixels and is readable in ${colorScheme} colours`, LIMIT, async () => {
      const page = await open({ colorScheme, viewport: { width, height } });

      await page.screenshot({ path: `${SCREENSHOTS}${width}-${colorScheme}.png`, fullPage: true });
      const { scrollWidth, colours } = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const names = ['ground', 'card', 'ink', 'quiet', 'green', 'amber', 'blue', 'violet', 'teal', 'red'];
        return {
          scrollWidth: document.documentElement.scrollWidth,
          colours: Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`)])),
        };
      });

      assert.equal(scrollWidth, width);
      const { ground, card, ...texts } = colours;
      const low = Object.entries(texts).filter(([, text]) => Math.min(contrast(text, ground), contrast(text, card)) < LEAST_CONTRAST);
      assert.deepEqual(low, []);
      await page.context().close();
    });
  }
}

// before the server is killed, which browsers complain of
test('none of these pages had anything to complain of', LIMIT, () => {
  assert.deepEqual(complaints, []);
});

test('a board survives that the server is killed, and has missed nothing', LIMIT, async () => {
  const page = await open();
  const { call, row } = await newCall(page);
  await page.waitForSelector(row);

  await demo.end('SIGKILL');
  await page.waitForSelector('[data-state="waiting"]');
  assert.match(await page.innerText('#status'), /^Reconnecting · as of /);
  await page.screenshot({ path: `${SCREENSHOTS}reconnecting.png` });
  await page.waitForSelector(row);
  await demo.start('kept');
  await demo.tell('call_hangup', call);

  await live(page);
  await page.waitForSelector(row, { state: 'detached' });
  await untilSame(page, await open());
  await page.context().close();
});

test('a board whose server comes back with another log begins again', LIMIT, async () => {
  const page = await open();
  const { row } = await newCall(page);
  await page.waitForSelector(row);

  await demo.end('SIGKILL');
  await page.waitForSelector('[data-state="waiting"]');
  await demo.start('another');

  await live(page);
  await page.waitForSelector(row, { state: 'detached' });
  await untilSame(page, await open());
  await page.context().close();
});

/** How far two colours are apart, as WCAG has it. @param {string} one `#rgb` or `#rrggbb` @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const digits = colour.trim().slice(1);
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const [red, green, blue] = [0, 2, 4].map((i) => {
    const share = parseInt(six.slice(i, i + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
