import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const CHECKED_OUT = ['package.json', 'package-lock.json', 'README.md', 'LICENSE', 'tsconfig.json', 'tsconfig.types.json', 'scripts', 'src'];

test('npm pack makes the package in a fresh checkout, with its types', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-package-'));
  const from = fileURLToPath(new URL('../../', import.meta.url));
  await Promise.all(CHECKED_OUT.map((name) => cp(join(from, name), join(folder, name), { recursive: true })));

  const packed = execFileSync('npm', ['pack', '--json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
  const [{ filename, files }] = JSON.parse(packed);
  await rm(folder, { recursive: true });

  assert.equal(filename, 'ringdown-client-0.1.0.tgz');
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
  ['package.json', 'README.md', 'LICENSE', 'src/index.js', 'types/index.d.ts'].forEach((path) => assert.ok(paths.includes(path), path));
});
