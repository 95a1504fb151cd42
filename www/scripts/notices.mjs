// THIRD-PARTY.txt: what the page has of others, and under which licences.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, root } from './tools.mjs';

/** What is bundled into scripts; `build.test.ts` compares it with what they import. */
const PACKAGES = ['lit', 'lit-element', 'lit-html', '@lit/reactive-element', 'wasm-feature-detect'];

/** @typedef {{ name: string, version: string, license: string, folder: string }} Part */

/** @returns {Part[]} */
function packages() {
  return PACKAGES.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name, version, license, folder };
  });
}

/** What is compiled into the module: not what only runs while it is built, nor what only the command line has.
 * @returns {Part[]} */
function crates() {
  const words = 'metadata --locked --format-version 1 --filter-platform wasm32-unknown-unknown';
  const { status, stdout, stderr } = spawnSync('cargo', words.split(' '), {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Failure(`cargo metadata failed: ${stderr?.trim() ?? 'cargo was not found'}`);
  const { packages, resolve } = JSON.parse(stdout);
  const packageOf = new Map(packages.map((/** @type {any} */ one) => [one.id, one]));
  const nodeOf = new Map(resolve.nodes.map((/** @type {any} */ one) => [one.id, one]));
  const own = packages.find((/** @type {any} */ one) => one.name === 'activation-lab');
  // cargo resolves for the whole workspace at once, with all optional features of ours.
  const optional = new Set(
    own.dependencies
      .filter((/** @type {any} */ one) => one.optional)
      .map((/** @type {any} */ one) => one.name),
  );
  /** @type {Map<string, Part>} */
  const found = new Map();
  /** @param {string} id */
  const visit = (id) => {
    for (const { pkg, dep_kinds } of nodeOf.get(id).deps) {
      const { name, version, license, manifest_path, targets } = packageOf.get(pkg);
      const compiled = dep_kinds.some((/** @type {any} */ one) => one.kind === null);
      const macro = targets.some((/** @type {any} */ one) => one.kind.includes('proc-macro'));
      if (!compiled || macro || found.has(pkg) || (id === own.id && optional.has(name))) continue;
      found.set(pkg, { name, version, license, folder: dirname(manifest_path) });
      visit(pkg);
    }
  };
  visit(own.id);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where there is a choice, MIT's, which is shorter. @param {Part} part */
function textOf({ folder, license }) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying)/i.test(name));
  const one = names.find((name) => /mit/i.test(name)) ?? names[0];
  const chosen = /\bAND\b/.test(license) || !one ? names : [one];
  const texts = chosen.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r', '').trim());
  return texts.join('\n\n') || 'The package brings no text of its licence.';
}

/** @param {string} file */
export function writeNotices(file) {
  /** by text @type {Map<string, string[]>} */
  const groups = new Map();
  for (const part of [...packages(), ...crates()]) {
    const text = textOf(part);
    groups.set(text, [...(groups.get(text) ?? []), `${part.name} ${part.version} (${part.license})`]);
  }
  const parts = [...groups].map(([text, names]) => `${'='.repeat(72)}\n${names.join('\n')}\n\n${text}\n`);
  const intro = [
    'Activation Lab is licensed under MIT or Apache-2.0. Its scripts and WebAssembly modules have parts of the packages below,',
    'and of the standard library of Rust (MIT OR Apache-2.0, https://www.rust-lang.org/policies/licenses). Its images are those',
    'of MNIST by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, reduced (CC BY-SA 3.0,',
    'https://creativecommons.org/licenses/by-sa/3.0/).',
  ].join('\n');
  writeFileSync(file, `${intro}\n\n${parts.join('\n')}`);
}
