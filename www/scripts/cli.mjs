// `npm run cli -- ARGS`: the native command line. Standard output is the program's alone.

import { spawnSync } from 'node:child_process';
import { buildXtask, cargoBuild, checkVersions, commandLine, installPackages, packData } from './stages.mjs';
import { Failure, runMain } from './tools.mjs';

await runMain(async () => {
  const where = { toStderr: true };
  checkVersions();
  await installPackages(where);
  await buildXtask(where);
  await packData(where);
  await cargoBuild(commandLine, ['--release', '-p', 'activation-lab', '--features', 'cli'], where);
  // In the folder that npm was called from, so that paths mean what they say.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { status, signal, error } = spawnSync(commandLine, process.argv.slice(2), { cwd, stdio: 'inherit' });
  if (error) throw new Failure(`${commandLine} could not be started: ${error.message}.`);
  return status ?? (signal ? 1 : 0);
});
