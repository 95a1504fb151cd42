import { expect, test } from '@playwright/test';
import type { View } from '../../src/charts/geometry.ts';
import { Gestures } from '../../src/charts/gestures.ts';

function chart() {
  let view: View | undefined = { x: [-4, 4], y: [-2, 2] };
  const start = view;
  const gestures = new Gestures(
    () => view ?? start,
    () => ({ left: 0, top: 0, width: 800, height: 400 }),
    () => undefined,
    (next) => {
      view = next;
    },
  );
  let prevented = 0;
  const event = (pointerType: string, pointerId: number, clientX: number, clientY: number) =>
    ({
      button: 0,
      pointerType,
      pointerId,
      clientX,
      clientY,
      currentTarget: { setPointerCapture: () => {} },
    }) as unknown as PointerEvent;
  const wheel = (ctrlKey: boolean, deltaY: number) => {
    const made = {
      ctrlKey,
      deltaY,
      deltaMode: 0,
      clientX: 400,
      clientY: 200,
      preventDefault: () => (prevented += 1),
    };
    gestures.wheel(made as unknown as WheelEvent);
    return prevented;
  };
  return { gestures, event, wheel, view: () => view };
}

test.beforeAll(() => {
  Object.assign(globalThis, { WheelEvent: { DOM_DELTA_PIXEL: 0 } });
});

test('two fingers spread to zoom in where they are, and carry the view along', () => {
  const { gestures, event, view } = chart();
  gestures.down(event('touch', 1, 300, 200));
  gestures.down(event('touch', 2, 500, 200));
  expect(gestures.moving).toBe(true);
  gestures.move(event('touch', 1, 200, 200));
  gestures.move(event('touch', 2, 600, 200));
  expect(view()).toEqual({ x: [-2, 2], y: [-1, 1] });
  gestures.move(event('touch', 1, 300, 300));
  gestures.move(event('touch', 2, 700, 300));
  expect(view()).toEqual({ x: [-2.5, 1.5], y: [-0.5, 1.5] });
  expect(gestures.up(event('touch', 1, 300, 300))).toBe(true);
  // The finger that is left moves nothing.
  gestures.move(event('touch', 2, 100, 100));
  expect(view()).toEqual({ x: [-2.5, 1.5], y: [-0.5, 1.5] });
});

test('one finger belongs to the page, a pressed mouse drags, and a click is no drag', () => {
  const { gestures, event, view } = chart();
  const before = view();
  gestures.down(event('touch', 1, 300, 200));
  gestures.move(event('touch', 1, 100, 200));
  expect([view(), gestures.up(event('touch', 1, 100, 200))]).toEqual([before, false]);
  gestures.down(event('mouse', 3, 300, 200));
  gestures.move(event('mouse', 3, 302, 201));
  expect([view(), gestures.up(event('mouse', 3, 302, 201))]).toEqual([before, false]);
  gestures.down(event('mouse', 3, 300, 200));
  gestures.move(event('mouse', 3, 400, 200));
  expect(view()).toEqual({ x: [-5, 3], y: [-2, 2] });
  expect(gestures.up(event('mouse', 3, 400, 200))).toBe(true);
});

test('the bare wheel is left to the page', () => {
  const { wheel, view } = chart();
  const before = view();
  expect(wheel(false, 100)).toBe(0);
  expect(view()).toEqual(before);
  expect(wheel(true, -100)).toBe(1);
  expect(view()?.x[1]).toBeLessThan(4);
});
