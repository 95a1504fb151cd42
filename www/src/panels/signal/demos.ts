import type { Key } from '../../i18n/index.ts';

/** What each shows was looked for by trying, and is held to by the tests. */
export const DEMOS: readonly { key: Key; text: string }[] = [
  { key: 'signal.demo.healthy', text: 'rate:0.02' },
  { key: 'signal.demo.diverges', text: 'rate:3,every:1' },
  { key: 'signal.demo.clipped', text: 'rate:3,clip:0.3' },
  { key: 'signal.demo.late', text: 'a:leaky_relu,hidden:32-32-32-32-32-32-32-32,rate:0.5' },
  { key: 'signal.demo.dead', text: 'rate:1' },
  {
    key: 'signal.demo.vanishing',
    text: 'a:sigmoid,hidden:32-32-32-32-32-32-32-32-32-32,initializer:glorot_uniform',
  },
  {
    key: 'signal.demo.tanh',
    text: 'a:sigmoid,b:tanh,hidden:32-32-32-32-32-32-32-32-32-32,initializer:glorot_uniform',
  },
];
