import assert from 'node:assert/strict';
import test from 'node:test';
import { ItemStore, MOST_ITEMS, SAMPLED_ABOVE } from '../src/main/resources/dev/ringdown/console/events/store.js';

/** A live event. @param {number} n @returns {any} */
const live = (n) => ({
  n,
  kind: 'event',
  event: { type: 'call_updated', data: { n } },
  title: 'call_updated',
  text: '',
  arrived: 0,
  latency: 5,
  left: false,
});

/** An event of the past. @param {number} n */
const old = (n) => ({ ...live(n), latency: null });

/** @param {ItemStore} store */
const numbers = (store) => store.shown.map((item) => item.n);

/** A store that got a second's worth of events, several seconds long. @param {number} rate @param {number} seconds */
function running(rate, seconds) {
  const store = new ItemStore();
  for (let n = 1; n <= rate * seconds; n++) {
    store.add(live(n));
    if (n % (rate / 10) === 0) {
      store.advance(0.1);
    }
  }
  return store;
}

test('everything is shown while it can be read', () => {
  const store = running(100, 3);

  assert.equal(store.stride, 1);
  assert.equal(store.shown.length, 300);
});

test('of too many a sample is shown, and every one once they are held', () => {
  const store = running(1000, 4);

  assert.ok(store.stride >= 8, `1 of ${store.stride}`);
  assert.ok(store.shown.length < 2000);
  store.hold();
  assert.deepEqual(
    numbers(store),
    Array.from({ length: 4000 }, (_, i) => i + 1),
  );
});

test('all are shown again when fewer come', () => {
  const store = running(1000, 4);

  for (let i = 0; i < 100; i++) {
    store.advance(0.1);
  }
  store.add(live(4001));
  store.add(live(4002));
  const added = store.advance(0.1);

  assert.equal(store.stride, 1);
  assert.equal(added, 2);
});

test('a burst is not sampled, and neither is what is old', () => {
  const store = new ItemStore();
  for (let n = 1; n <= 1000; n++) {
    store.add(old(n));
  }
  store.advance(0.1);
  for (let n = 1001; n <= 1000 + SAMPLED_ABOVE; n++) {
    store.add(live(n));
  }
  store.advance(0.1);

  assert.equal(store.shown.length, 1000 + SAMPLED_ABOVE);
});

test('what comes while they are held waits, and is there afterwards', () => {
  const store = new ItemStore();
  store.add(live(1));
  store.advance(0.1);
  store.hold();
  store.add(live(2));
  store.add(live(3));
  store.advance(0.1);

  assert.deepEqual([numbers(store), store.waiting], [[1], 2]);
  store.run();
  assert.deepEqual([numbers(store), store.waiting], [[1, 2, 3], 0]);
});

test('a text is looked for in all of an event, without regard to case', () => {
  const store = new ItemStore();
  for (let n = 10; n <= 12; n++) {
    store.add(live(n));
  }
  store.advance(0.1);
  store.look('"N":11');
  store.add(live(11));
  store.add(live(12));
  store.advance(0.1);

  assert.deepEqual(numbers(store), [11, 11]);
  store.look('');
  assert.equal(store.shown.length, 5);
});

test('while they are held, what waits is not found either', () => {
  const store = new ItemStore();
  store.add(live(1));
  store.advance(0.1);
  store.hold();
  store.add(live(1));

  store.look('call');

  assert.equal(store.shown.length, 1);
});

test('the newest are kept, and the others counted', () => {
  const store = running(100, 3 * (MOST_ITEMS / 100));

  assert.equal(store.received, 3 * MOST_ITEMS);
  assert.equal(store.kept, MOST_ITEMS);
  assert.deepEqual([store.all.at(0)?.n, store.all.at(-1)?.n], [2 * MOST_ITEMS + 1, 3 * MOST_ITEMS]);
  assert.ok(store.shown.length <= MOST_ITEMS * 1.1);
});

test('held for long, what is looked at stays, and can be searched', () => {
  const store = running(100, 1);
  store.hold();
  for (let n = 101; n <= 4 * MOST_ITEMS; n++) {
    store.add(live(n));
    store.advance(0.1);
  }

  assert.equal(store.shown.length, 100);
  assert.equal(store.waiting, 4 * MOST_ITEMS - 100);
  store.look('"n":42');
  assert.deepEqual(numbers(store), [42]);
  store.look('');
  store.run();
  assert.equal(store.shown.at(-1)?.n, 4 * MOST_ITEMS);
});
