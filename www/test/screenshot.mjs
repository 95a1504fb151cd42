// `node www/test/screenshot.mjs`: takes the pictures of the page in www/dist that are kept: www/screenshot.png for README.md,
// www/public/social.png for shared links; and draws www/public/icon.png, for home screens, from the favicon.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../scripts/browsers.mjs';
import { dist } from '../scripts/stages.mjs';
import { kilobytes, root } from '../scripts/tools.mjs';
import { serve } from './server.mjs';

const readme = join(root, 'www/screenshot.png');
const social = join(root, 'www/public/social.png');
const icon = join(root, 'www/public/icon.png');
const server = await serve({ root: dist });
const browser = await chromium.launch(launchOptions('chromium'));

{
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(300_000);
  await page.goto(`${server.url}?lang=en`);
  const race = page.locator('al-race');
  await race.scrollIntoViewIfNeeded();
  await race.getByRole('button', { name: 'Train', exact: true }).click();
  await race.getByText('The race has finished').waitFor({ state: 'attached' });
  // From its number to what the results say. The page has scrolled; the picture counts from its upper end.
  await page.evaluate(() => scrollTo(0, 0));
  const top = await race.locator('section').first().boundingBox();
  const bottom = await race.locator('al-results h3 + *').first().boundingBox();
  const y = (top?.y ?? 0) - 24;
  const height = (bottom?.y ?? 0) + (bottom?.height ?? 0) + 8 - y;
  await page.screenshot({ path: readme, fullPage: true, clip: { x: 0, y, width: 1200, height } });
}

{
  // The first view without what is cut off below it, in letters that can still be read where the picture is shown small.
  const page = await browser.newPage({
    viewport: { width: 960, height: 504 },
    deviceScaleFactor: 1.25,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(`${server.url}?lang=ja`);
  await page.locator('al-hero svg .curve').first().waitFor();
  const style = 'al-dialect-switch, al-curves { visibility: hidden } .hero { margin-block: 56px }';
  await page.screenshot({ path: social, style });
}

{
  const page = await browser.newPage({ viewport: { width: 192, height: 192 } });
  // Systems round corners themselves.
  const svg = readFileSync(join(root, 'www/public/favicon.svg'), 'utf8').replace(' rx="6"', '');
  await page.setContent(`<style>body { margin: 0 }</style>${svg}`);
  await page.screenshot({ path: icon });
}

await browser.close();
await server.close();
for (const file of [readme, social, icon]) console.log(`${file}: ${kilobytes(statSync(file).size)}`);
