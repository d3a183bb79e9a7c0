import assert from 'node:assert/strict';
import test from 'node:test';
import { Position } from '../src/position.js';
import { seq } from './support/gateway.js';

test('events in order are the position', () => {
  const position = new Position();

  position.note(seq(9), true);
  position.note(seq(10), true);

  assert.equal(position.value, seq(10));
});

test('older events do not move it back', () => {
  const position = new Position(seq(20));

  position.note(seq(9), true);
  position.reached(seq(10));

  assert.equal(position.value, seq(20));
});

test('events out of order are known, and do not move it', () => {
  const position = new Position(seq(5));

  const first = position.note(seq(9), false);
  const again = position.note(seq(9), false);

  assert.deepEqual([first, again, position.value], [true, false, seq(5)]);
});

test('what is complete is forgotten one by one', () => {
  const position = new Position(seq(5));
  position.note(seq(9), false);
  position.note(seq(12), false);

  position.reached(seq(10));

  assert.equal(position.size, 1);
  assert.deepEqual([position.has(seq(9)), position.has(seq(11)), position.has(seq(12))], [true, false, true]);
});
