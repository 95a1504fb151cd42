// What `npm pack` gives, in projects of other people: built by Vite, imported by a plain page, and in Node.js.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, expect, test } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { buildPackage, packaged } from '../scripts/stages.mjs';
import { filesBelow, generated, installed, root } from '../scripts/tools.mjs';
import { serve } from './server.mjs';

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

let consumer = '';
let browser: Browser;

/** What a program prints; `words` are its arguments. */
function tell(cwd: string, program: string | undefined, ...words: string[]): string {
  const shell = process.platform === 'win32' && program === 'npm';
  const { status, stdout, stderr } = spawnSync(program ?? '', words, { cwd, encoding: 'utf8', shell });
  expect(status, `${words.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** 64-bit FNV-1a of the shipped network, which is what the default race comes to: 16 hexadecimal digits. */
function shippedHash(): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of readFileSync(join(generated, 'networks/relu.bin')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** What a page below `folder` writes when it is done, and how many workers it started. */
async function resultsOf(folder: string, file: string): Promise<{ text: string; workers: number }> {
  const server = await serve({ root: folder, base: '/some/path/' });
  const page = await browser.newPage();
  let workers = 0;
  page.on('worker', () => {
    workers += 1;
  });
  try {
    await page.goto(server.url + file);
    await expect(page.locator('body')).not.toBeEmpty({ timeout: 120_000 });
    return { text: await page.locator('body').innerText(), workers };
  } finally {
    await page.close();
    await server.close();
  }
}

test.beforeAll(async () => {
  await buildPackage();
  consumer = mkdtempSync(join(tmpdir(), 'consumer-'));
  cpSync(fileURLToPath(new URL('consumer', import.meta.url)), consumer, { recursive: true });
  tell(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', consumer);
  const tarball = readdirSync(consumer).find((name) => name.endsWith('.tgz'));
  const quiet = ['--offline', '--no-audit', '--no-fund'];
  tell(consumer, 'npm', 'install', ...quiet, `./${tarball}`);
  // A frame shows files that are served: as the README says.
  const page = join(consumer, 'node_modules/activation-lab/dist/page');
  cpSync(page, join(consumer, 'public/lab'), { recursive: true });
  browser = await chromium.launch(launchOptions('chromium'));
});

test.afterAll(async () => {
  await browser?.close();
  if (consumer) rmSync(consumer, { recursive: true });
});

test('brings nothing else along, and says nothing of the machine that built it', () => {
  expect(readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    'activation-lab',
  ]);
  const files = filesBelow(join(consumer, 'node_modules/activation-lab'));
  for (const file of files.filter((name) => !name.endsWith('.bin'))) {
    const text = readFileSync(file, 'latin1');
    for (const folder of [root, homedir(), '.cargo/registry'])
      expect(text.includes(folder), `${file} names ${folder}`).toBe(false);
  }
});

test('a project with Vite type-checks, builds, trains in a worker and predicts', async () => {
  // The README's example as well.
  const readme = readFileSync(join(consumer, 'node_modules/activation-lab/README.md'), 'utf8');
  writeFileSync(join(consumer, 'src/readme.ts'), /^```ts\n(.*?)^```/ms.exec(readme)?.[1] ?? 'no example');
  const [node, tsc = ''] = installed('typescript', 'bin/tsc');
  tell(consumer, node, tsc, '-p', '.');
  tell(consumer, node, installed('vite', 'bin/vite.js')[1] ?? '', 'build', '--base', './');
  const { text, workers } = await resultsOf(join(consumer, 'dist'), 'index.html');
  expect(workers).toBeGreaterThan(0);
  const { right, accuracy, ...results } = JSON.parse(text);
  expect(accuracy).toBeGreaterThan(0.9);
  expect(right).toBeCloseTo(accuracy, 9);
  expect(results).toEqual({
    weightsHash: shippedHash(),
    epochs: 20,
    rising: true,
    same: true,
    functions: 40,
    elu: [-0.5, 0, 2],
    learned: [{ negative_slope: 0.25 }, { negative_slope: 'layer' }, 1],
    wrong: 'invalid_config',
    unknown: 'unknown_parameter',
    diverged: 'diverged: gradient_exploded',
    missing: 'data_missing',
    aborted: 'AbortError',
    disposed: 'cancelled',
    after: 'invalid_input',
    shown: true,
    freed: 'invalid_input',
  });
});

test('a plain page and Node.js come to the same bits', async () => {
  const { text } = await resultsOf(consumer, 'plain.html');
  expect(JSON.parse(text)).toEqual({ weightsHash: shippedHash(), shown: true });
  expect(JSON.parse(tell(consumer, process.execPath, 'node.js'))).toEqual({ weightsHash: shippedHash() });
});

test('every exported name has a comment', () => {
  const types = join(packaged, 'types/package');
  const api = readFileSync(join(types, 'api.d.ts'), 'utf8');
  for (const [, list = '', from = ''] of api.matchAll(/export (?:type )?\{(.*?)\} from '(.*?)\.js'/gs)) {
    const file = resolve(types, `${from}.d.ts`);
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const name of list.match(/\w+(?=\s*[,}]|\s*$)/g) ?? []) {
      const at = lines.findIndex((line) =>
        new RegExp(`^export (declare )?(class|interface|type) ${name}\\b`).test(line),
      );
      expect(at, `${name} in ${file}`).toBeGreaterThanOrEqual(0);
      expect(lines[at - 1], `${name} in ${file}`).toMatch(/\*\/$/);
    }
  }
});
