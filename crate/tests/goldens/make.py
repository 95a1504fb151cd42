"""Writes activations.json, the activation functions as Keras 3 and PyTorch compute them.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install keras torch numpy
    /tmp/goldens/bin/python crate/tests/goldens/make.py

Everything is in float64, y by the framework's function, dy by its automatic differentiation, rounded to 12 significant
digits, so that another CPU's vector code gives the same file. Keras runs on its PyTorch backend: where Keras only
passes the call on, its case repeats PyTorch's and guards names, defaults and definitions, not a second implementation.

Each case: `framework`, `call` (what was called), `id` and `params` (ours), `x`, `y`, `dy`; `kinks`, the points of `x`
at which f or f' jumps, where dy is the framework's choice and not a fact; `limits`, the same at -inf, inf and NaN.
softmax is a function of a row: there `upstream` is the gradient that comes in and `dy` the one that goes out.
All x and all parameters are exact in float32. Infinities and NaN are strings.

Where a framework is itself inaccurate, wrong or surprising, so that a test may excuse it by name:

- softplus-threshold: F.softplus returns x itself for beta * x > 20, off by at most ln(1 + e^-20) / beta, 2.1e-9 / beta;
  its derivative is then exactly 1. Keras on PyTorch inherits this; Keras on NumPy, JAX and TensorFlow does not.
- kink-flat: relu'(0) = 0, relu6'(0) = relu6'(6) = 0, hard_tanh' = 0 at both ends, hard_sigmoid'(+-3) = 0,
  sparse_sigmoid'(+-1) = 0, soft_shrink' = hard_shrink' = 0 at +-lambda, threshold' = 0 at the threshold.
- kink-left: leaky_relu'(0) = negative_slope, elu'(0) = alpha, selu'(0) = scale * alpha: the left side.
- kink-hard-silu: hard_silu'(-3) = 0, the left side, and hard_silu'(3) = 1, the right side.
- keras-kink-backend: Keras leaves the choice to its backend. On JAX leaky_relu'(0) = 1, hard_tanh'(+-1) = 1 and
  sparse_sigmoid'(+-1) = 0.25 (Keras 3.15.1, JAX 0.10.2).
- keras-prelu: keras.layers.PReLU is relu(x) - a * relu(-x), so its derivative at 0 is 0, on neither side of the kink;
  F.prelu gives a. With a = 0 its value at -inf is NaN, as is that of F.leaky_relu with slope 0.
- shrink-zero: with lambda = 0 both shrinkages are the identity, but their derivative at 0 is 0, not 1.
- keras-relu-threshold: keras.activations.relu(threshold=t) is 0 at x = t, where the docstring of keras.layers.ReLU
  says t, and it turns NaN into 0 if t is not 0. F.threshold keeps NaN.
- keras-hard-sigmoid-docstring: that of keras.ops.hard_sigmoid still describes clip(0.2 x + 0.5, 0, 1), which was
  Keras 2; the code is clip(x / 6 + 0.5, 0, 1). Slope 0.2 therefore has no golden of today's frameworks.
- gelu-cancellation: exact GELU is x / 2 * (1 + erf(x / sqrt 2)), which cancels for x < -5: 2 % off at -8, 0 at -10,
  though the absolute error stays below 1e-16. gelu_tanh cancels likewise, and is 0 at -8. In float32 F.gelu(-5) is
  -1.19e-6, exactly -1.43e-6.
- squareplus-cancellation: (x + sqrt(x^2 + b)) / 2 cancels for x << 0; harmless here, 4e-6 absolute in float32 at -104.
- tanh-shrink-cancellation: x - tanh(x) is off by 1e-4 of itself at 2^-20; the absolute error is 4e-23.
- limits: softsign(+-inf), x * gate(x) at -inf (0 * inf) and squareplus(-inf) are NaN where the limit is finite, and so
  are several derivatives. At NaN the derivative of a piecewise function is that of some piece.
"""

import json
import math
import os
import pathlib
import platform

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
import torch.nn.functional as F

keras.config.set_floatx("float64")
torch.set_num_threads(1)

# Powers of two and short sums of them, so that they are exact and short: 2^-10 stands for 1e-3 and 2^-20 for 1e-6.
NEAR = 2.0**-10
MAGNITUDES = [
    2.0**-20, NEAR, 0.0625, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 50, 64,
    88, 104,
]  # fmt: skip
GRID = [-m for m in reversed(MAGNITUDES)] + [-0.0, 0.0] + [float(m) for m in MAGNITUDES]
LIMITS = [-math.inf, math.inf, math.nan]

act, ops = keras.activations, keras.ops


