"""Finds and scores the relations of whole articles with given weights."""
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from . import model
from .data import B_CUE, I_CUE, WINDOW

CUE_TOKENS = 6
# A token at least this likely to begin a cue is examined by the second stage.
CANDIDATE = 0.08
INSIDE = 0.5
# Words whose class in the field CUE_CLASS is NESTED_CLASS or higher are mostly cues; see `candidates`.
NESTED_CLASS, CUE_CLASS = 3, 14

stage_one = jax.jit(model.stage_one)
stage_two = jax.jit(model.stage_two)


def candidates(posterior, levels):
    """Returns (first, last, likelihood) of each candidate cue, from the posteriors of stage one. Frequent cue words
    inside likely content are always included, because the larger training set marks none there.
    """
    out, t, n = [], 0, len(posterior)
    while t < n:
        begins = posterior[t, B_CUE]
        nested = levels[t] >= NESTED_CLASS and posterior[t, 1] + posterior[t, 2] > 0.5
        if begins < CANDIDATE and not nested:
            t += 1
            continue
        last = t
        while last + 1 < n and posterior[last + 1, I_CUE] > INSIDE * posterior[last].max(initial=0, where=cue_labels()):
            last += 1
        out.append((t, last, float(begins)))
        t = last + 1
    return out


def cue_labels():
    mask = np.zeros(model.LABELS, bool)
    mask[[B_CUE, I_CUE]] = True
    return mask


def padded(n, step):
    return -(-n // step) * step


def raw(p, a):
    """Returns the output of both stages for one article: (likelihoods, cues, windows' first tokens, lengths, emissions,
    gates).
    """
    n = len(a)
    size = padded(n, 512)
    pad = lambda x: np.pad(x, ((0, size - n), *([(0, 0)] * (x.ndim - 1))))[None]
    hidden, emissions = stage_one(p, pad(a.hashed), pad(a.classes), pad(np.ones(n, np.float32)))
    posterior = model.marginals(np.asarray(emissions)[0, :n], np.asarray(p["move"]))
    found = candidates(posterior, a.classes[:, CUE_CLASS])
    rows = np.zeros((padded(len(found) + 1, 32), WINDOW), np.int32)
    cue = np.full((len(rows), CUE_TOKENS), -1, np.int32)
    places = np.zeros((len(rows), WINDOW, 3), np.int32)
    mask = np.zeros((len(rows), WINDOW), np.float32)
    lengths, lows = np.ones(len(rows), np.int32), []
    for i, (first, last, _) in enumerate(found):
        low, high = a.bounds(first, last)
        at = np.arange(low, high)
        lows.append(low)
        lengths[i] = k = high - low
        rows[i, :k] = at
        tokens = np.arange(first, min(last + 1, first + CUE_TOKENS))
        cue[i, :len(tokens)] = tokens
        places[i, :k] = model.places(first, last, at, a.sentence[low:high], a.sentence[first],
                                     a.quote[low:high], a.quote[first])
        mask[i, :k] = 1
    emissions2, gate = stage_two(p, hidden, rows, cue, places, mask)
    return posterior, found, lows, lengths, np.asarray(emissions2), np.asarray(gate)


def decode(p, a, seen):
    """Returns the relations in the output of `raw`: dicts of cue, content and source tokens with their evidence."""
    posterior, found, lows, lengths, emissions, gate = seen
    best = model.viterbi(emissions, np.asarray(p["move2"]), lengths)
    out = []
    for i, (first, last, likely) in enumerate(found):
        n = lengths[i]
        likelihoods = model.marginals(emissions[i, :n], np.asarray(p["move2"]))
        labels = best[i, :n].copy()
        labels[first - lows[i]:last + 1 - lows[i]] = 0
        inside = (labels + 1) // 2
        chosen = np.flatnonzero(inside)
        pairs = np.stack([likelihoods[:, 0], likelihoods[:, 1] + likelihoods[:, 2],
                          likelihoods[:, 3] + likelihoods[:, 4]], 1)
        out.append({"cue": (first, last), "cue_p": likely, "gate": float(gate[i]), "quoted": bool(a.quote[first]),
                    "inner": float(posterior[first, 1] + posterior[first, 2]),
                    "sure": float(pairs[chosen, inside[chosen]].mean()) if len(chosen) else 0.0,
                    "content": np.flatnonzero(inside == 1) + lows[i],
                    "source": np.flatnonzero(inside == 2) + lows[i]})
    return out


def relations(p, a):
    """Returns the likelihoods of stage one for an article, and its relations."""
    seen = raw(p, a)
    return seen[0], decode(p, a, seen)


def score(r):
    """Returns the score of a relation: the mean of the log odds of its cue in stage one and of the gate."""
    likely = min(max(r["cue_p"], 1e-4), 1 - 1e-4)
    return 0.5 * (np.log(likely / (1 - likely)) + r["gate"])


def spans(a, tokens):
    out = []
    for t in tokens:
        if out and t == out[-1][1] + 1:
            out[-1][1] = t
        else:
            out.append([t, t])
    return [[int(a.start[s]), int(a.end[e])] for s, e in out]


def attributions(a, found, threshold):
    out = []
    for r in found:
        if score(r) >= threshold and len(r["content"]):
            first, last = r["cue"]
            out.append({"source": spans(a, r["source"]), "cue": spans(a, range(first, last + 1)),
                        "content": spans(a, r["content"])})
    return out
