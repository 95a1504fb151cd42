import { FailureError } from '../core/failure.ts';
import type { Dialect, FunctionSpec, Preset, TrainConfig } from '../core/types.ts';
import { longestFlops, parameterCount } from '../state/size.ts';
import type { EpochResult, TrainingProgress } from '../worker/protocol.ts';
import { errorOf } from './guard.ts';
import type { Images } from './images.ts';
import { TrainedNetwork } from './network.ts';

/** A configuration; what it leaves out is as in the preset `race`, parameters and what is learned as the dialect has them. */
export type TrainSettings = Partial<TrainConfig> & Pick<TrainConfig, 'activation'>;

/** What a run tells about ten times a second, and when it has ended; `ended` has the epochs that ended since. */
export type TrainProgress = Pick<TrainingProgress, 'fraction' | 'seconds' | 'train_loss' | 'ended'>;

/** How a network is trained, besides its configuration. */
export interface TrainOptions {
  /** Called on this thread, first shortly after the run begins, last when it is done. */
  onProgress?: (progress: TrainProgress) => void;
  /** Ends the run: the promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Those that come with the package, unless told. */
  images?: Images;
  /** Whose defaults hold for parameters that are left out, and for which of them are learned: `keras2` unless told. */
  dialect?: Dialect;
}

/** Presets are the core's, the first one for races. */
export function complete(
  settings: TrainSettings,
  presets: readonly Preset[],
  catalogue: readonly FunctionSpec[],
): TrainConfig {
  const { activation } = settings;
  const parameters =
    catalogue.find(({ id, aliases }) => id === activation || aliases.includes(activation))?.parameters ?? [];
  const race = presets[0]?.config;
  if (!race) throw new FailureError('internal', 'presets');
  return {
    ...race,
    learn: Object.fromEntries(parameters.flatMap(({ name, learned }) => (learned ? [[name, learned]] : []))),
    ...settings,
    params: {
      ...Object.fromEntries(parameters.map(({ name, default: usual }) => [name, usual])),
      ...settings.params,
    },
  };
}

/** Trains in one of the workers of `images`. */
export function train(
  config: TrainConfig,
  images: Images,
  { onProgress, signal }: TrainOptions,
): Promise<TrainedNetwork> {
  const { side, trainCount } = images;
  const jobs = images.jobs(parameterCount(side, config.hidden));
  const run = jobs.nextId();
  const history: EpochResult[] = [];
  return new Promise<TrainedNetwork>((resolve, reject) => {
    const abort = (): void => {
      reject(signal?.reason);
      jobs.pool.cancelRun(run);
    };
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', abort);
      settle();
    };
    signal?.addEventListener('abort', abort);
    jobs.give(
      [{ type: 'train', run, config, longest_flops: longestFlops(side, trainCount, config) }],
      (report) => {
        switch (report.type) {
          case 'progress': {
            const { fraction, seconds, train_loss, ended } = report.progress;
            history.push(...ended);
            onProgress?.({ fraction, seconds, train_loss, ended });
            break;
          }
          case 'trained':
            return end(() => {
              try {
                resolve(new TrainedNetwork(config, report.result, history));
              } catch (thrown) {
                reject(thrown);
              }
            });
          case 'failed':
            return end(() => reject(errorOf(report.failure)));
          case 'cancelled':
            return end(() => reject(new FailureError('cancelled')));
        }
      },
    );
  });
}
