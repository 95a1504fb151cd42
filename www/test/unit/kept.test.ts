import { expect, test } from '@playwright/test';
import type { Model } from '../../src/core/core.ts';
import { sampleOf } from '../../src/panels/draw/hands.ts';
import type { Party } from '../../src/panels/draw/opinions.ts';
import { dividing, Readings, tallyOf } from '../../src/panels/draw/readings.ts';
import { KEY, MOST_CHARACTERS, MOST_DRAWINGS, Shelf } from '../../src/panels/draw/shelf.ts';
import type { Stroke } from '../../src/panels/draw/strokes.ts';
import {
  type Kept,
  kept,
  MOST_POINTS,
  read,
  readTestSet,
  testSetOf,
} from '../../src/panels/draw/test-set.ts';
import type { Juror } from '../../src/state/jury.ts';
import { proportion } from '../../src/statistics/index.ts';
import { config } from './fixtures.ts';

/** That it can be kept. */
function keep(label: number, strokes: readonly Stroke[]): Kept {
  const drawing = kept(label, strokes);
  if ('fault' in drawing) throw new Error(drawing.fault);
  return drawing;
}

/** The n-th of different drawings, of about this many points. */
const drawing = (n: number, points = 3): Kept =>
  keep(n % 10, [Array.from({ length: points }, (_, index) => [n / 1000, index / points, 1] as const)]);

test('a drawing is kept as a line that reads as the same drawing', () => {
  const wide: Stroke[] = [
    [
      [0.123_456_789, 0.5, 1.234],
      [0.25, 1, 0.6],
    ],
    [[0, 0, 1]],
  ];
  const one = keep(7, wide);
  expect(one.line).toBe('{"label":7,"strokes":[[0.1235,0.5,0.25,1],[0,0]],"widths":[[1.23,0.6],[1]]}');
  expect(read(one.line)).toEqual(one);
  for (let digit = 0; digit < 10; digit += 1) {
    const hand = keep(digit, sampleOf(digit, 4));
    expect(read(hand.line)).toEqual(hand);
    expect(hand.line.length).toBeLessThan(3000);
  }
  const { drawings, faults } = readTestSet(`\n${testSetOf([one, drawing(3)])}\r\n`);
  expect(drawings).toEqual([one, drawing(3)]);
  expect(faults).toEqual([]);
});

test('drawings in other units are brought onto the surface in their shape', () => {
  const one = read('{"label":1,"strokes":[[100,-50,300,350]]}') as Kept;
  // 400 high is 0.8 high.
  expect(one.strokes).toEqual([
    [
      [0.3, 0.1, 1],
      [0.7, 0.9, 1],
    ],
  ]);
  expect((read('{"label":1,"strokes":[[5,5]]}') as Kept).strokes).toEqual([[[0.5, 0.5, 1]]]);
  expect((read('{"label":1,"strokes":[[-1e300,0,1e300,0]]}') as { fault: string }).fault).toBe('number');
});

test('what is no labelled drawing is refused, saying what was found', () => {
  const refused: readonly (readonly [line: string, fault: string, got: string])[] = [
    ['nonsense', 'json', 'nonsense'],
    ['null', 'json', 'null'],
    ['3', 'json', '3'],
    ['{"strokes":[[0,0]]}', 'label', '–'],
    ['{"label":10,"strokes":[[0,0]]}', 'label', '10'],
    ['{"label":2.5,"strokes":[[0,0]]}', 'label', '2.5'],
    ['{"label":"3","strokes":[[0,0]]}', 'label', '3'],
    ['{"label":3}', 'strokes', '–'],
    ['{"label":3,"strokes":[1,2]}', 'strokes', '[1,2]'],
    ['{"label":3,"strokes":[[1,2,3]]}', 'stroke', '3'],
    ['{"label":3,"strokes":[[1,null]]}', 'number', 'null'],
    ['{"label":3,"strokes":[[1,"2"]]}', 'number', '2'],
    ['{"label":3,"strokes":[[0,1e999]]}', 'number', 'null'],
    ['{"label":3,"strokes":[[0,1]],"widths":[[1,1]]}', 'widths', '[2]'],
    ['{"label":3,"strokes":[[0,1]],"widths":7}', 'widths', '7'],
    ['{"label":3,"strokes":[[0,1]],"widths":[[0]]}', 'width', '0'],
    ['{"label":3,"strokes":[[0,1]],"widths":[[null]]}', 'width', 'null'],
    ['{"label":3,"strokes":[]}', 'empty', '0'],
    ['{"label":3,"strokes":[[],[]]}', 'empty', '0'],
  ];
  for (const [line, fault, got] of refused) expect(read(line), line).toEqual({ fault, got });
  expect(read('x'.repeat(500))).toEqual({ fault: 'json', got: `${'x'.repeat(40)}…` });
  const many = Array.from({ length: MOST_POINTS + 1 }, () => [0.5, 0.5, 1] as const);
  expect(kept(3, [many])).toEqual({ fault: 'many', got: String(MOST_POINTS + 1) });
  const { drawings, faults } = readTestSet(`${drawing(1).line}\n\n{}\n${drawing(2).line}\n`);
  expect(drawings).toHaveLength(2);
  expect(faults).toEqual([{ fault: 'label', got: '–', number: 3 }]);
});

