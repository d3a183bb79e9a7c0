import assert from 'node:assert/strict';
import test from 'node:test';
import { Rates, SECONDS } from '../src/main/resources/dev/ringdown/console/events/rates.js';

test('a second is counted once it is over', () => {
  const rates = new Rates(10_000);
  rates.add(10_100, 5);
  rates.add(10_900, 7);

  assert.equal(rates.advance(10_999), false);
  assert.equal(rates.advance(11_000), true);
  assert.deepEqual(rates.last, { at: 10, count: 2, median: 7, p95: 7 });
});

test('of a hundred latencies, 95 are within the 95th', () => {
  const rates = new Rates(0);
  for (let latency = 100; latency > 0; latency--) {
    rates.add(0, latency);
  }
  rates.advance(1000);

  assert.deepEqual([rates.last?.median, rates.last?.p95], [51, 96]);
});

test('seconds in which nothing came are there, without a latency', () => {
  const rates = new Rates(0);
  rates.add(0, 5);
  rates.advance(3000);

  assert.deepEqual(
    rates.seconds.map(({ count, median }) => [count, median]),
    [
      [1, 5],
      [0, null],
      [0, null],
    ],
  );
});

test('a clock that is ahead makes no negative latency', () => {
  const rates = new Rates(0);
  rates.add(0, -40);
  rates.advance(1000);

  assert.equal(rates.last?.median, 0);
});

test('after a sleep there is as much history as ever', () => {
  const rates = new Rates(0);
  rates.add(0, 5);
  rates.advance(3_600_000);

  assert.equal(rates.seconds.length, SECONDS);
  assert.equal(rates.last?.at, 3599);
});
