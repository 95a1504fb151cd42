// What the Rust core gives and takes. Names are the core's own (snake_case), so that a configuration reads the same
// here, on the command line and in a link.

/** What kind of function it is. */
export type Family = 'rectifier' | 'sigmoid' | 'exponential' | 'gated' | 'shrinkage' | 'periodic' | 'other';

/** The frameworks whose defaults and names a reader may choose. */
export const DIALECTS = ['keras2', 'keras3', 'pytorch'] as const;
/** A framework whose defaults and names hold: Keras 2.2, Keras 3 or PyTorch. */
export type Dialect = (typeof DIALECTS)[number];
export const DIALECT_NAMES: Record<Dialect, string> = {
  keras2: 'Keras 2.2',
  keras3: 'Keras 3',
  pytorch: 'PyTorch',
};

/** One value for all units of a layer, or one for each unit. */
export type Sharing = 'layer' | 'unit';

/** The values learned for each parameter: hidden layers with one value or one for each unit. */
export type Learned = [name: string, layers: number[][]][];

/** A parameter of a function in a dialect. */
export interface ParameterSpec {
  name: string;
  /** the framework's */
  default: number;
  /** what the core takes */
  min: number;
  max: number;
  /** of a control for it */
  step: number;
  /** how the framework learns it, if it does */
  learned: Sharing | null;
}

/** A function as the catalogue of a dialect has it. */
export interface FunctionSpec {
  id: string;
  /** other names that are understood for it */
  aliases: readonly string[];
  family: Family;
  parameters: ParameterSpec[];
}

/** A function's parameters by name. */
export type Parameters = Record<string, number>;

/** A function at some points. */
export interface Curve {
  /** f */
  y: Float32Array;
  /** f′ */
  dy: Float32Array;
  /** ∂f/∂p at every point, parameter by parameter */
  dp: Float32Array;
}

/** What a hidden layer does with its sums. */
export interface LayerFunction {
  activation: string;
  params: Parameters;
  /** which parameters are learned with the weights */
  learn: Record<string, Sharing>;
}

/** All that decides, with the images, what a network becomes, to the bit. */
export interface TrainConfig extends LayerFunction {
  /** what the biases of the hidden layers start at, besides what the initializer gives them; 0 unless told */
  hidden_bias?: number;
  /** for each hidden layer its own; the function of the configuration is then a name for the run */
  layers?: LayerFunction[];
  /** units of each hidden layer, from the input on; ten output units follow them */
  hidden: number[];
  /** scheme for the initial weights */
  initializer: string;
  /** sgd, momentum, nesterov, rmsprop, adagrad, adadelta, adam, adamw or nadam */
  optimizer: string;
  /** finite and above 0 */
  learning_rate: number;
  /** images of a step */
  batch_size: number;
  /** passes over the training images */
  epochs: number;
  /** 0 … 2^32 - 1 */
  seed: number;
  /** how the learning rate decays: constant unless told */
  schedule?: 'constant' | 'cosine' | 'step';
  /** by what `step` multiplies it */
  decay_rate?: number;
  /** every how many epochs `step` does so */
  decay_epochs?: number;
  /** first epochs, over which it rises from 0 */
  warmup_epochs?: number;
  /** decoupled, 0 … 1; 0.004 in adamw unless told */
  weight_decay?: number;
  /** the length that the gradient of the whole network may have */
  global_clipnorm?: number;
  /** share of each hidden layer's activations that are dropped in training, 0 … 0.99 */
  dropout?: number;
  /** how much training images are distorted, each time anew, 0 … 2; 1 is as much as drawn digits need */
  augmentation?: number;
  /** share of the training images that is held out, 0 … 0.5 */
  validation_split?: number;
  /** after how many epochs without a lower loss on them the run stops; needs `validation_split` */
  patience?: number;
  /** whether the run ends with the weights of the lowest such loss; needs `validation_split` */
  best_weights?: boolean;
}

/** A named configuration; its function is to be replaced. */
export interface Preset {
  name: string;
  config: TrainConfig;
  /** what the network is trained on */
  images: 'subset' | 'all14' | 'all';
}

export interface Progress {
  /** finished epochs */
  epoch: number;
  /** batch within the current epoch */
  batch: number;
  batches_per_epoch: number;
  epochs: number;
  epoch_ended: boolean;
  done: boolean;
  /** mean over the epoch so far */
  train_loss: number;
  /** trained in this call */
  samples: number;
  /** of the images that are held out, if there are any, after the epoch just ended */
  validation_loss?: number;
  /** 0 … 1 */
  validation_accuracy?: number;
  /** of the lowest `validation_loss` so far, counted from 1 */
  best_epoch?: number;
  stopped_early?: boolean;
}

/** Where and why a run diverged; all numbers count from 1. On the core's errors as `divergence`. */
export interface Divergence {
  epoch: number;
  /** of the epoch */
  batch: number;
  /** of the run */
  step: number;
  /** in which it began, from the input on; the output layer is the last */
  layer: number;
  reason: 'loss_not_finite' | 'weights_not_finite' | 'gradient_exploded';
}