/** A storage as a browser has it, with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    removeItem: (key: string) => void items.delete(key),
    setItem(key: string, value: string) {
      if (value.length > room) throw new DOMException('no room', 'QuotaExceededError');
      items.set(key, value);
    },
  };
}

test('drawings are there again when the page is opened again, and go when they are deleted', () => {
  const place = storage();
  const shelf = new Shelf(() => place);
  let changes = 0;
  shelf.addEventListener('change', () => {
    changes += 1;
  });
  expect(shelf.add([drawing(1), drawing(2), drawing(1)])).toBe(0);
  expect(new Shelf(() => place).drawings).toEqual([drawing(1), drawing(2)]);
  const [first] = shelf.drawings;
  expect(first && shelf.of(first.strokes)).toBe(first);
  shelf.replace(first as Kept, drawing(5));
  expect(new Shelf(() => place).drawings).toEqual([drawing(5), drawing(2)]);
  shelf.replace(drawing(5));
  expect(shelf.drawings).toEqual([drawing(2)]);
  shelf.clear();
  expect(place.items.size).toBe(0);
  expect(changes).toBe(4);
  expect(shelf.lasting).toBe(true);
});

test('two tabs lose nothing of each other', () => {
  const place = storage();
  const [one, other] = [new Shelf(() => place), new Shelf(() => place)];
  one.add([drawing(1)]);
  const [same] = one.drawings;
  other.add([drawing(2)]);
  one.add([drawing(3)]);
  expect(one.drawings).toEqual([drawing(1), drawing(2), drawing(3)]);
  // What was there is the same object, so that what is on the canvas stays the one that was kept.
  expect(one.drawings[0]).toBe(same);
  other.read();
  expect(other.drawings).toHaveLength(3);
});

test('garbage on the device is left out and counted, and gone with the next drawing', () => {
  const place = storage();
  place.items.set(KEY, `${drawing(1).line}\n{"label":3,"strokes":[[1]]}\n\u0000\n[]\n${drawing(2).line}\n`);
  const shelf = new Shelf(() => place);
  expect(shelf.drawings).toEqual([drawing(1), drawing(2)]);
  expect(shelf.garbage).toBe(3);
  shelf.add([drawing(3)]);
  expect(shelf.garbage).toBe(0);
  expect(place.items.get(KEY)).toBe(testSetOf([drawing(1), drawing(2), drawing(3)]));
});

test('where nothing can be kept, drawings are counted until the page is closed', () => {
  const refusing = new Shelf(() => {
    throw new DOMException('a foreign frame', 'SecurityError');
  });
  expect(refusing.lasting).toBe(false);
  refusing.add([drawing(1)]);
  refusing.add([drawing(2)]);
  expect(refusing.drawings).toHaveLength(2);
  expect(refusing.lasting).toBe(false);

  const room = testSetOf([drawing(1), drawing(2)]).length;
  const place = storage(room);
  const full = new Shelf(() => place);
  full.add([drawing(1), drawing(2)]);
  expect(full.lasting).toBe(true);
  full.add([drawing(3)]);
  expect(full.lasting).toBe(false);
  // The third one stays although the device has two, or what another tab has made of them.
  full.read();
  expect(full.drawings).toHaveLength(3);
  place.items.set(KEY, testSetOf([drawing(9)]));
  full.read();
  expect(full.drawings).toHaveLength(3);
  full.replace(drawing(3));
  expect(full.lasting).toBe(true);
});

test('drawings are bounded in number and in size', () => {
  const roomy = storage();
  const shelf = new Shelf(() => roomy);
  const many = Array.from({ length: MOST_DRAWINGS + 5 }, (_, n) => drawing(n));
  expect(shelf.add(many)).toBe(5);
  expect(shelf.drawings).toHaveLength(MOST_DRAWINGS);
  expect(shelf.add([drawing(999)])).toBe(1);
  const place = storage();
  const large = new Shelf(() => place);
  const left = large.add(Array.from({ length: 200 }, (_, n) => drawing(n, MOST_POINTS)));
  expect(left).toBeGreaterThan(0);
  expect(large.drawings.length + left).toBe(200);
  expect(place.items.get(KEY)?.length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

const juror = (id: number): Juror => ({ id, config: config('relu'), model: { id } as unknown as Model });
const party = (key: string, ...jurors: Juror[]): Party => ({ key, activation: key, params: {}, jurors });

/** Probability p for a digit, the rest for another one. */
function reads(digit: number, p = 0.9, other = (digit + 1) % 10): Float32Array {
  const probabilities = new Float32Array(10);
  probabilities[digit] = p;
  probabilities[other] = 1 - p;
  return probabilities;
}

