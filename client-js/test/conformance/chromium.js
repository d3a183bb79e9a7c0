// The client in a page of headless Chromium, for tests/conformance/run.mjs.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = '--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --headless=new';

const { outputFiles } = await build({
  stdin: {
    contents: "import { adapter } from './adapter.js'; window.hear = adapter((thing) => window.tell(thing), {});",
    resolveDir: fileURLToPath(new URL('.', import.meta.url)),
  },
  bundle: true,
  format: 'iife',
  write: false,
});
const pages = createServer((_, answer) =>
  answer.setHeader('content-type', 'text/html').end(`<!doctype html><meta charset="utf-8"><script>${outputFiles[0].text}</script>`),
).listen(0, '127.0.0.1');
await once(pages, 'listening');
const browser = await chromium.launch({ executablePath, args: FLAGS.split(' '), timeout: 120_000 });
const page = await browser.newPage();
const tell = (/** @type {object} */ thing) => console.log(JSON.stringify(thing));
await page.exposeFunction('tell', tell);
await page.goto(`http://127.0.0.1:${/** @type {any} */ (pages.address()).port}/`);
createInterface({ input: process.stdin })
  .on('line', (line) =>
    page.evaluate((command) => /** @type {any} */ (window).hear(command), JSON.parse(line)).catch(() => {}), // it is over
  )
  .on('close', async () => {
    await browser.close();
    process.exit();
  });
tell({ is: 'there' });
