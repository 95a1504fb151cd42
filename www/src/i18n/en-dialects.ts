export const dialects = {
  'dialects.title': 'Where do the frameworks differ?',
  'dialects.caption':
    'Shaded: what lies between two things of the same name. The stroke marks the largest difference.',
  'dialects.method':
    'Definitions and defaults were read in the sources of Keras 2.2.2, Keras 3.15.1 and PyTorch 2.15.0; those of the last two were also run. The largest difference is computed on this page: both functions are sampled from −16 to 16 and far outside, then ever more closely around the largest gap.',
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
} as const;
