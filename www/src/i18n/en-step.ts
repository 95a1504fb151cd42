export const step = {
  'step.title': 'What happens inside one step?',
  'step.caption':
    'One training step of two networks that differ in nothing but their function: the signal goes down through the layers, the gradient comes back up. The bars are the lengths of the gradient ∂L/∂z on a logarithmic axis; the factor beside each is what the way back through the layer multiplied it by.',
  'step.method':
    'Both networks start from the same weights (seed) and are trained on the same batches of 32 of the 10,000 images of 14 × 14, by plain gradient descent; a fixed value is added to the hidden biases where one is set. What is drawn is computed by the code that trains, for the image or the first 32 training images, and changes nothing. z = Wx + b are the pre-activations, f(z) what the next layer gets; L is the cross-entropy of the softmax. On the way back (backpropagation; Rumelhart, Hinton and Williams 1986) the gradient of a layer is ∂L/∂z = (W of the next layer)ᵀ ∂L/∂z of the next layer, times f′(z), unit by unit. Lengths are Euclidean, over all units and images, of the mean loss. A factor is one layer’s length over the next one’s; per layer on average means the geometric mean from the last hidden layer to the first. ∂L/∂W is the length of the gradient in a layer’s weights, ΔW what a step with these images alone would change of them: learning rate × ∂L/∂W over the length of W. The steps that are trained see other batches, drawn at random. A unit is counted as flat where |f′| < 10⁻⁶ for every image shown: of a single image that says little, of the batch more, and nothing yet of all training images. Why lengths shrink or grow with depth: Hochreiter 1991; Glorot and Bengio 2010.',

  'step.demo.deep': 'sigmoid and relu through five layers',
  'step.demo.centred': 'tanh and sigmoid',
  'step.demo.dead': 'relu with negative biases: no slope',
  'step.demo.linear': 'linear and relu',
  'step.demo.saturated': 'hard_sigmoid, saturated',

  'step.settings': 'The two networks',
  'step.field.a': 'Function on the left',
  'step.field.b': 'Function on the right',
  'step.field.hidden': 'Units of each layer',
  'step.field.initializer': 'Initial weights',
  'step.field.rate': 'Learning rate (sgd)',
  'step.field.bias': 'Hidden biases',
  'step.field.seed': 'Seed',

  'step.start': 'Make both networks and take a step',
  'step.waits': 'The networks are made when what is being trained or timed has finished.',
  'step.choose': 'The image that is shown',
  'step.choose.digit': 'Next training image of the digit {digit}',
  'step.choose.batch': '32 images together',

  'step.first': 'From the start',
  'step.back': 'Back',
  'step.next': 'Next',
  'step.play': 'Play',
  'step.phase': 'phase {phase} of {count}',
  'step.shows': 'Shown on the way forward',

  'step.picture': 'One step with {a} and {b}, layer by layer; the same numbers are in the table below.',
  'step.length': 'length of ∂L/∂z',
  'step.input': 'Image',
  'step.image': 'digit {label}, image {image}',
  'step.images': '{count} training images',
  'step.layer': 'Layer {layer}',
  'step.scale': '{units} units, up to ±{most}',
  'step.scale_zero': '{units} units, all 0',
  'step.output': 'Output',
  'step.probabilities': 'probabilities',
  'step.legend':
    'Square: above 0; diamond: below 0; the area is the size. Both networks have the same scale in a layer on the way forward (given beside it), and f′ has one for all; ∂L/∂z fills its picture, the number below is its largest value. Below f(z), z and f′: the mean. p: probability of the right digit (underlined); L: loss; ΔW: change of the weights by the step.',
  'step.legend_batch':
    'Square: above 0; diamond: below 0; the area is the size. For each unit f(z), z and f′ are means over the images, ∂L/∂z is the sum (the gradient in the unit’s bias), which fills its picture; the bar has all images one by one. Both networks have the same scale in a layer on the way forward (given beside it), and f′ has one for all. p: mean probability of the right digits; L: mean loss; ΔW: change of the weights by the step.',

  'step.say.all': 'The whole step: forward, loss, back and update.',
  'step.say.input':
    'The image goes in: the digit {label}, training image {image}; pixels from 0 (paper) to 1 (ink).',
  'step.say.input_batch':
    'The first {count} training images go in together; pixels from 0 (paper) to 1 (ink).',
  'step.say.forward':
    'Forward, layer {layer} of {depth}: weights times inputs plus biases give z, the function gives f(z).',
  'step.say.output': 'Forward, output layer: softmax makes ten values into ten probabilities.',
  'step.say.loss': 'The loss: −ln of the probability that the right digit got.',
  'step.say.loss_batch': 'The loss: −ln of the probability that the right digit got, mean over the images.',
  'step.say.error':
    'Back, output layer: the gradient ∂L/∂z is probability minus 1 for the right digit, minus 0 for the others.',
  'step.say.back':
    'Back, layer {layer} of {depth}: the gradient is multiplied by the weights between the two layers and by f′.',
  'step.say.pixels':
    'Back to the image: the weights of layer 1 carry the gradient to the pixels. Where the loss would fall with more ink, it is below 0.',
  'step.say.update': 'The update: each weight moves by learning rate × gradient, downhill.',
  'step.of': '{name}: {text}',
  'step.say.values': '{units} values between {least} and {greatest}, mean {mean}, deviation {deviation}.',
  'step.say.values_silent':
    'values between {least} and {greatest}, mean {mean}, deviation {deviation}; {silent} of {units} units give 0.',
  'step.say.reads': 'reads {right} of {count} right; the right digit gets {certainty} on average.',
  'step.say.guess_right': 'gives the {label} most, {certainty}: right.',
  'step.say.guess_wrong': 'gives the {label} {certainty}, and most to the {top}: wrong.',
  'step.say.lost': '{loss}.',
  'step.say.length': 'length {length}.',
  'step.say.returned': 'mean f′ {slope}; the length goes from {before} to {after}, {factor}.',
  'step.say.returned_flat':
    'mean f′ {slope}, 0 in {flat} of {units} units; the length goes from {before} to {after}, {factor}.',
  'step.say.updates': 'by {first} of their length in layer 1, by {last} in the output layer.',
  'step.say.whole':
    'from layer {depth} back to layer 1 the gradient’s length goes from {from} to {to}: {factor} per layer on average.',
  'step.say.whole_zero':
    'in layer {layer} the gradient is 0: no f′ lets it through, and nothing changes there or before it.',
  'step.say.nothing': 'nothing comes back any more.',
  'step.say.whole_one': 'the gradient’s length in layer 1 is {to}.',

  'step.steps': 'Steps: {steps}',
  'step.steps_axis': 'steps:',
  'step.train': 'Train {count}',
  'step.stop': 'Stop',
  'step.reset': 'Back to the start',
  'step.ended': '{name} is trained no further, after {steps} steps (in the picture: {shown}). {text}',
  'step.loss_here': 'Loss on this image',
  'step.loss_here_batch': 'Loss on these images',
  'step.loss_batches': 'Loss on the batches trained on',

  'step.table': 'All numbers as a table',
  'step.row': 'Layer',
  'step.column.z_mean': 'z, mean',
  'step.column.z_deviation': 'z, deviation',
  'step.column.f_mean': 'f(z), mean',
  'step.column.f_deviation': 'f(z), deviation',
  'step.column.slope': 'f′, mean',
  'step.column.flat': 'units with f′ = 0',
  'step.column.delta': 'length of ∂L/∂z',
  'step.column.factor': 'factor',
  'step.column.weights': 'length of ∂L/∂W',
  'step.column.update': 'ΔW over W',
} as const;
