// What repeated measurements say. Everything here is a pure function of numbers.

export {
  type Comparison,
  holm,
  type MeanInterval,
  type PairedTest,
  pairedDifferences,
  pairedTest,
  tInterval,
} from './intervals.ts';
export { median, type Summary, sorted, summarize, supportedDecimals } from './order.ts';
export { type Proportion, proportion } from './proportion.ts';
export { type RankRange, rankRanges, sharedRanks } from './ranks.ts';
export { criticalValue } from './student.ts';
