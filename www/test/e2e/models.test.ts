import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/tools.mjs';
import {
  accuracyOf,
  DIGITS,
  drawByEvents,
  expect,
  fingerprintOf,
  QUICK,
  row,
  surfaceOf,
  test,
  trainTo,
} from './lab.ts';

const models = (page: Page) => page.locator('al-models');

async function open(page: Page): Promise<void> {
  await models(page).getByText('Trained networks as files').click();
  await expect(models(page).getByRole('button', { name: 'Load a file' })).toBeVisible();
}

const load = (page: Page, name: string, content: Buffer) =>
  models(page)
    .locator('input')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });

/** What relu makes of a drawn 3, in percent. */
async function answer(page: Page): Promise<string | null> {
  const bars = row(page, 'al-draw', 'relu').locator('.ten');
  await drawByEvents(surfaceOf(page), DIGITS[3] ?? []);
  await expect(bars).toHaveAttribute('aria-label', /%/);
  return bars.getAttribute('aria-label');
}

/** Trains relu and tanh; the files of relu, and what it achieved. */
async function trained(page: Page) {
  await page.goto(`.${QUICK}&hidden=20,10`);
  await trainTo(page, 'relu', 'tanh');
  await open(page);
  await models(page).getByLabel('Network').selectOption({ index: 1 });
  // The driver of an unpatched Firefox does not tell about downloads.
  await page.evaluate(() => {
    const saved: Blob[] = [];
    Object.assign(globalThis, { saved });
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      saved.push(blob as Blob);
      return createObjectURL(blob);
    };
  });
  for (const [kind, file] of [
    ['safetensors', 'relu.safetensors'],
    ['ONNX', 'relu.onnx'],
    ['JSON', 'relu.json'],
  ] as const) {
    await models(page)
      .getByRole('button', { name: `Save as ${kind}` })
      .click();
    await expect(models(page)).toContainText(`Saved as ${file}`);
  }
  const [safetensors, onnx, json] = await page.evaluate(() => {
    const { saved } = globalThis as unknown as { saved: Blob[] };
    return Promise.all(saved.map(async (blob) => [...new Uint8Array(await blob.arrayBuffer())]));
  });
  const buffer = (bytes: number[] | undefined): Buffer => Buffer.from(bytes ?? []);
  return {
    files: { safetensors: buffer(safetensors), onnx: buffer(onnx), json: buffer(json) },
    accuracy: (await accuracyOf(page, 'relu').textContent()) ?? '',
    hash: await fingerprintOf(page, 'relu'),
    answer: await answer(page),
  };
}

test('a network is saved, loaded again, and answers as it did', async ({ page }) => {
  const before = await trained(page);
  expect(before.files.onnx.toString('latin1')).toContain('Activation Lab');
  for (const kind of ['safetensors', 'json'] as const) {
    await page.goto('.?lang=en&activations=tanh');
    await open(page);
    await load(page, `mine.${kind}`, before.files[kind]);
    await expect(models(page)).toContainText(`mine.${kind} is loaded`);
    const loaded = row(page, 'al-results', 'relu');
    expect(await fingerprintOf(page, 'relu')).toBe(before.hash);
    await expect(loaded).toContainText(before.accuracy);
    await expect(loaded).not.toContainText('NaN');
    await expect(models(page).getByLabel('Network')).toContainText('relu');
    expect(await answer(page)).toBe(before.answer);
  }
  // Beside what is trained, and saved as it came.
  await load(page, 'again.safetensors', before.files.safetensors);
  await expect(row(page, 'al-results', 'relu')).toHaveCount(2);
});

test('the command line judges a network of the page alike', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'The bits are the same in both.');
  test.setTimeout(300_000); // The first call compiles.
  const { files, accuracy, hash } = await trained(page);
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  for (const kind of ['safetensors', 'json'] as const) {
    const file = join(folder, `relu.${kind}`);
    writeFileSync(file, files[kind]);
    const args = [join(root, 'www/scripts/cli.mjs'), 'evaluate', '--load', file];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stdout, stderr).not.toBe('');
    const report = JSON.parse(stdout);
    expect(report.weights_hash).toBe(hash);
    expect(`${(100 * report.test.accuracy).toFixed(1)}%`).toBe(accuracy);
  }
});

