import { join } from 'node:path';
import { build } from './stages.mjs';
import { Failure, root, runMain } from './tools.mjs';

await runMain(async () => {
  const wanted = process.env.PORT;
  const port = wanted === undefined ? 4173 : Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Failure(`PORT must be a whole number from 0 to 65535, got "${wanted}".`);
  }
  await build();
  const { preview } = await import('vite');
  const server = await preview({
    configFile: join(root, 'www/vite.config.ts'),
    // Without PORT the next free one will do.
    preview: { host: '127.0.0.1', port, strictPort: wanted !== undefined },
  }).catch((error) => {
    throw new Failure(`The page cannot be served on port ${port}: ${error.message}. Set PORT to a free one.`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => server.close().finally(() => process.exit(0)));
  }
  const address = server.httpServer.address();
  const actual = typeof address === 'object' ? address?.port : port;
  console.log(`Activation Lab is ready: http://localhost:${actual}/ (Ctrl-C stops it)`);
});
