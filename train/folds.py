"""Calibrates and scores claims in articles of outlets that the network was not trained on."""
import zlib
from collections import Counter

import numpy as np

from . import calibrate
from .predict import spans

FOLDS = 5
# Two claims that share more of their content than this are duplicates, of which the more likely one is kept.
REPEATS = 0.5
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
MEASURES = ("cue+status", "claim", "claim+status", "contested", "sentence")


def of(article):
    """Returns the fold of an article, by its outlet; -1 if the article has no outlet or no annotated claims."""
    return zlib.crc32(article.outlet.encode()) % FOLDS if article.outlet and article.has_claims else -1


def calibration(articles, found):
    """Returns the weights of a claim's confidence, fitted on findings in articles that were not seen in training."""
    rows, right = [], []
    for a, claims in zip(articles, found):
        gold = [(set(a.tokens_of(g["content"]).tolist()), g["status"]) for g in a.gold_claims]
        for c in claims:
            for tokens in parts(c):
                rows.append(calibrate.claim_evidence(c))
                right.append(calibrate.claim_right(gold, tokens, c["status"]))
    weights = calibrate.fit(rows, right)
    print("claims calibrated on", Counter(right), "weights", np.round(weights, 3).tolist())
    return weights


def report(score, articles, found, weights):
    """Prints the scores of the neutral scorer at several thresholds."""
    gold = [{"id": a.id, "text": a.text, "attributions": [], "claims": a.gold_claims} for a in articles]
    likely = lambda c: calibrate.likelihood(weights, calibrate.claim_evidence(c))
    for threshold in THRESHOLDS:
        pred = {a.id: {"claims": settled(a, claims, likely, threshold)} for a, claims in zip(articles, found)}
        r = score.score(gold, pred)
        cells = (f"{k} {100 * r[k]['F1']:.1f} ({100 * r[k]['P']:.0f}, {100 * r[k]['R']:.0f})" for k in MEASURES)
        print(threshold, *cells, r["parties"], flush=True)


def parts(c):
    """Returns the contents of the claims of one cue. If there is content on both sides of the cue, it is the nearest
    runs of both, joined; otherwise each run is a claim.
    """
    first = c["cue"][0]
    runs = [run for run in np.split(c["content"], np.flatnonzero((np.diff(c["content"]) > 1)) + 1) if len(run)]
    before, after = [r for r in runs if r[0] < first], [r for r in runs if r[0] > first]
    if before and after:
        return [np.concatenate([before[-1], after[0]])]
    return before + after


def settled(a, found, likely, threshold):
    """Returns the claims whose likelihood is at least `threshold`, in the format of the annotated sets, without
    duplicates.
    """
    taken, out = [], []
    for c in sorted(found, key=likely, reverse=True):
        if likely(c) < threshold:
            break
        for tokens in parts(c):
            mine = set(tokens.tolist())
            if any(len(mine & other) > REPEATS * len(mine | other) for other in taken):
                continue
            taken.append(mine)
            name = lambda kind: text(a, c["parties"][kind])
            out.append({"content": spans(a, tokens), "status": c["status"],
                        "cues": spans(a, range(c["cue"][0], c["cue"][1] + 1)), "claimant": name("claimant"),
                        "challengers": [name("challenger")] if name("challenger") else [], "target": name("target")})
    return out


def text(a, ends):
    return "" if ends is None else a.text[a.start[ends[0]]:a.end[ends[1]]]
