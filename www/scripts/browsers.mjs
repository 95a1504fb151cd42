// Finds Chromium and Firefox for the tests, and installs them where there are none.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, installed, run } from './tools.mjs';

/** @typedef {'chromium' | 'firefox'} Browser */

const PROGRAMS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'],
  firefox: ['firefox-esr', 'firefox'],
};

const FOLDERS = {
  linux: ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/opt/firefox', '/usr/lib/firefox-esr'],
  darwin: ['', process.env.HOME ?? ''].flatMap((home) =>
    ['Google Chrome', 'Chromium', 'Firefox'].map((app) => `${home}/Applications/${app}.app/Contents/MacOS`),
  ),
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => ['Google/Chrome/Application', 'Mozilla Firefox'].map((app) => join(folder, app))),
};

const MAC_NAMES = { chromium: ['Google Chrome', 'Chromium'], firefox: ['firefox'] };

/** The path of an installed browser: CHROME_PATH or FIREFOX_PATH, else PATH and the usual places.
 * @param {Browser} browser */
function findInstalled(browser) {
  const variable = browser === 'chromium' ? 'CHROME_PATH' : 'FIREFOX_PATH';
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Failure(`${variable} is ${named}, but no such file exists; set it to the browser's program.`);
  }
  const names = process.platform === 'darwin' ? MAC_NAMES[browser] : PROGRAMS[browser];
  const places = /** @type {Record<string, string[]>} */ (FOLDERS)[process.platform] ?? [];
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return [...(process.env.PATH ?? '').split(delimiter), ...places]
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)))
    .find((path) => existsSync(path));
}

/** Where Playwright keeps the browser that it downloaded itself, or undefined.
 * @param {Browser} browser */
async function findDownloaded(browser) {
  const playwright = await import('@playwright/test');
  const path = playwright[browser].executablePath();
  return existsSync(path) ? path : undefined;
}

/** Playwright's launch options for the browser that is to be had, or {} for Playwright's own.
 * @param {Browser} browser @returns {import('@playwright/test').LaunchOptions} */
export function launchOptions(browser) {
  const executablePath = findInstalled(browser);
  if (!executablePath) return {};
  // A Firefox as its users have it, not Playwright's patched one.
  if (browser === 'firefox') return { executablePath, channel: 'moz-firefox' };
  const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'];
  return { executablePath, args: ['--no-first-run', ...quiet.map((feature) => `--disable-${feature}`)] };
}

/** Installs what is missing: Playwright's builds, else Debian's packages; one sentence where neither can be had. */
export async function ensureBrowsers() {
  /** @type {Browser[]} */
  const browsers = ['chromium', 'firefox'];
  const missing = async () => {
    const found = await Promise.all(
      browsers.map(async (name) => findInstalled(name) ?? findDownloaded(name)),
    );
    return browsers.filter((_, index) => !found[index]);
  };

  let names = await missing();
  if (names.length === 0) return;
  const [node = '', playwright = ''] = installed('@playwright/test', 'cli.js');
  // A refused download ends in a stack trace; what to do instead is said below.
  await run(node, [playwright, 'install', ...names], { hideErrors: true });
  names = await missing();
  if (
    names.length > 0 &&
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get')
  ) {
    const packages = names.map((name) => (name === 'firefox' ? 'firefox-esr' : 'chromium'));
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
    names = await missing();
  }
  if (names.length > 0) {
    throw new Failure(
      `The tests need ${names.join(' and ')}, which could be neither found nor installed; ` +
        'install it, or set CHROME_PATH and FIREFOX_PATH to the programs.',
    );
  }
}