test('a file that holds no network is refused with what is wrong', async ({ page }) => {
  const { files } = await trained(page);
  const header = JSON.parse(
    files.safetensors.toString('utf8', 8, 8 + Number(files.safetensors.readBigUInt64LE())),
  );
  const data = files.safetensors.subarray(8 + Number(files.safetensors.readBigUInt64LE()));
  const joined = (text: string): Buffer => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
    return Buffer.concat([length, Buffer.from(text), data]);
  };
  const changed = (change: (copy: typeof header) => void): Buffer => {
    const copy = structuredClone(header);
    change(copy);
    return joined(JSON.stringify(copy));
  };
  const json = (change: object): Buffer =>
    Buffer.from(JSON.stringify({ ...JSON.parse(files.json.toString()), ...change }));
  for (const [name, content, message] of [
    ['cut.safetensors', files.safetensors.subarray(0, 9000), /arrays: \d+ bytes instead of \d+ bytes/],
    ['huge.safetensors', Buffer.from('ffffffffffffffff7b7d', 'hex'), 'header: 18446744073709551615 bytes'],
    ['picture.safetensors', Buffer.from('\x89PNG\r\n'), 'file: 7 bytes'],
    ['words.safetensors', joined('words'), 'header: something else instead of JSON'],
    ['array.safetensors', joined('[]'), 'header: [] instead of an object'],
    [
      'shape.safetensors',
      changed((copy) => {
        copy['layers.0.bias'].shape = [10, 2];
      }),
      'layers.0.bias: [10,2] instead of [20]',
    ],
    [
      'overlap.safetensors',
      changed((copy) => {
        copy['layers.0.bias'].data_offsets = [0, 80];
      }),
      'data_offsets: nothing at 80',
    ],
    [
      'negative.safetensors',
      changed((copy) => {
        copy['layers.0.bias'].data_offsets = [-80, 0];
      }),
      'layers.0.bias: {"data_offsets":[-80,0]} instead of within',
    ],
    [
      'function.safetensors',
      changed((copy) => {
        copy.__metadata__.config = copy.__metadata__.config.replace('"relu"', '"rulu"');
      }),
      'rulu',
    ],
    ['foreign.safetensors', joined('{}'), '__metadata__.format: nothing instead of activation-lab'],
    ['cut.json', files.json.subarray(0, 500), 'file: something else instead of JSON'],
    ['null.json', Buffer.from('null'), 'file: null instead of an object'],
    ['weights.json', json({ weights: ['x'] }), 'weights: "x" instead of numbers'],
    ['hash.json', json({ weights_hash: '0' }), 'instead of 0'],
    ['side.json', json({ input_side: 15 }), 'cannot be used'],
    ['config.json', json({ config: 3 }), 'The setting configuration cannot be 3'],
  ] as const) {
    await load(page, name, content);
    const status = models(page).getByRole('status');
    await expect(status).toContainText(`${name}: `);
    await expect(status).toContainText(message);
    await expect(row(page, 'al-results', 'relu')).toHaveCount(1);
  }
});

test('the script for files comes only when asked for, and can be asked for again', async ({
  page,
  watch,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.route('**/controls-script-*.js', (route) => route.fulfill({ status: 404 }));
  await page.goto('.?lang=en&activations=relu');
  await models(page).scrollIntoViewIfNeeded();
  expect(fetched.filter((url) => url.includes('/controls-script-'))).toEqual([]);
  await models(page).getByText('Trained networks as files').click();
  await expect(models(page).getByRole('alert')).toContainText('could not be fetched');
  await page.unroute('**/controls-script-*.js');
  await models(page).getByRole('button', { name: 'Try again' }).click();
  await expect(models(page).getByRole('button', { name: 'Load a file' })).toBeVisible();
  watch.errors.length = 0;
});
