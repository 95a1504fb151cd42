// What was found, in sentences. Pure.

import type { Divergence } from '../../core/types.ts';
import type { Translator } from '../../i18n/index.ts';
import { shortText } from './axis.ts';
import type { Course, Sign } from './findings.ts';
import { CHANCE } from './measures.ts';
import { layerWords } from './rows.ts';

/** than guessing: so many times its loss */
const WORSE = 1.1;

export const shortOf =
  ({ significant }: Translator) =>
  (value: number): string =>
    shortText(value, significant);

export function signWords(sign: Sign, layers: number, i18n: Translator): string {
  const { t, number } = i18n;
  const short = shortOf(i18n);
  switch (sign.kind) {
    case 'update': {
      const { step, whole, ratio } = sign;
      const told = { step: number(step), layer: layerWords(sign.layer, layers, i18n) };
      return whole
        ? t('signal.sign.update', { ...told, ratio: short(ratio) })
        : t('signal.sign.update_part', { ...told, ratio: short(ratio) });
    }
    case 'loss': {
      const { from, step, before, after } = sign;
      return t('signal.sign.loss', {
        from: number(from),
        step: number(step),
        before: short(before),
        after: short(after),
      });
    }
    default: {
      const { kind, from, step, layer, factor } = sign;
      return t(`signal.sign.${kind}`, {
        from: number(from),
        step: number(step),
        layer: layerWords(layer, layers, i18n),
        factor: short(factor),
      });
    }
  }
}

export function endWords(divergence: Divergence, layers: number, i18n: Translator): string {
  const { t, number } = i18n;
  const { step, layer } = divergence;
  return t('signal.end', {
    step: number(step),
    epoch: number(divergence.epoch),
    batch: number(divergence.batch),
    layer: layerWords(layer - 1, layers, i18n),
    reason: t(`divergence.${divergence.reason}`),
  });
}

export function courseWords(course: Course, layers: number, i18n: Translator): string {
  const { t, number, percent } = i18n;
  const short = shortOf(i18n);
  const stuck = (): string =>
    t(course.loss > WORSE * CHANCE ? 'signal.course.worse' : 'signal.course.stays', {
      loss: number(course.loss, 3, 3),
      chance: number(CHANCE, 3, 3),
    });
  switch (course.kind) {
    case 'learned':
      return t('signal.course.learned', {
        loss: number(course.loss, 3, 3),
        accuracy: percent(course.accuracy, 1),
        low: short(course.updates[0]),
        high: short(course.updates[1]),
      });
    case 'zero':
      return [
        stuck(),
        t(course.layers.length === layers ? 'signal.course.zero_all' : 'signal.course.zero', {
          layers: course.layers.map((layer) => layerWords(layer, layers, i18n)).join(t('list.separator')),
          from: number(course.from),
        }),
      ].join(t('sentence.separator'));
    case 'vanishing':
    case 'stuck':
      return [
        stuck(),
        t(`signal.course.${course.kind}`, { ratio: short(course.ratio), update: short(course.update) }),
      ].join(t('sentence.separator'));
  }
}
