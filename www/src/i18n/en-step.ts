export const step = {
  'step.title': 'What happens inside one step?',
  'step.caption': 'A digit on its way forward, and its error on the way back, in two networks.',
  'step.method': 'Both networks start from the same weights.',
} as const;
