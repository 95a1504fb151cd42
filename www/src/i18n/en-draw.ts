export const draw = {
  'draw.title': 'Can the networks read your handwriting?',
  'draw.hint': 'Draw a digit, 0 to 9',
  'draw.surface': 'Drawing surface for a digit',
  'draw.keys':
    'By keyboard: a digit key puts a handwritten digit here, another hand of it when pressed again. Arrow keys move it, Shift with the left or right arrow turns it, plus and minus change its size. Backspace takes the last stroke back, Escape clears.',
  'draw.undo': 'Undo',
  'draw.clear': 'Clear',
  'draw.untrained':
    'No network has been trained yet. It takes a few seconds; you can draw meanwhile, and the answers come as the networks finish.',
  'draw.shipped':
    'These {count} came with the page, trained beforehand at the default settings (seed 1). They give way to what you train.',
  'draw.distort': 'These networks know only scans of pen on paper; a mouse or a finger draws differently.',
  'draw.distort.train': 'Train with distorted images',

  'draw.empty': 'Draw a digit: the answers follow your pen.',
  'draw.nothing': 'There is no ink to read yet. Try a longer stroke.',
  'draw.little':
    'That is too little ink for a digit. Networks answer all the same: they know nothing but digits.',
  'draw.much':
    'No digit of MNIST has as much ink as that. Networks answer all the same: they know nothing but digits.',
  'draw.sentence': '{text}.',
  'draw.camps': ' · ',
  'draw.single': 'The only network reads a {digit}',
  'draw.unanimous': 'All {count} networks read a {digit}',
  'draw.majority': '{votes} of {count} networks read a {digit}',
  'draw.camp': '{votes} read {digit}',
  'draw.camp.one': '1 reads {digit}',
  'draw.sure': 'Mean probability of the {digit}: {percent}.',
  'draw.unsure': 'The jury is unsure: {digit} or {second}? Mean probability of the {digit}: {percent}.',
  'draw.dissenters': 'Dissenting: {list}.',
  'draw.dissenters.more': 'Dissenting: {list} and {more} more.',
  'draw.dissenter': '{name} ({seeds} of {of} seeds)',
  'draw.truth': 'The test set says {digit}.',

  'draw.order': 'Order of the functions',
  'draw.order.catalogue': 'Catalogue',
  'draw.order.confidence': 'By confidence',
  'draw.order.answer': 'By answer',
  'draw.answer': 'Answer',
  'draw.probabilities': 'Probability of each digit',
  'draw.mean': '(mean of the seeds)',
  'draw.confidence': 'Confidence',
  'draw.confidence.about': 'Probability that the function gives its answer',
  'draw.group': 'Reads {digit}: {count} functions',
  'draw.group.one': 'Reads {digit}: 1 function',
  'draw.seed': 'seed {seed}',
  'draw.dissents': ', dissents',

  'draw.look': 'Where it looks',
  'draw.look.of': 'Where {name} looks',
  'draw.look.hint':
    'What the networks see: {side} × {side} pixels. Point at a row to see where its networks look.',
  'draw.look.answer': 'Where {name} looks for its {digit}: more ink here speaks',
  'draw.look.pro': 'for the answer',
  'draw.look.contra': 'against it',

  'draw.stages': 'From ink to input',
  'draw.stage.fitted': 'Your strokes, fitted into 20 × 20',
  'draw.stage.sample': 'No strokes: a test picture was fitted when MNIST was made',
  'draw.stage.centred': 'Centred by mass in 28 × 28',
  'draw.stage.seen': 'What the networks see: {side} × {side}',
  'draw.stage.real': 'A real MNIST digit of the same answer',
  'draw.stage.nearest': 'The test picture of a {digit} that is most like it',

  'draw.samples': 'Or take a test picture:',
  'draw.sample': 'Test picture of a {digit}',
  'draw.mistakes': 'A mistake of',
  'draw.next': 'Show',
  'draw.split': 'A digit that splits them',
  'draw.asking': 'The networks read all test pictures … {percent}',
  'draw.no_images': 'The test pictures are not there yet. Try again in a moment.',
  'draw.no_mistakes': '{name} reads all {count} test pictures right.',
  'draw.no_split': 'The networks agree on all {count} test pictures.',
  'draw.alone': 'A single network cannot be divided. Train several functions or seeds.',
  'draw.gone': 'Other networks have taken their place meanwhile. Try again.',
  'draw.note.class': 'Test picture {index}, a {label}.',
  'draw.note.split': 'Test picture {index}, a {label}: number {rank} of those that divide the jury most.',
  'draw.note.mistake': 'Test picture {index}: a {truth} that {name} reads as {answer}.',
  'draw.note.mistake.seeds':
    'Test picture {index}: a {truth} that {name} reads as {answer} ({wrong} of {seeds} seeds are wrong).',

  'draw.caption':
    'Your strokes are scaled and centred as the digits of MNIST were, then every trained network gives its ten probabilities.',
  'draw.method':
    'The strokes are turned into pixels by the same code that prepared the training data: fitted into 20 × 20 pixels, centred by mass in 28 × 28, and shrunk to what the networks were trained on. Each network has a vote; a function’s row is the mean of its seeds. The jury is unsure when fewer than 60 % of the networks agree, or when they give their answer a mean probability below 50 %. Where a network looks is the gradient of its answer’s log-odds in each pixel: the area of a mark is in proportion to it. Nothing leaves your machine. High probabilities are not a promise: the networks know only MNIST, and answer even when you draw a house.',
} as const;
