import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { versionProblem } from '../scripts/stages.mjs';
import { root, unlessFresh } from '../scripts/tools.mjs';

const right = { node: '20.19.0', cargo: 'cargo 1.95.0 (f2d3ce0bd 2026-03-21)', rustup: 'rustup 1.29.0' };

test('versions that are new enough pass', () => {
  expect(versionProblem(right)).toBeUndefined();
  expect(versionProblem({ ...right, node: '22.0.0' })).toBeUndefined();
});

for (const [what, found, sentence] of [
  ['an old Node.js', { node: '20.18.3' }, 'Node.js 20.19 or newer is needed, this is 20.18.3'],
  [
    'an old Rust',
    { cargo: 'cargo 1.80.1 (376290515 2024-07-16)' },
    'this is 1.80.1; run "rustup update stable"',
  ],
  ['no cargo', { cargo: undefined }, "Rust's cargo was not found; install Rust with rustup"],
  ['no rustup', { rustup: undefined }, 'rustup was not found'],
] as const) {
  test(`${what} is met with what to do`, () => {
    expect(versionProblem({ ...right, ...found })).toContain(sentence);
  });
}

test('package-lock.json holds the native packages of every platform, or npm ci fails on the others', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const entries = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages);
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test('a stage runs again when an input, a setting or an output has changed, and only then', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  const [input, output] = [join(folder, 'input'), join(folder, 'output')];
  let runs = 0;
  const stage = (settings: string) =>
    unlessFresh(`test-${basename(folder)}`, { inputs: [input], settings, outputs: [output] }, () => {
      runs++;
      writeFileSync(output, 'made');
    });
  writeFileSync(input, 'one');
  await stage('a');
  await stage('a');
  expect(runs).toBe(1);
  writeFileSync(input, 'two');
  await stage('a');
  expect(runs).toBe(2);
  await stage('b');
  expect(runs).toBe(3);
  writeFileSync(output, 'damaged');
  await stage('b');
  expect(runs).toBe(4);
  rmSync(output);
  await stage('b');
  expect(runs).toBe(5);
  rmSync(folder, { recursive: true });
  rmSync(join(root, 'target/stamps', `test-${basename(folder)}`));
});
