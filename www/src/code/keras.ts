import type { Dialect } from '../core/types.ts';
import type { Contestant, Experiment } from './experiment.ts';
import { optimizer } from './optimizers.ts';
import {
  boundsOf,
  className,
  constants,
  expression,
  float,
  identifier,
  introduction,
  isFrameworkDefault,
  learnedOf,
  learnedText,
  stuckComment,
} from './python.ts';

interface Activation {
  /** a function or a layer of our own, where Keras has none */
  definition: string;
  /** what `Dense(activation=…)` takes, or an expression that makes a layer */
  value: string;
  isLayer: boolean;
}

/** Layers that take our parameters, in our order. */
const TAKES_PARAMETERS = /^keras\.(layers\.(?:LeakyReLU|ELU|ThresholdedReLU))$/;

function activationOf(contestant: Contestant, dialect: Dialect): Activation {
  const { id, params, learn, facts } = contestant;
  const names = facts.names[dialect];
  const { learned } = learnedOf(contestant);
  if (learned.length > 0) {
    const constant = (name: string): string => `Constant(${float(params[name] ?? Number.NaN)})`;
    if (id === 'prelu') {
      const shared = learn.negative_slope === 'layer' ? ', shared_axes=[1]' : '';
      const value = `layers.PReLU(alpha_initializer=${constant('negative_slope')}${shared})`;
      return { definition: '', value, isLayer: true };
    }
    const clip = dialect === 'keras2' ? 'K.clip' : 'ops.clip';
    const weights = learned.map(
      (name) => `        self.${identifier(name)} = self.add_weight(
            name="${name}",
            shape=${learn[name] === 'unit' ? 'input_shape[-1:]' : '(1,)'},
            initializer=${constant(name)},
            constraint=lambda values: ${clip}(values, ${boundsOf(contestant, name)}),
        )
`,
    );
    const attributes = constants(contestant)
      .map((line) => `    ${line}\n`)
      .join('');
    const built = dialect === 'keras2' ? '        super().build(input_shape)\n' : '';
    const definition = `class ${className(id)}(layers.Layer):
    """${learnedText(contestant, learned)}"""

${attributes && `${attributes}\n`}    def build(self, input_shape):
${weights.join('')}${built}
    def call(self, x):
        return ${expression(contestant, dialect, 'self.')}
`;
    return { definition, value: `${className(id)}()`, isLayer: true };
  }
  const isDefault = isFrameworkDefault(contestant, dialect);
  const layer = names.api?.match(TAKES_PARAMETERS)?.[1];
  if (layer && !(isDefault && id === 'elu')) {
    const values = Object.values(params).map(float).join(', ');
    return { definition: '', value: `${layer}(${values})`, isLayer: true };
  }
  if (names.activation && isDefault)
    return { definition: '', value: `"${names.activation}"`, isLayer: false };
  const args = ['x', ...constants(contestant).map((line) => line.replaceAll(' ', ''))].join(', ');
  const definition = `def ${id}(${args}):\n    return ${expression(contestant, dialect, '')}\n`;
  return { definition, value: id, isLayer: false };
}

const SUBSET = `def prepare(images, labels, count):
    """Random images as rows of 14 × 14 numbers from 0 to 1, and their labels."""
    # The page's choice is random as well, but has every digit in its exact proportion.
    chosen = np.random.RandomState(0).permutation(len(images))[:count]
    # A pixel is the mean of 2 × 2, rounded to one of 256 levels.
    images = (images[chosen].reshape(-1, 14, 2, 14, 2).sum(axis=(2, 4)) + 2) // 4
    return images.reshape(-1, 196).astype("float32") / 255, labels[chosen]


(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, y_train = prepare(x_train, y_train, count=10_000)
x_test, y_test = prepare(x_test, y_test, count=1_000)
`;

const ALL = `(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255
`;

const NEEDS = {
  keras2: `Needs Keras 2.2 on TensorFlow 1, so Python 3.6 or 3.7:
    pip install "keras==2.2.5" "tensorflow<2"`,
  keras3: `Needs: pip install keras torch
KERAS_BACKEND=torch chooses the backend; tensorflow and jax, once installed, do as well.`,
};