def f32(value):
    """The parameter as the crate holds it."""
    return float(np.float32(value))


# (id, params, kinks, call as text, call). The text is what a user writes; p is params, rounded to float32.
def pytorch_cases():
    yield "linear", {}, [], "nn.Identity()(x)", lambda x, p: torch.nn.Identity()(x)
    yield "sigmoid", {}, [], "F.sigmoid(x)", lambda x, p: F.sigmoid(x)
    yield "hard_sigmoid", {"slope": 1 / 6}, [-3, 3], "F.hardsigmoid(x)", lambda x, p: F.hardsigmoid(x)
    yield "tanh", {}, [], "F.tanh(x)", lambda x, p: F.tanh(x)
    yield "softsign", {}, [], "F.softsign(x)", lambda x, p: F.softsign(x)
    yield "relu", {}, [0], "F.relu(x)", lambda x, p: F.relu(x)
    for slope in [0.01, 0.3, 0.2, 0.0, 1.0]:
        kinks = [] if slope == 1 else [0]
        yield (
            "leaky_relu", {"negative_slope": slope}, kinks, f"F.leaky_relu(x, {slope})",
            lambda x, p: F.leaky_relu(x, p["negative_slope"]),
        )  # fmt: skip
    for slope in [0.25, -0.5]:
        yield (
            "prelu", {"negative_slope": slope}, [0], f"F.prelu(x, torch.tensor({slope}))",
            lambda x, p: F.prelu(x, torch.tensor(p["negative_slope"], dtype=x.dtype)),
        )  # fmt: skip
    for alpha in [1.0, 0.5, 2.0]:
        kinks = [] if alpha == 1 else [0]
        yield "elu", {"alpha": alpha}, kinks, f"F.elu(x, {alpha})", lambda x, p: F.elu(x, p["alpha"])
        yield "celu", {"alpha": alpha}, [], f"F.celu(x, {alpha})", lambda x, p: F.celu(x, p["alpha"])
    yield "selu", {}, [0], "F.selu(x)", lambda x, p: F.selu(x)
    for theta in [1.0, 0.5]:
        yield (
            "thresholded_relu", {"theta": theta}, [theta], f"F.threshold(x, {theta}, 0)",
            lambda x, p: F.threshold(x, p["theta"], 0.0),
        )  # fmt: skip
    for threshold, value in [(0.0, 0.0), (0.5, -0.25), (-1.0, 2.0)]:
        yield (
            "threshold", {"threshold": threshold, "value": value}, [threshold], f"F.threshold(x, {threshold}, {value})",
            lambda x, p: F.threshold(x, p["threshold"], p["value"]),
        )  # fmt: skip
    yield "relu6", {}, [0, 6], "F.relu6(x)", lambda x, p: F.relu6(x)
    for beta in [1.0, 0.5, 2.0, 5.0]:
        yield "softplus", {"beta": beta}, [], f"F.softplus(x, {beta})", lambda x, p: F.softplus(x, p["beta"])
    yield "exponential", {}, [], "torch.exp(x)", lambda x, p: torch.exp(x)
    yield "silu", {"beta": 1.0}, [], "F.silu(x)", lambda x, p: F.silu(x)
    yield "gelu", {}, [], "F.gelu(x)", lambda x, p: F.gelu(x)
    yield "gelu_tanh", {}, [], "F.gelu(x, approximate='tanh')", lambda x, p: F.gelu(x, approximate="tanh")
    yield "mish", {}, [], "F.mish(x)", lambda x, p: F.mish(x)
    yield "hard_silu", {}, [-3, 3], "F.hardswish(x)", lambda x, p: F.hardswish(x)
    for low, high in [(-1.0, 1.0), (-2.0, 0.5), (0.0, 6.0)]:
        yield (
            "hard_tanh", {"min": low, "max": high}, [low, high], f"F.hardtanh(x, {low}, {high})",
            lambda x, p: F.hardtanh(x, p["min"], p["max"]),
        )  # fmt: skip
    yield "log_sigmoid", {}, [], "F.logsigmoid(x)", lambda x, p: F.logsigmoid(x)
    for lam in [0.5, 1.25, 0.0]:
        kinks = [-lam, lam] if lam else [0]
        yield (
            "soft_shrink", {"lambda": lam}, kinks, f"F.softshrink(x, {lam})",
            lambda x, p: F.softshrink(x, p["lambda"]),
        )  # fmt: skip
        yield (
            "hard_shrink", {"lambda": lam}, kinks, f"F.hardshrink(x, {lam})",
            lambda x, p: F.hardshrink(x, p["lambda"]),
        )  # fmt: skip
    yield "tanh_shrink", {}, [], "F.tanhshrink(x)", lambda x, p: F.tanhshrink(x)
    yield "arctan", {}, [], "torch.atan(x)", lambda x, p: torch.atan(x)
    yield "sin", {}, [], "torch.sin(x)", lambda x, p: torch.sin(x)


