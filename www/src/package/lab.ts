import { simd } from 'wasm-feature-detect';
import * as glue from '../../generated/core/activation_lab.js';
import scalarUrl from '../../generated/core/scalar.wasm?url';
import simdUrl from '../../generated/core/simd.wasm?url';
import subsetUrl from '../../generated/data/mnist-14x14.bin?url';
import { gunzip } from '../core/data.ts';
import { evaluate } from '../core/evaluate.ts';
import { FailureError } from '../core/failure.ts';
import type { Curve, Dialect, FunctionSpec, Parameters, Preset, Saved } from '../core/types.ts';
import { guard } from './guard.ts';
import { Images } from './images.ts';
import { Network, type TrainedNetwork } from './network.ts';
import type { Platform } from './platform.ts';
import { complete, type TrainOptions, type TrainSettings, train } from './train.ts';

/** Activation functions, and networks with them. Every method throws a `FailureError`. */
export class Lab {
  readonly #platform: Platform;
  readonly #module: WebAssembly.Module;
  readonly #opened = new Set<Images>();
  #subset: Promise<Images> | undefined;
  #disposed = false;
  /** Whether the core uses SIMD; results are the same bits without. */
  readonly simd: boolean;
  /** Named configurations, the one of races first. */
  readonly presets: readonly Preset[];
  /** Schemes for the initial weights. */
  readonly initializers: readonly string[];
  /** Optimizers, each with the learning rate that Keras gives it. */
  readonly optimizers: Readonly<Record<string, number>>;

  /** @internal */
  constructor(platform: Platform, module: WebAssembly.Module, hasSimd: boolean) {
    this.#platform = platform;
    this.#module = module;
    this.simd = hasSimd;
    this.presets = guard(glue.presets);
    this.initializers = guard(glue.initializers);
    this.optimizers = Object.fromEntries(guard(glue.optimizers));
  }

  /** @internal */
  static async load(platform: Platform): Promise<Lab> {
    if (typeof WebAssembly === 'undefined') throw new FailureError('no_webassembly');
    const hasSimd = await simd();
    const module = await platform.compile(hasSimd ? simdUrl : scalarUrl);
    // Of several labs the first one's instance serves all.
    guard(() => glue.initSync({ module }));
    return new Lab(platform, module, hasSimd);
  }

  /** Every function, with the parameters and defaults of a framework; `keras2` (Keras 2.2) unless told. */
  catalogue(dialect: Dialect = 'keras2'): readonly FunctionSpec[] {
    this.#check();
    return guard(() => glue.catalogue(dialect));
  }

  /**
   * A function, its derivative and the derivatives in its parameters at some points. `params` left out have the defaults of
   * `keras2`. Throws `unknown_activation`, `unknown_parameter` or `invalid_parameter`.
   */
  evaluate(id: string, params: Parameters, x: Float32Array): Curve {
    this.#check();
    return guard(() => evaluate(id, params, x));
  }

  /**
   * Opens images: those that come with the package (10,000 of MNIST's training images and 1,000 for tests, 14 × 14), loaded
   * once, or a file that `activation-lab`'s packer wrote, by its address or its bytes. `Images.free` gives them back. Throws
   * `data_missing`, or another code that begins with `data_`.
   */
  async images(source?: string | URL | Uint8Array<ArrayBuffer>): Promise<Images> {
    this.#check();
    if (source !== undefined) return this.#openImages(source);
    this.#subset ??= this.#openImages(subsetUrl).catch((thrown) => {
      this.#subset = undefined;
      throw thrown;
    });
    const images = await this.#subset;
    if (!images.freed) return images;
    this.#subset = undefined;
    return this.images();
  }

  /**
   * Trains a network on images in a worker, off this thread; as many runs at once as there are processors and memory for,
   * the others wait. The same configuration gives the same bits on every machine. Rejects with `invalid_config`, `diverged`
   * (with `divergence`) or another `FailureError`, or with the reason of `options.signal`.
   */
  async train(settings: TrainSettings, options: TrainOptions = {}): Promise<TrainedNetwork> {
    options.signal?.throwIfAborted();
    const config = complete(settings, this.presets, this.catalogue(options.dialect));
    const images = options.images ?? (await this.images());
    options.signal?.throwIfAborted();
    return train(config, images, options);
  }

  /** A network out of what `Network.save` gave. Throws `invalid_config` or `invalid_input`. */
  network(saved: Saved): Network {
    this.#check();
    return new Network(saved);
  }

  /** Ends all training, rejected with `cancelled`, and frees images. Networks stay until they are freed. */
  dispose(): void {
    this.#disposed = true;
    for (const images of this.#opened) images.free();
    this.#opened.clear();
  }

  async #openImages(source: string | URL | Uint8Array<ArrayBuffer>): Promise<Images> {
    const url = source instanceof Uint8Array ? '' : String(source);
    const packed = source instanceof Uint8Array ? source : await this.#platform.read(url);
    const zipped = packed[0] === 0x1f && packed[1] === 0x8b;
    const bytes = zipped ? await gunzip(packed, url.replace(/^.*\//, '')) : packed;
    this.#check();
    const images = new Images(bytes, this.#module, this.#platform);
    for (const earlier of this.#opened) if (earlier.freed) this.#opened.delete(earlier);
    this.#opened.add(images);
    return images;
  }

  #check(): void {
    if (this.#disposed) throw new FailureError('invalid_input', 'lab', 'disposed', 'a lab in use');
  }
}
