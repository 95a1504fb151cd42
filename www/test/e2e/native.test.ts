// The page and the command line are the same core: same numbers in, same bits out.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/tools.mjs';
import type { DrawPanel } from '../../src/panels/draw/draw.ts';
import type { DrawingSurface } from '../../src/panels/draw/surface.ts';
import { DIGITS, draw, expect, fingerprintOf, row, surfaceOf, test, trainTo } from './lab.ts';

/** `npm run cli -- …`, which builds the program where that has not been done. */
function commandLine(words: string, input = ''): { runs: Record<string, unknown>[] } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'www/scripts/cli.mjs'), ...words.split(' ')],
    { encoding: 'utf8', input },
  );
  if (status !== 0) throw new Error(`activation-lab ${words}: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

// Compiling the command line for the first time takes its time.
test.setTimeout(600_000);

test('a race gives the weights that the command line gives', async ({ page }) => {
  // PReLU learns its slope; leaky ReLU has another one in PyTorch.
  await page.goto(
    '.?lang=en&activations=tanh,leaky_relu,prelu&seed=7&epochs=2&dialect=pytorch&optimizer=nadam&seeds=1',
  );
  await trainTo(page, 'tanh', 'leaky_relu', 'prelu');
  const words =
    'train --activations tanh,leaky_relu,prelu --seed 7 --epochs 2 --dialect pytorch --optimizer nadam --json';
  const { runs } = commandLine(words);
  expect(runs).toHaveLength(3);
  for (const { activation, weights_hash, test_accuracy } of runs) {
    const result = row(page, 'al-results', String(activation));
    expect(await fingerprintOf(page, String(activation))).toBe(String(weights_hash));
    const accuracy = (test_accuracy as number[]).at(-1) ?? 0;
    await expect(result).toContainText(`${(accuracy * 100).toFixed(1)}%`);
  }
});

test('networks that come with the page are what a race comes to, to the bit', async ({ page }) => {
  await page.goto('.?lang=en&seeds=1');
  const weights = () =>
    page.locator('al-draw').evaluate(async (element) => {
      const { lab } = element as DrawPanel;
      await lab?.ensureShipped();
      return (lab?.jurors() ?? []).map(({ config, model, shipped }) => ({
        activation: config.activation,
        shipped: shipped ?? false,
        sum: [...new Uint32Array(model.weights().buffer)].reduce(
          (sum, bits) => (Math.imul(sum, 31) + bits) | 0,
          7,
        ),
      }));
    });
  await expect.poll(weights).toHaveLength(6);
  const shipped = await weights();
  await trainTo(page, 'linear', 'sigmoid', 'hard_sigmoid', 'tanh', 'softsign', 'relu');
  await expect.poll(weights).toEqual(shipped.map((juror) => ({ ...juror, shipped: false })));
  expect(shipped.every((juror) => juror.shipped)).toBe(true);
});

test('a link with every setting gives the weights that the command line gives', async ({ page }) => {
  const values = {
    epochs: '4',
    learning_rate: '0.002',
    batch_size: '48',
    seed: '77',
    initializer: 'orthogonal',
    schedule: 'step',
    decay_rate: '0.7',
    decay_epochs: '2',
    warmup_epochs: '1',
    dropout: '0.1',
    augmentation: '0.8',
    weight_decay: '0.01',
    global_clipnorm: '1.5',
    validation_split: '0.2',
    patience: '3',
  };
  const query = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  await page.goto(
    `.?lang=en&activations=tanh,prelu&preset=deep&hidden=24x3,12&optimizer=nadam&best_weights=true&seeds=1&${query.join('&')}`,
  );
  await trainTo(page, 'tanh', 'prelu');
  const options = Object.entries(values).map(([name, value]) => `--${name.replaceAll('_', '-')} ${value}`);
  const words = `train --preset deep --activations tanh,prelu --hidden 24,24,24,12 --optimizer nadam --best-weights`;
  const { runs } = commandLine(`${words} ${options.join(' ')} --json`);
  expect(runs).toHaveLength(2);
  for (const { activation, weights_hash } of runs)
    expect(await fingerprintOf(page, String(activation))).toBe(String(weights_hash));
});

test('drawings get the answers that the command line gives', async ({ page }) => {
  await page.goto('.?lang=en&activations=relu,tanh&seed=7&seeds=1');
  await trainTo(page, 'relu', 'tanh');

  // Drawn with the pointer, read back as the surface has them.
  const drawings: { strokes: number[][]; widths: number[][] }[] = [];
  const shown: Record<string, number[]> = { relu: [], tanh: [] };
  for (const digit of [3, 7]) {
    await draw(page, DIGITS[digit] ?? []);
    for (const [id, answers] of Object.entries(shown)) {
      const answer = row(page, 'al-draw', id).locator('.answer b');
      await expect(answer).toHaveText(/\d/);
      // The last points are shown with the next frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
      answers.push(Number(await answer.textContent()));
    }
    drawings.push(
      await surfaceOf(page).evaluate((surface) => {
        const { host } = surface.getRootNode() as ShadowRoot;
        const { strokes } = host as DrawingSurface;
        return {
          strokes: strokes.map((stroke) => stroke.flatMap(([x, y]) => [Math.fround(x), Math.fround(y)])),
          widths: strokes.map((stroke) => stroke.map(([, , width]) => Math.fround(width))),
        };
      }),
    );
    await page.locator('al-draw').getByRole('button', { name: 'Clear' }).click();
  }

  // Scribbles that no network can be sure of: here a last bit would show.
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const scribbles = Array.from({ length: 100 }, () => {
    const counts = Array.from({ length: 1 + (random() % 3) }, () => 1 + (random() % 6));
    return {
      strokes: counts.map((count) => Array.from({ length: 2 * count }, random)),
      widths: counts.map((count) => Array.from({ length: count }, () => 0.5 + random() / 256)),
    };
  });
  const answers = await page.locator('al-draw').evaluate((element, drawn) => {
    const { lab } = element as DrawPanel;
    const result: Record<string, (number | null)[]> = { relu: [], tanh: [] };
    for (const { strokes, widths } of drawn) {
      const lengths = Uint32Array.from(widths, (stroke) => stroke.length);
      const points = widths.flatMap((stroke, index) =>
        stroke.flatMap((width, point) => [...(strokes[index]?.slice(2 * point, 2 * point + 2) ?? []), width]),
      );
      const image = lab?.core?.inkPictures(Float32Array.from(points), lengths)?.centred;
      const predictions = (image && lab?.predict(image)) ?? [];
      for (const [id, list] of Object.entries(result)) {
        const all = predictions.find(({ juror }) => juror.config.activation === id)?.probabilities;
        list.push(all ? all.indexOf(Math.max(...all)) : null);
      }
    }
    return result;
  }, scribbles);

  const lines = [...drawings, ...scribbles].map((drawing) => JSON.stringify(drawing));
  const { runs } = commandLine('ink --activations relu,tanh --seed 7', `${lines.join('\n')}\n`);
  for (const { activation, predictions } of runs) {
    const id = String(activation);
    expect(predictions, id).toEqual([...(shown[id] ?? []), ...(answers[id] ?? [])]);
  }
});
