// Python for the tests that read saved networks: an environment of its own in target/python, made where it is missing.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cargoBuild, commandLine, older, target } from './stages.mjs';
import { Failure, generated, output, root, run, unlessFresh } from './tools.mjs';

const OLDEST = '3.9';
const tests = join(root, 'crate/tests/python');
const folder = join(target, 'python');
const program = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** The machine's Python and its version: what PYTHON names, else python3 or python. */
function findPython() {
  const ask = 'import sys; print(*sys.version_info[:3], sep=".")';
  const names = process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python'];
  const found = names.map((name) => ({ name, version: output(name, ['-c', ask]) ?? '' }));
  return found.find(({ version }) => version && !older(version, OLDEST));
}

/** @param {{ name: string, version: string }} python */
async function makeEnvironment({ name, version }) {
  const requirements = join(tests, 'requirements.txt');
  const settings = { name, version };
  const outputs = [join(folder, 'pyvenv.cfg')];
  await unlessFresh('python', { inputs: [requirements], settings, outputs }, async () => {
    const make = async () => {
      rmSync(folder, { recursive: true, force: true });
      return run(name, ['-m', 'venv', folder]);
    };
    let made = (await make()) === 0;
    // Debian's Python comes without.
    if (!made && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'python3-venv'], { env });
      made = (await make()) === 0;
    }
    if (!made)
      throw new Failure(`${name} (${version}) could not make an environment; install its module venv.`);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
    if ((await run(program, [...pip, '-r', requirements])) !== 0) {
      throw new Failure(`pip could not install ${requirements}; its message is above.`);
    }
  });
}

/** Tests that Python reads what the command line saves; its exit code, or why it cannot be told here. */
export async function testModels() {
  const python = findPython();
  if (!python) {
    const lacking = process.env.PYTHON ? `PYTHON (${process.env.PYTHON})` : 'python3';
    return `there is no ${lacking} of version ${OLDEST} or newer to read saved networks with`;
  }
  await makeEnvironment(python);
  await cargoBuild(commandLine, ['--release', '-p', 'activation-lab', '--features', 'cli']);
  return run(program, [join(tests, 'models.py'), commandLine, join(generated, 'data/mnist-14x14.bin')]);
}
