"""Runs generated scripts with stand-ins for the data and for Keras 2.2; see frameworks.test.ts, which starts it.

Reads {"values": [...], "runs": [...]} and writes what does not agree.
"""

import ast
import contextlib
import inspect
import io
import json
import os
import random
import sys
import types

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy as np
import torch

ops = keras.ops


def pictures(count):
    """Digits that anyone can tell apart: a bright bar at each class's own height."""
    labels = np.arange(count, dtype=np.uint8) % 10
    images = np.zeros((count, 28, 28), np.uint8)
    for image, label in zip(images, labels):
        image[2 * label + 4 : 2 * label + 6] = 255
    return images, labels


DATA = pictures(640), pictures(200)


class MNIST:
    def __init__(self, root, train, download):
        images, labels = DATA[0 if train else 1]
        self.data, self.targets = torch.tensor(images), torch.tensor(labels.astype(np.int64))


def module(name, **content):
    made = types.ModuleType(name)
    vars(made).update(content)
    return made


def load_data():
    return DATA


keras.datasets.mnist.load_data = load_data


def keras2():
    """The names of Keras 2.2 that the scripts use, with their meaning there."""

    def relu(x, alpha=0.0, max_value=None):
        y = ops.relu(x) - alpha * ops.relu(-x)
        return y if max_value is None else ops.minimum(y, max_value)

    def elu(x, alpha=1.0):
        return ops.where(x > 0, x, alpha * ops.elu(x))

    def clip(x, low, high):
        # The backend of 2.2 compares the bounds: they have to be numbers.
        return ops.clip(x, float(low), float(high))

    def activation(named):
        own = {"hard_sigmoid": lambda x: ops.clip(0.2 * x + 0.5, 0.0, 1.0)}
        known = "softmax elu selu softplus softsign relu tanh sigmoid hard_sigmoid linear".split()
        if isinstance(named, str) and named not in known:
            raise ValueError(f"Keras 2.2 has no activation {named}")
        return own.get(named, named)

    def old_optimizer(make):
        # In Keras 2.2 `clipnorm` is of all gradients together, and `lr` the variable.
        def made(lr, clipnorm=None, **more):
            optimizer = make(learning_rate=lr, global_clipnorm=clipnorm, **more)
            object.__setattr__(optimizer, "lr", optimizer._learning_rate)
            return optimizer

        return made

    class ThresholdedReLU(keras.layers.Layer):
        def __init__(self, theta=1.0):
            super().__init__()
            self.theta = theta

        def call(self, x):
            return x * ops.cast(x > self.theta, keras.config.floatx())

    same = "sigmoid tanh exp square sqrt sin abs cast greater softplus softsign softmax".split()
    backend = module(
        "keras.backend", relu=relu, elu=elu, clip=clip, floatx=keras.config.floatx,
        clear_session=keras.utils.clear_session, set_value=lambda variable, value: variable.assign(value), **{name: getattr(ops, name) for name in same},
    )  # fmt: skip
    layers = module(
        "keras.layers",
        **{name: getattr(keras.layers, name) for name in ("Layer", "LeakyReLU", "ELU", "PReLU", "Dropout")},
        ThresholdedReLU=ThresholdedReLU,
        InputLayer=lambda input_shape: keras.layers.InputLayer(shape=input_shape),
        Activation=lambda named: keras.layers.Activation(activation(named)),
        Dense=lambda units, named=None, activation=None, **more: keras.layers.Dense(
            units, ACTIVATION(named or activation), **more
        ),
    )

    class Sequential(keras.Sequential):
        def fit_generator(self, generator, steps_per_epoch, **more):
            return self.fit(generator, steps_per_epoch=steps_per_epoch, **more)

    ACTIVATION = activation
    return {
        "keras": module(
            "keras", backend=backend, layers=layers, datasets=keras.datasets,
            callbacks=keras.callbacks,
            optimizers=module(
                "optimizers", SGD=old_optimizer(keras.optimizers.SGD), Adam=old_optimizer(keras.optimizers.Adam)
            ),
        ),
        "keras.backend": backend,
        "keras.layers": layers,
        "keras.initializers": keras.initializers,
        "keras.models": module("keras.models", Sequential=Sequential),
        "tensorflow": module(
            "tensorflow", erf=ops.erf, atan=ops.arctan, set_random_seed=random.seed  # Keras 3 draws seeds from it
        ),
    }  # fmt: skip


STAND_INS = {
    "keras2": keras2(),
    "keras3": {},
    "pytorch": {
        "torchvision": module("torchvision"),
        "torchvision.datasets": module("torchvision.datasets", MNIST=MNIST),
    },
}


@contextlib.contextmanager
def framework(dialect):
    """Within it, the imports of a script of this dialect work."""
    before = dict(sys.modules)
    sys.modules.update(STAND_INS[dialect])
    try:
        yield
    finally:
        for name in STAND_INS[dialect]:
            del sys.modules[name]
        sys.modules.update(before)


def definitions(script):
    """What a script defines, without its data and its training."""
    tree = ast.parse(script)
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    dictionary = lambda node: isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    tree.body = [node for node in tree.body if isinstance(node, kept) or dictionary(node)]
    names = {}
    exec(compile(tree, "script", "exec"), names)
    return names["ACTIVATIONS"]


def layer_of(dialect, entry, units):
    if dialect == "pytorch":
        return entry(units) if inspect.signature(entry).parameters else entry()
    if getattr(entry, "__name__", "") == "<lambda>":
        return entry()
    return sys.modules["keras.layers"].Activation(entry)


