// The build makes a script of its own of this file, which is loaded when something is first trained or timed: it hands
// over what starts a worker. The worker is in it as text, as a frame without an origin may start no other.

import TrainerWorker from './trainer.worker.ts?worker&inline';

const spawn = (): Worker => new TrainerWorker();

document.currentScript?.dispatchEvent(new CustomEvent('carried', { detail: spawn }));
