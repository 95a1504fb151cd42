"""Writes layers.json: what one step carries through ten layers, forward and back, as PyTorch has it.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install torch numpy
    /tmp/goldens/bin/python crate/tests/goldens/layers.py

Networks 20-16-…-16-10 of ten hidden layers, in double precision; weights, biases and images come from a formula that
tests/signal.rs repeats. Mean cross-entropy of 32 images; gradients by autograd. Variances are of the population.
"""

import json
import pathlib

import numpy as np
import torch

SIZES, BATCH = [20] + [16] * 10 + [10], 32
# And a gain near what keeps the variance from layer to layer.
FUNCTIONS = {
    "linear": (lambda z: z, 1.0),
    "tanh": (torch.tanh, 1.5),
    "sigmoid": (torch.sigmoid, 2.0),
    "relu": (torch.relu, 1.4),
}


def noise(start, count):
    """Exact in float32, from -0.5 to 0.5."""
    index = np.arange(start, start + count, dtype=np.uint64)
    return torch.tensor(((index * 2654435761) % 2**32 // 65536) / 65536 - 0.5, dtype=torch.float64)


def single(values):
    """As single precision has them."""
    return values.float().double()


def run(function, gain):
    at, layers = 1, []
    for inputs, units in zip(SIZES, SIZES[1:]):
        # Noise has the variance 1/12.
        scale = torch.tensor(gain * (12 / inputs) ** 0.5, dtype=torch.float32).double()
        weights = single(noise(at, inputs * units) * scale).reshape(inputs, units).requires_grad_()
        at += inputs * units
        bias = single(noise(at, units) * 0.25).requires_grad_()
        at += units
        layers.append((weights, bias))
    x = noise(100_000, BATCH * SIZES[0]).reshape(BATCH, SIZES[0]) * 4
    labels = torch.arange(BATCH) * 7 % SIZES[-1]
    sums, outputs = [], []
    for index, (weights, bias) in enumerate(layers):
        z = x @ weights + bias
        z.retain_grad()
        sums.append(z)
        if index + 1 < len(layers):
            x = function(z)
            outputs.append(x)
    loss = torch.nn.functional.cross_entropy(sums[-1], labels)
    loss.backward()
    moments = lambda values: {"mean": values.mean().item(), "variance": values.var(correction=0).item()}
    length = lambda values: values.grad.norm().item()
    return {
        "gain": gain,
        "loss": loss.item(),
        "layers": [
            {
                "pre_activations": moments(z),
                "activations": moments(outputs[index]) if index < len(outputs) else None,
                "gradient": {"weights": length(weights), "biases": length(bias), "pre_activations": length(z)},
            }
            for index, ((weights, bias), z) in enumerate(zip(layers, sums))
        ],
    }


def main():
    runs = {name: run(*settings) for name, settings in FUNCTIONS.items()}
    golden = {"versions": {"torch": torch.__version__.split("+")[0]}, "runs": runs}
    pathlib.Path(__file__).with_name("layers.json").write_text(json.dumps(golden, indent=1) + "\n")


main()
