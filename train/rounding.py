"""Rounding that takes the network's activations into account.

Each matrix is rounded column by column, and later columns compensate for the error of each column as far as the
activations of the training set allow (GPTQ). When a matrix is rounded, everything before it has been rounded already,
so the matrix is first fitted to give the output that it had before any rounding. All rows of a matrix share one step,
because the download is compressed: its size depends on entropy, not on the largest value.
"""
import numpy as np

from .batches import Prepared
from .model import DILATIONS, DILATIONS2, SIZES, WORDS, places

# Articles of each training set whose activations are used.
ARTICLES = {"polnear/train": slice(100, 140), "contested/train": slice(None)}
# Zeros between paragraphs, so that no tap of a convolution reaches into another paragraph.
GAP = 16
CUE_TOKENS = 6
# The step to whose multiples a matrix is rounded is this share of the mean over its rows of the largest absolute value,
STEP = 6 / 31
# times the factor of the matrix. The more the network's output depends on a matrix, the smaller its factor is. The
# dependence was measured by adding noise to one matrix at a time and comparing the likelihoods. The geometric mean of
# the factors over all values is 1.
COARSE = {
    "input": 0.44, "fields": 0.27, "emit": 0.07, "token2": 0.67, "cue2": 0.63, "places": 0.32, "emit2": 0.05, "gate": 0.23,
    "one0": 0.7, "two0": 0.82, "one1": 0.81, "two1": 0.91, "one2": 1.51, "two2": 1.72,
    "one3": 2.05, "two3": 1.81, "one4": 0.64, "two4": 1.02, "one5": 1.65, "two5": 1.99,
    "one02": 1.02, "two02": 1.43, "one12": 1.22, "two12": 1.39, "one22": 2.33, "two22": 2.62, "one32": 2.77, "two32": 3.13,
}
# The maximum of a matrix in steps before rounding. The format allows 127, but compensation may exceed the maximum.
MOST = 110
# Regularisation of the least squares, as a share of the activations' mean square.
DAMP = 0.01


class Seen:
    """The network's input for some articles: tokens of all paragraphs in a row, and windows around cues."""

    def __init__(self, articles):
        hashed, classes, mask, at = [], [], [], 0
        cues, rows, place, inside = [], [], [], []
        for a in articles:
            p = Prepared(a)
            bounds = np.append(p.starts, len(a))
            where = np.zeros(len(a), np.int64)
            for start, end in zip(bounds, bounds[1:]):
                where[start:end] = at + np.arange(end - start)
                hashed += [a.hashed[start:end], np.zeros((GAP, a.hashed.shape[1]), a.hashed.dtype)]
                classes += [a.classes[start:end], np.zeros((GAP, a.classes.shape[1]), a.classes.dtype)]
                mask += [np.ones(end - start, np.float32), np.zeros(GAP, np.float32)]
                at += end - start + GAP
            found = [r[:2] for r in p.relations] + [(int(t), int(t)) for t in p.strong]
            for first, last in found:
                low, high = a.bounds(first, last)
                tokens = np.arange(low, high)
                cue = where[np.arange(first, min(last + 1, first + CUE_TOKENS))]
                cues.append(np.pad(cue, (0, CUE_TOKENS - len(cue)), constant_values=-1))
                rows += [where[tokens], np.zeros(GAP, np.int64)]
                place += [places(first, last, tokens, a.sentence[low:high], a.sentence[first], a.quote[low:high],
                                 a.quote[first]), np.zeros((GAP, len(SIZES)), np.int32)]
                inside += [np.full(high - low, len(cues)), np.zeros(GAP, np.int64)]
        self.hashed, self.classes, self.mask = map(np.concatenate, (hashed, classes, mask))
        self.rows, self.places, self.window = map(np.concatenate, (rows, place, inside))
        self.mask2, self.cues = (self.window > 0).astype(np.float32), np.array(cues)
        self.window = np.maximum(self.window - 1, 0)

    def means(self, hidden):
        """Returns for each token of a window the mean of `hidden` over the window's cue."""
        has = (self.cues >= 0)[..., None]
        return ((hidden[np.maximum(self.cues, 0)] * has).sum(1) / has.sum(1))[self.window]

    def on_cue(self, x):
        """Returns for each window the mean of `x` over the tokens of its cue."""
        on = (self.places[:, 0] == 0) * self.mask2
        total, many = np.zeros((len(self.cues), x.shape[1])), np.zeros(len(self.cues))
        np.add.at(total, self.window, x * on[:, None])
        np.add.at(many, self.window, on)
        return (total / np.maximum(many, 1)[:, None]).astype(np.float32)


