import type { Dialect } from '../core/types.ts';
import { distortNumpy } from './distort.ts';
import type { Contestant, Experiment } from './experiment.ts';
import { optimizer } from './optimizers.ts';
import { callbacksOf, scheduleText, settingsText, splitText, stepsText } from './options.ts';
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

const ALL14 = `def prepare(images):
    """Images as rows of 14 × 14 numbers from 0 to 1."""
    # A pixel is the mean of 2 × 2, rounded to one of 256 levels.
    images = (images.reshape(-1, 14, 2, 14, 2).sum(axis=(2, 4)) + 2) // 4
    return images.reshape(-1, 196).astype("float32") / 255


(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train, x_test = prepare(x_train), prepare(x_test)
`;

const ALL = `(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape(-1, 784).astype("float32") / 255
x_test = x_test.reshape(-1, 784).astype("float32") / 255
`;

const DATA = { subset: SUBSET, all14: ALL14, all: ALL };

const NEEDS = {
  keras2: `Needs Keras 2.2 on TensorFlow 1, so Python 3.6 or 3.7:
    pip install "keras==2.2.5" "tensorflow<2"`,
  keras3: `Needs: pip install keras torch
KERAS_BACKEND=torch chooses the backend; tensorflow and jax, once installed, do as well.`,
};

type Optimizer = ReturnType<typeof optimizer>;

/** As `torch.nn.Linear` starts; the bias needs to know the inputs, which an initializer is not told. */
const PYTORCH_START = `def dense(inputs, units, **more):
    """A dense layer as PyTorch starts it: weights and biases within 1 / sqrt(inputs)."""
    limit = inputs**-0.5
    kernel, bias = RandomUniform(-limit, limit), RandomUniform(-limit, limit)
    return layers.Dense(units, kernel_initializer=kernel, bias_initializer=bias, **more)


`;

/** The weights and all that the optimizer keeps, back to where they were. */
const RESTORED = {
  keras2: {
    before: '    initial = model.get_weights()\n',
    after: '    model.set_weights(initial)\n',
  },
  keras3: {
    before: `    model.optimizer.build(model.trainable_variables)
    variables = [*model.variables, *model.optimizer.variables]
    initial = [np.array(variable) for variable in variables]
`,
    after: `    for variable, value in zip(variables, initial):
        variable.assign(value)
`,
  },
};

const NETWORK = {
  keras2: (hidden: string, output: string, { call, comment }: Optimizer): string => `    K.clear_session()
    np.random.seed(SEED)
    tf.set_random_seed(SEED)
    model = Sequential([layers.InputLayer(input_shape=x_train.shape[1:])])
${hidden}    model.add(${output})
${comment && `    # ${comment}\n`}    optimizer = ${call}
    model.compile(optimizer, "sparse_categorical_crossentropy")
`,
  keras3: (
    hidden: string,
    output: string,
    { call }: Optimizer,
  ): string => `    keras.utils.set_random_seed(SEED)
    model = keras.Sequential([keras.Input(shape=x_train.shape[1:])])
${hidden}    model.add(${output})
    optimizer = ${call}
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer, loss)
`,
};

export function keras(dialect: 'keras2' | 'keras3', experiment: Experiment): string {
  const { functions, initializer, images, dropout, augmentation } = experiment;
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
  const schedule = scheduleText(dialect, experiment);
  const steps = stepsText(dialect, experiment);
  const modules = ['activations', 'layers', 'ops'].filter(
    (name) => name === 'layers' || new RegExp(`(?<![.\\w])${name}\\.`).test(used + schedule),
  );
  const torchStart = initializer === 'pytorch';
  const initializers = [
    ...(used.includes('Constant(') ? ['Constant'] : []),
    ...(torchStart ? ['RandomUniform'] : []),
  ];
  const constant =
    initializers.length > 0 ? `from keras.initializers import ${initializers.join(', ')}\n` : '';
  const dense = (inputs: string, units: string, activation = ''): string => {
    const named = activation && `, activation=${activation}`;
    return torchStart
      ? `dense(${inputs}, ${units}${named})`
      : `layers.Dense(${units}${named}, kernel_initializer=INITIALIZER)`;
  };
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
  const loop = torchStart ? 'for inputs, units in zip(sizes, HIDDEN):' : 'for units in HIDDEN:';
  const layer = hasLayers
    ? `        model.add(${dense('inputs', 'units')})
        model.add(activation())
`
    : `        model.add(${dense('inputs', 'units', 'activation')})
`;
  const hiddenLayers = `${torchStart ? '    sizes = [x_train.shape[1], *HIDDEN]\n' : ''}    ${loop}
${layer}${dropout ? '        model.add(layers.Dropout(DROPOUT))\n' : ''}`;
  const output = dense('sizes[-1]', '10', dialect === 'keras2' ? '"softmax"' : '');
  const compiled = optimizer(dialect, experiment);
  const version = dialect === 'keras2' ? 'Keras 2.2' : 'Keras 3';
  const { definition: best, calls } = callbacksOf(dialect, experiment);
  const callbacks = [...(dialect === 'keras2' && schedule ? ['Schedule()'] : []), ...calls];
  const more = [
    ...(experiment.validation_split ? ['validation_data=(x_valid, y_valid)'] : []),
    ...(callbacks.length > 0
      ? [`callbacks=[\n${callbacks.map((call) => `            ${call},\n`).join('')}        ]`]
      : []),
  ];
  const lines = more.map((argument) => `        ${argument},\n`).join('');
  // Keras 2.2 has a method of its own for batches that are made as they are needed; Keras 3 warns that it can't shuffle them.
  const fit = augmentation && dialect === 'keras2' ? 'fit_generator' : 'fit';
  const data = augmentation
    ? `batches(), steps_per_epoch=STEPS_PER_EPOCH${dialect === 'keras2' ? '' : ', shuffle=False'}`
    : 'x_train, y_train, batch_size=BATCH_SIZE';
  const plain = `${data}, epochs=EPOCHS, verbose=0`;
  const fitted = lines ? `(\n        ${plain},\n${lines}    )` : `(${plain})`;
  const { before, after } = RESTORED[dialect];
  return `${introduction(version, NEEDS[dialect], images)}

${steps ? 'import math\n' : ''}import time

${imports}
${settingsText(dialect, experiment)}
${torchStart ? '' : `INITIALIZER = "${initializer}"\n`}
${definitions.join('')}${definitions.length > 0 ? '\n' : ''}ACTIVATIONS = {
${entries.join('')}}


${DATA[images]}${splitText(experiment)}${steps}${schedule}${augmentation ? distortNumpy(images) : ''}${best}

${torchStart ? PYTORCH_START : ''}def network(activation):
    """Dense layers with the activation function between them."""
    # Every function starts from the same weights and sees the same batches.
${NETWORK[dialect](hiddenLayers, output, compiled)}    return model


print(f"{'function':18}{'test accuracy':>14}{'seconds':>9}")
for name, activation in ACTIVATIONS.items():
    model = network(activation)
${before}    # A warm-up, not counted: the first epoch compiles.
    model.${fit}(${data}, epochs=1, verbose=0)
${after}    start = time.perf_counter()
    model.${fit}${fitted}
    seconds = time.perf_counter() - start
    outputs = model.predict(x_test, verbose=0)
    accuracy = np.mean(outputs.argmax(axis=1) == y_test)
    result = f"{accuracy:.1%}" if np.isfinite(outputs).all() else "diverged"
    print(f"{name:18}{result:>14}{seconds:>9.2f}")
`;
}
