// What `npm pack` needs: the types, and in a fresh checkout first the compiler that makes them.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const run = (/** @type {string} */ command) => execSync(command, { cwd, stdio: ['ignore', 2, 2] }); // npm's own output is the name

if (!existsSync(new URL('../node_modules/typescript', import.meta.url))) {
  run('npm ci --no-audit --no-fund --ignore-scripts --prefer-offline');
}
run('npm run types');
