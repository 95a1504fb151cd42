import type { Series } from '../../charts/series.ts';
import type { Sample } from './sampling.ts';

/** What is shown of each function. */
export const SHOWS = ['both', 'f', 'derivative', 'gradient'] as const;
export type Shows = (typeof SHOWS)[number];
export type Line = Exclude<Shows, 'both'>;

/** The same everywhere: f solid, f′ dashed, ∂f/∂p dotted. */
export const DASHES: Record<Line, string> = { f: '', derivative: '5 4', gradient: '1.5 3.5' };
export const NAMES: Record<Line, string> = { f: 'f', derivative: 'f′', gradient: '∂f/∂p' };

export const linesOf = (shows: Shows): Line[] => (shows === 'both' ? ['f', 'derivative'] : [shows]);

interface Look {
  id: string;
  label: string;
  color: string;
  named: boolean;
}

export function seriesOf(sample: Sample, shows: Shows, look: Look): Series[] {
  const { gradients } = sample;
  switch (shows) {
    case 'both':
      return [
        { ...look, dash: DASHES.derivative, points: sample.derivative, named: false },
        { ...look, dash: DASHES.f, points: sample.f },
      ];
    case 'gradient':
      return Object.entries(gradients).map(([name, points], _, { length }) => ({
        ...look,
        label: length > 1 ? `${look.id} ∂/∂${name}` : look.label,
        dash: DASHES.gradient,
        points,
      }));
    default:
      return [{ ...look, dash: DASHES[shows], points: sample[shows] }];
  }
}
