// What else is tried with a network that came to nothing: one thing changed each, all from the same start. Pure.

import type { Offer } from '../../state/settings.ts';
import { rateOf, type SignalView } from './settings.ts';

export interface Remedy {
  kind: 'rate' | 'clip' | 'initializer' | 'function' | 'optimizer';
  /** what it changes, in the view */
  change: Partial<SignalView>;
  /** the number or name that it takes */
  value: number | string;
}

/** by which the learning rate is divided */
const DIVISORS = [3, 10, 30] as const;
const CLIP = 1;
const INITIALIZERS = ['he_normal', 'glorot_uniform', 'lecun_normal'] as const;
const FUNCTIONS = ['tanh', 'relu'] as const;
const OPTIMIZERS = ['adam', 'sgd'] as const;

/** `side`: whose network it is; `recommended`: the initialisation that goes with its function, where it is known */
export function remediesOf(
  view: SignalView,
  side: 'a' | 'b',
  offer: Offer,
  recommended: string | undefined,
): Remedy[] {
  const rates = DIVISORS.map((divisor): Remedy => {
    const rate = Number((view.rate / divisor).toPrecision(3));
    return { kind: 'rate', change: { rate }, value: rate };
  }).filter(({ value }) => Math.fround(Number(value)) > 0);
  const clips: Remedy[] =
    view.clip === 0 || view.clip > CLIP ? [{ kind: 'clip', change: { clip: CLIP }, value: CLIP }] : [];
  const initializers = new Set([...(recommended ? [recommended] : []), ...INITIALIZERS]);
  initializers.delete(view.initializer);
  const starts = [...initializers]
    .filter((initializer) => offer.initializers.includes(initializer))
    .map((initializer): Remedy => ({ kind: 'initializer', change: { initializer }, value: initializer }));
  const other = FUNCTIONS.find((id) => id !== view[side]);
  const functions: Remedy[] = other ? [{ kind: 'function', change: { [side]: other }, value: other }] : [];
  const optimizer = OPTIMIZERS.find((name) => name !== view.optimizer && name in offer.rates);
  const optimizers: Remedy[] = optimizer
    ? [{ kind: 'optimizer', change: { optimizer, rate: rateOf(optimizer, offer) }, value: optimizer }]
    : [];
  return [...rates, ...clips, ...starts, ...functions, ...optimizers];
}
