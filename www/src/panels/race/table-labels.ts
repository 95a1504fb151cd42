import type { Translator } from '../../i18n/index.ts';
import type { Column } from './columns.ts';

/** Above a column. `threshold`: 0 … 1 */
export function columnLabel({ t, percent }: Translator, column: Column, threshold: number): string {
  return column === 'name'
    ? t('function')
    : t(`results.column.${column}`, { threshold: percent(threshold, 0) });
}
