import type { step as en } from './en-step.ts';

export const step: Record<keyof typeof en, string> = {
  'step.title': '学習の一歩で何が起きている？',
  'step.caption': '数字が前へ進み、誤差が後ろへ戻るようすを、二つのネットワークで比べます。',
  'step.method': 'どちらも同じ初期値から始まります。',
};
