import uPlot from '../uplot/uPlot.esm.js';
import { h, say } from '../lib/dom.js';
import { count, duration } from '../lib/format.js';
import { SECONDS } from './rates.js';

/** @import { Rates } from './rates.js' */

const HEIGHT = 104;

/** @param {string} name of a property of the style sheets */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Minutes in whole, the seconds between them by themselves. @param {number} seconds since 1970 */
function timeMark(seconds) {
  const [hours, minutes, rest] = new Date(seconds * 1000).toTimeString().slice(0, 8).split(':');
  return rest === '00' ? `${hours}:${minutes}` : `:${rest}`;
}

/** @param {string} name @returns {any} */
const axis = (name) => ({
  stroke: () => colour('--muted'),
  grid: { stroke: () => colour('--line'), width: 1 },
  ticks: { show: false },
  font: '11px system-ui, sans-serif',
  size: name === 'x' ? 22 : 44,
  gap: 4,
});

/**
 * One chart over the last two minutes, with its newest value in words: a chart says nothing to who cannot see it.
 *
 * @param {string} title
 * @param {string} hint
 * @param {{ name: string, colour: string }[]} lines
 * @param {(value: number) => string} written
 */
function chart(title, hint, lines, written) {
  const value = h('span.chart-value.number', {}, '–');
  const plot = h('div.plot', { 'aria-hidden': 'true' });
  const element = h(
    'figure.card.chart',
    {},
    h('figcaption', {}, h('h2', {}, title), value, h('span.muted', {}, hint)),
    plot,
  );
  /** @type {any} */
  const options = {
    width: 320,
    height: HEIGHT,
    padding: [8, 12, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: true },
      y: {
        range: (/** @type {any} */ _, /** @type {number} */ __, /** @type {number} */ most) => [
          0,
          Math.max(most * 1.15, 10),
        ],
      },
    },
    axes: [
      { ...axis('x'), values: (/** @type {any} */ _, /** @type {number[]} */ times) => times.map(timeMark) },
      {
        ...axis('y'),
        values: (/** @type {any} */ _, /** @type {number[]} */ values) => values.map(written),
        space: 34,
      },
    ],
    series: [
      {},
      ...lines.map(({ colour: name }, i) => ({
        stroke: () => colour(name),
        fill: i === 0 ? () => `${colour(name)}1f` : undefined,
        width: 1.5,
        points: { show: true, size: 4, filter: alone },
        spanGaps: false,
      })),
    ],
  };
  const drawn = new uPlot(options, [[], ...lines.map(() => [])], plot);
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width > 0) {
      drawn.setSize({ width: Math.floor(contentRect.width), height: HEIGHT });
    }
  }).observe(plot);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.redraw());
  return {
    element,
    /** @param {number[]} times @param {(number | null)[][]} values @param {string} newest */
    show(times, values, newest) {
      say(value, newest);
      drawn.setData([times, ...values]);
    },
  };
}

/** Values without neighbours, which no line would show. @param {any} drawn @param {number} series */
function alone({ data }, series) {
  const values = data[series];
  const isThere = (/** @type {number} */ i) => values[i] !== null && values[i] !== undefined;
  return values.flatMap((/** @type {unknown} */ _, /** @type {number} */ i) =>
    isThere(i) && !isThere(i - 1) && !isThere(i + 1) ? [i] : [],
  );
}

/** The charts of the explorer: events a second, and how late they come. @param {Rates} rates */
export function charts(rates) {
  const rate = chart('Events', 'a second', [{ name: 'events', colour: '--accent' }], (value) => count(value));
  const late = chart(
    'Latency',
    'median and 95 % (thin), from the event’s time to its arrival; clocks may differ',
    [
      { name: 'median', colour: '--hue-1' },
      { name: '95 %', colour: '--muted' },
    ],
    duration,
  );
  return {
    element: h('div.charts', {}, rate.element, late.element),
    /** Draws what has changed since the last second. */
    show() {
      const { seconds, last } = rates;
      const end = last?.at ?? Math.floor(Date.now() / 1000);
      const missing = Array.from({ length: SECONDS - seconds.length }, (_, i) => end - SECONDS + 1 + i);
      const times = [...missing, ...seconds.map(({ at }) => at)];
      const pad = missing.map(() => null);
      rate.show(times, [[...pad, ...seconds.map((second) => second.count)]], last ? count(last.count) : '–');
      const median = seconds.map((second) => second.median);
      late.show(
        times,
        [
          [...pad, ...median],
          [...pad, ...seconds.map((second) => second.p95)],
        ],
        last?.median === null || !last ? '–' : duration(last.median),
      );
    },
  };
}
