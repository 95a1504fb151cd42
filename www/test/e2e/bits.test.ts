// Whatever the configuration: the same weights natively and in the browser, with and without SIMD.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { firstOf, packed } from '../../bench/images.mjs';
import { commandLine } from '../../scripts/stages.mjs';
import { generated, root } from '../../scripts/tools.mjs';
import type { FunctionSpec, TrainConfig } from '../../src/core/types.ts';
import { generator, randomConfig, words } from './configurations.ts';

/** Another one in every run; set to repeat one that failed. */
const SEED = Number(process.env.BITS_SEED ?? Math.floor(Math.random() * 2 ** 32));
/** Of each function. */
const RUNS = 4;
const IMAGES = 330;

const call = promisify(execFile);

// Compiling the command line for the first time takes its time.
test.setTimeout(600_000);

/** A run: the data file's number, and the configuration. */
type Run = readonly [data: number, config: TrainConfig];

test('random configurations end at the same bits everywhere', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'bits-'));
  try {
    const files = ['mnist-14x14.bin', 'mnist-28x28.bin'].map((name) =>
      packed(firstOf(gunzipSync(readFileSync(join(generated, 'data', name))), IMAGES)),
    );
    const { catalogue, optimizers } = await open(page, files);
    const random = generator(SEED);
    const runs: Run[] = catalogue.flatMap((spec) =>
      Array.from(
        { length: RUNS },
        () => [random() < 0.7 ? 0 : 1, randomConfig(spec, optimizers, random)] as const,
      ),
    );
    const names = files.map((_, index) => join(folder, `${index}.bin`));
    for (const [index, name] of names.entries()) await writeFile(name, gzipSync(files[index] ?? ''));
    const [native, simd, scalar] = await Promise.all([
      natively(names, runs),
      inPage(page, 'simd', runs),
      inPage(page, 'scalar', runs),
    ]);
    for (const [index, run] of runs.entries()) {
      const found = { simd: simd[index], scalar: scalar[index] };
      const expected = { simd: native[index], scalar: native[index] };
      expect(found, `BITS_SEED=${SEED}, run ${index}: ${JSON.stringify(run)}`).toEqual(expected);
    }
    // Runs that diverge tell less: most must not.
    const finished = native.filter((outcome) => /^[0-9a-f]{16}$/.test(outcome));
    expect(new Set(finished).size).toBeGreaterThan(0.8 * runs.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The hash of the weights, or why there is none. */
async function natively(files: readonly string[], runs: readonly Run[]): Promise<string[]> {
  await call(process.execPath, [join(root, 'www/scripts/cli.mjs'), 'list']);
  const outcomes: string[] = [];
  for (const [data, config] of runs) {
    const { stdout } = await call(commandLine, [
      'train',
      '--json',
      '--data',
      files[data] ?? '',
      ...words(config),
    ]);
    const [run] = JSON.parse(stdout).runs;
    outcomes.push(run.error ?? run.weights_hash);
  }
  return outcomes;
}

type Core = typeof import('../../generated/core/activation_lab.js');
type Cores = Record<string, { core: Core; datasets: InstanceType<Core['Dataset']>[] }>;

/** Opens a page with both builds of the core and the data. */
async function open(
  page: Page,
  files: readonly Uint8Array[],
): Promise<{ catalogue: FunctionSpec[]; optimizers: [string, number][] }> {
  await page.route('**/bits/*', (route) => {
    const name = new URL(route.request().url()).pathname.replace(/.*\//, '');
    if (name === '') return route.fulfill({ contentType: 'text/html', body: '<title>Bits</title>' });
    if (/^\d/.test(name)) return route.fulfill({ body: Buffer.from(files[Number.parseInt(name, 10)] ?? '') });
    const contentType = name.endsWith('.js') ? 'text/javascript' : 'application/wasm';
    return route.fulfill({ contentType, body: readFileSync(join(generated, 'core', name)) });
  });
  await page.goto('bits/');
  return page.evaluate(async (count) => {
    const cores: Cores = {};
    for (const build of ['simd', 'scalar']) {
      // Another address is another module: each build has its own.
      const core: Core = await import(new URL(`activation_lab.js?${build}`, location.href).href);
      await core.default({ module_or_path: `${build}.wasm` });
      const datasets = [];
      for (let index = 0; index < count; index += 1) {
        const bytes = await (await fetch(`${index}.bin`)).arrayBuffer();
        datasets.push(new core.Dataset(new Uint8Array(bytes)));
      }
      cores[build] = { core, datasets };
    }
    Object.assign(globalThis, { cores });
    const { core } = cores.simd as Cores[string];
    return { catalogue: core.catalogue('keras2') as FunctionSpec[], optimizers: core.optimizers() };
  }, files.length);
}

function inPage(page: Page, build: string, runs: readonly Run[]): Promise<string[]> {
  return page.evaluate(
    ([build, runs]) => {
      const { core, datasets } = (globalThis as unknown as { cores: Cores }).cores[build] as Cores[string];
      return runs.map(([data, config]) => {
        const trainer = new core.Trainer(config, datasets[data] as (typeof datasets)[number]);
        try {
          for (let done = false; !done; ) {
            done = trainer.trainBatches(2 ** 20).done;
            trainer.evaluatePart(2 ** 32 - 1, false);
          }
          return trainer.weightsHash();
        } catch (error) {
          return String((error as Error).message);
        } finally {
          trainer.free();
        }
      });
    },
    [build, runs] as const,
  );
}