test('of each function and of the majority the right ones are counted, and who divides the jury', () => {
  const [a, b, c] = [juror(1), juror(2), juror(3)];
  // Two seeds of the first function: the surer one decides.
  const parties = [party('first', a, b), party('second', c)];
  const drawings = [drawing(1), drawing(2), drawing(3), drawing(4)];
  const answers = [
    [reads(1), reads(1), reads(1)],
    [reads(2), reads(7, 0.6, 2), reads(7)],
    [reads(8), reads(9), reads(3)],
    // The last network has not read it yet.
    [reads(4), reads(4), undefined],
  ];
  const {
    jury,
    parties: counted,
    verdicts,
  } = tallyOf(parties, drawings, ({ id }, one) => {
    return answers[drawings.indexOf(one)]?.[id - 1];
  });
  expect([jury.right, jury.n]).toEqual([1, 3]);
  expect(counted.map(({ share }) => [share.right, share.n])).toEqual([
    [2, 3],
    [2, 3],
  ]);
  expect([...verdicts.values()].map(({ digit }) => digit)).toEqual([1, 7, 9]);
  const order = dividing({ jury, parties: counted, verdicts });
  expect(order).toEqual([drawings[2], drawings[1]]);
  expect(verdicts.get(drawings[2] as Kept)?.bits).toBeCloseTo(Math.log2(3), 9);
  expect(tallyOf([], drawings, () => undefined).jury.n).toBe(0);
});

test('drawings are read in slices, and by new networks alone when some are new', () => {
  const asked: string[] = [];
  let time = 0;
  const readings = new Readings({
    picture: ({ label }) => Uint8Array.of(label),
    ask: ({ id }, picture) => {
      asked.push(`${id}:${picture[0]}`);
      time += 3;
      return reads(picture[0] ?? 0);
    },
  });
  const drawings = [drawing(1), drawing(2)];
  const now = () => time;
  const jury = [juror(1), juror(2)];
  expect(readings.work(jury, drawings, 8, now)).toBe(0.75);
  expect(asked).toEqual(['1:1', '2:1', '1:2']);
  expect(readings.work(jury, drawings, 8, now)).toBe(1);
  expect(asked).toHaveLength(4);
  expect(readings.work(jury, drawings, 8, now)).toBe(1);
  expect(asked).toHaveLength(4);
  readings.work([...jury, juror(3)], drawings, 80, now);
  expect(asked.slice(4)).toEqual(['3:1', '3:2']);
  expect(readings.answerOf(jury[1] as Juror, drawings[1] as Kept)?.[2]).toBeCloseTo(0.9, 6);
  // Slower than a slice: one answer each time all the same.
  expect(readings.work([juror(4)], drawings, 0, now)).toBe(0.5);
});

test('a share has Wilson’s interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const published: readonly (readonly [right: number, n: number, low: number, high: number])[] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [29, 29, 0.883, 1],
  ];
  for (const [right, n, low, high] of published) {
    const found = proportion(right, n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  }
  expect(proportion(0, 0)).toMatchObject({ low: 0, high: 1 });
});