def keras_cases():
    yield "linear", {}, [], "keras.activations.linear(x)", lambda x, p: act.linear(x)
    yield "sigmoid", {}, [], "keras.activations.sigmoid(x)", lambda x, p: act.sigmoid(x)
    yield (
        "hard_sigmoid", {"slope": 1 / 6}, [-3, 3], "keras.activations.hard_sigmoid(x)",
        lambda x, p: act.hard_sigmoid(x),
    )  # fmt: skip
    yield "tanh", {}, [], "keras.activations.tanh(x)", lambda x, p: act.tanh(x)
    yield "softsign", {}, [], "keras.activations.softsign(x)", lambda x, p: act.softsign(x)
    yield "relu", {}, [0], "keras.activations.relu(x)", lambda x, p: act.relu(x)
    yield (
        "leaky_relu", {"negative_slope": 0.3}, [0], "keras.layers.LeakyReLU(0.3)(x)",
        lambda x, p: keras.layers.LeakyReLU(p["negative_slope"])(x),
    )  # fmt: skip
    yield (
        "leaky_relu", {"negative_slope": 0.2}, [0], "keras.activations.leaky_relu(x, 0.2)",
        lambda x, p: act.leaky_relu(x, p["negative_slope"]),
    )  # fmt: skip
    yield (
        "leaky_relu", {"negative_slope": 0.125}, [0], "keras.activations.relu(x, negative_slope=0.125)",
        lambda x, p: act.relu(x, negative_slope=p["negative_slope"]),
    )  # fmt: skip
    for slope in [0.0, 0.25]:
        yield (
            "prelu", {"negative_slope": slope}, [0], f"keras.layers.PReLU(keras.initializers.Constant({slope}))(x)",
            lambda x, p: keras.layers.PReLU(keras.initializers.Constant(p["negative_slope"]))(x[:, None])[:, 0],
        )  # fmt: skip
    for alpha in [1.0, 0.5, 2.0]:
        kinks = [] if alpha == 1 else [0]
        yield "elu", {"alpha": alpha}, kinks, f"keras.activations.elu(x, {alpha})", lambda x, p: act.elu(x, p["alpha"])
        yield "celu", {"alpha": alpha}, [], f"keras.activations.celu(x, {alpha})", lambda x, p: act.celu(x, p["alpha"])
    yield "selu", {}, [0], "keras.activations.selu(x)", lambda x, p: act.selu(x)
    for theta in [1.0, 0.5]:
        yield (
            "thresholded_relu", {"theta": theta}, [theta], f"keras.activations.relu(x, threshold={theta})",
            lambda x, p: act.relu(x, threshold=p["theta"]),
        )  # fmt: skip
    for threshold, value in [(0.0, 0.0), (0.5, -0.25), (-1.0, 2.0)]:
        yield (
            "threshold", {"threshold": threshold, "value": value}, [threshold],
            f"keras.activations.threshold(x, {threshold}, {value})",
            lambda x, p: act.threshold(x, p["threshold"], p["value"]),
        )  # fmt: skip
    yield "relu6", {}, [0, 6], "keras.activations.relu6(x)", lambda x, p: act.relu6(x)
    yield "softplus", {"beta": 1.0}, [], "keras.activations.softplus(x)", lambda x, p: act.softplus(x)
    yield "exponential", {}, [], "keras.activations.exponential(x)", lambda x, p: act.exponential(x)
    yield "silu", {"beta": 1.0}, [], "keras.activations.silu(x)", lambda x, p: act.silu(x)
    yield "gelu", {}, [], "keras.activations.gelu(x)", lambda x, p: act.gelu(x)
    yield "gelu_tanh", {}, [], "keras.ops.gelu(x)", lambda x, p: ops.gelu(x)
    yield "mish", {}, [], "keras.activations.mish(x)", lambda x, p: act.mish(x)
    yield "hard_silu", {}, [-3, 3], "keras.activations.hard_silu(x)", lambda x, p: act.hard_silu(x)
    yield (
        "hard_tanh", {"min": -1.0, "max": 1.0}, [-1, 1], "keras.activations.hard_tanh(x)",
        lambda x, p: act.hard_tanh(x),
    )  # fmt: skip
    yield "log_sigmoid", {}, [], "keras.activations.log_sigmoid(x)", lambda x, p: act.log_sigmoid(x)
    for lam in [0.5, 1.25]:
        yield (
            "soft_shrink", {"lambda": lam}, [-lam, lam], f"keras.activations.soft_shrink(x, {lam})",
            lambda x, p: act.soft_shrink(x, p["lambda"]),
        )  # fmt: skip
        yield (
            "hard_shrink", {"lambda": lam}, [-lam, lam], f"keras.activations.hard_shrink(x, {lam})",
            lambda x, p: act.hard_shrink(x, p["lambda"]),
        )  # fmt: skip
    yield "tanh_shrink", {}, [], "keras.activations.tanh_shrink(x)", lambda x, p: act.tanh_shrink(x)
    for b in [4.0, 1.0, 0.25]:
        yield (
            "squareplus", {"b": b}, [], f"keras.activations.squareplus(x, {b})",
            lambda x, p: act.squareplus(x, p["b"]),
        )  # fmt: skip
    yield "sparse_plus", {}, [], "keras.activations.sparse_plus(x)", lambda x, p: act.sparse_plus(x)
    yield "sparse_sigmoid", {}, [-1, 1], "keras.activations.sparse_sigmoid(x)", lambda x, p: act.sparse_sigmoid(x)
    yield "arctan", {}, [], "keras.ops.arctan(x)", lambda x, p: ops.arctan(x)
    yield "sin", {}, [], "keras.ops.sin(x)", lambda x, p: ops.sin(x)


