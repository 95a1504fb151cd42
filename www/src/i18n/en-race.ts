import { results } from './en-results.ts';
import { sentence } from './en-sentence.ts';

export const race = {
  'race.title': 'Which one learns to read digits best?',
  'race.metric': 'Quantity shown',
  'race.axis': 'Axis',
  'race.linear': 'Linear',
  'race.log': 'Logarithmic',
  'race.lines': 'Lines',
  'race.mean': 'Mean of the seeds',
  'race.each': 'Each seed',
  'race.error': 'Test error rate (logarithmic)',
  'race.lines_mean':
    'Line: mean of the seeds that have finished. Band: 95% t interval of that mean, from three seeds on.',
  'race.lines_mean_many':
    'Line: mean of the seeds that have finished. The line pointed at shows its band, the 95% t interval of that mean (from three seeds on).',
  'race.lines_each': 'Each line is a seed.',
  'race.each_progress': 'Progress of each function',
  'race.some_done': '{finished} of {count} done',
  'race.some_diverged': '{count} diverged',
  'race.some_failed': '{count} failed',
  'race.some_cancelled': '{count} cancelled',
  'race.group_paused': 'paused',
  'race.accuracy': 'Test accuracy',
  'race.train_loss': 'Training loss',
  'race.train_loss_unit': 'Training loss (cross-entropy, nats)',
  'race.chart': 'Learning curves; arrow keys move the readout',
  'race.table': 'Results of the race',
  'race.epoch': 'Epoch',
  'race.validated': 'lowest validation loss: epoch {best}',
  'race.stopped': 'stopped after {epochs} epochs; lowest validation loss: epoch {best}',
  'race.learned': '{name} learned: {values}',
  'race.learned_range': '{mean} on average, {min} to {max}',
  'race.empty': 'Press “Train”: the learning curves appear here.',
  'race.hash': 'Fingerprint of the weights',
  'race.cancelled': 'cancelled',
  'race.finished': 'The race has finished.',
  models: 'Trained networks as files',
  'models.about':
    'safetensors holds the weights and ONNX the whole network, for Python and others. A safetensors or JSON file can be loaded here, too, and then reads drawn digits.',
  'models.network': 'Network',
  'models.load': 'Load a file',
  'models.loaded': '{file} is loaded: it is the last one in the table.',
  'race.caption':
    'For a seed, every function starts from the same random numbers, sees the same images in the same order, and trains the same network. Seeds differ in chance alone. Times are measured apart, in the next figure: several trainings share the processor here.',
  'race.method':
    'A multilayer perceptron (MLP) is trained by stochastic gradient descent, or by another optimizer from the settings, on MNIST digits shrunk to 14 × 14 pixels, 10,000 for training and 1,000 others for the test (or on all of MNIST at full size, by the settings), in Web Workers on your machine. What another seed changes is often a percentage point, so everything is repeated with several seeds, and functions are compared seed by seed. The intervals are about seeds: other test images would shift all results. The fingerprint of the weights is equal on every machine for equal settings.',
  ...results,
  ...sentence,
} as const;
