// What a sweep says, in sentences, and no surer than its intervals. Pure.

import type { SweepVerdict } from '../../core/types.ts';
import type { Translator } from '../../i18n/index.ts';
import type { Default } from './defaults.ts';
import { divergedOf, isComplete, type MeasuredValue } from './points.ts';

export interface Swept {
  values: readonly MeasuredValue[];
  verdict: SweepVerdict;
  defaults: readonly Default[];
  seeds: number;
}

/** Empty while nothing can be said. */
export function answer({ values, verdict, defaults, seeds }: Swept, i18n: Translator): string[] {
  const { t, number, percent } = i18n;
  const value = (one: number): string => number(one, 6);
  const best = values[verdict.best];
  const judged = verdict.points[verdict.best];
  const lost = values.filter((one) => divergedOf(one) > 0);
  const diverged =
    lost.length > 0
      ? [
          t('tuning.answer.diverged', {
            values: lost.map((one) => value(one.value)).join(t('list.separator')),
          }),
        ]
      : [];
  if (!best || !judged || judged.mean === null) return diverged;
  const mean = percent(judged.mean, 1);
  if (judged.low === null || judged.high === null)
    return [t('tuning.answer.one_seed', { best: value(best.value), mean }), ...diverged];

  const known = values.filter(isComplete).length;
  const range = ([from, to]: readonly [number, number]): string =>
    from === to ? value(from) : t('tuning.range', { from: value(from), to: value(to) });
  const told = {
    best: value(best.value),
    mean,
    low: percent(judged.low, 1),
    high: percent(judged.high, 1),
    seeds,
  };
  const peers = verdict.points.filter(({ peer }) => peer).length;
  const key =
    known < 2
      ? 'tuning.answer.alone'
      : peers === known
        ? 'tuning.answer.all'
        : peers < 2
          ? 'tuning.answer.only'
          : 'tuning.answer.region';
  const ranges = verdict.regions.map(range).join(t('tuning.or'));
  const sentences = [t(key, { ...told, ranges })];
  if (known < 2) return [...sentences, ...diverged];
  for (const { value: at, label } of defaults) {
    const named = { name: label, value: number(at, 3) };
    const index = values.findIndex((one) => one.value === at);
    const own = verdict.points[index];
    const inside = verdict.regions.some(([from, to]) => at >= from && at <= to);
    if (index >= 0 && index === verdict.best) sentences.push(t('tuning.answer.is_best', named));
    else if (own && own.difference !== null && own.difference_low !== null) {
      const points = (share: number): string => number(Math.abs(share) * 100, 1, 1);
      const told = { ...named, points: points(own.difference), most: points(own.difference_low) };
      sentences.push(t(own.peer ? 'tuning.answer.within' : 'tuning.answer.outside', told));
    } else if (inside && index < 0) sentences.push(t('tuning.answer.between', named));
  }
  return [...sentences, ...diverged];
}
