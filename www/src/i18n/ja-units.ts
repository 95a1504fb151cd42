import type { units as en } from './en-units.ts';

export const units: Record<keyof typeof en, string> = {
  'units.title': 'どのユニットが、いつ死ぬ？',
  'units.caption': 'すべての学習用画像に対する各ユニットのようすを、エポックごとに見ます。',
  'units.method': '死・飽和・ほぼ線形は、決まった基準で判定しています。',
};
