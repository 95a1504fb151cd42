// The catalogue's functions as TensorFlow.js and plain JavaScript have them, with the same parameters.

/** What is used of TensorFlow.js, whose packages are there for a benchmark only. */
export interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
}

export interface Variable extends Tensor {
  assign(value: Tensor): void;
}

/** Of tfjs-layers. */
export interface LayersModel {
  compile(how: { optimizer: object; loss: string }): void;
  fit(
    x: Tensor,
    y: Tensor,
    how: { batchSize: number; epochs: number; verbose: number; yieldEvery: 'never' },
  ): Promise<unknown>;
  getWeights(): Tensor[];
  setWeights(weights: Tensor[]): void;
}

type Operand = Tensor | number;
type Unary = (x: Operand) => Tensor;
type Binary = (a: Operand, b: Operand) => Tensor;

export interface TensorFlow
  extends Record<'abs' | 'atan' | 'erf' | 'exp' | 'logSigmoid' | 'neg' | 'relu' | 'relu6' | 'selu', Unary>,
    Record<'elu' | 'sigmoid' | 'sin' | 'softmax' | 'softplus' | 'step' | 'tanh' | 'transpose', Unary>,
    Record<'add' | 'div' | 'greater' | 'leakyRelu' | 'matMul' | 'mul' | 'pow' | 'prelu' | 'sub', Binary> {
  version_core: string;
  wasm: { setWasmPaths(folder: string): void };
  cast(x: Tensor, type: 'float32'): Tensor;
  clipByValue(x: Operand, min: number, max: number): Tensor;
  fill(shape: number[], value: number): Tensor;
  fused: { matMul(layer: { a: Tensor; b: Tensor; bias: Tensor; activation: 'relu' | 'linear' }): Tensor };
  gather(x: Tensor, rows: Tensor): Tensor;
  getBackend(): string;
  layers: { dense(how: { units: number; inputShape: number[]; activation: string }): object };
  losses: { softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  profile(work: () => Tensor): Promise<{ kernelNames: string[] }>;
  sequential(how: { layers: object[] }): LayersModel;
  setBackend(name: string): Promise<boolean>;
  slice(x: Tensor, begin: number, size: number): Tensor;
  sum(x: Tensor, axis: number): Tensor;
  tensor1d(values: Int32Array, type: 'int32'): Tensor;
  tensor2d(values: Float32Array, shape: [number, number]): Tensor;
  tidy<T>(work: () => T): T;
  train: { sgd(rate: number): { minimize(loss: () => Tensor): void } };
  variable(start: Tensor): Variable;
}

/** Values of a function's parameters by name. */
export type Values = Record<string, number>;

/**
 * One kernel where the backend has one; the others are composed as tfjs-layers composes its activations
 * (src/activations.ts, src/layers/advanced_activations.ts). `linear` returns its input and so has nothing to time.
 */
export function tensorFlowFunctions(
  tf: TensorFlow,
  units: number,
): Record<string, (x: Tensor, p: Values) => Tensor> {
  const slopes = new Map<number, Tensor>();
  /** prelu's weights: one per unit. */
  function perUnit(value = 0): Tensor {
    const tensor = slopes.get(value) ?? tf.fill([units], value);
    slopes.set(value, tensor);
    return tensor;
  }
  return {
    sigmoid: (x) => tf.sigmoid(x),
    hard_sigmoid: (x, { slope = 0 }) => tf.clipByValue(tf.add(0.5, tf.mul(slope, x)), 0, 1),
    tanh: (x) => tf.tanh(x),
    softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
    relu: (x) => tf.relu(x),
    leaky_relu: (x, { negative_slope = 0 }) => tf.leakyRelu(x, negative_slope),
    prelu: (x, { negative_slope }) => tf.prelu(x, perUnit(negative_slope)),
    elu: (x) => tf.elu(x),
    selu: (x) => tf.selu(x),
    softmax: (x) => tf.softmax(x),
    thresholded_relu: (x, { theta = 0 }) => tf.mul(x, tf.cast(tf.greater(x, theta), 'float32')),
    relu6: (x) => tf.relu6(x),
    softplus: (x) => tf.softplus(x),
    exponential: (x) => tf.exp(x),
    silu: (x) => tf.mul(tf.sigmoid(x), x),
    gelu: (x) => tf.mul(0.5, tf.mul(x, tf.add(1, tf.erf(tf.div(x, Math.SQRT2))))),
    gelu_tanh: (x) => {
      const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
      return tf.mul(0.5, tf.mul(x, tf.add(1, tf.tanh(inner))));
    },
    mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
    hard_tanh: (x, { min = -1, max = 1 }) => tf.clipByValue(x, min, max),
    log_sigmoid: (x) => tf.logSigmoid(x),
    arctan: (x) => tf.atan(x),
    sin: (x) => tf.sin(x),
  };
}

/** erf by formula 7.1.26 of Abramowitz and Stegun, within 1.5e-7: JavaScript has none; TensorFlow.js takes the same. */
const ERF = `const erf = (z) => {
  const t = 1 / (1 + 0.3275911 * Math.abs(z));
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(z) * (1 - tail * Math.exp(-z * z));
};`;

/** f of `v`, with the parameters by name. */
const PLAIN: Record<string, string> = {
  linear: 'v',
  sigmoid: '1 / (1 + Math.exp(-v))',
  hard_sigmoid: 'Math.min(1, Math.max(0, slope * v + 0.5))',
  tanh: 'Math.tanh(v)',
  softsign: 'v / (1 + Math.abs(v))',
  relu: 'Math.max(0, v)',
  leaky_relu: 'v > 0 ? v : negative_slope * v',
  prelu: 'v > 0 ? v : negative_slope * v',
  elu: 'v > 0 ? v : alpha * Math.expm1(v)',
  celu: 'v > 0 ? v : alpha * Math.expm1(v / alpha)',
  selu: '1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))',
  thresholded_relu: 'v > theta ? v : 0',
  threshold: 'v > threshold ? v : value',
  relu6: 'Math.min(6, Math.max(0, v))',
  softplus: 'Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(beta * v))) / beta',
  exponential: 'Math.exp(v)',
  silu: 'v / (1 + Math.exp(-beta * v))',
  gelu: '0.5 * v * (1 + erf(v * Math.SQRT1_2))',
  gelu_tanh: '0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))',
  quick_gelu: 'v / (1 + Math.exp(-1.702 * v))',
  mish: 'v * Math.tanh(Math.log1p(Math.exp(v)))',
  hard_silu: 'v * Math.min(1, Math.max(0, v / 6 + 0.5))',
  hard_tanh: 'Math.min(max, Math.max(min, v))',
  log_sigmoid: 'Math.min(v, 0) - Math.log1p(Math.exp(-Math.abs(v)))',
  soft_shrink: 'v > lambda ? v - lambda : v < -lambda ? v + lambda : 0',
  hard_shrink: 'Math.abs(v) > lambda ? v : 0',
  tanh_shrink: 'v - Math.tanh(v)',
  squareplus: '0.5 * (v + Math.sqrt(v * v + b))',
  sparse_plus: 'v <= -1 ? 0 : v < 1 ? 0.25 * (v + 1) * (v + 1) : v',
  sparse_sigmoid: 'Math.min(1, Math.max(0, 0.5 * (v + 1)))',
  arctan: 'Math.atan(v)',
  sin: 'Math.sin(v)',
  gaussian: 'Math.exp(-v * v)',
  snake: 'v + Math.sin(alpha * v) ** 2 / alpha',
  isru: 'v / Math.sqrt(1 + alpha * v * v)',
  isrlu: 'v >= 0 ? v : v / Math.sqrt(1 + alpha * v * v)',
  bent_identity: '0.5 * (Math.sqrt(v * v + 1) - 1) + v',
  lecun_tanh: '1.7159 * Math.tanh(2 / 3 * v)',
  relu_squared: 'Math.max(0, v) ** 2',
};

export type Loop = (x: Float32Array, y: Float32Array) => void;

/** Softmax of each row of so many units. */
export function softmaxLoop(units: number): Loop {
  return (x, y) => {
    for (let start = 0; start < x.length; start += units) {
      let largest = Number.NEGATIVE_INFINITY;
      for (let i = start; i < start + units; i++) largest = Math.max(largest, x[i] ?? 0);
      let sum = 0;
      for (let i = start; i < start + units; i++) {
        const e = Math.exp((x[i] ?? 0) - largest);
        y[i] = e;
        sum += e;
      }
      for (let i = start; i < start + units; i++) y[i] = (y[i] ?? 0) / sum;
    }
  };
}

/** A loop of its own for each function, compiled as written: nothing is called through a shared variable. */
export function plainLoop(id: string, parameters: Values): Loop | undefined {
  const formula = PLAIN[id];
  if (!formula) return undefined;
  const loop = `(x, y) => {
    for (let i = 0; i < x.length; i++) {
      const v = x[i];
      y[i] = ${formula};
    }
  }`;
  const names = Object.keys(parameters);
  return new Function(...names, `${ERF} return ${loop};`)(...Object.values(parameters));
}
