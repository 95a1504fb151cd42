// The catalogue's facts for the page: by id, with LaTeX as MathML, so that the page needs no formula renderer.

import { readFileSync, writeFileSync } from 'node:fs';
import temml from 'temml';
import { Failure } from './tools.mjs';

/** @typedef {{ name: string, symbol: string, gradient: string }} Parameter */
/** @typedef {{ authors: string, title: string, year: number, arxiv: string | null, venue: string }} Paper */
/** @typedef {{ id: string, formula: string, derivative: string, parameters: Parameter[], paper: Paper | null }} Entry */

/** What no panel shows. */
const UNUSED = new Set(['limits', 'continuity', 'minimum_at', 'note']);

/** @param {string} source facts.json of the core @param {string} file to write */
export function writeFacts(source, file) {
  /** @type {Entry[]} */
  const entries = JSON.parse(readFileSync(source, 'utf8'));
  const facts = entries.map(({ id, formula, derivative, parameters, paper, ...rest }) => [
    id,
    {
      ...rest,
      formula: render(id, formula),
      derivative: render(id, derivative),
      parameters: parameters.map(({ symbol, gradient, ...others }) => ({
        ...others,
        symbol: render(id, symbol, false),
        gradient: render(id, gradient),
      })),
      paper: paper && cite(paper),
    },
  ]);
  const used = JSON.stringify(
    Object.fromEntries(facts),
    (key, value) => (UNUSED.has(key) ? undefined : value),
    1,
  );
  writeFileSync(file, `${used}\n`);
}

/** A paper as the page cites it. @param {Paper} paper */
function cite({ authors, ...paper }) {
  const names = authors.split(', ');
  return { authors: names.length > 3 ? `${names[0]} et al.` : authors, ...paper };
}

/** @param {string} id @param {string} latex */
function render(id, latex, displayMode = true) {
  try {
    const mathml = temml.renderToString(latex, { displayMode, throwOnError: true });
    // Marks for a style sheet that the page does without, and what browsers assume anyway.
    return mathml.replace(/ (class="tml[^"]*"|style="display:block math;"|fence="true")/g, '');
  } catch (error) {
    throw new Failure(`A formula of ${id} is not LaTeX that Temml knows: ${error}; it is: ${latex}`);
  }
}
