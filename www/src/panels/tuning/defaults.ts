// What the frameworks take for a parameter when nothing is said.

import type { StripMark } from '../../charts/strip-chart.ts';
import { factsOf } from '../../core/facts.ts';
import { DIALECT_NAMES, DIALECTS, type Dialect } from '../../core/types.ts';
import type { Target } from './axes.ts';

/** A value, and all that have it. */
export type Default = Pick<StripMark, 'value' | 'label'>;

/** Their frameworks want a value each time. */
const WITHOUT: readonly string[] = ['threshold'];

/** `layer` and `function`: what a framework's two ways to write the same are called. */
export function defaultsOf(
  { activation, parameter }: Target,
  usual: number,
  words: { layer: string; function: string; separator: string },
): Default[] {
  const { variants, names } = factsOf(activation);
  const found: { value: number; dialect: Dialect; api: string }[] = [];
  if (variants) {
    for (const { dialect, api, function: id, parameters } of variants) {
      const value = parameters[parameter];
      if (id === activation && value !== undefined) found.push({ value, dialect, api });
    }
  } else if (!WITHOUT.includes(activation)) {
    for (const dialect of DIALECTS) {
      const { api, defaults } = names[dialect];
      // Without the parameter, they have it as it usually is.
      if (api) found.push({ value: defaults[parameter] ?? usual, dialect, api });
    }
  }
  const merged = new Map<number, string[]>();
  for (const { value, dialect, api } of found) {
    const twice = found.filter((other) => other.dialect === dialect).length > 1;
    const kind = api.includes('.layers.') || api.includes('.nn.') ? words.layer : words.function;
    merged.set(value, [...(merged.get(value) ?? []), `${DIALECT_NAMES[dialect]}${twice ? ` ${kind}` : ''}`]);
  }
  return [...merged]
    .map(([value, labels]) => ({ value, label: labels.join(words.separator) }))
    .sort((a, b) => a.value - b.value);
}
