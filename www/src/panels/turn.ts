const waiting: (() => void)[] = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length > 0) port2.postMessage(0);
};

/** Resolves in a task of its own, after those that have asked before: between two, taps and keys are heard. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) port2.postMessage(0);
  });
}
