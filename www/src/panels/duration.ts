import type { Translator } from '../i18n/index.ts';

/** `5 s`, `12 min` or `3 h`. */
export function duration({ t, number }: Translator, seconds: number): string {
  if (seconds < 100) return t('duration.seconds', { n: number(Math.max(1, Math.ceil(seconds))) });
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100
    ? t('duration.minutes', { n: number(minutes) })
    : t('duration.hours', { n: number(Math.ceil(minutes / 60)) });
}

/** `6 functions × 5 seeds, about 4 s` */
export function extent(i18n: Translator, functions: number, seeds: number, seconds: number): string {
  const { t } = i18n;
  return t('race.extent', {
    functions: functions === 1 ? t('race.one_function') : t('race.functions', { count: functions }),
    seeds: seeds === 1 ? t('race.one_seed') : t('race.seeds', { count: seeds }),
    time: duration(i18n, seconds),
  });
}
