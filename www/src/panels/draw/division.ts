/** How divided a jury is: the entropy of its votes, in bits. 0 where all agree. */
export function division(votes: readonly number[]): number {
  const count = votes.reduce((sum, one) => sum + one, 0);
  return votes.reduce((sum, one) => (one > 0 ? sum - (one / count) * Math.log2(one / count) : sum), 0);
}
