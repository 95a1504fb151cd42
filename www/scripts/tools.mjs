// What every script needs: running programs, saying what went wrong in one sentence, and not repeating work.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
export const generated = join(root, 'www/generated');

/** A failure that the reader can act on: its message is all that is printed. */
export class Failure extends Error {}

/** Runs `main` and ends with its exit code; a Failure is one sentence, anything else is a bug and shows its stack.
 * @param {() => Promise<number | void> | number | void} main */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) || 0;
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Runs a program in the project's root with its output shown; with `toStderr`, all of it on standard error.
 * @param {string} program @param {string[]} args
 * @param {{ env?: Record<string, string>, toStderr?: boolean, hideErrors?: boolean }} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(program, args, { env = {}, toStderr = false, hideErrors = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['inherit', toStderr ? 2 : 'inherit', hideErrors ? 'ignore' : 'inherit'],
      // npm and npx are .cmd files on Windows.
      shell: process.platform === 'win32' && /^np[mx]$/.test(program),
    });
    child.once('error', (error) => reject(new Failure(`${program} could not be started: ${error.message}.`)));
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** What a program prints, or undefined where it is missing or fails.
 * @param {string} program @param {string[]} args */
export function output(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32' && /^np[mx]$/.test(program),
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** @param {string} name a program that npm installed, started with this Node on every platform
 *  @param {string} file its script inside node_modules */
export const installed = (name, file) => [process.execPath, join(root, 'node_modules', name, file)];

/** Installs the packages of a folder that nothing else needs, unless they are there. @param {string} folder */
export async function installOwn(folder) {
  /** @param {string} file */
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return Object.entries(packages)
      .filter(([path]) => path)
      .map(([path, { version }]) => `${path} ${version}`)
      .join();
  };
  const lock = 'node_modules/.package-lock.json';
  if (existsSync(join(folder, lock)) && versions(lock) === versions('package-lock.json')) return;
  if ((await run('npm', ['ci', '--prefix', folder, '--no-fund', '--no-audit'])) !== 0)
    throw new Failure(`npm ci could not install the packages of ${folder}; its message is above.`);
}

/** All files below `path`, or `path` itself where it is a file; sorted, so that a digest is stable.
 * @param {string} path @returns {string[]} */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Digest of the names and contents of files and folders.
 * @param {string[]} paths */
export function digest(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesBelow)) {
    const content = readFileSync(file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Runs `make` unless the contents of `inputs`, the `settings` and the contents of `outputs` are those of its last run.
 * @param {string} name of the stamp @param {{ inputs: string[], settings?: unknown, outputs: string[] }} what
 * @param {() => unknown} make
 */
export async function unlessFresh(name, { inputs, settings = '', outputs }, make) {
  const stamp = join(root, 'target/stamps', name);
  const before = `${digest(inputs)} ${JSON.stringify(settings)}`;
  const all = () => `${before} ${digest(outputs)}\n`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === all()) return;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, all());
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
