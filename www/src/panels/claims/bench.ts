// What the checks are made of: networks trained aside, kernels timed, curves and gradients computed.

import { FailureError } from '../../core/failure.ts';
import { signalOf } from '../../core/signal.ts';
import type { Parameters, TrainConfig } from '../../core/types.ts';
import type { Lab } from '../../state/lab.ts';
import type { TimingReport } from '../../worker/protocol.ts';

export type Outcome = Awaited<ReturnType<Lab['experiment']>>[number];
export type Tell = (fraction: number) => void;

/** The parameters that the articles' Keras 2 gives, and for leaky_relu the slope that is nearest to relu. */
const PARAMETERS: Readonly<Record<string, Parameters>> = {
  hard_sigmoid: { slope: 0.2 },
  leaky_relu: { negative_slope: 0.01 },
};

/** Network and training of every check, whatever the reader has set for the race. */
export const NETWORK = {
  hidden: [64],
  initializer: 'glorot_uniform',
  optimizer: 'sgd',
  learning_rate: 0.2,
  batch_size: 32,
  epochs: 20,
} as const satisfies Partial<TrainConfig>;

/** Until a network has been trained here. */
const SECONDS_A_RUN = 0.5;

export function configOf(activation: string, seed: number, change: Partial<TrainConfig> = {}): TrainConfig {
  const params = PARAMETERS[activation] ?? {};
  return { ...NETWORK, hidden: [...NETWORK.hidden], activation, params, learn: {}, seed, ...change };
}

export class Bench {
  readonly #lab: Lab;
  /** by configuration: what one check has trained serves the next one */
  readonly #outcomes = new Map<string, Outcome>();
  /** test images that accuracies are counted on */
  testCount = 0;
  #secondsARun = SECONDS_A_RUN / Math.max(1, Math.min(8, navigator.hardwareConcurrency || 1));

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Seconds that training what is not yet there takes, at the speed so far. */
  seconds(configs: readonly TrainConfig[]): number {
    return configs.filter((config) => !this.#outcomes.has(JSON.stringify(config))).length * this.#secondsARun;
  }

  async train(configs: readonly TrainConfig[], tell: Tell): Promise<Outcome[]> {
    const missing = configs.filter((config) => !this.#outcomes.has(JSON.stringify(config)));
    if (missing.length > 0) {
      const started = performance.now();
      for (const one of await this.#lab.experiment(missing, tell))
        this.#outcomes.set(JSON.stringify(one.config), one);
      this.testCount = this.#lab.dataset?.testCount ?? 0;
      this.#secondsARun = (performance.now() - started) / 1000 / missing.length;
    }
    return configs.flatMap((config) => this.#outcomes.get(JSON.stringify(config)) ?? []);
  }

  forget(configs: readonly TrainConfig[]): void {
    for (const config of configs) this.#outcomes.delete(JSON.stringify(config));
  }

  /** Times kernels, and networks that differ in nothing but the function. */
  async time(activations: readonly string[], tell: Tell): Promise<TimingReport> {
    await this.#images();
    const networks = activations.map((activation) => configOf(activation, 1));
    const contestants = networks.map(({ activation: id, params }) => ({ id, params }));
    return this.#lab.time(contestants, tell, networks);
  }

  /** f and f′ as the core computes them. */
  curve(activation: string, x: Float32Array): { y: Float32Array; dy: Float32Array } {
    const curve = this.#lab.guard((core) => core.evaluate(activation, PARAMETERS[activation] ?? {}, x));
    if (!curve) throw new FailureError('core_panicked');
    return curve;
  }

  /** Length of the gradient of each layer's weights for a new network and its first batch. */
  async gradients(config: TrainConfig): Promise<number[]> {
    await this.#images();
    // A few milliseconds on the page's own thread, which gets a turn after each.
    await new Promise((resolve) => setTimeout(resolve));
    const { dataset, core } = this.#lab;
    if (!dataset || !core) throw new FailureError('internal');
    const trainer = await core.trainer(config, dataset);
    try {
      trainer.observeBatch();
      return signalOf(trainer.signal()).layers.map(({ gradient }) => gradient.weights);
    } finally {
      trainer.free();
    }
  }

  async #images(): Promise<void> {
    if (await this.#lab.ensureData('subset')) return;
    const { data } = this.#lab.state;
    if (data.status !== 'failed') throw new FailureError('internal');
    const { code, what, got, expected } = data.failure;
    throw new FailureError(code, what, got, expected);
  }
}
