// Drawing by keyboard: a digit of ours that is then moved, turned and made larger.

import { handsOf, sampleOf } from './hands.ts';
import { moved, type Stroke } from './strokes.ts';

const STEP = 0.03;
const TURN = Math.PI / 36;
const GROWTH = 1.1;

/** Which hand comes next, by digit. */
const next = new Map<number, number>();

/** The drawing after a key, or undefined where the key means nothing here. */
export function keyed(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  strokes: readonly Stroke[],
): readonly Stroke[] | undefined {
  if (/^\d$/.test(key)) {
    const digit = Number(key);
    const hand = next.get(digit) ?? 0;
    next.set(digit, (hand + 1) % handsOf(digit));
    return sampleOf(digit, hand);
  }
  switch (key) {
    case 'ArrowLeft':
      return moved(strokes, shiftKey ? { turn: -TURN } : { dx: -STEP });
    case 'ArrowRight':
      return moved(strokes, shiftKey ? { turn: TURN } : { dx: STEP });
    case 'ArrowUp':
      return moved(strokes, { dy: -STEP });
    case 'ArrowDown':
      return moved(strokes, { dy: STEP });
    case '+':
      return moved(strokes, { scale: GROWTH });
    case '-':
      return moved(strokes, { scale: 1 / GROWTH });
    case 'Backspace':
    case 'Delete':
      return strokes.slice(0, -1);
    case 'Escape':
      return [];
    default:
      return undefined;
  }
}
