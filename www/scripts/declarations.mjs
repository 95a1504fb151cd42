// The types of the npm package: TypeScript's declarations of what it exports, and of nothing that these do not name.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure, filesBelow, installed, run } from './tools.mjs';

const IMPORTED = /(?<=\bfrom ')(\.[^']*)\.ts(?=')/g;

/** @param {string} folder that tsconfig.package.json has them written to */
export async function writeDeclarations(folder) {
  const [node = '', tsc = ''] = installed('typescript', 'bin/tsc');
  if ((await run(node, [tsc, '-p', 'www/tsconfig.package.json'])) !== 0)
    throw new Failure('The declarations of the package could not be written, see above.');
  const reached = new Set(['index', 'element'].map((name) => join(folder, `package/${name}.d.ts`)));
  for (const file of reached) {
    const text = readFileSync(file, 'utf8');
    for (const [, path = ''] of text.matchAll(IMPORTED)) reached.add(resolve(dirname(file), `${path}.d.ts`));
    // Other people's compilers know `.js` for both script and declarations.
    writeFileSync(file, text.replace(IMPORTED, '$1.js'));
  }
  for (const file of filesBelow(folder)) if (!reached.has(file)) rmSync(file);
}
