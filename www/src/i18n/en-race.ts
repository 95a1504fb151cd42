import { results } from './en-results.ts';
import { sentence } from './en-sentence.ts';

export const race = {
  'race.title': 'Which one learns to read digits best?',
  'race.metric': 'Quantity shown',
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
  'race.seconds': 'Training time (s)',
  'race.speed': 'Images per second',
  'race.hash': 'Fingerprint of the weights',
  'race.queued': 'waiting for a free processor core',
  'race.cancelled': 'cancelled',
  'race.finished': 'The race has finished.',
  models: 'Trained networks as files',
  'models.about':
    'safetensors holds the weights and ONNX the whole network, for Python and others. A safetensors or JSON file can be loaded here, too, and then reads drawn digits.',
  'models.network': 'Network',
  'models.load': 'Load a file',
  'models.loaded': '{file} is loaded: it is the last one in the table.',
  'race.caption':
    'Every function starts from the same random seed, sees the same images in the same order, and trains the same network. The times are rough, because several trainings share the processor: for speed, see the timing figure.',
  'race.method':
    'A multilayer perceptron (MLP) is trained by stochastic gradient descent, or by another optimizer from the settings, on MNIST digits shrunk to 14 × 14 pixels, 10,000 for training and 1,000 others for the test (or on all of MNIST at full size, by the settings), in Web Workers on your machine. Differences below one percentage point are within what another seed changes. The fingerprint is equal on every machine for equal settings; training time counts the training steps alone.',
  ...results,
  ...sentence,
} as const;
