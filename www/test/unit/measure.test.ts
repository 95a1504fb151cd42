import { expect, test } from '@playwright/test';
import { Control } from '../../src/worker/loop.ts';
import { clockTick, type Kernel, measure, shuffle, type Visit } from '../../src/worker/measure.ts';

const visit = (run: Kernel): Visit => ({ lanes: [{ run }] });

test('the clock tick is the smallest step seen', () => {
  let reads = 0;
  expect(clockTick(() => Math.floor(reads++ / 3) * 0.5)).toBe(0.5);
});

test('measures every kernel the same number of times, interleaved, with samples that are long enough', async () => {
  let time = 0;
  const order: string[] = [];
  const kernel = (name: string, ns: number) => (repeats: number) => {
    order.push(name);
    time += (repeats * 1000 * ns) / 1e6;
  };
  const result = await measure(
    [visit(kernel('a', 1)), visit(kernel('b', 4))],
    { rounds: 5, sample_ms: 50 },
    new Control(),
    () => {},
    {
      now: () => {
        time += 0.001;
        return time;
      },
      random: Math.random,
      sleep: async () => {},
    },
  );
  expect(result?.samples.map((samples) => samples.length)).toEqual([5, 5]);
  expect((result?.samples[0]?.[0] ?? 0) * 1000).toBeCloseTo(1, 2);
  expect((result?.samples[1]?.[0] ?? 0) * 1000).toBeCloseTo(4, 2);
  expect(result?.unsettled).toEqual([]);
  expect(order.slice(-10).filter((name) => name === 'a')).toHaveLength(5);
});

test('samples of a hidden tab do not count', async () => {
  let time = 0;
  let calls = 0;
  const control = new Control();
  const kernel = (repeats: number): void => {
    time += repeats;
    calls += 1;
    // The last sample but one: hidden while it runs, shown again soon after.
    if (calls === 10) {
      control.setHidden(true);
      setTimeout(() => control.setHidden(false), 5);
    }
  };
  const result = await measure([visit(kernel)], { rounds: 6, sample_ms: 1 }, control, () => {}, {
    now: () => (time += 1e-6),
    random: () => 0,
    sleep: async () => {},
  });
  expect(result?.discarded).toBe(1);
  expect(result?.samples[0]).toHaveLength(6);
});

test('between any two samples the measurement looks at its messages', async () => {
  let time = 0;
  let unanswered = 0;
  let longest = 0;
  const control = new Control();
  const proceed = control.proceed.bind(control);
  control.proceed = () => {
    unanswered = 0;
    return proceed();
  };
  const run = (repeats: number): void => {
    time += repeats;
    unanswered += 1;
    longest = Math.max(longest, unanswered);
  };
  const kernels = Array.from({ length: 78 }, () => visit(run));
  await measure(kernels, { rounds: 2, sample_ms: 1 }, control, () => {}, {
    now: () => (time += 1e-6),
    random: Math.random,
    sleep: async () => {},
  });
  expect(longest).toBe(1);
});

test('shuffling keeps every item', () => {
  const items = Array.from({ length: 45 }, (_, index) => index);
  const shuffled = [...items];
  shuffle(shuffled, Math.random);
  expect(shuffled).not.toEqual(items);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
});
