// A thread of Node.js as the worker that trainer.worker.ts is written for: first what it finds in one, then itself.

import './thread-scope.ts';
import '../worker/trainer.worker.ts';