/** How a network does on some images. */
export interface Evaluation {
  /** 0 … 1 */
  accuracy: number;
  /** mean cross-entropy, in nats */
  loss: number;
  /** 10×10, row-major, row = true class */
  confusion: number[];
  /** of the hidden layers; on the images of training only */
  layers?: UnitStates[];
}

/** How f′ is at the sums z of a hidden layer's units. */
export interface UnitStates {
  units: number;
  /** units with |f′(z)| < 1e-6 for every image: they no longer learn from any */
  dead: number;
  /** share of the pairs of a unit and an image with |f′(z)| < 0.01, 0 … 1 */
  saturated: number;
  /** units that are nearly linear: a line explains over 99 % of what they give (R²) */
  linear: number;
}

/** How the units of a hidden layer are over all training images; a number for each unit. */
export interface UnitsOfLayer {
  /** 1 where |f′(z)| < 1e-6 for every image */
  dead: Uint8Array;
  /** share of the images with |f′(z)| < 0.01, 0 … 1 */
  saturated: Float32Array;
  /** R² of the best line through (z, f(z)): nearly linear above 0.99; NaN for a constant */
  linearity: Float32Array;
  /** of z: its mean, deviation, least and greatest value */
  mean: Float32Array;
  deviation: Float32Array;
  least: Float32Array;
  greatest: Float32Array;
  /** (units, parts): how many images have z in each part */
  histogram: Uint32Array;
  /** (fan_in, units): what comes in */
  weights: Float32Array;
  bias: Float32Array;
}

/** All numbers of a batch on its way forward and back through a layer. (images, units), row by row */
export interface LayerTrace {
  units: number;
  /** z */
  pre_activations: Float32Array;
  /** f(z); of the output layer the probabilities */
  activations: Float32Array;
  /** f′(z); of the output layer none */
  slopes: Float32Array;
  /** ∂L/∂z of the mean loss */
  deltas: Float32Array;
  /** length of the gradient of the mean loss in the weights, and in the biases */
  weight_gradient: number;
  bias_gradient: number;
}

export interface Trace {
  images: number;
  /** mean over the images */
  loss: number;
  layers: LayerTrace[];
  /** of a single image: ∂L/∂x in its pixels, 0 … 1 */
  input_gradient?: Float32Array;
}

/** What mean-field theory says of a hidden layer of a fresh network. */
export interface Foretold {
  /** of the pre-activations */
  pre_variance: number;
  /** E[f(z)²] */
  square: number;
  /** E[f′(z)²] */
  slope_square: number;
  /** length of the gradient in the pre-activations, over that of the last hidden layer; null where nothing can be said */
  delta_ratio: number | null;
  /** of the gradient in the weights */
  weight_ratio: number | null;
}

/** What a network is like after training. */
export interface Inspection {
  /** on the images that it was trained on, without dropout */
  train_loss: number;
  train_accuracy: number;
  /** of each hidden layer */
  layers: UnitStates[];
}

/** A trained network: all that a file has to hold. */
export interface Saved {
  config: TrainConfig;
  /** side of its pictures, in pixels */
  input_side: number;
  /** layer by layer: weights (inputs × units) by rows, biases, learned parameters */
  weights: Float32Array;
}

/** `signed`: the same on both sides of 0, logarithmic outward. A `log` axis may start at 0: it has 0 and, from max/1000 on,
 * logarithms. */
export type Scale = 'linear' | 'log' | 'signed';

/** On which values of a parameter lie. */
export interface Axis {
  min: number;
  max: number;
  scale: Scale;
}

export interface SweepPoint {
  value: number;
  /** 0 … 1, the same seeds for all points; null where a run is missing or has diverged */
  accuracies: (number | null)[];
}

/** What the accuracies of a value say; null, and no peer, where it lacks a seed. With a single seed there are no intervals. */
export interface SweepPointVerdict {
  /** over seeds */
  mean: number | null;
  /** its 95 % t interval */
  low: number | null;
  high: number | null;
  /** mean minus the best mean */
  difference: number | null;
  /** of the difference to the best of the others, 95 % for all values at once; 0 … 0 for the best itself */
  difference_low: number | null;
  /** 0 where a value is worse than the best */
  difference_high: number | null;
  /** cannot be told apart from the best */
  peer: boolean;
}

export interface SweepVerdict {
  /** index of the point with the highest mean; -1 where none has one */
  best: number;
  /** in the order given */
  points: SweepPointVerdict[];
  /** peers without another between them, first and last value of each row, along the axis */
  regions: [low: number, high: number][];
}

export const CORE_ERROR_CODES = [
  'unknown_activation',
  'unknown_parameter',
  'invalid_parameter',
  'invalid_config',
  'unknown_preset',
  'data_truncated',
  'data_checksum',
  'data_version',
  'data_format',
  'model_file',
  'diverged',
  'invalid_input',
] as const;

export type CoreErrorCode = (typeof CORE_ERROR_CODES)[number];
