// What is worth seeing, as parts of a link. The commentary beside each says what to look for; the numbers are the run's own.

import type { Key } from '../../i18n/index.ts';
import { type UnitsView, USUAL } from './view.ts';

export interface Case {
  label: Key;
  view: Partial<UnitsView>;
}

const both = (setting: { init?: string; rate?: number; bias?: number }): Partial<UnitsView> => ({
  ...(setting.init !== undefined && { a_init: setting.init, b_init: setting.init }),
  ...(setting.rate !== undefined && { a_rate: setting.rate, b_rate: setting.rate }),
  ...(setting.bias !== undefined && { a_bias: setting.bias, b_bias: setting.bias }),
});

export const CASES: readonly Case[] = [
  { label: 'units.demo.rate', view: { sort: 'death', unit: 23 } },
  { label: 'units.demo.lower', view: { b: 'relu', b_rate: 0.19, sort: 'death' } },
  { label: 'units.demo.start', view: { b: 'relu', b_init: 'orthogonal', sort: 'death' } },
  { label: 'units.demo.bias', view: { ...both({ rate: 0.2, bias: -1 }), layer: 2 } },
  { label: 'units.demo.saturated', view: { a: 'tanh', b: 'sigmoid', ...both({ rate: 3 }), layer: 2 } },
  { label: 'units.demo.stuck', view: { a: 'sigmoid', ...both({ rate: 0.2, bias: -5 }) } },
  { label: 'units.demo.linear', view: { a: 'sigmoid', b: 'sigmoid', a_rate: 0.02 } },
  {
    label: 'units.demo.softplus',
    view: { a: 'softplus', b: 'softplus', ...both({ init: 'pytorch' }), a_rate: 0.02, b_rate: 0.2 },
  },
];

export const viewOf = ({ view }: Case): UnitsView => ({ ...USUAL, ...view });
