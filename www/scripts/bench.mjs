// `npm run bench [-- FILTER]`: native benchmarks of the core.

import { checkVersions } from './stages.mjs';
import { Failure, run, runMain } from './tools.mjs';

await runMain(async () => {
  checkVersions();
  const benches = [
    'bench',
    '--locked',
    '-p',
    'activation-lab',
    '--bench',
    '*',
    '--',
    ...process.argv.slice(2),
  ];
  if ((await run('cargo', benches)) !== 0)
    throw new Failure('The native benchmarks failed; the message is above.');
});
