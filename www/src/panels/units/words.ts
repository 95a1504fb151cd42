// What the numbers say, in sentences. Pure.

import type { UnitsOfLayer } from '../../core/types.ts';
import type { Key, Translator } from '../../i18n/index.ts';
import type { WatchedUnits } from '../../worker/protocol.ts';
import type { Life } from './lives.ts';
import { type Fate, fatesOf, isDead, isLinear, isSaturated, sharesOf, weightsOf } from './looks.ts';
import type { Setting } from './view.ts';

/** "after 30 steps", "after epoch 3": where the looks were taken. */
export function lookName({ step, epoch }: WatchedUnits, { t, number }: Translator): string {
  if (step === 0) return t('units.look.start');
  return Number.isInteger(epoch)
    ? t('units.look.epoch', { epoch: number(epoch) })
    : t('units.look.step', { step: number(step) });
}

/** "relu, rate 0.95, biases from −1": what differs from what is usual is named. */
export function settingName({ activation, init, rate, bias }: Setting, { t, number }: Translator): string {
  // Rounded to six decimals it might be 0.
  const parts = [t('units.name.rate', { rate: rate < 1e-3 ? String(rate) : number(rate, 6) })];
  if (init !== 'glorot_uniform') parts.push(init);
  if (bias !== 0) parts.push(t('units.name.bias', { bias: number(bias, 3) }));
  return t('units.name', { activation, settings: parts.join(t('list.separator')) });
}

/** "relu at rate 0.95: 14 of 64 units dead in layer 1, 1 of 32 in layer 2." */
export function verdictOf(life: Life, setting: Setting, i18n: Translator): string {
  const { t, percent } = i18n;
  const last = life.looks.at(-1);
  const name = settingName(setting, i18n);
  if (!last || !life.end) return '';
  const shares = last.layers.map(sharesOf);
  const dead = shares.flatMap(({ dead, units }, index) =>
    dead > 0 ? [t('units.verdict.layer', { dead, units, layer: index + 1 })] : [],
  );
  const died = dead.length > 0 ? dead.join(t('list.separator')) : t('units.verdict.none');
  const { outcome } = life.end;
  if ('code' in outcome) return t('units.verdict.diverged', { name, died });
  return t('units.verdict', { name, died, accuracy: percent(outcome.evaluation.accuracy, 1) });
}

const spread = (layer: UnitsOfLayer, unit: number, { number }: Translator): string =>
  `${number(layer.mean[unit] ?? Number.NaN, 2, 2)} ± ${number(layer.deviation[unit] ?? Number.NaN, 2, 2)}`;

/** How far the weights and the bias of a unit have moved between two looks; 0 where not at all. */
function moved(from: UnitsOfLayer, to: UnitsOfLayer, unit: number): number {
  const [before, after] = [weightsOf(from, unit), weightsOf(to, unit)];
  return Math.hypot(
    (to.bias[unit] ?? 0) - (from.bias[unit] ?? 0),
    ...after.map((w, i) => w - (before[i] ?? 0)),
  );
}

/** What pulled z from one look to the next: the bias, and the rest of its mean. */
function pulled(from: UnitsOfLayer, to: UnitsOfLayer, unit: number): { bias: number; weights: number } {
  const bias = (to.bias[unit] ?? 0) - (from.bias[unit] ?? 0);
  return { bias, weights: (to.mean[unit] ?? 0) - (from.mean[unit] ?? 0) - bias };
}

/** The life of a unit, as far as it has been seen. */
export function storyOf(life: Life, layer: number, unit: number, i18n: Translator): string[] {
  const { t, percent, number } = i18n;
  const looks = life.looks.flatMap((look) => look.layers[layer] ?? []);
  const [first, last] = [looks[0], looks.at(-1)];
  const fate = fatesOf(looks)[unit];
  if (!first || !last || !fate) return [];
  const name = (index: number): string => {
    const look = life.looks[index];
    return look ? lookName(look, i18n) : '';
  };
  const start = isDead(first, unit)
    ? t('units.story.dead_at_start', {
        z: spread(first, unit, i18n),
        greatest: number(first.greatest[unit] ?? 0, 2, 2),
      })
    : t('units.story.start', {
        z: spread(first, unit, i18n),
        share: percent(1 - (first.saturated[unit] ?? 0), 0),
      });
  return [start, ...fateStory(fate), ...end(last)];

  function fateStory({ died, revived }: Fate): string[] {
    const sentences: string[] = [];
    if (revived !== undefined) sentences.push(t('units.story.revived', { look: name(revived) }));
    const [before, at] = died === undefined ? [] : [looks[died - 1], looks[died]];
    if (died === undefined || !at) return sentences;
    if (before) {
      const by = pulled(before, at, unit);
      sentences.push(
        t('units.story.died', {
          before: name(died - 1),
          after: name(died),
          from: spread(before, unit, i18n),
          to: spread(at, unit, i18n),
          least: number(at.least[unit] ?? 0, 2, 2),
          greatest: number(at.greatest[unit] ?? 0, 2, 2),
        }),
        t('units.story.pulled', { bias: number(by.bias, 2, 2), weights: number(by.weights, 2, 2) }),
      );
    }
    if (died < looks.length - 1)
      sentences.push(
        moved(at, last as UnitsOfLayer, unit) === 0
          ? t('units.story.frozen')
          : t('units.story.drifts', { moved: i18n.significant(moved(at, last as UnitsOfLayer, unit)) }),
      );
    return sentences;
  }

  function end(layer: UnitsOfLayer): string[] {
    if (isDead(layer, unit)) return [];
    const values = {
      look: name(life.looks.length - 1),
      z: spread(layer, unit, i18n),
      share: percent(layer.saturated[unit] ?? Number.NaN, 0),
      linearity: number(layer.linearity[unit] ?? Number.NaN, 4, 4),
    };
    const lives = looks.length > 1 ? [t('units.story.lives', values)] : [];
    return isLinear(layer, unit) ? [...lives, t('units.story.linear', values)] : lives;
  }
}

/** The states of a unit, in words: each has a mark as well. */
export function statesOf(layer: UnitsOfLayer, unit: number): Key[] {
  if (isDead(layer, unit)) return ['units.state.dead'];
  const states: Key[] = [];
  if (isSaturated(layer, unit)) states.push('units.state.saturated');
  if (isLinear(layer, unit)) states.push('units.state.linear');
  return states;
}
