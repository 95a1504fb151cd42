// `npm run bench`: training and the kernels in Chromium beside TensorFlow.js, ConvNetJS and plain JavaScript; training
// natively beside PyTorch; criterion's benchmarks; how time and memory grow; a race of all functions on the page; whether
// the page's timing lab says the same each time; what measuring costs while networks are trained; drawing while 40 networks
// answer. `npm run bench -- browser training`, `-- browser relu tanh`, `-- native product`, `-- scaling`, `-- race`,
// `-- timing`, `-- watching` and `-- draw` run a part; `--json FILE` writes every sample. `-- keras`, which is run by itself
// alone, times the Keras that the timing lab shows.

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './bench-tables.mjs';
import { ensureBrowsers } from './browsers.mjs';
import { build } from './stages.mjs';
import { Failure, runMain } from './tools.mjs';

const PARTS = ['browser', 'native', 'scaling', 'race', 'timing', 'watching', 'draw'];
const ALONE = ['keras'];

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' } },
    allowPositionals: true,
  });
  const [wanted, ...filter] = positionals;
  const known = [...PARTS, ...ALONE];
  if (wanted !== undefined && !known.includes(wanted)) {
    throw new Failure(`What to benchmark must be one of ${known.join(', ')}, got "${wanted}".`);
  }
  await build();
  await ensureBrowsers();
  const results = { date: new Date().toISOString(), machine };
  for (const name of wanted === undefined ? PARTS : [wanted]) {
    const { text, data } = await bench(name, filter);
    console.log(text);
    Object.assign(results, { [name]: data });
  }
  if (values.json !== undefined) {
    // Where npm was called from, so that a path means what it says.
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), values.json);
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
    console.log(`All samples are in ${file}.`);
  }
});

/** @param {string} part @param {string[]} filter */
async function bench(part, filter) {
  switch (part) {
    case 'browser':
      return (await import('./bench-browser.mjs')).benchBrowser(filter);
    case 'native':
      return (await import('./bench-native.mjs')).benchNative(filter);
    case 'race':
      return (await import('./bench-race.mjs')).benchRace();
    case 'draw':
      return (await import('./bench-draw.mjs')).benchDraw();
    case 'keras':
      return (await import('./bench-keras.mjs')).benchKeras();
    case 'watching':
      return (await import('./bench-watching.mjs')).benchWatching();
    case 'timing':
      return (await import('./bench-timing.mjs')).benchTiming(filter);
    default:
      return (await import('./bench-scaling.mjs')).benchScaling();
  }
}
