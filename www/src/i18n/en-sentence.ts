/** The result of a race in words. */
export const sentence = {
  'sentence.and': '{names} and {last}',
  'sentence.others': '{names} and {others} others',
  'sentence.point': '{points} point',
  'sentence.points': '{points} points',
  'sentence.interval': ' (95% interval {low} to {high})',
  'sentence.mean':
    '{name} reads {mean}% of the test digits on average over {seeds} seeds (95% interval {low} to {high}%).',
  'sentence.level': '{names} can’t be told apart from {baseline}.',
  'sentence.reach': 'A difference of up to {points} is not ruled out.',
  'sentence.seeds':
    'With {seeds} seeds and {count} comparisons, differences show from about {points} on; with {more} seeds, from about {fewer}.',
  'sentence.best': '{name} has the highest mean, which may be chance.',
  'sentence.by': '{name} by {points}{interval}',
  'sentence.ahead': '{name} is {points} ahead of {baseline}{interval}.',
  'sentence.ahead.few': 'Ahead of {baseline} are {list}.',
  'sentence.ahead.many':
    '{count} functions are ahead of {baseline}: from {first}, by {least}, to {last}, by {most}.',
  'sentence.behind': '{name} is {points} behind {baseline}{interval}.',
  'sentence.behind.few': 'Behind {baseline} are {list}.',
  'sentence.behind.many':
    '{count} functions are behind {baseline}: from {first}, by {least}, to {last}, by {most}.',
  'sentence.too_few': '{names}: too few finished runs for a comparison.',
  'sentence.no_baseline': '{name}, the baseline, has no results to compare with: choose another one.',
  'sentence.one_seed':
    'One seed can’t tell which function is better: another seed alone changes a result. This time {name} read most digits, {mean}%, and {last} fewest, {least}%.',
  'sentence.one_seed.one':
    'One seed can’t tell how far this depends on the seed. This time {name} read {mean}% of the test digits.',
  'sentence.diverged': 'Diverged, so not compared: {names}.',
  'sentence.diverged.of': '{name} ({runs} of {seeds} runs)',
} as const;
