import type { vanishing as en } from './en-vanishing.ts';

export const vanishing: Record<keyof typeof en, string> = {
  'vanishing.title': '層を重ねると、勾配はどうなる？',
  'vanishing.caption': '最初の層に届く勾配は、最後の隠れ層の何倍か。',
  'vanishing.method': '初期化直後の最初の一歩を測っています。',
};
