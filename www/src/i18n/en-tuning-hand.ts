export const tuningHand = {
  'hand.none': 'No function of the catalogue has a parameter.',
  'hand.mark': 'by hand: {value}',
  'hand.curve': 'f (solid) and f′ (dashed) of {name} at the parameters of now',
  'hand.range': '{low} to {high}',
  'hand.kinks': 'Kinks, jumps',
  'hand.no_kinks': 'none',
  'hand.accuracy': 'Trained once, moved afterwards: {name}',
  'hand.accuracy.label':
    'Accuracy on the test images of trained networks of {name} when {parameter} is moved without training again; Enter or a click takes the value',
  'hand.asking': 'The networks read the test images …',
  'hand.untrained':
    'No network of {name} has been trained yet. Once one is, its accuracy follows the slider without training again.',
  'hand.train': 'Train {name}',
  'hand.retrain': 'Train again with {parameter} = {value}',
  'hand.training': 'This waits until training has finished.',
  'hand.refused':
    'This would take about {time}, and an hour is the most: choose fewer epochs, a smaller network or fewer images.',
  'hand.lines': 'Bold: the mean of {count} networks (seeds), each faint. Nothing is trained again.',
  'hand.lines.one': 'One network. Nothing is trained again.',
  'hand.trained': 'Upright line: the value {value} that they were trained with.',
  'hand.at': 'With {parameter} = {value} they read {accuracy} of the test images.',
  'hand.at.moved':
    'With {parameter} = {value} they read {accuracy} of the test images, with {trained}, as trained, {before} ({points} points).',
  'hand.learned':
    'These networks learned {parameter} with their weights: the slider puts one value in place of all that they learned.',
  'hand.digit': 'A digit under the moved parameter',
  'hand.digit.picture': 'The digit as the networks are given it',
  'hand.digit.choose': 'Draw a digit in the figure about handwriting, or take a test image:',
  'hand.digit.sample': 'Test image of a {digit}',
  'hand.digit.truth': 'The test set says {digit}.',
  'hand.digit.said': '{votes} of {count} networks read a {digit}; mean probability {percent}.',

  'gradient.useless':
    'The gradient of {parameter} is 0 almost everywhere: no training can learn it. Move it by hand, or sweep it.',
  'gradient.starts': 'Starts',
  'gradient.sharing': 'How values are shared',
  'gradient.sharing.layer': 'one for each layer',
  'gradient.sharing.unit': 'one for each unit',
  'gradient.start': 'Learn it from {count} starts, about {time}',
  'gradient.progress': 'Progress of learning',
  'gradient.epoch': 'Epoch',
  'gradient.layer': 'layer {layer}',
  'gradient.chart': 'The way of {parameter} over training, and where each unit ended',
  'gradient.legend':
    'Rings: where it starts. Lines: the mean over the units of a layer; around it the middle half of the units. Dots: every unit in the end. Dashed uprights: the frameworks’ defaults; shaded: what the sweep cannot tell from its best, whose value is the solid upright.',
  'gradient.mark': 'learned from {start}',
  'gradient.ends': 'Mean over all units in the end: {list}.',
  'gradient.end': '{end} from {start} ({accuracy})',
  'gradient.met': 'Wherever it starts, it ends in one place.',
  'gradient.apart':
    'Where it starts decides where it ends: the gradient does not bring them together in so many epochs.',
  'gradient.no_sweep': 'Sweep the parameter to see whether the gradient finds what the sweep finds.',
  'gradient.agrees':
    'The gradient agrees with the sweep: all of them lie among the values that it cannot tell from its best.',
  'gradient.partly':
    '{within} of {count} lie among the values that the sweep cannot tell from its best: the gradient agrees in part.',
  'gradient.differs':
    'None of them lies among the values that the sweep cannot tell from its best: the gradient follows the training loss of each unit, the sweep the test accuracy of one value for all.',
  'gradient.diverged': 'Diverged: the training that starts at {starts}.',

  'search.lead':
    'For a reader with little time: many candidates are trained for few epochs, the better third of them for three times as many, and so on. They are ranked by training images that are held out; the test images are looked at once, in the final.',
  'search.budget': 'Time for the search',
  'search.budget.20': '20 s',
  'search.budget.60': '1 min',
  'search.budget.180': '3 min',
  'search.scope': 'Functions to search',
  'search.scope.chosen': 'chosen functions ({count})',
  'search.scope.all': 'all {count}',
  'search.seed': 'Seed',
  'search.start': 'Search, about {time}',
  'search.progress': 'Progress of the search',
  'search.paused': 'Paused',
  'search.rung': '{count} for {epochs} epochs',
  'search.rung.one': '{count} for 1 epoch',
  'search.plan':
    'Candidates: function, parameters and learning rate, drawn with seed {seed}. {steps} → {finalists} finalists with {seeds} seeds that the search has not used, on all training images.',
  'search.wrong_link':
    'The search of the link cannot be used: got {got}, expected {allowed}. What is usual stands in its place.',
  'search.column': '{count} candidates',
  'search.column.epochs': '{epochs} epochs',
  'search.column.one': '1 epoch',
  'search.column.final': 'Final (test)',
  'search.column.seeds': '{seeds} seeds',
  'search.chart':
    'Accuracy of the candidates, rung by rung, on held-out images, and of the finalists on the test images',
  'search.legend':
    'Each dot is a candidate, by its accuracy on held-out images; grey ones fell out, coloured ones went on. In the final: accuracy on the test images, mean and 95% interval; the best one is flattered a little, as it is the best of several by the same images.',
  'search.cancelled': 'Cancelled before its end. The same seed and settings begin the same search again.',
  'search.nobody':
    'No candidate came through: all that were left diverged. Lower the learning rate of the settings.',
  'search.name': '{name} at learning rate {rate}',
  'search.and': '; ',
  'search.winner':
    'Best in the final: {name}, {mean} of the test images ({low} to {high}, mean of {seeds} seeds).',
  'search.peers': 'Not to be told apart from it: {names}.',
  'search.no_peers': 'No other finalist comes as far.',
  'search.behind': 'Demonstrably behind: {names}.',
  'search.diverged': 'Diverged with at least one seed: {names}.',
  'search.rate': 'Learning rate',
  'search.accuracy': 'Test accuracy',
  'search.difference': 'Points to the best',
  'search.interval': '{mean} ({low} to {high})',
  'search.place': 'Verdict',
  'search.place.winner': 'best',
  'search.place.peer': 'not told apart',
  'search.place.behind': 'behind',
  'search.place.diverged': 'diverged',
  'search.use': 'Use',
  'search.use.of': 'Use {name} on the page',
} as const;
