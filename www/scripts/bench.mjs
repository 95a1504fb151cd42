// `npm run bench`: training and the kernels in Chromium beside TensorFlow.js and plain JavaScript, then criterion's native
// benchmarks. `npm run bench -- browser training`, `-- browser relu tanh` and `-- native product` run a part.

import { ensureBrowsers } from './browsers.mjs';
import { build, checkVersions } from './stages.mjs';
import { Failure, run, runMain } from './tools.mjs';

await runMain(async () => {
  const [part, ...filter] = process.argv.slice(2);
  if (part !== undefined && part !== 'browser' && part !== 'native') {
    throw new Failure(`What to benchmark must be "browser" or "native", got "${part}".`);
  }
  if (part !== 'native') {
    await build();
    await ensureBrowsers();
    const { benchBrowser } = await import('./bench-browser.mjs');
    console.log(await benchBrowser(filter));
  }
  if (part !== 'browser') {
    checkVersions();
    const benches = ['bench', '--locked', '-p', 'activation-lab', '--bench', '*', '--', ...filter];
    if ((await run('cargo', benches)) !== 0)
      throw new Failure('The native benchmarks failed; the message is above.');
  }
});
