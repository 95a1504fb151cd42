export const timing = {
  'timing.title': 'How much time does the function itself take?',
  'timing.measure': 'Measure',
  'timing.empty': 'Press “Measure”: times per element appear here.',
  'timing.takes': 'takes about {seconds} s',
  'timing.waits': 'Measuring waits until the training has finished: it would spoil the times.',
  'timing.warm_up': 'Warming up',
  'timing.measuring': 'Measuring',
  'timing.progress': 'Measuring progress',
  'timing.finished': 'The measurement has finished.',
  'timing.forward': 'Forward, f',
  'timing.backward': 'Backward, f′',
  'timing.axis': 'ns per element (median and 95 % interval)',
  'timing.chart': 'Times per element; the table below has the numbers',
  'timing.table': 'Times per element in nanoseconds',
  'timing.rank': 'Rank',
  'timing.median': 'Median [95 %], ns',
  'timing.min': 'Minimum, ns',
  'timing.conditions':
    '{n} samples of at least {sample} ms for each value, over {length} numbers that stay in the processor’s cache; the clock of this browser ticks every {tick} ms; build: {simd}.',
  'timing.scalar': 'scalar',
  'timing.discarded': 'Samples thrown away because the tab was hidden: {count}.',
  'timing.unsettled': 'Still drifting after the warm-up, to be read with care: {names}.',
  'timing.record': 'Raw record (JSON)',
  'timing.caption':
    'Functions whose intervals overlap cannot be told apart and share a rank. It is our WebAssembly code that is timed, with its own exp: another library may differ.',
  'timing.method':
    'One worker measures while nothing else runs. Every kernel is warmed up until two blocks agree within 5 %; then each round visits all functions in a new random order, so that nobody profits from a quiet moment. Shown are the median with its distribution-free 95 % interval and the minimum. In a whole training step the function is only a small part: most of the time goes into matrix products. Keep developer tools closed: they slow the code down.',
} as const;
