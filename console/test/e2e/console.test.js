import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { Admin, Server, range } from '../../../client-js/test/e2e/support.js';
import {
  ADMIN_KEY,
  PUBLISHER_KEY,
  Regrets,
  downloaded,
  executablePath,
  freePort,
  picture,
  rows,
  signIn,
  startBrowser,
  statesFromNowOn,
  watch,
} from './support.js';

/** @typedef {import('playwright-core').Page} Page */

const LIMIT = { timeout: 180_000, skip: !existsSync(executablePath) && 'no Chromium' };

/** @type {Server} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
let url = '';

before(async () => {
  const [publicPort, internalPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${internalPort}/console/`;
  server = new Server(
    `server.port=${publicPort}`,
    `internal.port=${internalPort}`,
    `admin.keys.tests=${ADMIN_KEY}`,
    'origins=https://desk.example.com', // the console is let in without being named
    'limits.heartbeat=1s',
  );
  [browser] = await Promise.all([startBrowser(), server.start()]);
}, LIMIT);

after(async () => {
  await browser?.close();
  await server?.close();
}, LIMIT);

/**
 * Opens the console, signed in, in a browser window of its own.
 *
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function open(options = { viewport: { width: 1440, height: 900 } }) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const regrets = new Regrets();
  await regrets.watch(page);
  await signIn(page, url);
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
  return { page, regrets, close: () => context.close() };
}

/** Publishes by the page's own form. @param {Page} page @param {string} type @param {object} data */
async function publish(page, type, data) {
  await page.getByRole('link', { name: 'Publish' }).click();
  await page.getByLabel('Publisher key').fill(PUBLISHER_KEY);
  await page.getByLabel('Type').fill(type);
  await page.getByLabel('Data').fill(JSON.stringify(data));
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('button', { name: 'Publish' }).click();
  await answered; // the words of the one before may still stand there
  await page.getByText('Published as').waitFor();
}

/** @param {Page} page @param {number} count */
const received = (page, count) =>
  page.getByText(new RegExp(`(^|· )${count.toLocaleString('en-GB')} events? received`)).waitFor();

test('nobody sees anything without an admin key, and the key stands in no address', LIMIT, async () => {
  const page = await browser.newPage();

  await signIn(page, url, 'a-key-that-nobody-has');
  await page.getByText('the credential is not known here').waitFor();
  await page.goto(`${url}#/sessions`);

  assert.equal(await page.getByLabel('Admin key').count(), 1);
  assert.ok(!page.url().includes('a-key'));
  await page.close();
});

test('an event is shown within a second, can be opened, and its resource followed', LIMIT, async () => {
  const { page, regrets, close } = await open();
  const admin = new Admin();
  await watch(page, admin.token());
  await server.publish(admin, 1, 1);
  const published = Date.now();
  await rows(page).waitFor();
  const shownAfter = Date.now() - published;

  const call = { id: 'call-77', customer_id: admin.customer };
  await publish(page, 'call_created', { ...call, status: 'ringing' });
  await publish(page, 'call_hangup', { ...call, status: 'hangup' });
  await page.getByRole('link', { name: 'Events' }).click();
  await received(page, 3);
  await page.getByRole('listbox', { name: 'Events, newest first' }).focus();
  await page.keyboard.press('Home');
  const detail = page.getByRole('complementary', { name: 'One event' });
  await detail.getByText('"hangup"').waitFor();
  await detail.getByRole('button', { name: 'Follow this call' }).click();
  const course = page.getByRole('complementary', { name: 'One resource' });
  await course.getByText('2 events, and what comes').waitFor();

  assert.ok(shownAfter < 1000, `it took ${shownAfter} ms`);
  assert.deepEqual(await course.locator('.step strong').allTextContents(), ['call_created', 'call_hangup']);
  assert.deepEqual(await course.locator('.changes li').allTextContents(), ['status: "ringing" → "hangup"']);
  assert.deepEqual(regrets.all, []);
  await close();
});

