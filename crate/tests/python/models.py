"""What the command line saves, read by others: safetensors with NumPy, ONNX with its checker and runtime.

    python models.py COMMAND_LINE DATA

COMMAND_LINE is the built program, DATA the packed 14 × 14 data set.
"""

import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file

PROGRAM, DATA = sys.argv[1:3]
TOLERANCE = 1e-5
erf = np.vectorize(math.erf)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softplus(x):
    return np.logaddexp(0, x)


def elu(x, alpha):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# From the papers and the frameworks' documentation, in double precision.
FUNCTIONS = {
    "linear": lambda x: x,
    "sigmoid": sigmoid,
    "hard_sigmoid": lambda x, slope: np.clip(slope * x + 0.5, 0, 1),
    "tanh": np.tanh,
    "softsign": lambda x: x / (1 + abs(x)),
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x, negative_slope: np.where(x > 0, x, negative_slope * x),
    "prelu": lambda x, negative_slope: np.where(x > 0, x, negative_slope * x),
    "elu": elu,
    "celu": lambda x, alpha: np.maximum(x, 0) + np.minimum(0, alpha * np.expm1(np.minimum(x, 0) / alpha)),
    "selu": lambda x: 1.0507009873554805 * elu(x, 1.6732632423543772),
    "thresholded_relu": lambda x, theta: np.where(x > theta, x, 0),
    "threshold": lambda x, threshold, value: np.where(x > threshold, x, value),
    "relu6": lambda x: np.clip(x, 0, 6),
    "softplus": lambda x, beta: softplus(beta * x) / beta,
    "exponential": np.exp,
    "silu": lambda x, beta: x * sigmoid(beta * x),
    "gelu": lambda x: x * (1 + erf(x / math.sqrt(2))) / 2,
    "gelu_tanh": lambda x: 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    "quick_gelu": lambda x: x * sigmoid(1.702 * x),
    "mish": lambda x: x * np.tanh(softplus(x)),
    "hard_silu": lambda x: x * np.clip(x + 3, 0, 6) / 6,
    "hard_tanh": lambda x, min, max: np.minimum(np.maximum(x, min), max),
    "log_sigmoid": lambda x: -softplus(-x),
    "soft_shrink": lambda x, **p: np.sign(x) * np.maximum(abs(x) - p["lambda"], 0),
    "hard_shrink": lambda x, **p: np.where(abs(x) > p["lambda"], x, 0),
    "tanh_shrink": lambda x: x - np.tanh(x),
    "squareplus": lambda x, b: (x + np.sqrt(x**2 + b)) / 2,
    "sparse_plus": lambda x: np.where(x > 1, x, np.where(x > -1, (x + 1) ** 2 / 4, 0)),
    "sparse_sigmoid": lambda x: np.clip((x + 1) / 2, 0, 1),
    "arctan": np.arctan,
    "sin": np.sin,
    "gaussian": lambda x: np.exp(-(x**2)),
    "snake": lambda x, alpha: x + np.sin(alpha * x) ** 2 / alpha,
    "isru": lambda x, alpha: x / np.sqrt(1 + alpha * x**2),
    "isrlu": lambda x, alpha: np.where(x > 0, x, x / np.sqrt(1 + alpha * x**2)),
    "bent_identity": lambda x: (np.sqrt(x**2 + 1) - 1) / 2 + x,
    "lecun_tanh": lambda x: 1.7159 * np.tanh(2 / 3 * x),
    "relu_squared": lambda x: np.maximum(x, 0) ** 2,
    "softmax": softmax,
}


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.stderr}")
    return json.loads(done.stdout)


def test_images():
    """Pixels of the test images, 0 to 1, from the file itself: its layout is told in dataset.rs."""
    with gzip.open(DATA) as file:
        packed = file.read()
    side, train, test = (int.from_bytes(packed[at:end], "little") for at, end in [(6, 8), (8, 12), (12, 16)])
    start = 20 + train * (side * side + 1)
    pixels = np.frombuffer(packed, np.uint8, test * side * side, start).reshape(test, side * side)
    return pixels.astype(np.float32) / 255


SPECS = {spec["id"]: spec["parameters"] for spec in run("list", "--json")}
IMAGES = test_images()


