"""Times Keras's activation functions and training steps with them, by the rules of the page's timing lab: warm-up until two
blocks agree, rounds in random order, medians with distribution-free 95 % intervals. One thread.

Argument: a data file. Standard input: the functions as JSON, each with its `params`, an expression `call` of x and the function
`alone` that has these parameters by itself. The answer is JSON.
"""

import datetime
import gzip
import inspect
import json
import math
import os
import platform
import random
import statistics
import sys
import time

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy
import torch

ROUNDS = 9
SAMPLE_S = 0.02
BLOCK, MAX_BLOCKS, AGREEMENT = 3, 5, 0.05
# A call costs microseconds whatever it computes: of 4,096 numbers that would be all there is to see.
LENGTH = 65_536
HIDDEN, BATCH, RATE = 64, 32, 0.2
STEPS = 50

torch.set_num_threads(1)


def call_of(alone, call):
    """Keras's own function where it needs nothing but x, else the expression."""
    if alone:
        arguments = inspect.signature(getattr(keras.activations, alone.rsplit(".", 1)[1])).parameters.values()
        if sum(argument.default is argument.empty for argument in arguments) == 1:
            return f"{alone}(x)"
    return call


class Lane:
    def __init__(self, run, repeats=1):
        self.run, self.repeats, self.samples = run, repeats, []

    def sample(self):
        # The processor's time, not the wall's: others may use the machine too.
        start = time.process_time()
        for _ in range(self.repeats):
            self.run()
        return time.process_time() - start

    def warm_up(self):
        block, before, blocks = [], math.nan, 0
        while blocks < MAX_BLOCKS:
            elapsed = self.sample()
            if elapsed < SAMPLE_S:
                self.repeats = math.ceil(self.repeats * min(8, 1.1 * SAMPLE_S / elapsed))
                block = []
                continue
            block.append(elapsed / self.repeats)
            if len(block) < BLOCK:
                continue
            blocks, now, block = blocks + 1, statistics.median(block), []
            if abs(now - before) <= AGREEMENT * now:
                return
            before = now


def summary(samples, scale):
    """Median, the interval that covers the true one with 95 %, minimum."""
    ordered, n = sorted(samples), len(samples)
    k, tail = 0, 0.5**n
    while tail <= 0.025:
        k += 1
        tail += math.comb(n, k) * 0.5**n
    k = max(k, 1)
    values = (statistics.median(ordered), ordered[k - 1], ordered[n - k], ordered[0])
    return dict(zip(("median", "low", "high", "min"), (float(f"{value * scale:.4g}") for value in values)))


def model(activation):
    keras.utils.set_random_seed(1)
    network = keras.Sequential([
        keras.layers.Dense(HIDDEN, activation=activation),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile(keras.optimizers.SGD(RATE), "sparse_categorical_crossentropy")
    return network


def cpu():
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    load = os.getloadavg()[0]
    contestants = json.load(sys.stdin)
    data = gzip.open(sys.argv[1]).read()
    side, count = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:12], "little")
    used = STEPS * BATCH
    images = numpy.frombuffer(data, numpy.uint8, used * side * side, 20).reshape(used, -1).astype("float32") / 255
    labels = numpy.frombuffer(data, numpy.uint8, used, 20 + count * side * side).astype("int64")

    torch.manual_seed(1)
    values = torch.randn(LENGTH // HIDDEN, HIDDEN)
    ones = torch.ones_like(values)
    lanes = []
    for contestant in contestants:
        contestant["call"] = call_of(contestant["alone"], contestant["call"])
        function = eval("lambda x: " + contestant["call"], {"keras": keras})
        x = values.clone().requires_grad_(True)
        y = function(x)

        def forward(function=function):
            with torch.no_grad():
                function(values)

        def backward(x=x, y=y):
            torch.autograd.grad(y, x, ones, retain_graph=True)

        network = model(function)

        def steps(network=network):
            network.fit(images, labels, batch_size=BATCH, epochs=1, verbose=0)

        contestant["lanes"] = {"forward": Lane(forward), "backward": Lane(backward), "step": Lane(steps)}
        lanes += contestant["lanes"].values()
    random.shuffle(lanes)
    for number, lane in enumerate(lanes):
        lane.warm_up()
        print(f"warm-up {number + 1} of {len(lanes)}", file=sys.stderr, end="\r")
    time.sleep(0.5)
    for number in range(ROUNDS):
        random.shuffle(lanes)
        for lane in lanes:
            lane.samples.append(lane.sample() / lane.repeats)
        print(f"round {number + 1} of {ROUNDS}      ", file=sys.stderr, end="\r")
    scales = {"forward": 1e9 / LENGTH, "backward": 1e9 / LENGTH, "step": 1e3 / STEPS}
    record = {
        "keras": keras.__version__,
        "backend": f"PyTorch {torch.__version__.split('+')[0]}",
        "python": platform.python_version(),
        "system": platform.system(),
        "cpu": cpu(),
        "threads": 1,
        "clock": "processor time",
        # Of a machine that others use as well; before and after.
        "load": [load, os.getloadavg()[0]],
        "date": datetime.date.today().isoformat(),
        "rounds": ROUNDS,
        "length": LENGTH,
        "network": {"sizes": [side * side, HIDDEN, 10], "batch_size": BATCH, "optimizer": "sgd", "steps": STEPS},
        "units": {"forward": "ns per number", "backward": "ns per number", "step": "ms per training step"},
    }
    rows = [
        json.dumps({
            **{key: contestant[key] for key in ("id", "params", "call")},
            **{name: summary(lane.samples, scales[name]) for name, lane in contestant["lanes"].items()},
        })
        for contestant in contestants
    ]
    head = json.dumps(record, indent=2)[:-2]
    print(head + ',\n  "functions": [\n    ' + ",\n    ".join(rows) + "\n  ]\n}")


main()