# The last two rows overflow unless the largest entry is subtracted first.
ROWS = [[1.0, 2.0, 3.0], [-0.5, 0.0, 0.25, 0.5], [5.0, 5.0, 5.0, 5.0, 5.0], [-104.0, 0.0, 104.0], [88.0, 89.0, 104.0]]


def softmax_cases():
    for row in ROWS:
        yield "pytorch", "F.softmax(x, dim=-1)", row, lambda x: F.softmax(x, dim=-1)
        yield "keras", "keras.activations.softmax(x)", row, lambda x: act.softmax(x[None])[0]


def evaluate(call, points, upstream=None):
    """f and upstream * f' (upstream 1 unless given) at the points."""
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    y = call(x)
    assert y.dtype == torch.float64, y.dtype
    y.backward(torch.ones_like(y) if upstream is None else torch.tensor(upstream, dtype=torch.float64))
    return y.tolist(), x.grad.tolist()


def number(value):
    """As JSON has it, or a string."""
    return value if math.isfinite(value) else str(value)


def rounded(values):
    return [number(float(f"{value:.12g}")) for value in values]


def elementwise(framework, id, params, kinks, text, call):
    around = [float(kink + step) for kink in kinks for step in (-NEAR, 0.0, NEAR)]
    # A kink at 0 is there already, with both signs.
    points = GRID + [x for x in dict.fromkeys(around) if x not in GRID]
    points.sort(key=lambda x: (x, math.copysign(1, x)))
    assert all(f32(x) == x for x in points)
    exact = {name: f32(value) for name, value in params.items()}
    y, dy = evaluate(lambda x: call(x, exact), points)
    limit_y, limit_dy = evaluate(lambda x: call(x, exact), LIMITS)
    return {
        "framework": framework,
        "call": text,
        "id": id,
        "params": exact,
        "kinks": [float(kink) for kink in kinks],
        "x": points,
        "y": rounded(y),
        "dy": rounded(dy),
        "limits": {"x": [number(x) for x in LIMITS], "y": rounded(limit_y), "dy": rounded(limit_dy)},
    }


def row(framework, text, points, call):
    upstream = [0.5 * (-1) ** i + i for i in range(len(points))]
    y, dy = evaluate(call, points, upstream)
    return {
        "framework": framework,
        "call": text,
        "id": "softmax",
        "params": {},
        "upstream": upstream,
        "x": points,
        "y": rounded(y),
        "dy": rounded(dy),
    }


def main():
    cases = [elementwise("pytorch", *case) for case in pytorch_cases()]
    cases += [elementwise("keras", *case) for case in keras_cases()]
    cases += [row(*case) for case in softmax_cases()]
    versions = {
        "python": platform.python_version(),
        "keras": keras.__version__,
        "keras_backend": keras.backend.backend(),
        "torch": torch.__version__.split("+")[0],
        "numpy": np.__version__,
    }
    lines = ",\n".join(json.dumps(case, allow_nan=False, separators=(",", ":")) for case in cases)
    text = f'{{"versions":{json.dumps(versions)},\n"cases":[\n{lines}\n]}}\n'
    json.loads(text)
    pathlib.Path(__file__).with_name("activations.json").write_text(text)
    print(f"{len(cases)} cases, {len(text) // 1000} kB")


if __name__ == "__main__":
    main()
