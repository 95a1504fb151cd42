// `node www/test/screenshot.mjs`: takes www/screenshot.png, the picture in README.md, of the page in www/dist.

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { dist } from '../scripts/stages.mjs';
import { kilobytes, root } from '../scripts/tools.mjs';
import { serve } from './server.mjs';

const file = join(root, 'www/screenshot.png');
const server = await serve({ root: dist });
const browser = await chromium.launch(launchOptions('chromium'));
const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
await page.goto(`${server.url}?lang=en`);
const race = page.locator('al-race');
await race.getByRole('button', { name: 'Train', exact: true }).click();
await race.getByText('The race has finished').waitFor({ state: 'attached' });
// From the sentence that leads to the race to the end of its table.
// The page has scrolled to its button; the picture counts from its upper end.
await page.evaluate(() => scrollTo(0, 0));
const top = await race.locator('xpath=preceding-sibling::p[1]').boundingBox();
const bottom = await race.locator('al-result-table .scroll').boundingBox();
const y = (top?.y ?? 0) - 24;
const height = (bottom?.y ?? 0) + (bottom?.height ?? 0) + 12 - y;
await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y, width: 1200, height } });
await browser.close();
await server.close();
console.log(`${file}: ${kilobytes(statSync(file).size)}`);
