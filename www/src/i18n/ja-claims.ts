import type { claims as en } from './en-claims.ts';

export const claims: Record<keyof typeof en, string> = {
  'claims.title': 'よく言われることは、ここでも成り立つか',
  'claims.caption': '主張を押すと、お使いの端末でその場で確かめます。',
  'claims.method': '何をして、どうなれば成り立つとみなすかは、それぞれの確認に示します。',
};
