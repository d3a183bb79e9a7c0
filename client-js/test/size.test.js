import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_BYTES, size } from '../scripts/size.js';

test('the whole client is smaller than 10 KB, minified and gzipped', async () => {
  const bytes = await size();

  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
});
