import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { versionProblem } from '../scripts/stages.mjs';
import { root } from '../scripts/tools.mjs';

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
