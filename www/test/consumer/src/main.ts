// A page that uses everything that the package exports, as its README says.

import 'activation-lab/element';
import {
  FailureError,
  type Lab,
  loadLab,
  type Network,
  type TrainOptions,
  type TrainSettings,
} from 'activation-lab';

/** The code of the failure, or the name of the error, that something ends in. */
async function endOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    if (error instanceof FailureError)
      return error.divergence ? `${error.code}: ${error.divergence.reason}` : error.code;
    return (error as Error).name;
  }
}

const digitOf = (network: Network, image: Uint8Array): number => {
  const probabilities = network.predict(image);
  return probabilities.indexOf(Math.max(...probabilities));
};

/** The height of a frame of the page, in px, once it is there. */
function shown(): Promise<number> {
  const element = document.createElement('activation-lab');
  element.setAttribute('src', 'lab');
  element.setAttribute('panel', 'curves');
  return new Promise((resolve) => {
    element.addEventListener('activation-lab:resize', ({ detail }) => resolve(detail.height));
    document.body.append(element);
  });
}

async function use(lab: Lab): Promise<Record<string, unknown>> {
  const fractions: number[] = [];
  const options: TrainOptions = { onProgress: ({ fraction }) => fractions.push(fraction) };
  const network = await lab.train({ activation: 'relu' }, options);
  const images = await lab.images();
  const again = lab.network(network.save());
  let right = 0;
  let same = true;
  for (let index = 0; index < images.testCount; index += 1) {
    const image = images.testImage(index);
    const digit = digitOf(network, image);
    if (digit === images.testLabel(index)) right += 1;
    if (digit !== digitOf(again, image)) same = false;
  }
  const aborting = new AbortController();
  const long: TrainSettings = { activation: 'tanh', hidden: [32], epochs: 1000 };
  const prelu = await lab.train({ activation: 'prelu', epochs: 1 }, { dialect: 'pytorch' });
  const results = {
    weightsHash: network.weightsHash,
    right: right / images.testCount,
    accuracy: network.evaluation.accuracy,
    epochs: network.history.length,
    rising: fractions.at(-1) === 1 && fractions.every((value, index) => value >= (fractions[index - 1] ?? 0)),
    same,
    functions: lab.catalogue('pytorch').length,
    elu: [...lab.evaluate('elu', { alpha: 0.5 }, Float32Array.of(-100, 0, 2)).y],
    learned: [prelu.config.params, prelu.config.learn, prelu.learned.length],
    wrong: await endOf(() => lab.train({ activation: 'relu', batch_size: 0 })),
    unknown: await endOf(() => lab.evaluate('relu', { slope: 1 }, new Float32Array(1))),
    diverged: await endOf(() => lab.train({ activation: 'relu', learning_rate: 1e6 })),
    missing: await endOf(() => lab.images('nowhere.bin')),
    aborted: await endOf(() =>
      lab.train(long, { signal: aborting.signal, onProgress: () => aborting.abort() }),
    ),
    disposed: await endOf(() => lab.train(long, { onProgress: () => lab.dispose() })),
    after: await endOf(() => lab.catalogue()),
    shown: (await shown()) > 100,
  };
  network.free();
  return { ...results, freed: await endOf(() => network.weights()) };
}

loadLab()
  .then(use)
  .then(
    (results) => document.body.replaceChildren(JSON.stringify(results)),
    (error) => document.body.replaceChildren(String(error)),
  );
