"""Fits the confidence of relations and claims: a logistic regression on the output of both stages for articles not seen
in training.
"""
import numpy as np

from .data import STATUSES

EVIDENCE, CLAIM_EVIDENCE = 8, 15


def odds_of(likely):
    likely = min(max(likely, 1e-4), 1 - 1e-4)
    return np.log(likely / (1 - likely))


def claim_evidence(c):
    words, (first, last) = len(c["content"]), c["cue"]
    plain = [1.0, odds_of(c["cue_p"]), c["known"], c["sure"], float(words <= 2), float(c["quoted"]),
             min(words, 40) / 20, min(last - first, 8) / 4]
    return plain + [float(c["status"] == status) for status in STATUSES]


def evidence(r):
    odds = odds_of(r["cue_p"])
    words = len(r["content"])
    return [1.0, odds, r["gate"], r["sure"], float(r["quoted"]), r["inner"], float(words <= 2),
            float(len(r["source"]) == 0)]


def likelihood(weights, row):
    return float(1 / (1 + np.exp(-np.dot(weights, row))))


def fit(rows, right, ridge=1.0):
    """Returns the weights of a logistic regression, fitted by Newton's method. `rows` [N, features] are the values,
    `right` [N] is 1 or 0, `ridge` is the strength of the penalty.
    """
    x, y = np.asarray(rows, np.float64), np.asarray(right, np.float64)
    w = np.zeros(x.shape[1])
    penalty = ridge * np.eye(len(w))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def right(score, article, found):
    """Returns for each relation whether the neutral scorer accepts it: 1 or 0, or None if it has no content."""
    from .predict import spans
    art = score.Article(article.text)
    gold = [art.load(a) for a in article.gold]
    out = []
    for r in found:
        mine = art.load({"source": spans(article, r["source"]), "content": spans(article, r["content"]), "cue": []})
        out.append(None if not mine["content"] else int(any(score.CRITERIA["AR"](g, mine) for g in gold)))
    return out


def claim_right(gold, tokens, status):
    """Returns 1 if an annotated claim has this status and shares at least half of the tokens that are in either of the
    two, otherwise 0. `gold` contains pairs of tokens and status.
    """
    mine = set(tokens.tolist())
    return int(any(status == other and 2 * len(mine & own) >= len(mine | own) for own, other in gold))
