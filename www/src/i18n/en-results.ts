/** What a race came to: part of `race`. */
export const results = {
  'race.curves': 'Learning curves',
  'results.title': 'Results',
  'results.baseline': 'Compared with',
  'results.threshold': 'Accuracy to reach (%)',
  'results.filter': 'Find functions',
  'results.told': 'Shown',
  'results.told.all': 'all functions',
  'results.told.apart': 'told apart from the baseline',
  'results.told.level': 'not told apart',
  'results.measure': 'Measure shown',
  'results.plot': 'Test accuracy of each function with its interval; the table below has the numbers',
  'results.plot_title': 'Test accuracy: means and 95% intervals',
  'results.plot_note':
    'Dot: mean over the seeds. Bar: 95% interval. Small dots: single seeds. Dashed: mean of the baseline.',
  'results.axis': 'Test accuracy',
  'results.axis_from': 'The axis begins at {from}, not at zero.',
  'results.axis_below': 'Arrows: far below it.',
  'results.columns': 'What the columns mean',
  'results.statistics':
    'Differences: paired t tests over the seeds, adjusted by Holm for {count} functions; bold is told apart at 5%.',
  'results.measure_hint':
    'Times come from the timing figure below: measure there, under the same settings, to fill these columns.',
  'results.column.rank': 'Rank',
  'results.column.accuracy': 'Test accuracy [95%]',
  'results.column.difference': 'Difference, points [95%]',
  'results.column.holm': 'p (Holm)',
  'results.column.epochs': 'Epochs to {threshold}',
  'results.column.seconds': 'Seconds to {threshold}',
  'results.column.loss': 'Training loss',
  'results.column.gap': 'Gap, points',
  'results.column.step': 'ms per step',
  'results.column.forward': 'ns, f',
  'results.column.backward': 'ns, f′',
  'results.column.dead': 'Dead',
  'results.column.saturated': 'Saturated',
  'results.explain.rank':
    'The ranks that a function may have: 1 + those that are demonstrably better, up to all but those that are demonstrably worse. From paired t tests against every other function, adjusted by Holm, so that each range holds with at least 95%, as the interval of a mean does. Functions that cannot be told apart share ranks. More seeds narrow the ranges.',
  'results.explain.accuracy':
    'Share of the test images that are read correctly after the last epoch: mean over the seeds, with its 95% t interval. It says where the mean of many more seeds would be, on these images.',
  'results.explain.difference':
    'Difference to the chosen baseline in percentage points. A seed gives both the same initial weights and the same batches, so that they are compared seed by seed. The intervals are widened (Bonferroni) until all of them hold at once with at least 95%. Bold: told apart by Holm’s procedure at 5%, which may be so even where the interval just reaches 0.',
  'results.explain.holm':
    'p value of the paired t test, adjusted by Holm for the number of functions compared. At most 0.05: told apart.',
  'results.explain.epochs':
    'The first epoch after which the test accuracy is at least {threshold}: median over the seeds. “Not reached” where half of the seeds or more never get there.',
  'results.explain.seconds':
    'Those epochs × steps of an epoch × ms per step as the timing figure measured it, one function at a time under these settings. The clock of this race does not count: its trainings share the processor.',
  'results.explain.loss':
    'Mean cross-entropy on the images trained on, by the final weights and without dropout: mean over the seeds.',
  'results.explain.gap':
    'Generalisation gap: accuracy on the images trained on minus accuracy on the test images, in percentage points.',
  'results.explain.step': 'Median time of a training step, from the timing figure.',
  'results.explain.forward': 'Median time of f for one number, in nanoseconds, from the timing figure.',
  'results.explain.backward': 'Median time of f′ for one number, in nanoseconds, from the timing figure.',
  'results.explain.dead':
    'Share of the hidden units whose slope is below 10⁻⁶ on every one of the images inspected: no image moves their weights.',
  'results.explain.saturated':
    'Share of unit × image with a slope below 0.01: there the error signal shrinks a hundredfold.',
  'results.one_seed': 'one seed: no interval',
  'results.baseline_itself': 'baseline',
  'results.never': 'not reached',
  'results.missed': '{missed} of {of} not',
  'results.loaded': 'from a file: not compared',
  'results.seeds_done': '{done} of {seeds} seeds',
  'results.none_yet': 'no seed has finished yet',
  'results.diverged': 'Diverged with {diverged} of {seeds} seeds: not averaged, not ranked.',
  'results.of_seed': 'Seed {seed}: {said}',
  'results.cancelled': '{cancelled} of {seeds} seeds cancelled',
  'results.layers': 'Hidden layers, means over the seeds',
  'results.layer': 'Layer',
  'results.units': 'Units',
  'results.dead_units': 'Dead units',
  'results.per_seed': 'Each seed',
  'results.still_first': 'the first {count} of the table',
  'results.reproduce': 'Run it again in your browser',
  'results.attribution':
    'Activation Lab; data: MNIST by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, CC BY-SA 3.0',

  'confusion.summary': 'Confusions and mistakes',
  'confusion.title': 'What each digit is taken for',
  'confusion.of': '{name}, sum over {seeds} seed(s).',
  'confusion.reading': 'Row: the digit that it is. Column: what is read.',
  'confusion.truth': 'Digit',
  'confusion.answer': 'Read as',
  'mistakes.title': 'Digits that {name} gets wrong',
  'mistakes.count': '{count} of {total} test images are misread with at least one of {seeds} seed(s).',
  'mistakes.none': 'Not one of the test images is misread.',
  'mistakes.read': '{truth} read as {answer}',
  'mistakes.seeds': '{wrong} of {seeds} seeds',
  'mistakes.image': 'Test image {index}, a {truth}',
  'mistakes.truth': 'It is a {truth}.',
  'mistakes.camp': '{answer}: {names}',
  'mistakes.disagree': 'Digits on which the functions disagree',
  'mistakes.disagree_count':
    'The {functions} functions do not agree on {count} of {total} test images; most divided first. A function says what most of its seeds say.',
  'mistakes.agreed': 'All functions give the same answers.',
  'mistakes.other_images': 'Other images have been chosen since: train again to see the mistakes.',
  'mistakes.more': 'More ({shown} of {count} shown)',

  'export.title': 'Take the results along',
  'export.markdown': 'Markdown',
  'export.html': 'HTML',
  'export.still': 'HTML and SVG',
  'export.summary': 'CSV, functions',
  'export.runs': 'CSV, runs',
  'export.json': 'JSON',
  'export.markdown.about': 'The table as it is shown, with a link that runs it again: for a post.',
  'export.html.about': 'The table as it is shown, with a link that runs it again: for a post.',
  'export.still.about':
    'Charts and table as they are, without any script or style sheet: for feeds, for print, and for hosts that strip scripts.',
  'export.summary.about': 'A line for each function, with the intervals; nothing is rounded.',
  'export.runs.about': 'A line for each run: settings, seed, results and the fingerprint of the weights.',
  'export.json.about':
    'Everything: settings, seeds, each epoch, answers to the test images, fingerprints, intervals, browser, and the timing if there is one.',

  'share.title': 'Link to this experiment',
  'share.about':
    'Whoever opens this link and trains gets the same experiment, and is told whether the weights are the same to the bit.',
  'share.unfinished':
    'This link holds the settings. Once all runs have finished, it can also tell a reader whether the weights are the same.',
  'share.changed':
    'The settings or functions have been changed since this race: train again to get a link to what is shown here.',
  'verdict.same': 'Same bits: the weights of all {count} functions are those of the link’s author.',
  'verdict.differs':
    'Other bits than those of the link’s author: {names}; the same: {same} functions. The settings are the same, so that it is probably another version of this page.',
  'verdict.changed':
    'The settings are no longer those of the link: these weights cannot be compared with its author’s. Open the link again to reproduce them.',
} as const;
