// What was measured of a step, as the core packs it: numbers, NaN for what there is not.

export interface Moments {
  mean: number;
  variance: number;
}

/** All NaN where the loss or a gradient was not finite. */
export interface LayerSignal {
  /** z */
  pre_activations: Moments;
  /** what the next layer got; NaN for the output layer */
  activations: Moments;
  /** lengths of the gradients of the mean loss of the batch, before any clipping or decay */
  gradient: { weights: number; biases: number; pre_activations: number };
  /** length of the change of the weights over that of the weights; NaN where nothing was changed */
  update_to_weight: number;
}

export interface Signal {
  /** of the batch, mean; NaN where the run diverged in this step */
  loss: number;
  /** length of the gradient in the first layer's weights over that in the last hidden layer's; 0 below 1e-45 */
  weight_ratio: number;
  /** the same of the gradients in the pre-activations */
  delta_ratio: number;
  /** from the input on; the output layer is the last */
  layers: LayerSignal[];
}

const HEAD = 3;
const LAYER = 8;

export const layersIn = (packed: Float64Array): number => (packed.length - HEAD) / LAYER;

export function layerOf(packed: Float64Array, layer: number): LayerSignal {
  const [a, b, c, d, weights, biases, pre_activations, update_to_weight] = packed.subarray(
    HEAD + layer * LAYER,
    HEAD + (layer + 1) * LAYER,
  ) as unknown as [number, number, number, number, number, number, number, number];
  return {
    pre_activations: { mean: a, variance: b },
    activations: { mean: c, variance: d },
    gradient: { weights, biases, pre_activations },
    update_to_weight,
  };
}

export function signalOf(packed: Float64Array): Signal {
  const [loss, weight_ratio, delta_ratio] = packed as unknown as [number, number, number];
  const layers = Array.from({ length: layersIn(packed) }, (_, layer) => layerOf(packed, layer));
  return { loss, weight_ratio, delta_ratio, layers };
}
