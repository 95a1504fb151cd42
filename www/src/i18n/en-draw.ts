export const draw = {
  'draw.title': 'Can the networks read your handwriting?',
  'draw.hint': 'Draw a digit, 0 to 9',
  'draw.surface': 'Drawing surface for a digit; with a keyboard use the test picture button',
  'draw.undo': 'Undo',
  'draw.clear': 'Clear',
  'draw.sample': 'Show a test picture',
  'draw.seen28': 'Centred, 28 × 28',
  'draw.seen14': 'What they see, 14 × 14',
  'draw.untrained':
    'No network has been trained yet. It takes a few seconds; you can draw meanwhile, and the answers come as the networks finish.',
  'draw.empty': 'Draw a digit: the answers follow your pen.',
  'draw.nothing': 'There is no ink to read yet. Try a longer stroke.',
  'draw.answer': 'Answer',
  'draw.probabilities': 'Probability of each digit',
  'draw.mean': '(mean of the seeds)',
  'draw.unanimous': 'All {count} networks read a {digit}.',
  'draw.majority': '{votes} of {count} networks read a {digit}.',
  'draw.truth': 'The test set says {digit}.',
  'draw.caption':
    'Your strokes are scaled and centred as the digits of MNIST were, then every trained network gives its ten probabilities.',
  'draw.method':
    'The strokes are turned into pixels by the same code that prepared the training data: fitted into 20 × 20 pixels, centred by mass in 28 × 28, and shrunk to 14 × 14. Nothing leaves your machine. High probabilities are not a promise: the networks know only MNIST, and answer even when you draw a house.',
} as const;
