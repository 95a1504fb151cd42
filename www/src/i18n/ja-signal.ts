import type { signal as en } from './en-signal.ts';

export const signal: Record<keyof typeof en, string> = {
  'signal.title': '学習とともに、信号と損失はどう変わる？',
  'signal.caption': '各層の勾配、更新、出力を、一歩ずつたどります。',
  'signal.method': '八歩ごとに測っています。',
};
