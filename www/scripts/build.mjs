import { printSizes } from './sizes.mjs';
import { build, dist } from './stages.mjs';
import { runMain } from './tools.mjs';

await runMain(async () => {
  await build();
  printSizes();
  console.log(`The page is in ${dist}: copy it to any folder of any static host.`);
});