test('an event names its parents, whose timeline has what belongs to them', LIMIT, async () => {
  const { page, regrets, close } = await open();
  const admin = new Admin();
  await watch(page, admin.token());
  const call = { id: 'call-78', customer_id: admin.customer };
  const recording = { ...call, id: 'recording-5', reference_type: 'call', reference_id: call.id };
  await publish(page, 'call_created', { ...call, status: 'ringing' });
  await publish(page, 'call_hangup', { ...call, status: 'hangup' });
  await publish(page, 'recording_finished', { ...recording, status: 'ended' });
  await page.getByRole('link', { name: 'Events' }).click();
  await received(page, 3);
  await page.getByRole('listbox', { name: 'Events, newest first' }).focus();
  await page.keyboard.press('Home');

  const detail = page.getByRole('complementary', { name: 'One event' });
  await detail.getByText('"ended"').waitFor();
  const facts = await detail.locator('.facts > div').allInnerTexts();
  await picture(page, 'parents');
  await detail.getByRole('button', { name: 'Follow its call' }).click();
  const course = page.getByRole('complementary', { name: 'One resource' });
  await course.getByText('3 events, and what comes').waitFor();
  await picture(page, 'timeline');

  assert.deepEqual(facts.slice(0, 2), ['subject\nrecording:recording-5', 'parents\ncall:call-78']);
  assert.deepEqual(await course.locator('.step > p').allTextContents(), ['recording:recording-5']);
  assert.deepEqual(await course.locator('.changes li').allTextContents(), ['status: "ringing" → "hangup"']);
  assert.deepEqual(regrets.all, []);
  await close();
});

test(
  'what is paused stands still and misses nothing, and a filter finds a text anywhere in an event',
  LIMIT,
  async () => {
    const { page, regrets, close } = await open();
    const admin = new Admin();
    await watch(page, admin.token());
    await server.publish(admin, 1, 5);
    await received(page, 5);

    await page.getByRole('button', { name: 'Pause' }).click();
    await server.publish(admin, 6, 10);
    await page.getByRole('button', { name: 'Go on (10 more)' }).waitFor();
    const whilePaused = await rows(page).count();
    await page.getByRole('button', { name: 'Go on' }).click();
    await rows(page).nth(14).waitFor();
    await page.getByLabel('Filter by text').fill('"N":12');
    await page.getByText('15 events received · 1 shown').waitFor();
    await rows(page).nth(1).waitFor({ state: 'detached' }); // the list follows its words by a frame

    assert.equal(whilePaused, 5);
    assert.equal(await rows(page).count(), 1);
    assert.deepEqual(regrets.all, []);
    await close();
  },
);

test('a server that is killed and comes back costs no event', LIMIT, async () => {
  const { page, close } = await open();
  const admin = new Admin();
  await watch(page, admin.token());
  await server.publish(admin, 1, 10);
  await received(page, 10);

  await server.publish(admin, 11, 10);
  await server.end('SIGKILL');
  await page.getByText(/^disconnected|^connecting/).waitFor();
  await server.start();
  await server.publish(admin, 21, 10);
  await received(page, 30);

  assert.deepEqual(await downloaded(page), range(1, 30));
  await close();
});

test('a session is found, traced, and disconnected once that is confirmed', LIMIT, async () => {
  const desk = await open();
  const admin = new Admin();
  await watch(desk.page, admin.token());
  const { page, regrets, close } = await open();
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page.getByRole('textbox', { name: 'Agent' }).fill(admin.agent);
  await page.getByText('1 session', { exact: true }).waitFor();

  await page.getByRole('link', { name: `agent ${admin.agent.slice(0, 8)}` }).click();
  await page
    .getByText('0 entries')
    .or(page.getByText(/entr(y|ies), newest/))
    .waitFor();
  await server.publish(admin, 1, 1);
  await page.getByRole('cell', { name: 'call_updated' }).waitFor();
  await server.post(PUBLISHER_KEY, 'application/json', {
    type: 'transcript_created',
    data: { id: 't', customer_id: admin.customer, transcribe_id: 't-1' },
  });
  await page.getByRole('cell', { name: 'transcript:t of transcribe:t-1' }).waitFor();
  await picture(page, 'session');
  await page.getByRole('button', { name: /^Disconnect/ }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Disconnect/ }).click();
  const states = await statesFromNowOn(desk.page);
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await states.until('disconnected');
  await states.until('connected');

  assert.deepEqual(regrets.all, []);
  await Promise.all([desk.close(), close()]);
});

