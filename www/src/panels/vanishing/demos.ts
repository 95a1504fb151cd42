// What a teacher may show, as the panel's part of a link tells it. Pure.

import { type Choice, type Offered, textOf, USUAL } from './choice.ts';

const CHANGES = {
  sigmoid: { functions: 'all', cell: { row: 'sigmoid', depth: 20 } },
  tanh: { kind: 'initializers', function: 'tanh', cell: { row: 'glorot_uniform', depth: 20 } },
  relu: { kind: 'initializers', function: 'relu', of: 'z', cell: { row: 'glorot_uniform', depth: 20 } },
  explodes: { kind: 'initializers', function: 'linear', of: 'z', cell: { row: 'he_normal', depth: 50 } },
  snake: { kind: 'initializers', function: 'snake', cell: { row: 'he_normal', depth: 20 } },
  wide: { functions: 'all', units: 128, depths: [1, 2, 5, 10, 20], shown: 'error' },
} as const satisfies Record<string, Partial<Choice>>;

export type DemoName = keyof typeof CHANGES;
export const DEMOS = Object.keys(CHANGES) as DemoName[];

export const demoText = (name: DemoName, offered: Offered): string =>
  textOf({ ...USUAL, ...CHANGES[name] }, offered) ?? '';
