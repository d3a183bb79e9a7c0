import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

/** The programs of the README are compiled as they stand there, as strict TypeScript. */

const ROOT = new URL('../', import.meta.url);
const FOLDER = new URL('build/documents/', ROOT);

/** What the text around a program has introduced, unless the program does so itself. */
const INTRODUCED = {
  connect: "import { connect } from '@ringdown/client';",
  url: 'declare const url: string;',
  token: 'declare const token: string;',
  connection: "declare const connection: import('@ringdown/client').Connection;",
  handle: "declare function handle(event: import('@ringdown/client').CloudEvent): void;",
};

/** @param {string} markdown */
const programsOf = (markdown) => [...markdown.matchAll(/^```js\n(.*?)^```$/gms)].map(([, program]) => program);

/** @param {string} program */
function compilable(program) {
  const missing = Object.entries(INTRODUCED).filter(
    ([name]) => new RegExp(`\\b${name}\\b`).test(program) && !new RegExp(`(import \\{ |const |let |function )${name}\\b`).test(program),
  );
  // what JavaScript says in a comment, TypeScript says in the declaration
  const typed = program.replace(/^\/\*\* @type \{(.*)\} \*\/\n(let \w+);/m, '$2: $1;').replace(/new Map\(\)/, 'new Map<string, any>()');
  return [...missing.map(([, declaration]) => declaration), typed, 'export {};'].join('\n');
}

test('every program of the README compiles as strict TypeScript', async () => {
  const programs = programsOf(await readFile(new URL('README.md', ROOT), 'utf8'));
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await Promise.all(programs.map((program, i) => writeFile(new URL(`program-${i + 1}.ts`, FOLDER), compilable(program))));
  const config = { extends: '../../test/types/tsconfig.json', include: ['*.ts'] };
  await writeFile(new URL('tsconfig.json', FOLDER), JSON.stringify(config));
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', ROOT));

  execFileSync('node', [tsc, '-p', fileURLToPath(new URL('../../tsconfig.types.json', FOLDER))]);
  execFileSync('node', [tsc, '-p', fileURLToPath(FOLDER)]);

  assert.ok(programs.length >= 6, `${programs.length} programs`);
});
