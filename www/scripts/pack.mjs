// What `npm pack` runs first.

import { build, buildPackage } from './stages.mjs';
import { runMain } from './tools.mjs';

await runMain(async () => {
  await build();
  await buildPackage();
});
