// What the jury says, in sentences.

import type { Translator } from '../../i18n/index.ts';
import { percentOf } from './bars.ts';
import type { Dissent } from './opinions.ts';
import type { Verdict } from './verdict.ts';

/** More dissenters than this are counted, not named. */
const NAMED = 4;

/** "27 of 30 networks read a 3 · 2 read 8 · 1 reads 5." */
export function tally({ t }: Translator, { digit, count, camps }: Verdict): string {
  const [first, ...others] = camps;
  const votes = first?.votes ?? 0;
  const key = count === 1 ? 'draw.single' : votes === count ? 'draw.unanimous' : 'draw.majority';
  const rest = others.map((camp) => t(camp.votes === 1 ? 'draw.camp.one' : 'draw.camp', { ...camp }));
  return t('draw.sentence', { text: [t(key, { digit, votes, count }), ...rest].join(t('draw.camps')) });
}

export function confidence({ t }: Translator, { digit, confidence, unsure, second }: Verdict): string {
  const percent = percentOf(confidence);
  return unsure ? t('draw.unsure', { digit, second, percent }) : t('draw.sure', { digit, percent });
}

export function dissenters(
  { t }: Translator,
  found: readonly Dissent[],
  nameOf: (one: Dissent) => string,
): string {
  if (found.length === 0) return '';
  const names = found.slice(0, NAMED).map((one) => {
    const { seeds, of } = one;
    return seeds === of ? nameOf(one) : t('draw.dissenter', { name: nameOf(one), seeds, of });
  });
  const more = found.length - names.length;
  const list = names.join(t('list.separator'));
  return more > 0 ? t('draw.dissenters.more', { list, more }) : t('draw.dissenters', { list });
}