type Optimizer = ReturnType<typeof optimizer>;

const NETWORK = {
  keras2: (hidden: string, { call, comment }: Optimizer): string => `    K.clear_session()
    np.random.seed(SEED)
    tf.set_random_seed(SEED)
    model = Sequential([layers.InputLayer(input_shape=x_train.shape[1:])])
${hidden}    model.add(layers.Dense(10, activation="softmax", kernel_initializer=INITIALIZER))
${comment && `    # ${comment}\n`}    model.compile(${call}, "sparse_categorical_crossentropy")
`,
  keras3: (hidden: string, { call }: Optimizer): string => `    keras.utils.set_random_seed(SEED)
    model = keras.Sequential([keras.Input(shape=x_train.shape[1:])])
${hidden}    model.add(layers.Dense(10, kernel_initializer=INITIALIZER))
    model.compile(
        optimizer=${call},
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
`,
};

export function keras(dialect: 'keras2' | 'keras3', experiment: Experiment): string {
  const { functions, hidden, initializer, learning_rate, batch_size, epochs, seed, images } = experiment;
  const chosen = functions.map((one) => ({
    ...activationOf(one, dialect),
    id: one.id,
    comment: stuckComment(one),
  }));
  // Layers have to be made anew for each place in each network; strings and functions need no such care.
  const hasLayers = chosen.some(({ isLayer }) => isLayer);
  const entries = chosen.map(({ id, value, isLayer, comment }) => {
    const made = isLayer ? value : `layers.Activation(${value})`;
    return `${comment}    "${id}": ${hasLayers ? `lambda: ${made}` : value},\n`;
  });
  const definitions = chosen.flatMap(({ definition }) => (definition ? [`\n${definition}\n`] : []));
  const used = definitions.join('') + entries.join('');
  const modules = ['activations', 'layers', 'ops'].filter(
    (name) => name === 'layers' || new RegExp(`(?<![.\\w])${name}\\.`).test(used),
  );
  const constant = used.includes('Constant(') ? 'from keras.initializers import Constant\n' : '';
  const imports =
    dialect === 'keras2'
      ? `import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import layers
${constant}from keras.models import Sequential
`
      : `import keras
import numpy as np
from keras import ${modules.join(', ')}
${constant}`;
  const layer = hasLayers
    ? `        model.add(layers.Dense(units, kernel_initializer=INITIALIZER))
        model.add(activation())
`
    : `        model.add(layers.Dense(units, activation, kernel_initializer=INITIALIZER))
`;
  const version = dialect === 'keras2' ? 'Keras 2.2' : 'Keras 3';
  return `${introduction(version, NEEDS[dialect], images)}

import time

${imports}
SEED = ${seed}
HIDDEN = [${hidden.join(', ')}]
INITIALIZER = "${initializer}"
LEARNING_RATE = ${float(learning_rate)}
BATCH_SIZE = ${batch_size}
EPOCHS = ${epochs}

${definitions.join('')}${definitions.length > 0 ? '\n' : ''}ACTIVATIONS = {
${entries.join('')}}


${images === 'subset' ? SUBSET : ALL}

def network(activation):
    """Dense layers with the activation function between them."""
    # Every function starts from the same weights and sees the same batches.
${NETWORK[dialect](`    for units in HIDDEN:\n${layer}`, optimizer(dialect, experiment.optimizer))}    return model


print(f"{'function':18}{'test accuracy':>14}{'seconds':>9}")
for name, activation in ACTIVATIONS.items():
    model = network(activation)
    initial = model.get_weights()
    # A warm-up, not counted: the first epoch compiles.
    model.fit(x_train, y_train, batch_size=BATCH_SIZE, epochs=1, verbose=0)
    model.set_weights(initial)
    start = time.perf_counter()
    model.fit(x_train, y_train, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0)
    seconds = time.perf_counter() - start
    outputs = model.predict(x_test, verbose=0)
    accuracy = np.mean(outputs.argmax(axis=1) == y_test)
    result = f"{accuracy:.1%}" if np.isfinite(outputs).all() else "diverged"
    print(f"{name:18}{result:>14}{seconds:>9.2f}")
`;
}
