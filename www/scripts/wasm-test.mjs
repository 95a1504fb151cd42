// Runs crate/tests/wasm.rs in real browsers, for both builds of the core: wasm-bindgen's test runner serves a page,
// Playwright's browser opens it, and what the page reports is the verdict. No WebDriver is needed.

import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium, firefox } from '@playwright/test';
import { launchOptions } from './browsers.mjs';
import { WASM, wasmEnvironment, xtask } from './stages.mjs';
import { Failure, root } from './tools.mjs';

const TIMEOUT = 180_000;

/** Compiles the tests; their wasm file. @param {'simd' | 'scalar'} build */
function compile(build) {
  const args = ['test', '--locked', '--release', '-p', 'activation-lab', '--test', 'wasm', '--target', WASM];
  const { status, stdout } = spawnSync(
    'cargo',
    [...args, '--no-run', '--message-format', 'json-render-diagnostics'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...wasmEnvironment(build) },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 28,
    },
  );
  const messages = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const file = messages.find(({ target, executable }) => target?.name === 'wasm' && executable)?.executable;
  if (status !== 0 || !file) throw new Failure(`The wasm tests of the ${build} build could not be compiled.`);
  return file;
}

/** Starts the runner as a server of a page that runs the tests. @param {string} file */
async function serveTests(file) {
  const env = {
    ...process.env,
    NO_HEADLESS: '1',
    WASM_BINDGEN_USE_BROWSER: '1',
    WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0',
  };
  const runner = spawn(xtask, ['wasm-bindgen-test-runner', file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(runner.stdout)) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address) return { address, stop: () => runner.kill() };
    console.log(line);
  }
  throw new Failure('The test runner ended without serving any test.');
}

/** Opens the page and follows its report to the closing line; whether all passed.
 * @param {import('@playwright/test').Browser} browser @param {string} address */
async function follow(browser, address) {
  const page = await browser.newPage();
  let crashed = false;
  page.on('crash', () => {
    crashed = true;
  });
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
  await page.goto(address);
  const deadline = Date.now() + TIMEOUT;
  let shown = '';
  for (;;) {
    const report = crashed ? shown : ((await page.textContent('#output')) ?? '');
    process.stdout.write(report.startsWith(shown) ? report.slice(shown.length) : report);
    shown = report;
    const result = /^test result: (\w+)\. (\d+) passed/m.exec(report);
    if (result) {
      process.stdout.write('\n');
      return result[1] === 'ok' && Number(result[2]) > 0;
    }
    if (crashed || Date.now() > deadline) {
      console.error(crashed ? '\nThe page crashed.' : `\nNo result after ${TIMEOUT / 1000} s.`);
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {'simd' | 'scalar'} build @returns {Promise<number>} 0 when all tests passed in every browser */
export async function testWasm(build) {
  const { address, stop } = await serveTests(compile(build));
  let failed = 0;
  try {
    for (const type of [chromium, firefox]) {
      const browser = await type.launch(launchOptions(type === firefox ? 'firefox' : 'chromium'));
      try {
        console.log(`\n${type.name()} ${browser.version()}, ${build} build`);
        if (!(await follow(browser, address))) failed++;
      } finally {
        await browser.close();
      }
    }
  } finally {
    stop();
  }
  return failed;
}
