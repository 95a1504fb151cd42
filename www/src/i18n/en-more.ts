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
  'dialects.first': 'Compare',
  'dialects.second': 'with',
  'dialects.chart': 'The two curves and what lies between them; arrow keys move the readout',
  'dialects.readout': 'x = {x}: {a} ({first}) and {b} ({second}), {value} apart',
  'dialects.enlarged': '({first} − {second}) × 10{power}',
  'dialects.none': 'No difference: the two agree at every x.',
  'dialects.at': 'The largest difference is {value}, at x = {x}.',
  'dialects.between': 'The largest difference is {value}, everywhere from {x} = {from} to {to}.',
  'dialects.below': 'The largest difference is {value}, everywhere below x = {x}.',
  'dialects.above': 'The largest difference is {value}, everywhere above x = {x}.',
  'dialects.unbounded': 'The difference grows without bound; at x = {x} it is {value}.',
  'dialects.table': 'What the frameworks mean by one name',
  'dialects.framework': 'Framework',
  'dialects.api': 'Name and defaults',
  'dialects.largest': 'Largest difference from the first',
  'dialects.same': 'none',
  'dialects.grows': 'grows without bound',
  'dialects.show': 'Show {id}, {api}: {value}',
  'dialects.learned.unit': 'a start: learned, one for each unit',
  'dialects.learned.layer': 'a start: learned, one for the whole layer',
  'dialects.words': 'What no curve shows',
  'dialects.kinks': 'The derivative taken at a kink, where they disagree',
  'dialects.here': 'Here',
  'dialects.note.initializer':
    'Layers start differently, too: Dense in Keras draws weights by Glorot’s uniform rule and sets biases to 0; Linear in PyTorch draws both from ±1/√fan_in.',
  'dialects.note.prelu':
    'PReLU: Keras learns one slope for each unit, starting from 0, where it is ReLU; PyTorch learns one for the layer, starting from 0.25.',
  'dialects.note.softplus':
    'Softplus: PyTorch, and Keras 3 on PyTorch, return x itself above 20. That is off by 2.1 × 10⁻⁹ at most, less than single precision can show.',
  'dialects.note.thresholded_relu':
    'Thresholded ReLU: a layer in Keras 2.2, an option of relu in Keras 3, Threshold(θ, 0) in PyTorch. All give 0 at x = θ itself. For NaN, Keras 3 gives 0, the others NaN.',
  'dialects.note.hard_tanh': 'Hard tanh: PyTorch lets you choose both bounds; in Keras 3 they are −1 and 1.',
  'dialects.note.silu': 'SiLU: no framework has the β of the original Swish; here it is a parameter.',
  'dialects.note.exponential': 'Exponential: not in Keras 2.2.2, but in 2.2.3.',
  'dialects.note.hard_sigmoid':
    'Hard sigmoid: the documentation of keras.ops.hard_sigmoid in Keras 3 still describes slope 0.2; its code has 1/6.',
  'dialects.note.limits':
    'At infinity: softsign at ±∞ and silu, gelu, mish and hard_silu at −∞ are NaN in Keras 3 and PyTorch; here they are the limits, ±1 and 0.',
  'code.label': 'Python script of this experiment',
  'code.tested.keras2':
    'Written after the source of Keras 2.2.2. It needs TensorFlow 1 and so Python 3.7 or older; it has been tested on stand-ins for both.',
  'code.tested.keras3': 'Tested with Keras 3.15.1 on PyTorch 2.15.0 and on JAX 0.10.2.',
  'code.tested.pytorch': 'Tested with PyTorch 2.15.0 and torchvision 0.29.2.',

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
