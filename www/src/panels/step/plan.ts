// One step in the order in which it is computed. Pure.

/** Layers count from 0; the output layer is the one after the hidden ones. */
export type Phase =
  | { kind: 'input' }
  | { kind: 'forward'; layer: number }
  | { kind: 'loss' }
  | { kind: 'back'; layer: number }
  /** ∂L/∂x of a single image */
  | { kind: 'pixels' }
  | { kind: 'update' };

export function planOf(depth: number, single: boolean): Phase[] {
  const up = Array.from({ length: depth + 1 }, (_, layer) => layer);
  return [
    { kind: 'input' },
    ...up.map((layer): Phase => ({ kind: 'forward', layer })),
    { kind: 'loss' },
    ...up.reverse().map((layer): Phase => ({ kind: 'back', layer })),
    ...(single ? [{ kind: 'pixels' } as const] : []),
    { kind: 'update' },
  ];
}

/** Where a place from a link is in the plan; beyond its end, and for `all`, everything is shown. */
export const placeIn = (plan: readonly Phase[], phase: number | 'all'): number =>
  phase === 'all' ? plan.length : Math.min(phase, plan.length);

export const phaseText = (plan: readonly Phase[], place: number): number | 'all' =>
  place >= plan.length ? 'all' : Math.max(0, place);

const same = (one: Phase, other: Phase): boolean =>
  one.kind === other.kind && ('layer' in one ? one.layer : 0) === ('layer' in other ? other.layer : 0);

/** What a phase shows, at some place of the plan. */
export type Reach = 'before' | 'now' | 'past';

export function reachOf(plan: readonly Phase[], place: number, phase: Phase): Reach {
  const own = plan.findIndex((one) => same(one, phase));
  return own < 0 || own > place ? 'before' : own === place ? 'now' : 'past';
}
