// Headless Chromium, quiet and offline.      CHROMIUM=/usr/bin/chromium

'use strict';

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

exports.openPage = async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    timeout: 120_000, // the first start from a cold disk is slow
    args: QUIET_AND_OFFLINE,
  });
  return { browser, page: await browser.newPage() };
};
