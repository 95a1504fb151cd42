import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';

/** Serves www/dist from a sub-path and, for embedding tests, a second origin; workers inherit the environment. */
export default async function globalSetup() {
  const root = fileURLToPath(new URL('../dist', import.meta.url));
  const page = await serve({ root, base: '/some/sub/path/' });
  const other = await serve({ root });
  process.env.LAB_URL = page.url;
  // `localhost` and `127.0.0.1` are different sites to a browser: as foreign as a blog.
  process.env.LAB_OTHER_ORIGIN = other.origin.replace('127.0.0.1', 'localhost');
  return async () => {
    await page.close();
    await other.close();
  };
}
