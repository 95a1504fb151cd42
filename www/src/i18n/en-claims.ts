export const claims = {
  'claims.title': 'Does what is said of them hold here?',
  'claims.caption': 'Each claim is checked on your device when you press it.',
  'claims.method': 'Every check says by itself what it does and what it takes for a yes.',
} as const;
