// `npm test`: everything that is checked, in one list; `npm run check` (--static) is the part that runs no program.
// All steps run, whatever fails; the summary names the failures.

import { ensureBrowsers } from './browsers.mjs';
import { testModels } from './python.mjs';
import { build, WASM, wasmEnvironment } from './stages.mjs';
import { Failure, installed, run, runMain } from './tools.mjs';

/** @param {string} program @param {string[]} args @param {Record<string, string>} [env] */
const command = (program, args, env) => () => run(program, args, env ? { env } : {});

/** @param {string} name @param {string} file @param {string[]} args */
const tool = (name, file, args) => {
  const [node = '', script = ''] = installed(name, file);
  return command(node, [script, ...args]);
};

/** @param {string} line a cargo command without spaces in its words @param {Record<string, string>} [env] */
const cargo = (line, env) => command('cargo', line.split(' '), env);

const typescript = (/** @type {string} */ config) => tool('typescript', 'bin/tsc', ['-p', `www/${config}`]);
const wasmTests = (/** @type {'simd' | 'scalar'} */ build) => async () =>
  (await import('./wasm-test.mjs')).testWasm(build);
const playwright = (/** @type {string[]} */ ...projects) =>
  tool('@playwright/test', 'cli.js', [
    'test',
    '--config=www/playwright.config.ts',
    ...projects.map((project) => `--project=${project}`),
  ]);

const lint = ['ci', '--error-on-warnings', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'];
const CORE = '--locked -p activation-lab';
const simd = wasmEnvironment('simd');

/** A step gives its exit code, or why it cannot be taken on this machine.
 * @typedef {[name: string, step: () => Promise<number | string>]} Step */

/** @type {Step[]} */
const STATIC = [
  ['Rust: format', cargo('fmt --all --check')],
  ['Rust: clippy', cargo('clippy --locked --workspace --all-targets --all-features -- -D warnings')],
  // Code for wasm32 is not compiled natively: a pass of its own.
  ['Rust: clippy for wasm', cargo(`clippy ${CORE} --lib --test wasm --target ${WASM} -- -D warnings`, simd)],
  [
    'Rust: documentation',
    cargo('doc --locked --workspace --no-deps --all-features', { RUSTDOCFLAGS: '-D warnings' }),
  ],
  ['TypeScript: format and lint', tool('@biomejs/biome', 'bin/biome', lint)],
  ['TypeScript: types of the page', typescript('tsconfig.json')],
  ['TypeScript: types of the workers', typescript('tsconfig.worker.json')],
  ['TypeScript: types of tests and scripts', typescript('tsconfig.node.json')],
];

/** @type {Step[]} */
const TESTS = [
  ['Rust: native tests', cargo(`test ${CORE} --all-features --profile tool --no-fail-fast`)],
  ['Saved networks, read by Python', testModels],
  ['wasm with SIMD, in browsers', wasmTests('simd')],
  ['wasm without SIMD, in browsers', wasmTests('scalar')],
  ['TypeScript: unit tests', playwright('unit')],
  ['The page in Chromium and Firefox', playwright('chromium', 'firefox')],
];

await runMain(async () => {
  const onlyStatic = process.argv.includes('--static');
  await build();
  if (!onlyStatic) await ensureBrowsers();

  const summary = [];
  let failed = 0;
  let skipped = 0;
  const steps = onlyStatic ? STATIC : [...STATIC, ...TESTS];
  for (const [name, step] of steps) {
    console.log(`\n── ${name}`);
    const started = performance.now();
    const code = await step().catch((error) => {
      console.error(error instanceof Failure ? error.message : error);
      return 1;
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (typeof code === 'string') {
      skipped++;
      console.log(`Skipped: ${code}.`);
      summary.push(`skip ${seconds.padStart(6)} s  ${name}: ${code}`);
      continue;
    }
    if (code !== 0) failed++;
    summary.push(`${code === 0 ? 'ok  ' : 'FAIL'} ${seconds.padStart(6)} s  ${name}`);
  }
  const counts = `${steps.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`\n── Summary\n${summary.join('\n')}\nsteps: ${counts}`);
  return failed === 0 ? 0 : 1;
});