def one_hot(classes, sizes):
    out = np.zeros((len(classes), sum(sizes)), np.float32)
    for i, first in enumerate(np.cumsum([0, *sizes[:-1]])):
        out[np.arange(len(classes)), first + classes[:, i]] = 1
    return out


def letters(tables, seen):
    rows = [np.asarray(t)[seen.hashed[:, i]] for i, t in enumerate(tables)]
    return np.concatenate([sum(rows[:WORDS]), *rows[WORDS:]], 1)


def norm(x, p):
    centred = x - x.mean(1, keepdims=True)
    return centred / np.sqrt((centred * centred).mean(1, keepdims=True) + 1e-5) * p["scale"] + p["shift"]


def activate(x):
    return x * np.clip(x + 3, 0, 6) / 6


def taps(x, p, dilation):
    """Returns the output of a block's convolution."""
    y = np.tile(p["depth_bias"], (len(x), 1))
    for k in range(5):
        by = (k - 2) * dilation
        y[max(0, -by):len(x) - max(0, by)] += x[max(0, by):len(x) - max(0, -by)] * p["depth"][k]
    return y


class Layer:
    """A matrix to be rounded. Its output for the input `y`, which comes from rounded layers, should be that of
    `weights` and `bias` for the original input `x`, plus `lack`. `used` says which tokens count.
    """

    def __init__(self, weights, x, y, bias=None, used=None, lack=None):
        self.weights, self.bias = np.asarray(weights, np.float64), bias
        x, y, lack = (z if used is None or z is None else z[used > 0] for z in (x, y, lack))
        if bias is not None:
            x, y = (np.pad(z, ((0, 0), (0, 1)), constant_values=1) for z in (x, y))
        self.own = (y.T @ y).astype(np.float64) / len(y)
        self.cross = (x.T @ y).astype(np.float64) / len(y)
        # An additional target output.
        self.lack = 0 if lack is None else (lack.T @ y).astype(np.float64) / len(y)

    def rounded(self, steps):
        """Returns the matrix rounded to multiples of `steps`, one for each column, and its fitted bias (None if it has
        none).
        """
        n = self.weights.shape[1]
        old = self.weights if self.bias is None else np.concatenate([self.weights, self.bias[:, None]], 1)
        damp = DAMP * np.trace(self.own[:n, :n]) / n * np.eye(len(self.own))
        own = self.own + damp
        w = (old @ (self.cross + damp) + self.lack) @ np.linalg.inv(own)
        # The bias, which is not rounded here, comes last and compensates for the rest.
        order = np.append(np.argsort(-np.diag(own)[:n], kind="stable"), np.arange(n, len(own)))
        w, own = w[:, order], own[np.ix_(order, order)]
        upper = np.linalg.cholesky(np.linalg.inv(own)).T
        out = w.copy()
        for j in range(n):
            step = steps[order[j]]
            out[:, j] = np.clip(np.rint(w[:, j] / step), -127, 127) * step
            w[:, j + 1:] -= np.outer((w[:, j] - out[:, j]) / upper[j, j], upper[j, j + 1:])
        out[:, n:] = w[:, n:]
        back = np.empty_like(out)
        back[:, order] = out
        return back[:, :n].astype(np.float32), None if self.bias is None else back[:, n].astype(np.float32)


def named(p):
    """Returns by name the matrices that have one step each."""
    out = {name: p[name] for name in ("input", "emit", "token2", "cue2", "emit2", "gate")}
    out |= {"fields": np.concatenate(p["fields"]), "places": np.concatenate([p[name] for name in SIZES])}
    for blocks, ending in (("blocks", ""), ("blocks2", "2")):
        for i, b in enumerate(p[blocks]):
            out |= {f"one{i}{ending}": b["one"], f"two{i}{ending}": b["two"]}
    return out


