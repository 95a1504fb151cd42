// Every name that the package exports besides `loadLab`.

export { type Failure, type FailureCode, FailureError } from '../core/failure.ts';
export type {
  Curve,
  Dialect,
  Divergence,
  Evaluation,
  Family,
  FunctionSpec,
  Inspection,
  LayerFunction,
  Learned,
  ParameterSpec,
  Parameters,
  Preset,
  Saved,
  Sharing,
  TrainConfig,
  UnitStates,
} from '../core/types.ts';
export type { EpochResult, Inspected, LearnedSpreads, Spread, Validated } from '../worker/protocol.ts';
export type { Images } from './images.ts';
export type { Lab } from './lab.ts';
export type { Network, TrainedNetwork } from './network.ts';
export type { TrainOptions, TrainProgress, TrainSettings } from './train.ts';
