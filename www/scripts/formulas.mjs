// The catalogue's LaTeX formulas as MathML, so that the page needs no formula renderer.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import temml from 'temml';
import { Failure } from './tools.mjs';

/** @param {string} core folder of the glue and the wasm @param {string} file to write {id: {formula, derivative}} to */
export async function writeFormulas(core, file) {
  const { initSync, catalogue } = await import(pathToFileURL(join(core, 'activation_lab.js')).href);
  initSync({ module: readFileSync(join(core, 'scalar.wasm')) });
  /** @type {Record<string, { formula: string, derivative: string }>} */
  const formulas = {};
  for (const { id, formula, derivative } of catalogue('keras2')) {
    formulas[id] = { formula: render(id, formula), derivative: render(id, derivative) };
  }
  writeFileSync(file, `${JSON.stringify(formulas, null, 1)}\n`);
}

/** @param {string} id @param {string} latex */
function render(id, latex) {
  try {
    return temml.renderToString(latex, { displayMode: true, throwOnError: true });
  } catch (error) {
    throw new Failure(`The formula of ${id} is not LaTeX that Temml knows: ${error}; it is: ${latex}`);
  }
}
