"""Writes optimizers.json: the weights of a small network after 50 steps of each of Keras 3's optimizers, and of two of them
with PReLU, which learns a slope for each unit.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install keras torch numpy
    /tmp/goldens/bin/python crate/tests/goldens/optimizers.py

A 4-5-3 network with tanh, or PReLU, and softmax, float32, batches of 8. Weights and inputs come from a formula that
tests/optimizers.rs repeats, so that only the results are in the file. Backends differ in the last digits: PReLU's results are
jax's, the others torch's.
"""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np

STEPS, BATCH, SIZES = 50, 8, [4, 5, 3]
OPTIMIZERS = {
    "sgd": keras.optimizers.SGD(0.05),
    "momentum": keras.optimizers.SGD(0.05, momentum=0.9),
    "nesterov": keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True),
    "rmsprop": keras.optimizers.RMSprop(0.05),
    "adagrad": keras.optimizers.Adagrad(0.05),
    "adadelta": keras.optimizers.Adadelta(1.0),
    "adam": keras.optimizers.Adam(0.05),
    "adamw": keras.optimizers.AdamW(0.05),
    "nadam": keras.optimizers.Nadam(0.05),
    "sgd, decay": keras.optimizers.SGD(0.05, weight_decay=0.1),
    "adam, decay": keras.optimizers.Adam(0.05, weight_decay=0.1),
    "adamw, decay": keras.optimizers.AdamW(0.05, weight_decay=0.1),
    "momentum, clip": keras.optimizers.SGD(0.05, momentum=0.9, global_clipnorm=0.3),
    "rmsprop, decay, clip": keras.optimizers.RMSprop(0.05, weight_decay=0.1, global_clipnorm=0.3),
}
# Optimizer, and where the slopes start.
PRELU = {
    "sgd, 0": (keras.optimizers.SGD(0.2), 0.0),
    "sgd, 0.25": (keras.optimizers.SGD(0.2), 0.25),
    "adam, 0": (keras.optimizers.Adam(0.01), 0.0),
    "adam, 0.25": (keras.optimizers.Adam(0.01), 0.25),
}


def noise(start, count):
    """Exact in float32, from -0.5 to 0.5."""
    index = np.arange(start, start + count, dtype=np.uint64)
    return (((index * 2654435761) % 2**32 // 65536) / 65536 - 0.5).astype(np.float32)


def run(optimizer, slope=None):
    function = keras.layers.Activation("tanh") if slope is None else keras.layers.PReLU()
    model = keras.Sequential([keras.layers.Dense(SIZES[1]), function, keras.layers.Dense(SIZES[2])])
    model.build((None, SIZES[0]))
    at = 1
    weights = []
    for variable in model.trainable_weights:
        count = int(np.prod(variable.shape))
        start = np.full(count, slope, np.float32) if variable.name == "alpha" else noise(at, count)
        weights.append(start.reshape(variable.shape))
        at += count
    model.set_weights(weights)
    model.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    for step in range(STEPS):
        x = 4 * noise(1000 + step * BATCH * SIZES[0], BATCH * SIZES[0]).reshape(BATCH, SIZES[0])
        y = (np.arange(BATCH) * 7 + step) % SIZES[2]
        model.train_on_batch(x, y)
    return [float(np.float32(value)) for weight in model.get_weights() for value in weight.ravel()]


def main():
    results = {name: run(optimizer) for name, optimizer in OPTIMIZERS.items()}
    rates = {name: float(np.float32(optimizer.learning_rate)) for name, optimizer in OPTIMIZERS.items()}
    prelu = {name: run(*settings) for name, settings in PRELU.items()}
    golden = {"versions": {"keras": keras.__version__}, "learning_rates": rates, "weights": results, "prelu": prelu}
    pathlib.Path(__file__).with_name("optimizers.json").write_text(json.dumps(golden, indent=1) + "\n")


main()