test('the keyboard alone leads past the menu, through the rows, and out of an event again', LIMIT, async () => {
  const { page, close } = await open();
  const admin = new Admin();
  await watch(page, admin.token());
  await server.publish(admin, 1, 3);
  await received(page, 3);
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

  await page.reload();
  await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  const first = await focused();
  await page.keyboard.press('Enter');
  const skipped = await focused();
  await watch(page, admin.token(), { from: 'last' });
  await received(page, 3);
  await page.getByRole('button', { name: 'Clear' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const detail = page.getByRole('complementary', { name: 'One event' });
  await detail.getByText('call:2').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'hidden' });

  assert.equal(first, 'Skip to the content');
  assert.equal(skipped, 'main');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'listbox');
  await close();
});

test('a topic is explained', LIMIT, async () => {
  const { page, regrets, close } = await open();
  await page.getByRole('link', { name: 'Topics' }).click();
  await page.getByLabel('Token').fill(new Admin().token());
  await page.getByLabel('Topics').fill('call\ncustomer_id:5013bc52-da9a-11ee-844f-2fa34248de28');
  await page.getByRole('button', { name: 'Explain' }).click();

  await page.getByText('the topic is another customer').waitFor();
  assert.deepEqual(await page.locator('.answer .badge').allTextContents(), ['allowed', 'refused']);
  assert.deepEqual(regrets.all, []);
  await close();
});

test('a thousand events a second are held: none is missed, frames go on, nothing moves about', LIMIT, async (t) => {
  const { page, regrets, close } = await open();
  const admin = new Admin();
  await watch(page, admin.token());
  await server.publish(admin, 1, 100);
  await received(page, 100);
  await page.evaluate(() => {
    const seen = { frames: /** @type {number[]} */ ([]), long: 0, shift: 0 };
    Object.assign(window, { seen });
    let last = performance.now();
    const frame = (/** @type {number} */ now) => {
      seen.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => (seen.long += list.getEntries().length)).observe({ type: 'longtask' });
    new PerformanceObserver((list) =>
      list.getEntries().forEach((each) => (seen.shift += /** @type {any} */ (each).value)),
    ).observe({ type: 'layout-shift' });
  });

  const begun = performance.now();
  for (let i = 0; i < 60; i++) {
    await server.publish(admin, 101 + 100 * i, 100);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, begun + 100 * (i + 1) - performance.now())));
  }
  const seconds = (performance.now() - begun) / 1000;
  await page.getByText(/^1 of \d+ shown, pause to see each/).waitFor();
  await picture(page, 'a-thousand-a-second');
  await received(page, 6100);
  const { frames, long, shift } = await page.evaluate(() => /** @type {any} */ (window).seen);
  const sorted = frames.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const [median, p99, most] = [0.5, 0.99, 1].map((part) => sorted[Math.ceil(sorted.length * part) - 1].toFixed(0));
  t.diagnostic(
    `${(6000 / seconds).toFixed(0)} events/s, frames ${median} ms, 99 % ${p99} ms, longest ${most} ms, ${long} long tasks, layout shift ${shift.toFixed(4)}`,
  );

  assert.deepEqual(await downloaded(page), range(1101, 6100), 'the newest 5,000');
  assert.ok(Number(most) < 1000, `a frame took ${most} ms`);
  assert.ok(shift < 0.01, `what was shown moved about: ${shift}`);
  assert.deepEqual(regrets.all, []);
  await close();
});

for (const [name, width, height, colorScheme] of /** @type {const} */ ([
  ['wide', 1440, 900, 'light'],
  ['wide-dark', 1440, 900, 'dark'],
  ['phone', 390, 844, 'light'],
])) {
  test(`the console fits a ${name} window`, LIMIT, async () => {
    const { page, regrets, close } = await open({ viewport: { width, height }, colorScheme });
    const admin = new Admin();
    await watch(page, admin.token());
    await server.publish(admin, 1, 20);
    await received(page, 20);
    await picture(page, `${name}-events`);
    await rows(page).first().click();
    await picture(page, `${name}-event`);
    await page.getByRole('button', { name: 'Close this event' }).click();
    for (const place of ['Sessions', 'Topics', 'Publish']) {
      await page.getByRole('link', { name: place }).click();
      await page.getByRole('heading', { name: place, level: 1 }).waitFor();
      if (place === 'Sessions') {
        await page.getByRole('link', { name: /^agent / }).first().waitFor();
      }
      await picture(page, `${name}-${place.toLowerCase()}`);
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(beyond, 0, `nothing of ${place} is cut off`);
    }

    assert.deepEqual(regrets.all, []);
    await close();
  });
}
