import { distortTorch } from './distort.ts';
import type { Contestant, Experiment } from './experiment.ts';
import { optimizer } from './optimizers.ts';
import { scheduleText, settingsText, splitText, stepsText } from './options.ts';
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

/** Modules of torch.nn that take our parameters, in our order. */
const TAKES_PARAMETERS = [
  'leaky_relu',
  'elu',
  'celu',
  'softplus',
  'threshold',
  'hard_tanh',
  'soft_shrink',
  'hard_shrink',
];

interface Module {
  /** a class of our own, where torch.nn has none */
  definition: string;
  /** an expression that makes the module */
  call: string;
}

function moduleOf(contestant: Contestant): Module {
  const { id, params, learn, facts } = contestant;
  const { learned } = learnedOf(contestant);
  const values = Object.values(params).map(float).join(', ');
  const attributes = constants(contestant)
    .map((line) => `    ${line}\n`)
    .join('');
  const perUnit = learned.some((name) => learn[name] === 'unit');
  if (learned.length > 0) {
    if (id === 'prelu') {
      return { definition: '', call: `nn.PReLU(${perUnit ? 'units, ' : ''}init=${values})` };
    }
    const parameters = learned.map((name) => ({ name, self: `self.${identifier(name)}` }));
    const fields = parameters.map(({ name, self }) => {
      const start = float(params[name] ?? Number.NaN);
      const tensor = learn[name] === 'unit' ? `torch.full((units,), ${start})` : `torch.tensor(${start})`;
      return `        ${self} = nn.Parameter(${tensor})\n`;
    });
    const clamps = parameters.map(
      ({ name, self }) => `        ${self}.data.clamp_(${boundsOf(contestant, name)})\n`,
    );
    const definition = `class ${className(id)}(nn.Module):
    """${learnedText(contestant, learned)}"""

${attributes && `${attributes}\n`}    def __init__(self${perUnit ? ', units' : ''}):
        super().__init__()
${fields.join('')}
    def forward(self, x):
        return ${expression(contestant, 'pytorch', 'self.')}

    def stay_within_bounds(self):
${clamps.join('')}`;
    return { definition, call: `${className(id)}(${perUnit ? 'units' : ''})` };
  }
  if (id === 'prelu') return { definition: '', call: `nn.LeakyReLU(${values})` };
  if (id === 'thresholded_relu') return { definition: '', call: `nn.Threshold(${values}, 0.0)` };
  const own = facts.names.pytorch.api?.match(/^torch\.(nn\.\w+)(\(.*\))?$/);
  if (own && (TAKES_PARAMETERS.includes(id) || isFrameworkDefault(contestant, 'pytorch'))) {
    const [, name, call] = own;
    const takes = TAKES_PARAMETERS.includes(id) ? values : '';
    return { definition: '', call: name + (call?.replaceAll("'", '"') ?? `(${takes})`) };
  }
  const definition = `class ${className(id)}(nn.Module):
${attributes && `${attributes}\n`}    def forward(self, x):
        return ${expression(contestant, 'pytorch', 'self.')}
`;
  return { definition, call: `${className(id)}()` };
}

/** Keras's schemes in PyTorch's words; its normal ones are cut at two standard deviations. */
function initializerCall(name: string): string {
  if (name === 'zeros') return 'nn.init.zeros_(layer.weight)';
  if (name === 'orthogonal') return 'nn.init.orthogonal_(layer.weight)';
  if (name === 'glorot_uniform') return 'nn.init.xavier_uniform_(layer.weight)';
  if (name.endsWith('_uniform')) {
    const gain = name === 'he_uniform' ? 'relu' : 'linear';
    return `nn.init.kaiming_uniform_(layer.weight, nonlinearity="${gain}")`;
  }
  const variance = {
    glorot_normal: '2 / (layer.in_features + layer.out_features)',
    he_normal: '2 / layer.in_features',
    lecun_normal: '1 / layer.in_features',
  }[name];
  return `std = (${variance}) ** 0.5 / 0.8796  # of the normal before it is cut
            nn.init.trunc_normal_(layer.weight, std=std, a=-2 * std, b=2 * std)`;
}

const NEEDS = `Needs: pip install torch torchvision
Runs on the CPU, as the page does.`;

const SUBSET = `def load(train, count):
    """Random images as rows of 14 × 14 numbers from 0 to 1, and their labels."""
    mnist = MNIST("data", train=train, download=True)
    # The page's choice is random as well, but has every digit in its exact proportion.
    order = torch.randperm(len(mnist.data), generator=torch.Generator().manual_seed(0))
    chosen = order[:count]
    # A pixel is the mean of 2 × 2, rounded to one of 256 levels.
    images = (mnist.data[chosen].reshape(-1, 14, 2, 14, 2).sum(dim=(2, 4)) + 2) // 4
    return images.reshape(-1, 196) / 255, mnist.targets[chosen]


x_train, y_train = load(train=True, count=10_000)
x_test, y_test = load(train=False, count=1_000)
`;

const ALL14 = `def load(train):
    """All images as rows of 14 × 14 numbers from 0 to 1, and their labels."""
    mnist = MNIST("data", train=train, download=True)
    # A pixel is the mean of 2 × 2, rounded to one of 256 levels.
    images = (mnist.data.reshape(-1, 14, 2, 14, 2).sum(dim=(2, 4)) + 2) // 4
    return images.reshape(-1, 196) / 255, mnist.targets


x_train, y_train = load(train=True)
x_test, y_test = load(train=False)
`;