def parameters_of(layer):
    """Each learned parameter by the name that the page has for it."""
    if isinstance(layer, torch.nn.Module) and not isinstance(layer, keras.Layer):
        found = dict(layer.named_parameters())
        return {{"weight": "negative_slope"}.get(name, name).rstrip("_"): value for name, value in found.items()}
    prelu = isinstance(layer, keras.layers.PReLU)
    return {"negative_slope" if prelu else one.name: one.value for one in layer.trainable_variables}


def disagreements(case):
    """Value, slope and parameter gradients of one function against the core's."""
    dialect, id = case["dialect"], case["id"]
    columns = 2
    x = torch.tensor(case["x"], dtype=torch.float64).reshape(-1, columns).requires_grad_()
    layer = layer_of(dialect, definitions(case["script"])[id], columns)
    if id == "softmax":  # of pairs whose other half is 0
        y = torch.stack([layer(torch.stack([column, 0 * column], dim=-1))[:, 0] for column in x.T], dim=1)
    else:
        y = layer(x)
    learned = parameters_of(layer)
    # Another weight for each point: the sum of slopes that are wrong is then wrong, too.
    weights = torch.linspace(0.5, 1.5, x.numel(), dtype=torch.float64).reshape(x.shape)
    slopes = torch.autograd.grad(y.sum(), x, retain_graph=True)[0]
    found = []

    def compare(what, got, expected, use=None, scale=1.0):
        got = np.asarray(got.detach()).ravel()
        expected = np.asarray(expected, dtype=np.float64).ravel()
        wrong = ~np.isclose(got, expected, rtol=2e-6, atol=2e-6 * scale)
        if use is not None:
            wrong &= use
        if got.shape != expected.shape or wrong.any():
            at = np.argmax(wrong)
            found.append(f"{dialect} {id} {case['params']} {case['learn']}: {what} {at}: {got[at]} {expected[at]}")

    compare("f", y, case["y"])
    compare("f'", slopes, case["dy"], ~np.isin(case["x"], case["kinks"]))
    if sorted(learned) != sorted(case["dp"]):
        found.append(f"{dialect} {id}: learned {sorted(learned)}, not {sorted(case['dp'])}")
        return found
    for name, value in learned.items():
        shape = (columns,) if case["learn"][name] == "unit" else ()
        if tuple(value.shape) not in (shape, shape or (1,)):
            found.append(f"{dialect} {id}: {name} has shape {tuple(value.shape)}")
        terms = np.asarray(case["dp"][name]).reshape(-1, columns) * weights.numpy()
        expected = terms.sum(axis=0)
        gradient = torch.autograd.grad((y * weights).sum(), value, retain_graph=True)[0]
        compare(f"df/d{name}", gradient, expected if shape else [expected.sum()], scale=np.abs(terms).sum())
    return found


def distortion(names):
    """What the script's `distort` does to rings as large as digits: mean ink, change of a pixel, where the ink is."""
    names["AUGMENTATION"] = 1.0
    side = round(names["x_train"].shape[1] ** 0.5)
    y, x = (np.indices((side, side)) + 0.5) * 28 / side - 14.5
    ring = np.clip(2.5 - abs(np.hypot(x, 1.3 * y) - 8), 0, 1).astype("float32").reshape(1, -1).repeat(4000, axis=0)
    if names.get("torch"):
        images = names["distort"](torch.tensor(ring), torch.Generator().manual_seed(1)).numpy()
    else:
        images = names["distort"](ring, np.random.RandomState(1))
    places = [float((images * place.ravel()).sum() / images.sum()) for place in (x, y)]
    assert 0 <= images.min() and images.max() <= 1
    assert len(np.unique(images, axis=0)) == len(images)
    return {"ink": float(images.mean() / ring.mean()), "change": float(abs(images - ring).mean()), "places": places}


def run(case):
    """A whole script on the stand-in for MNIST; what it printed, and its networks' first weights."""
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with framework(case["dialect"]), contextlib.redirect_stdout(printed):
        exec(compile(case["script"], "script", "exec"), names)
        starts = []
        for activation in names["ACTIVATIONS"].values():
            network = names["network"](activation)
            weights = network[0].weight if case["dialect"] == "pytorch" else network.get_weights()[0]
            starts.append(np.asarray(weights.detach() if hasattr(weights, "detach") else weights).ravel())
    schedule = names.get("Schedule") if case["dialect"] == "keras3" else names.get("factor")
    rate = 1.0 if case["dialect"] == "keras3" else names["LEARNING_RATE"]
    steps = range(names["EPOCHS"] * names.get("STEPS_PER_EPOCH", 0))
    rule = schedule() if case["dialect"] == "keras3" and schedule else schedule
    return {
        "rates": [rate * float(rule(step)) for step in steps] if rule else [],
        "printed": printed.getvalue(),
        "distortion": distortion(names) if "distort" in names else None,
        "same_start": all(np.array_equal(starts[0], start) for start in starts),
        "variance": float(starts[0].var()),
    }


request = json.load(sys.stdin)
runs = [run(case) for case in request["runs"]]
keras.config.set_floatx("float64")
torch.set_default_dtype(torch.float64)
wrong = []
for case in request["values"]:
    with framework(case["dialect"]):
        wrong += disagreements(case)
json.dump({"wrong": wrong, "runs": runs}, sys.stdout)
