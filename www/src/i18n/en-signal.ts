export const signal = {
  'signal.title': 'How do signal and loss change in training?',
  'signal.caption': 'Gradients, updates and activations of each layer, step by step.',
  'signal.method': 'Every eighth step is measured.',
} as const;