def step(name, matrix):
    """Returns the step of a matrix."""
    size = np.abs(matrix)
    return max(STEP * COARSE[name] * float(size.max(1).mean()), float(size.max()) / MOST)


def fit(p, tables, seen):
    """Returns `p` with its matrices rounded to multiples of the steps in its new entry `steps`. `tables` are already
    rounded.
    """
    steps = {name: step(name, matrix) for name, matrix in named(p).items()}
    q = {**p, "steps": steps}
    sizes, sizes2 = [len(f) for f in p["fields"]], list(SIZES.values())
    ones, ones2 = one_hot(seen.classes, sizes), one_hot(seen.places, sizes2)
    x, y = (np.concatenate([letters(t, seen), ones], 1) for t in (p["tables"], tables))
    fields = np.concatenate(p["fields"])
    width = p["input"].shape[1]
    old = np.concatenate([p["input"], fields.T], 1)
    new, _ = Layer(old, x, y, used=seen.mask).rounded(np.repeat([steps["input"], steps["fields"]], [width, len(fields)]))
    q["input"], q["fields"] = new[:, :width], np.split(new[:, width:].T, np.cumsum(sizes)[:-1])
    m = seen.mask[:, None]
    x = activate(norm(x @ old.T, p["input_norm"])) * m
    y = activate(norm(y @ new.T, p["input_norm"])) * m
    q["blocks"], x, y = blocks(p["blocks"], DILATIONS, x, y, m, steps, "")
    q["emit"], q["emit_bias"] = one(p["emit"], x, y, steps["emit"], p["emit_bias"], seen.mask)
    x2 = np.concatenate([x[seen.rows], seen.means(x), ones2], 1)
    y2 = np.concatenate([y[seen.rows], seen.means(y), ones2], 1)
    place = np.concatenate([p[name] for name in SIZES])
    width = p["token2"].shape[1]
    old = np.concatenate([p["token2"], p["cue2"], place.T], 1)
    each = np.repeat([steps["token2"], steps["cue2"], steps["places"]], [width, width, len(place)])
    new, _ = Layer(old, x2, y2, used=seen.mask2).rounded(each)
    q["token2"], q["cue2"] = new[:, :width], new[:, width:2 * width]
    q.update(zip(SIZES, np.split(new[:, 2 * width:].T, np.cumsum(sizes2)[:-1])))
    m = seen.mask2[:, None]
    x = activate(norm(x2 @ old.T, p["input_norm2"])) * m
    y = activate(norm(y2 @ new.T, p["input_norm2"])) * m
    q["blocks2"], x, y = blocks(p["blocks2"], DILATIONS2, x, y, m, steps, "2")
    q["emit2"], q["emit_bias2"] = one(p["emit2"], x, y, steps["emit2"], p["emit_bias2"], seen.mask2)
    q["gate"], q["gate_bias"] = one(p["gate"], seen.on_cue(x), seen.on_cue(y), steps["gate"], p["gate_bias"])
    return q


def one(weights, x, y, step, bias, used=None, lack=None):
    return Layer(weights, x, y, bias, used, lack).rounded(np.full(weights.shape[1], step))


def blocks(old, dilations, x, y, mask, steps, ending):
    """Returns the rounded blocks, and the output of the last one before and after rounding."""
    out = []
    for i, (p, dilation) in enumerate(zip(old, dilations)):
        q = dict(p)
        inner_x, inner_y = taps(x, p, dilation), taps(y, p, dilation)
        q["one"], q["one_bias"] = one(p["one"], inner_x, inner_y, steps[f"one{i}{ending}"], p["one_bias"], mask[:, 0])
        inner_x = activate(inner_x @ p["one"].T + p["one_bias"])
        inner_y = activate(inner_y @ q["one"].T + q["one_bias"])
        # The input of the block is added to the output of this matrix, so the matrix can compensate for earlier
        # errors.
        q["two"], q["two_bias"] = one(p["two"], inner_x, inner_y, steps[f"two{i}{ending}"], p["two_bias"], mask[:, 0], x - y)
        x = norm(x + inner_x @ p["two"].T + p["two_bias"], p["norm"]) * mask
        y = norm(y + inner_y @ q["two"].T + q["two_bias"], p["norm"]) * mask
        out.append(q)
    return out, x, y
