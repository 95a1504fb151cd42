"""Writes statistics.json: what SciPy and statsmodels say of the numbers that www/src/statistics is tested with.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
    /tmp/goldens/bin/python www/test/goldens/make.py

- `student`: two-sided tails and critical values, scipy.stats.t.
- `intervals`: t intervals of means, scipy.stats.ttest_1samp(...).confidence_interval.
- `comparisons`: groups against a baseline, seed by seed: scipy.stats.ttest_rel, adjusted by statsmodels' multipletests
  (Holm); intervals at 1 - 0.05 / m (Bonferroni). A missing value is null, and its seed is left out of the pair.
- `ranks`: of groups, largest first. Where all pairs are far apart or equal, the range of ranks is that of
  scipy.stats.rankdata, from method "min" to "max"; else it is counted from ttest_rel and multipletests of each against all
  others.
- `medians`: intervals of the median, scipy.stats.quantile_test.
"""

import json
import pathlib
import platform

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

LEVEL = 0.95
rng = np.random.default_rng(20)


def listed(values):
    return [None if np.isnan(value) else float(value) for value in np.asarray(values, dtype=float)]


def student():
    tails = [
        {"df": df, "t": t, "p": float(2 * stats.t.sf(t, df))}
        for df in [1, 2, 3, 4, 5, 9, 14, 19, 39, 100, 1000]
        for t in [0, 0.001, 0.1, 0.5, 1, 1.5, 2, 2.776445, 5, 10, 30, 100, 1000]
    ]
    tails = [case for case in tails if case["p"] > 1e-290]
    critical = [
        {"df": df, "p": p, "t": float(stats.t.isf(p / 2, df))}
        for df in [1, 2, 3, 4, 5, 9, 14, 19, 39, 100, 1000]
        for p in [0.9, 0.5, 0.1, 0.05, 0.01, 0.05 / 5, 0.05 / 39, 0.05 / 780]
    ]
    return {"tails": tails, "critical": critical}


def intervals():
    for n in [2, 3, 5, 10, 20]:
        for scale in [1e-3, 1, 1e4]:
            values = np.round(rng.normal(5, 1, n), 3) * scale
            low, high = stats.ttest_1samp(values, 0).confidence_interval(LEVEL)
            yield {
                "values": listed(values), "mean": float(values.mean()), "low": float(low), "high": float(high),
                "sd": float(values.std(ddof=1)),
            }  # fmt: skip


def accuracies(means, scatters, seeds):
    """In steps of 0.001, as 1,000 images give them; what a seed does to all is in all."""
    shared = rng.normal(0, 0.004, seeds)
    return [np.round(mean + shared + rng.normal(0, scatter, seeds), 3) for mean, scatter in zip(means, scatters)]


def paired(a, b, level):
    both = ~(np.isnan(a) | np.isnan(b))
    test = stats.ttest_rel(a[both], b[both])
    low, high = test.confidence_interval(level)
    return int(both.sum()), float((a - b)[both].mean()), float(low), float(high), float(test.pvalue)


def comparison(groups, baseline):
    others = [index for index in range(len(groups)) if index != baseline]
    level = 1 - (1 - LEVEL) / len(others)
    rows = [paired(groups[index], groups[baseline], level) for index in others]
    reject, adjusted, _, _ = multipletests([row[4] for row in rows], alpha=1 - LEVEL, method="holm")
    names = ["n", "mean", "low", "high", "p"]
    results = [
        {"group": index, **dict(zip(names, row)), "holm": float(holm), "apart": int(np.sign(row[1])) if apart else 0}
        for index, row, holm, apart in zip(others, rows, adjusted, reject)
    ]
    return {"groups": [listed(group) for group in groups], "baseline": baseline, "results": results}


def comparisons():
    yield comparison(accuracies([0.9, 0.91, 0.95], [0.01, 0.01, 0.01], 3), 0)
    yield comparison(accuracies([0.95, 0.948, 0.946, 0.93, 0.8, 0.949], [0.004, 0.004, 0.004, 0.01, 0.1, 0.003], 5), 1)
    many = accuracies(np.linspace(0.9, 0.95, 40), rng.uniform(0.003, 0.02, 40), 5)
    yield comparison(many, 39)
    missing = accuracies([0.95, 0.94, 0.9, 0.949], [0.005, 0.005, 0.02, 0.004], 8)
    missing[1][2] = missing[2][0] = missing[2][7] = np.nan
    yield comparison(missing, 0)
    yield comparison(accuracies([0.9, 0.95, 0.9], [0.004, 0.004, 0.004], 5), 0)


def counted_ranks(groups):
    best, worst = [1] * len(groups), [len(groups)] * len(groups)
    for index, group in enumerate(groups):
        tests = [stats.ttest_rel(other, group) for place, other in enumerate(groups) if place != index]
        reject, _, _, _ = multipletests([test.pvalue for test in tests], alpha=1 - LEVEL, method="holm")
        best[index] += sum(apart and test.statistic > 0 for test, apart in zip(tests, reject))
        worst[index] -= sum(apart and test.statistic < 0 for test, apart in zip(tests, reject))
    return best, worst


def ranks():
    for means in [[0.9, 0.8, 0.95, 0.7], [0.9, 0.8, 0.9, 0.7, 0.8, 0.8], [0.5, 0.5, 0.5]]:
        noise = np.round(rng.normal(0, 0.003, 6), 3)
        groups = [np.round(mean + noise, 3) for mean in means]
        best = stats.rankdata(-np.array(means), method="min")
        worst = stats.rankdata(-np.array(means), method="max")
        yield groups, best, worst
    for count, seeds in [(6, 5), (10, 10), (40, 5), (40, 20)]:
        groups = accuracies(np.linspace(0.8, 0.95, count), rng.uniform(0.003, 0.01, count), seeds)
        yield groups, *counted_ranks(groups)


def medians():
    for n in [*range(6, 31), 51, 100]:
        values = np.round(rng.lognormal(0, 1, n), 3)
        interval = stats.quantile_test(values, q=float(np.median(values)), p=0.5).confidence_interval(LEVEL)
        yield {
            "values": listed(values), "median": float(np.median(values)), "low": float(interval.low),
            "high": float(interval.high),
        }  # fmt: skip


def lines(cases):
    return "[\n" + ",\n".join(json.dumps(case, allow_nan=False, separators=(",", ":")) for case in cases) + "\n]"


def main():
    versions = {
        "python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
    }  # fmt: skip
    parts = {
        "versions": json.dumps(versions),
        "tails": lines(student()["tails"]),
        "critical": lines(student()["critical"]),
        "intervals": lines(intervals()),
        "comparisons": lines(comparisons()),
        "ranks": lines(
            {"groups": [listed(group) for group in groups], "best": [int(r) for r in best], "worst": [int(r) for r in worst]}
            for groups, best, worst in ranks()
        ),
        "medians": lines(medians()),
    }  # fmt: skip
    text = "{" + ",\n".join(f'"{name}":{part}' for name, part in parts.items()) + "}\n"
    json.loads(text)
    pathlib.Path(__file__).with_name("statistics.json").write_text(text)
    print(f"{len(text) // 1000} kB")


if __name__ == "__main__":
    main()
