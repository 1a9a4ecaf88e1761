"""How likely a relation is right: a logistic regression over what the two stages say, on the dev sets."""
import numpy as np

EVIDENCE = 8


def evidence(r):
    likely = min(max(r["cue_p"], 1e-4), 1 - 1e-4)
    odds = np.log(likely / (1 - likely))
    words = len(r["content"])
    return [1.0, odds, r["gate"], r["sure"], float(r["quoted"]), r["inner"], float(words <= 2),
            float(len(r["source"]) == 0)]


def confidence(weights, r):
    return float(1 / (1 + np.exp(-np.dot(weights, evidence(r)))))


def fit(rows, right, ridge=1.0):
    """Newton's method; `rows` [N, EVIDENCE], `right` [N] of 0 and 1."""
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
    """For each relation whether the neutral scorer would take it: 1, 0, or None without content."""
    from .predict import spans
    art = score.Article(article.text)
    gold = [art.load(a) for a in article.gold]
    out = []
    for r in found:
        mine = art.load({"source": spans(article, r["source"]), "content": spans(article, r["content"]), "cue": []})
        out.append(None if not mine["content"] else int(any(score.CRITERIA["AR"](g, mine) for g in gold)))
    return out
