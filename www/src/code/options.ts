// What the settings beyond the plain ones add to a script: constants, schedule, held-out images.

import type { Dialect } from '../core/types.ts';
import type { Experiment } from './experiment.ts';
import { float } from './python.ts';

export const hasSchedule = ({ schedule, warmup_epochs }: Experiment): boolean =>
  (schedule !== undefined && schedule !== 'constant') || Boolean(warmup_epochs);

/** The settings as constants, one a line. */
export function settingsText(dialect: Dialect, experiment: Experiment): string {
  const { seed, hidden, learning_rate, batch_size, epochs } = experiment;
  const { dropout, augmentation, weight_decay, global_clipnorm, validation_split, patience } = experiment;
  const lines = [
    `SEED = ${seed}`,
    `HIDDEN = ${listText(hidden)}`,
    `LEARNING_RATE = ${float(learning_rate)}`,
    `BATCH_SIZE = ${batch_size}`,
    `EPOCHS = ${epochs}`,
    dropout ? `DROPOUT = ${float(dropout)}` : '',
    augmentation ? `AUGMENTATION = ${float(augmentation)}` : '',
    // Keras 2.2 has none: see optimizers.ts.
    weight_decay === undefined || dialect === 'keras2' ? '' : `WEIGHT_DECAY = ${float(weight_decay)}`,
    global_clipnorm === undefined ? '' : `CLIPNORM = ${float(global_clipnorm)}`,
    validation_split ? `VALIDATION_SPLIT = ${float(validation_split)}` : '',
    patience === undefined ? '' : `PATIENCE = ${patience}`,
  ];
  return lines.filter(Boolean).join('\n');
}

/** `[32] * 20 + [16]` */
function listText(hidden: readonly number[]): string {
  const equal = hidden.every((units) => units === hidden[0]);
  return equal && hidden.length > 3 ? `[${hidden[0]}] * ${hidden.length}` : `[${hidden.join(', ')}]`;
}

/** The held-out images, after the data. */
export const splitText = ({ validation_split }: Experiment): string =>
  validation_split
    ? `
# The page draws the images that it holds out at random.
held_out = round(len(x_train) * VALIDATION_SPLIT)
x_valid, y_valid = x_train[-held_out:], y_train[-held_out:]
x_train, y_train = x_train[:-held_out], y_train[:-held_out]
`
    : '';

/** Of how many steps an epoch is, after the data: for schedules, and for batches of which Keras is not told the number. */
export const stepsText = (dialect: Dialect, experiment: Experiment): string =>
  hasSchedule(experiment) || (experiment.augmentation && dialect !== 'pytorch')
    ? '\nSTEPS_PER_EPOCH = math.ceil(len(x_train) / BATCH_SIZE)\n'
    : '';

/** What stops a training of Keras, or keeps its best weights. */
export function callbacksOf(
  dialect: 'keras2' | 'keras3',
  { patience, best_weights }: Experiment,
): { definition: string; calls: string[] } {
  if (patience === undefined && !best_weights) return { definition: '', calls: [] };
  const stop = `patience=${patience === undefined ? 'EPOCHS' : 'PATIENCE'}`;
  if (dialect === 'keras3' || !best_weights) {
    const restore = best_weights ? ', restore_best_weights=True' : '';
    return { definition: '', calls: [`keras.callbacks.EarlyStopping("val_loss", ${stop}${restore})`] };
  }
  const definition = `

class BestWeights(keras.callbacks.Callback):
    """Keras 2.2 restores them only where it stops early."""

    def on_train_begin(self, logs=None):
        self.loss = float("inf")

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.loss:
            self.loss, self.weights = logs["val_loss"], self.model.get_weights()

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)
`;
  const early = patience === undefined ? [] : [`keras.callbacks.EarlyStopping("val_loss", ${stop})`];
  return { definition, calls: [...early, 'BestWeights()'] };
}

/** How the learning rate moves, after the number of steps: it counts them. */
export function scheduleText(dialect: Dialect, experiment: Experiment): string {
  if (!hasSchedule(experiment)) return '';
  const { schedule = 'constant', warmup_epochs = 0, decay_rate = 1, decay_epochs = 1 } = experiment;
  const lazy = dialect === 'keras3';
  const math = lazy ? 'ops' : 'math';
  const after = warmup_epochs > 0 ? '(step - WARMUP)' : 'step';
  const steps = warmup_epochs > 0 ? '(EPOCHS * STEPS_PER_EPOCH - WARMUP)' : '(EPOCHS * STEPS_PER_EPOCH)';
  const decay = {
    constant: '1.0',
    cosine: `(1 + ${math}.cos(math.pi * ${after} / ${steps})) / 2`,
    step: `${float(decay_rate)} ** ${math}.floor(${after} / (${decay_epochs} * STEPS_PER_EPOCH))`,
  }[schedule];
  const fall = { constant: 'no more', cosine: 'half a cosine to 0', step: 'steps' }[schedule];
  const words = warmup_epochs > 0 ? `a rise at first, then ${fall}` : fall;
  const constants = `${warmup_epochs > 0 ? `WARMUP = ${warmup_epochs} * STEPS_PER_EPOCH\n` : ''}\n`;
  if (lazy) {
    const rate = warmup_epochs > 0 ? `ops.where(step < WARMUP, step / WARMUP, decay)` : 'decay';
    return `${constants}
class Schedule(keras.optimizers.schedules.LearningRateSchedule):
    """The learning rate of a step: ${words}."""

    def __call__(self, step):
        step = ops.cast(step, "float32")
        decay = ${decay}
        return LEARNING_RATE * ${rate}
`;
  }
  const rise = warmup_epochs > 0 ? '    if step < WARMUP:\n        return step / WARMUP\n' : '';
  const factor = `${constants}
def factor(step):
    """What the learning rate is multiplied by: ${words}."""
${rise}    return ${decay}
`;
  if (dialect === 'pytorch') return factor;
  return `${factor}

class Schedule(keras.callbacks.Callback):
    """Keras 2.2 has no schedules by step."""

    def on_train_begin(self, logs=None):
        self.step = 0

    def on_batch_begin(self, batch, logs=None):
        K.set_value(self.model.optimizer.lr, LEARNING_RATE * factor(self.step))
        self.step += 1
`;
}
