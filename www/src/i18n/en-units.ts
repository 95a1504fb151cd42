export const units = {
  'units.title': 'Which units die, and when?',
  'units.caption': 'Each unit over all training images, epoch by epoch.',
  'units.method': 'A unit is dead, saturated or nearly linear by fixed bounds.',
} as const;
