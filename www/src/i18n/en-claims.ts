export const claims = {
  'claims.title': 'Does what is said of them hold here?',
  'claims.caption':
    'Each claim is checked on your device, always with the same network, images and seeds, whatever is set above. Apart from times, every device finds the same.',
  'claims.method':
    'Networks have one hidden layer of 64 units and are trained as the default race is: 20 epochs over 10,000 images, batches of 32, plain SGD with a learning rate of 0.2, Glorot’s uniform initial weights, functions with the parameters of Keras 2. Accuracies are those of seeds 1 to 10 on 1,000 other images. Differences are paired: for a seed, all functions have the same initial weights and the same batches. Intervals hold with 95%, several differences in one check at once. What counts as a yes is written beside each claim; we chose these rules knowing results of our own machines.',
  'claims.all': 'Check all',
  'claims.again': 'Check all again',
  'claims.takes': 'takes about {seconds} s',
  'claims.waits': 'The checks wait until training and measuring have finished.',
  'claims.finished': 'All claims are checked.',
  'claims.queued': 'waiting',
  'claims.progress': 'Progress of the checks',
  'claims.how': 'How this is checked',
  'claims.numbers': 'Numbers and method',
  'claims.holds': 'holds here',
  'claims.fails': 'does not hold here',
  'claims.unclear': 'can’t be told',
  'claims.lost': '{name} came to nothing in {runs} of {seeds} runs: they diverged or were not finished.',
  'claims.mean': '{name}: {mean}% on average (95% interval {low} to {high}).',
  'claims.difference': '{first} minus {second}: {mean} points (95% interval {low} to {high}).',

  'claim.faster': 'hard_sigmoid computes faster than sigmoid',
  'claim.faster.method':
    'The kernels of both functions are timed by turns in one worker, as in the figure above. Yes: the interval of hard_sigmoid’s median time for f is below sigmoid’s. No: above. Can’t be told: they overlap, or are less than twice apart where times still drifted after the warm-up. What it is worth: what f and f′ save for 64 units and 32 images, as a share of a step with sigmoid.',
  'claim.faster.forward':
    'f takes {hard} ns per element with hard_sigmoid (95% interval {low} to {high}) and {sigmoid} ns with sigmoid ({sigmoid_low} to {sigmoid_high}), {ratio} times as long.',
  'claim.faster.backward':
    'f′ takes {hard} ns ({low} to {high}) and {sigmoid} ns ({sigmoid_low} to {sigmoid_high}), {ratio} times as long.',
  'claim.faster.step':
    'A training step takes {step} ms with sigmoid and {hard_step} ms with hard_sigmoid; what the function saves is {share}% of it.',
  'claim.faster.unsettled':
    'The times still drifted after the warm-up: something else keeps this device busy.',

  'claim.coarse': 'hard_sigmoid approximates sigmoid coarsely',
  'claim.coarse.method':
    'Both are computed at 2,049 points from −16 to 16, with Keras 2’s slope of 0.2. Approximates: the gap is nowhere above 0.1. Coarsely: somewhere it is above 0.01. Both outputs go from 0 to 1. Yes: both hold. No: one does not.',
  'claim.coarse.gap': 'The largest gap is {gap}, at x = ±{x}.',

  'claim.reasonable': 'hard_sigmoid classifies reasonably',
  'claim.reasonable.method':
    'Reasonably means here: better than 85% of the test images, and at most 2 points behind sigmoid. Yes: both intervals lie on that side. No: one of them lies wholly on the other side.',

  'claim.vanishes': 'sigmoid’s gradients vanish with depth',
  'claim.vanishes.method':
    'For new networks of 2 to 20 layers of 32 units and a first batch of 256 images: the length of the gradient of the first hidden layer’s weights, divided by that of the last one’s. Seeds 1 to 5, geometric means. It is the gradient of the mean loss in the first step, in single precision. Yes: with 20 layers the ratio is below 1/1000 for every seed. No: for none. tanh and relu have the same initial weights and batches, for comparison.',
  'claim.vanishes.ratio':
    '{name}, {depth} layers: the first layer’s gradient is {ratio} of the last one’s ({norm} long).',

  'claim.steeper': 'tanh’s gradients near 0 are stronger than sigmoid’s',
  'claim.steeper.method':
    'f′(0) as the page computes it, and the length of the gradient of the hidden layer’s weights for a new network and a first batch of 256 images; for seeds 1 to 10 the ratio of tanh to sigmoid, with its interval (a paired t interval of the logarithms). Yes: tanh’s f′(0) is larger and the interval is above 1. No: it is not larger, or the interval is below 1.',
  'claim.steeper.slope': 'f′(0) is {tanh} for tanh and {sigmoid} for sigmoid.',
  'claim.steeper.norm':
    'In the network tanh’s gradient is {ratio} times as long (95% interval {low} to {high}): {tanh} against {sigmoid}.',

  'claim.tanh': 'tanh beats sigmoid',
  'claim.tanh.method':
    'Test accuracies over 10 seeds. Yes: the interval of the paired difference is above 0. No: below. Can’t be told: it holds 0.',

  'claim.relu': 'relu beats sigmoid and tanh',
  'claim.relu.method':
    'Test accuracies over 10 seeds, two paired differences, adjusted for being two (Holm). Yes: relu is demonstrably ahead of both. No: it is demonstrably behind one. Can’t be told: else.',

  'claim.softsign': 'softsign resembles tanh, but approaches its limits polynomially',
  'claim.softsign.method':
    'Resembles: the gap is nowhere above 0.4, of outputs from −1 to 1. Polynomially: 1 − f falls as a power of x. From one doubling of x to the next the slope of log(1 − f) against log x then stays as it is (within 0.1 from 512 to 4,096), while tanh’s keeps falling, here below −5, as its 1 − f falls exponentially. Yes: all of it. No: one is not so.',
  'claim.softsign.gap': 'The largest gap is {gap}, at x = ±{x}.',
  'claim.softsign.slope':
    'Slope of log(1 − f) against log x: {softsign} for softsign at x = 4,096; {tanh} for tanh already at x = 8, and falling.',

  'claim.dies': 'relu units can die',
  'claim.dies.method':
    'Networks are trained with a raised learning rate, 1.5, for seeds 1 to 5. A unit is dead if |f′| is below 10⁻⁶ for every training image: nothing reaches its weights any more. Yes: with relu some died, with leaky_relu (slope 0.01) under the same conditions none; its f′ is never 0. No: leaky_relu’s die too. Can’t be told: none died, or all runs diverged.',
  'claim.dies.count': '{name}: {least} to {most} of {units} units are dead after training ({seeds} seeds).',
  'claim.dies.equal': '{name}: {count} of {units} units are dead after training, for each of {seeds} seeds.',
  'claim.dies.none': '{name}: all runs diverged.',

  'claim.linear': 'a network of linear layers is no better than one layer',
  'claim.linear.method':
    'Test accuracies over 10 seeds: with a linear hidden layer of 64 units (196-64-10) and without one (196-10). No better means here: less than half a point, which is about what another seed changes. Yes: the interval of the paired difference is below +0.5 points. No: above.',
} as const;