const ALL = `def load(train):
    """All images as rows of 28 × 28 numbers from 0 to 1, and their labels."""
    mnist = MNIST("data", train=train, download=True)
    return mnist.data.reshape(-1, 784) / 255, mnist.targets


x_train, y_train = load(train=True)
x_test, y_test = load(train=False)
`;

const DATA = { subset: SUBSET, all14: ALL14, all: ALL };

/** Of every optimizer alike, beside the gradient; AdamW has it itself. */
const DECAYED = `            with torch.no_grad():
                for parameter in model.parameters():
                    parameter.mul_(1 - optimizer.param_groups[0]["lr"] * WEIGHT_DECAY)
`;

const BOUNDED = `            for layer in model:
                if hasattr(layer, "stay_within_bounds"):
                    layer.stay_within_bounds()
`;

/** Before the loop over the epochs, and at the end of each of them. */
function validationOf(experiment: Experiment): { before: string; after: string } | undefined {
  const { patience, best_weights, dropout } = experiment;
  if (patience === undefined && !best_weights) return undefined;
  const keep = best_weights ? '            kept = copy.deepcopy(model.state_dict())\n' : '';
  const stop = patience === undefined ? '' : '        if waited == PATIENCE:\n            break\n';
  const restore = best_weights ? '    model.load_state_dict(kept)\n' : '';
  return {
    before: `    best, waited = float("inf"), 0\n${best_weights ? '    kept = model.state_dict()\n' : ''}`,
    after: `${dropout ? '        model.eval()\n' : ''}        with torch.no_grad():
            loss = F.cross_entropy(model(x_valid), y_valid).item()
        waited += 1
        if loss < best:
            best, waited = loss, 0
${keep}${stop}${restore}`,
  };
}

export function pytorch(experiment: Experiment): string {
  const { functions, initializer, images, dropout, augmentation, weight_decay, global_clipnorm } = experiment;
  const modules = functions.map((one) => ({ ...moduleOf(one), id: one.id, comment: stuckComment(one) }));
  const units = modules.some(({ call }) => call.includes('units')) ? 'units' : '';
  const entries = modules.map(
    ({ id, call, comment }) => `${comment}    "${id}": lambda${units && ' units'}: ${call},\n`,
  );
  const bounded = modules.some(({ definition }) => definition.includes('stay_within_bounds'));
  const classes = modules.flatMap(({ definition }) => (definition ? [`\n${definition}\n`] : []));
  const schedule = scheduleText('pytorch', experiment);
  const validation = validationOf(experiment);
  const decays = Boolean(weight_decay) && experiment.optimizer !== 'adamw';
  return `${introduction('PyTorch', NEEDS, images)}

${experiment.best_weights ? 'import copy\n' : ''}${schedule || augmentation ? 'import math\n' : ''}import time

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.datasets import MNIST

${settingsText('pytorch', experiment)}

${classes.join('')}${classes.length > 0 ? '\n' : ''}ACTIVATIONS = {
${entries.join('')}}


${DATA[images]}${splitText(experiment)}${stepsText('pytorch', experiment)}${schedule}${augmentation ? distortTorch(images) : ''}

def network(activation):
    """Dense layers with the activation function between them; logits at the end."""
    torch.manual_seed(SEED)  # every function starts from the same weights
    sizes = [x_train.shape[1], *HIDDEN]
    layers = []
    for inputs, units in zip(sizes, HIDDEN):
        layers += [nn.Linear(inputs, units), activation(${units})${dropout ? ', nn.Dropout(DROPOUT)' : ''}]
    model = nn.Sequential(*layers, nn.Linear(sizes[-1], 10))
${
  initializer === 'pytorch'
    ? ''
    : `    for layer in model:
        if isinstance(layer, nn.Linear):
            ${initializerCall(initializer)}
            nn.init.zeros_(layer.bias)
`
}    return model


def train(model, epochs):
    """Minimises the cross-entropy of softmax, batch by batch."""
    optimizer = ${optimizer('pytorch', experiment).call}
${schedule ? '    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)\n' : ''}    random = torch.Generator().manual_seed(SEED)  # every function sees the same batches
${validation?.before ?? ''}    for _ in range(epochs):
${validation && dropout ? '        model.train()\n' : ''}        for batch in torch.randperm(len(x_train), generator=random).split(BATCH_SIZE):
            images = ${augmentation ? 'distort(x_train[batch], random)' : 'x_train[batch]'}
            loss = F.cross_entropy(model(images), y_train[batch])
            optimizer.zero_grad()
            loss.backward()
${global_clipnorm === undefined ? '' : '            nn.utils.clip_grad_norm_(model.parameters(), CLIPNORM)\n'}${decays ? DECAYED : ''}            optimizer.step()
${schedule ? '            scheduler.step()\n' : ''}${bounded ? BOUNDED : ''}${validation?.after ?? ''}

print(f"{'function':18}{'test accuracy':>14}{'seconds':>9}")
for name, activation in ACTIVATIONS.items():
    train(network(activation), epochs=1)  # a warm-up, not counted
    model = network(activation)
    start = time.perf_counter()
    train(model, EPOCHS)
    seconds = time.perf_counter() - start
${dropout ? '    model.eval()\n' : ''}    with torch.no_grad():
        logits = model(x_test)
    accuracy = (logits.argmax(dim=1) == y_test).double().mean().item()
    result = f"{accuracy:.1%}" if logits.isfinite().all() else "diverged"
    print(f"{name:18}{result:>14}{seconds:>9.2f}")
`;
}
