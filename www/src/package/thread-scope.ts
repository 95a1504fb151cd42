// @ts-expect-error: Node's types and those of a browser's worker exclude each other.
import { parentPort } from 'node:worker_threads';

Object.assign(globalThis, {
  self: globalThis,
  postMessage: (message: unknown, transfer?: Transferable[]) => parentPort.postMessage(message, transfer),
});
parentPort.on('message', (data: unknown) => self.onmessage?.(new MessageEvent('message', { data })));
