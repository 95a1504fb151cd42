/** Texts that are shown with the facts only, and come with them: `Lab.ensureFacts`. */
export const more = {
  'property.monotone.means': 'It never falls: a larger input never gives a smaller output.',
  'property.bounded.means': 'Its values stay between two numbers, however large the input.',
  'property.zero_centred.means':
    'It takes positive and negative values, so that the mean of a layer can be near 0.',
  'property.saturating.means':
    'Its slope tends to 0 on one side or on both: far out there, the error signal fades away.',
  'property.can_die.means':
    'Its slope is exactly 0 on a whole half-line: a unit that ends up there gets no signal to come back by.',
  'property.smooth.means': 'Its derivative is continuous: it has neither kinks nor jumps.',
  'property.slope.means':
    'The mean of f′(z)² for z from a standard normal distribution: about the factor by which a layer changes the size of the squared gradient, before its weights.',
  'facts.kinks': 'Kinks and jumps',
  'facts.no_kinks': 'none',
  'facts.kink': 'at x = {x}, f′ is taken to be {value}',
  'facts.kink_others': '(at the defaults otherwise in {others})',
  'facts.saturating.left': 'saturating on the left',
  'facts.saturating.right': 'saturating on the right',
  'facts.saturating.both': 'saturating on both sides',
  'facts.initializer': 'Initial weights',
  'facts.aliases': 'Also called',
  'facts.paper': 'Paper',
  'facts.no_paper': 'no single origin found',
  'facts.no_name': 'not there',
  'facts.operation': '(an operation, not an activation)',
  'facts.useless': 'It is 0 almost everywhere: training this parameter does nothing.',

  'initializer.saturating': 'It saturates on both sides: this keeps the variance in both directions.',
  'initializer.near_one': 'E[f′²] = {value} is near 1: variance 1 / fan_in keeps the size of the gradient.',
  'initializer.near_half':
    'E[f′²] = {value}: about half of the squared slope is lost, which variance 2 / fan_in makes up for.',
  'initializer.leaky':
    'About half of the squared slope is lost, which variance 2 / fan_in makes up for; exactly, 2 / ((1 + a²) fan_in).',
  'initializer.between': 'E[f′²] = {value} lies between 1/2 and 1: the choice for ReLU and its kin is kept.',
  'initializer.small': 'E[f′²] is only {value}: the largest of the usual initialisations comes nearest.',
  'initializer.large': 'E[f′²] = {value} makes gradients grow: the smallest of the usual initialisations.',
  'initializer.fixed_point':
    'Its fixed point of mean 0 and variance 1 is derived for weights of variance 1 / fan_in.',
  'initializer.paper': 'The paper draws the weights from this distribution.',
} as const;
