// What an application pays for the client: bundled, minified and gzipped. Prints it; `npm run size`.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const MOST_BYTES = 10 * 1024;

/** The size in bytes of everything that the package exports. */
export async function size() {
  const at = (/** @type {string} */ path) => fileURLToPath(new URL('../' + path, import.meta.url));
  const result = await build({
    entryPoints: [at('src/index.js')],
    outfile: at('build/ringdown-client.min.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  if (result.warnings.length) {
    throw new Error(result.warnings.map((warning) => warning.text).join('\n'));
  }
  const { readFile } = await import('node:fs/promises');
  return gzipSync(await readFile(at('build/ringdown-client.min.js')), { level: 9 }).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${await size()} bytes minified and gzipped (at most ${MOST_BYTES})`);
}