def other(parameter):
    """A value that is neither the default nor at a bound."""
    at, low, high = (parameter[key] for key in ("default", "min", "max"))
    return round(at + 0.3 * min(high - at, 1) if at < high else at - 0.3 * min(at - low, 1), 4)


def variants(spec_id):
    """Names and arguments: as it is, with other parameters, learning by layer, learning by unit."""
    parameters = SPECS[spec_id]
    names = [f"{spec_id}.{parameter['name']}" for parameter in parameters]
    yield "defaults", [f"--learn={name}=none" for name in names]
    if parameters:
        others = [f"--param={name}={other(parameter)}" for name, parameter in zip(names, parameters)]
        yield "others", others + [f"--learn={name}=none" for name in names]
        for how in ("layer", "unit"):
            yield how, others + [f"--learn={name}={how}" for name in names]


def by_numpy(tensors, config):
    """Logits, in double precision."""
    x = IMAGES.astype(np.float64)
    last = len(config["hidden"])
    for layer in range(last + 1):
        prefix = f"layers.{layer}."
        own = {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
        own = {name: value.astype(np.float64) for name, value in own.items()}
        x = x @ own.pop("weight").T + own.pop("bias")
        if layer < last:
            hidden = config["layers"][layer] if "layers" in config else config
            x = FUNCTIONS[hidden["activation"]](x, **{**hidden["params"], **own})
    return x


def by_onnxruntime(path):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return session.run(["logits"], {"pixels": IMAGES})[0]


class Models(unittest.TestCase):
    worst = {"NumPy": (0, ""), "onnxruntime": (0, "")}

    def check(self, name, arguments):
        with tempfile.TemporaryDirectory() as folder:
            files = [os.path.join(folder, "model." + ending) for ending in ("safetensors", "onnx", "json")]
            saving = [f"--save={file}" for file in files]
            trained = run("train", "--data", DATA, "--epochs=1", "--json", *arguments, *saving)
            report = run("evaluate", "--load", files[0], "--data", DATA, "--logits")
            from_json = run("evaluate", "--load", files[2], "--data", DATA, "--logits")
            self.assertEqual(report, from_json, name)
            self.assertEqual(report["weights_hash"], trained["runs"][0]["weights_hash"], name)
            self.assertEqual(report["test"]["accuracy"], trained["runs"][0]["test_accuracy"][-1], name)
            onnx.checker.check_model(files[1], full_check=True)
            logits = np.array(report["logits"])
            answers = {"NumPy": by_numpy(load_file(files[0]), report["config"]), "onnxruntime": by_onnxruntime(files[1])}
        for who, answer in answers.items():
            self.assertEqual(answer.shape, logits.shape, name)
            # Relative to the image's largest logit where that is above 1.
            error = (abs(answer - logits) / np.maximum(1, abs(logits).max(axis=1, keepdims=True))).max()
            self.assertLess(error, TOLERANCE, f"{name}: {who}")
            self.worst[who] = max(self.worst[who], (error, name))

    def test_every_function(self):
        self.assertEqual(list(FUNCTIONS), list(SPECS))
        for activation in SPECS:
            for variant, arguments in variants(activation):
                with self.subTest(activation=activation, variant=variant):
                    network = [f"--activations={activation}", "--hidden=24,17", "--learning-rate=0.02"]
                    self.check(f"{activation}, {variant}", network + arguments)

    def test_depths(self):
        for hidden in ("", "7", "64", "12,11,10,9,8"):
            with self.subTest(hidden=hidden):
                self.check(f"tanh, hidden {hidden}", ["--activations=tanh", f"--hidden={hidden}" if hidden else "--hidden"])

    def test_layers_of_their_own(self):
        learn = ["--learn=snake.alpha=unit", "--learn=hard_tanh.max=layer"]
        self.check("layers", ["--layer-activations=snake,softmax,hard_tanh", "--hidden=12,11,10", *learn])

    @classmethod
    def tearDownClass(cls):
        for who, (error, name) in cls.worst.items():
            print(f"{who}: logits within {error:.1e} ({name})")


unittest.main(argv=[sys.argv[0]], verbosity=1)
