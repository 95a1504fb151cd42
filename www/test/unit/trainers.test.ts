import { expect, test } from '@playwright/test';
import type { Dataset, Training } from '../../src/core/core.ts';
import { Trainers } from '../../src/core/trainers.ts';
import type { TrainConfig } from '../../src/core/types.ts';

const CONFIG = {} as TrainConfig;

/** Modules that note what is asked of them; `trap` makes the next step trap. */
function fakeModules() {
  const calls: string[] = [];
  const state = { loaded: 0, trap: false };
  const load = async (): Promise<Training> => {
    state.loaded += 1;
    const own = state.loaded;
    class Images {
      readonly own = own;
      free = () => calls.push(`images ${own} freed`);
    }
    class Trainer {
      constructor(_: TrainConfig, images: Images) {
        if (images.own !== own) throw new Error(`images of ${images.own} in ${own}`);
      }
      observeBatch() {
        calls.push(`step ${own}`);
        if (state.trap) throw new WebAssembly.RuntimeError('unreachable');
      }
      free = () => calls.push(`trainer ${own} freed`);
    }
    return { initSync: () => {}, Dataset: Images, Trainer } as unknown as Training;
  };
  return { load, calls, state };
}

/** Says of what it was a copy when it is asked after it was freed. */
function fakeImages() {
  let freed = false;
  return {
    toBytes() {
      if (freed) throw new Error('null pointer');
      return new Uint8Array();
    },
    free: () => {
      freed = true;
    },
  } as unknown as Dataset;
}

test('after a trap nothing of the instance is called again, and the next trainer has another', async () => {
  const { load, calls, state } = fakeModules();
  const trainers = new Trainers(load);
  const images = fakeImages();
  const [one, other] = [await trainers.make(CONFIG, images), await trainers.make(CONFIG, images)];
  one.observeBatch();
  state.trap = true;
  expect(() => one.observeBatch()).toThrow(WebAssembly.RuntimeError);
  calls.length = 0;
  state.trap = false;
  for (const handle of [one, other]) {
    expect(() => handle.observeBatch()).toThrow('core_panicked');
    handle.free();
  }
  expect(calls).toEqual([]);
  const next = await trainers.make(CONFIG, images);
  next.observeBatch();
  next.free();
  expect(calls).toEqual(['step 2', 'trainer 2 freed']);
  expect(state.loaded).toBe(2);
});

test('who asks at once gets one instance, whatever becomes of the images meanwhile; a failure to load is not kept', async () => {
  const { load, calls, state } = fakeModules();
  let fails = true;
  const trainers = new Trainers(() => (fails ? Promise.reject(new Error('no script')) : load()));
  const images = fakeImages();
  await expect(trainers.make(CONFIG, images)).rejects.toThrow('no script');
  fails = false;
  const both = Promise.all([trainers.make(CONFIG, images), trainers.make(CONFIG, images)]);
  images.free();
  await both;
  expect(state.loaded).toBe(1);
  await trainers.make(CONFIG, fakeImages());
  expect(calls).toEqual(['images 1 freed']);
});
