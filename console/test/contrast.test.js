import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const CSS = readFileSync(
  new URL('../src/main/resources/dev/ringdown/console/style/tokens.css', import.meta.url),
  'utf8',
);
const [light, dark] = CSS.split('@media').map(coloursOf);

/** What is written on what. */
const PAIRS = [
  ...['text', 'muted', 'accent'].flatMap((text) =>
    ['ground', 'surface', 'raised', 'hover'].map((ground) => [text, ground]),
  ),
  ...['text', 'muted'].map((text) => [text, 'selected']),
  ...['on-accent'].flatMap((text) => ['accent', 'accent-hover'].map((ground) => [text, ground])),
  ...['good', 'warn', 'bad'].flatMap((text) => [
    [text, `${text}-soft`],
    [text, 'surface'],
    [text, 'hover'],
    [text, 'selected'],
  ]),
  ...Array.from({ length: 8 }, (_, i) => [`hue-${i}`, 'surface']),
];

/** @param {string} css @returns {Record<string, string>} */
function coloursOf(css) {
  return Object.fromEntries([...css.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, colour]) => [name, colour]));
}

/** Relative luminance, as WCAG 2.1 has it. @param {string} colour */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {Record<string, string>} colours */
const tooLittle = (colours) =>
  PAIRS.map(([text, ground]) => [text, ground, contrast(colours[text], colours[ground]).toFixed(2)]).filter(
    ([, , ratio]) => !(Number(ratio) >= 4.5),
  );

test('every text can be read in the light', () => assert.deepEqual(tooLittle(light), []));

test('every text can be read in the dark', () => assert.deepEqual(tooLittle({ ...light, ...dark }), []));

test('the edge of a control can be seen', () => {
  const edges = [light, { ...light, ...dark }].map((colours) => contrast(colours['line-strong'], colours.surface));

  assert.ok(
    edges.every((ratio) => ratio >= 3),
    String(edges),
  );
});
