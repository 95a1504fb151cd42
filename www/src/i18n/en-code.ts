export const code = {
  'code.title': 'And in Keras or PyTorch?',
  'code.caption': 'A complete script with the functions, parameters and settings chosen on this page.',
  'code.method':
    'The script loads MNIST with the framework’s own loader, prepares it as this page does, trains every function from the same initial weights on the same batches, and prints accuracy and time. A function has the framework’s own name where definition and defaults agree, and is written out where they do not. It has the first of the page’s seeds alone: the line SEED sets another one. Only this page’s random numbers cannot be repeated, and so accuracies differ by about one point.',
  'code.label': 'Python script of this experiment',
  'code.tested.keras2':
    'Written after the source of Keras 2.2.2. It needs TensorFlow 1 and so Python 3.7 or older; it has been tested on stand-ins for both.',
  'code.tested.keras3': 'Tested with Keras 3.15.1 on PyTorch 2.15.0 and on JAX 0.10.2.',
  'code.tested.pytorch': 'Tested with PyTorch 2.15.0 and torchvision 0.29.2.',
} as const;
