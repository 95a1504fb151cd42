export const vanishing = {
  'vanishing.title': 'What becomes of the gradient in many layers?',
  'vanishing.caption': 'How much gradient reaches the first layer, over that in the last hidden one.',
  'vanishing.method': 'What has been measured is the first step of fresh networks.',
} as const;
