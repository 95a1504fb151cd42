// Whether two readers got the same bits: a short digest of a function's weights over all seeds, for the link.

import type { Group } from '../../state/groups.ts';
import type { Run } from '../../state/state.ts';

/** What a run has come to, to the bit; undefined where it has come to nothing. */
function outcome(run: Run): string | undefined {
  if (run.status === 'done') return run.result.weights_hash;
  if (run.status !== 'failed' || run.failure.code !== 'diverged') return undefined;
  // Where a run diverges is as reproducible as its weights.
  const { step, layer, reason } = run.failure.divergence ?? { step: 0, layer: 0, reason: '' };
  return `diverged ${step} ${layer} ${reason}`;
}

/** Eight hexadecimal digits; undefined unless every run has been trained here and has ended by itself. */
export function digestOf({ runs }: Group): string | undefined {
  const outcomes = runs.map((run) => (run.loaded ? undefined : outcome(run)));
  if (outcomes.length === 0 || outcomes.includes(undefined)) return undefined;
  // 32-bit FNV-1a. Nobody is to be kept from forging it: it tells accidents apart.
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(outcomes.join('\n'))) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export type Verdict =
  | { says: 'same' }
  | { says: 'differs'; ids: readonly string[] }
  /** nothing finished that the link has a digest of */
  | { says: 'nothing' };

/** This reader's groups against a link's digests, by function. */
export function compareDigests(
  groups: readonly Group[],
  claimed: Readonly<Record<string, string>>,
): Verdict & { compared: number } {
  const both = groups.flatMap((group) => {
    const [theirs, ours] = [claimed[group.activation], digestOf(group)];
    return theirs && ours ? [{ id: group.activation, same: theirs === ours }] : [];
  });
  const ids = both.filter(({ same }) => !same).map(({ id }) => id);
  const compared = both.length;
  if (compared === 0) return { says: 'nothing', compared };
  return ids.length > 0 ? { says: 'differs', ids, compared } : { says: 'same', compared };
}
