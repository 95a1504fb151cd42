// What a phase does, as sentences' keys and numbers. Pure.

import type { Key } from '../../i18n/index.ts';
import type { LayerMeasure, Measures } from './measures.ts';
import type { Phase } from './plan.ts';

/** How a number is told. */
export type Quantity =
  | number
  | string
  | { kind: 'share'; value: number }
  | { kind: 'factor'; value: number | undefined }
  | { kind: 'size'; value: number };

export interface Fact {
  key: Key;
  values: Readonly<Record<string, Quantity>>;
}

/** The images that are looked at. */
export interface Subject {
  /** of a single one */
  image: number | undefined;
  label: number;
  count: number;
}

export interface Answers {
  right: number;
  certainty: number;
  top: number;
}

const size = (value: number): Quantity => ({ kind: 'size', value });
const share = (value: number): Quantity => ({ kind: 'share', value });

/** What is done, whichever the network. */
export function done(phase: Phase | undefined, depth: number, subject: Subject): Fact {
  const single = subject.image !== undefined;
  const { image = 0, label, count } = subject;
  switch (phase?.kind) {
    case undefined:
      return { key: 'step.say.all', values: {} };
    case 'input':
      return single
        ? { key: 'step.say.input', values: { label, image } }
        : { key: 'step.say.input_batch', values: { count } };
    case 'forward':
      return phase.layer < depth
        ? { key: 'step.say.forward', values: { layer: phase.layer + 1, depth } }
        : { key: 'step.say.output', values: {} };
    case 'loss':
      return { key: single ? 'step.say.loss' : 'step.say.loss_batch', values: {} };
    case 'back':
      return phase.layer < depth
        ? { key: 'step.say.back', values: { layer: phase.layer + 1, depth, next: phase.layer + 2 } }
        : { key: 'step.say.error', values: {} };
    case 'pixels':
      return { key: 'step.say.pixels', values: {} };
    case 'update':
      return { key: 'step.say.update', values: {} };
  }
}

function carried(layer: LayerMeasure): Fact {
  const { units, f, silent } = layer;
  const values = {
    units,
    least: size(f.least),
    greatest: size(f.greatest),
    mean: size(f.mean),
    deviation: size(f.deviation),
  };
  return silent > 0
    ? { key: 'step.say.values_silent', values: { ...values, silent } }
    : { key: 'step.say.values', values };
}

function returned(layer: LayerMeasure, next: LayerMeasure | undefined): Fact {
  const { delta, factor, flat, units, slope } = layer;
  if (next?.delta === 0) return { key: 'step.say.nothing', values: {} };
  const values = {
    slope: size(slope?.mean ?? Number.NaN),
    before: size(next?.delta ?? Number.NaN),
    after: size(delta),
    factor: { kind: 'factor', value: factor } as const,
  };
  return flat > 0
    ? { key: 'step.say.returned_flat', values: { ...values, flat, units } }
    : { key: 'step.say.returned', values };
}

/** What it comes to in one of the networks. */
export function found(
  phase: Phase | undefined,
  { loss, layers, pixels, perLayer }: Measures,
  { right, certainty, top }: Answers,
  subject: Subject,
): Fact | undefined {
  const hidden = layers.slice(0, -1);
  const output = layers.at(-1);
  const single = subject.image !== undefined;
  switch (phase?.kind) {
    case undefined: {
      const [first, last] = [hidden[0], hidden.at(-1)];
      if (!first || !last) return undefined;
      // From the output on, the first layer that nothing reaches.
      const silent = hidden.findLastIndex(({ delta }) => delta === 0);
      if (silent >= 0) return { key: 'step.say.whole_zero', values: { layer: silent + 1 } };
      const values = { depth: hidden.length, from: size(last.delta), to: size(first.delta) };
      return hidden.length > 1
        ? { key: 'step.say.whole', values: { ...values, factor: { kind: 'factor', value: perLayer } } }
        : { key: 'step.say.whole_one', values };
    }
    case 'input':
      return undefined;
    case 'forward': {
      const layer = hidden[phase.layer];
      if (layer) return carried(layer);
      if (!single)
        return {
          key: 'step.say.reads',
          values: { right, count: subject.count, certainty: share(certainty) },
        };
      return top === subject.label
        ? { key: 'step.say.guess_right', values: { label: subject.label, certainty: share(certainty) } }
        : { key: 'step.say.guess_wrong', values: { label: subject.label, certainty: share(certainty), top } };
    }
    case 'loss':
      return { key: 'step.say.lost', values: { loss: size(loss) } };
    case 'back': {
      const layer = hidden[phase.layer];
      if (layer) return returned(layer, layers[phase.layer + 1]);
      return { key: 'step.say.length', values: { length: size(output?.delta ?? Number.NaN) } };
    }
    case 'pixels':
      return layers[0]?.delta === 0
        ? { key: 'step.say.nothing', values: {} }
        : { key: 'step.say.length', values: { length: size(pixels?.length ?? Number.NaN) } };
    case 'update':
      return {
        key: 'step.say.updates',
        values: {
          first: share(layers[0]?.update ?? Number.NaN),
          last: share(output?.update ?? Number.NaN),
        },
      };
  }
}
