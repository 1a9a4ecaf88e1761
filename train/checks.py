"""Fits the weights for matching published fact-checks: python3 -m train.checks [--data DIR] [--bin DIR] [--keep].

Needs numpy. Two log-linear models over the features of a sentence and a checked claim (src/checks/features.rs), which
examples/check_features.rs writes:

1. rank: the likelihood of a candidate among all candidates of its sentence is proportional to the exponential of its
   score; the likelihood of the right ones is maximised.
2. right: the probability that the first candidate is right, from its features, its score in the first model and the
   distance of that score to the second candidate's. Half of the examples are the same sentences with every right check
   taken out of the library, so that the model learns when nothing matches. The scores for its training come from models
   that have not seen the sentence.

Only train sets are fitted; dev sets are printed. --keep evaluates the current weights and writes nothing.
"""

import argparse
import json
import pathlib
import subprocess

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "corpus/model/checks.tsv"
WORK = ROOT / "target/train/checks"
SETS = ["tweets", "debates"]
FOLDS = 5
# The strength of regularisation towards 0 of the two models.
RANK, RIGHT = 1.0, 1.0
# The maximum share of tweets that may get a match after their right checks were taken out. It determines the threshold.
ALARMS = 0.02
# The maximum distance between two scores, because larger ones say no more; equal to the limit in src/checks/weights.rs.
FAR = 4.0


def load(path, names=None):
    """Returns the features' names and the queries: id, number of right checks, candidates' labels, ids and values."""
    queries = []
    with open(path, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if cells[0] == "query":
                queries.append((cells[1], int(cells[2]), [], [], []))
            else:
                query = queries[-1]
                query[2].append(float(cells[0]))
                query[3].append(cells[1].split(","))
                query[4].append([float(cell) for cell in cells[2:]])
    full = lambda q: (q[0], q[1], np.array(q[2]), q[3], np.array(q[4]).reshape(-1, len(names)))
    return names, [full(query) for query in queries]


def without(query, gold, names):
    """Returns the query as if the checks in `gold` were not in the library."""
    kept = np.array([not gold & set(ids) for ids in query[3]], dtype=bool)
    values = query[4][kept].copy()
    if len(values):
        share, score = names.index("share-of-best"), names.index("bm25")
        values[:, share] = values[:, score] / max(values[:, score].max(), 1e-6)
    return (query[0], query[1], query[2][kept] * 0, [ids for ids, keep in zip(query[3], kept) if keep], values)


def fit_rank(queries):
    """Fits the weights of the first model by Newton's method. Uses only the curvature of the likelihoods' denominators,
    which is never smaller than the true one.
    """
    size = queries[0][4].shape[1]
    weights = np.zeros(size)
    useful = [(q[2], q[4]) for q in queries if q[2].any()]
    for _ in range(100):
        slope, bend = -RANK * weights, RANK * np.eye(size)
        for labels, values in useful:
            scores = values @ weights
            part = np.exp(scores - scores.max())
            p = part / part.sum()
            right = np.where(labels > 0, np.exp(np.minimum(scores - scores[labels > 0].max(), 0.0)), 0.0)
            mean = p @ values
            slope += right @ values / right.sum() - mean
            bend += (values * p[:, None]).T @ values - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        # The first steps go too far otherwise.
        weights += np.clip(step, -0.5, 0.5)
        if np.abs(step).max() < 1e-4:
            break
    return weights


def best(query, weights):
    """Returns the features of the first candidate, with its score and its distance to the second, and whether it is
    right; None if there are no candidates.
    """
    if not len(query[4]):
        return None
    scores = query[4] @ weights
    order = np.argsort(-scores, kind="stable")
    gap = min(scores[order[0]] - scores[order[1]], FAR) if len(order) > 1 else FAR
    return np.concatenate([[1.0], query[4][order[0]], [scores[order[0]], gap]]), query[2][order[0]]


def fit_right(rows):
    values, labels = np.array([row for row, _ in rows]), np.array([label for _, label in rows])
    weights = np.zeros(values.shape[1])
    pull = np.full(values.shape[1], RIGHT)
    pull[0] = 1e-6
    for _ in range(60):
        p = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (labels - p) - pull * weights
        bend = (values * (p * (1 - p))[:, None]).T @ values + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights += np.clip(step, -5, 5)
        if np.abs(step).max() < 1e-4:
            break
    return weights


def average_precision(query, weights):
    order = np.argsort(-(query[4] @ weights), kind="stable")[:5]
    hits, total = 0, 0.0
    for place, at in enumerate(order, 1):
        if query[2][at]:
            hits += 1
            total += hits / place
    return total / min(query[1], 5)


def measures(pairs, weights, line):
    """Returns the precision and recall of what is shown at the threshold `line`, and the share of queries for which
    something is shown without their right checks. `weights` returns the weights for a query, by its index.
    """
    sure = lambda row, at: 1 / (1 + np.exp(-row[0] @ weights(at))) >= line if row else False
    shown = [row[1] for at, (row, _) in enumerate(pairs) if sure(row, at)]
    alarms = np.mean([sure(row, at) for at, (_, row) in enumerate(pairs)])
    return np.mean(shown) if shown else 0.0, sum(shown) / len(pairs), alarms


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options.add_argument("--bin", type=pathlib.Path, help="a folder with built programs; default: build them")
    options.add_argument("--keep", action="store_true")
    options = options.parse_args()
    folder = options.bin or ROOT / "target/release"
    if not options.bin:
        subprocess.run(["cargo", "build", "--locked", "--release", "--bin", "sayso", "--example", "check_features"], cwd=ROOT, check=True)
    WORK.mkdir(parents=True, exist_ok=True)
    queries, gold = {}, {}
    for name in SETS:
        source = options.data / "checks"
        library = WORK / f"{name}.sayso"
        build = ["library", "build", source / f"{name}.docs.jsonl", "-o", library, "--force"]
        subprocess.run([folder / "sayso", *build], check=True)
        for part in ["train", "dev"]:
            asked, written = source / f"{name}.{part}.jsonl", WORK / f"{name}.{part}.tsv"
            subprocess.run([folder / "examples/check_features", library, asked, written], check=True)
            names, queries[name, part] = load(written)
            with open(asked, encoding="utf-8") as file:
                gold[name, part] = {check for line in file for check in json.loads(line)["checks"]}

    train = [query for name in SETS for query in queries[name, "train"]]
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = {line.split("\t")[0]: line.split("\t") for line in lines if not line.startswith("#")}
    old = lambda column, rows: np.array([float(cells[row][column]) for row in rows])
    decided = ["base", *names, "rank", "gap"]
    rank = old(1, names) if options.keep else fit_rank(train)
    fold_of = {query[0]: at % FOLDS for name in SETS for at, query in enumerate(queries[name, "train"])}
    rest = lambda fold: [query for query in train if fold_of[query[0]] != fold]
    ranks = [rank if options.keep else fit_rank(rest(fold)) for fold in range(FOLDS)]
    pairs = {}
    for (name, part), asked in queries.items():
        of = lambda query: rank if part == "dev" else ranks[fold_of[query[0]]]
        full = lambda query: best(query, of(query))
        pairs[name, part] = [(full(q), full(without(q, gold[name, part], names))) for q in asked]
        mean = np.mean([average_precision(query, of(query)) for query in asked])
        print(f"{name} {part:<6} MAP@5 {mean:.3f}{' (cross-validated)' if part == 'train' and not options.keep else ''}")
    rows = lambda keep: [
        row for name in SETS for query, pair in zip(queries[name, "train"], pairs[name, "train"]) if keep(fold_of[query[0]])
        for row in pair if row
    ]
    right = old(2, decided) if options.keep else fit_right(rows(lambda _: True))
    rights = [right if options.keep else fit_right(rows(lambda own: own != fold)) for fold in range(FOLDS)]
    held_out = {name: (lambda at, name=name: rights[fold_of[queries[name, "train"][at][0]]]) for name in SETS}
    shown = float(cells["shown"][2])
    if not options.keep:
        grid = np.arange(0.3, 0.99, 0.01)
        shown = next(line for line in grid if measures(pairs["tweets", "train"], held_out["tweets"], line)[2] <= ALARMS)
    for line in sorted({0.5, 0.6, 0.7, 0.8, round(shown, 2)}):
        for (name, part), both in pairs.items():
            found = measures(both, held_out[name] if part == "train" else lambda _: right, line)
            print(f"{name} {part:<6} at {line:.2f}: precision {found[0]:.3f} recall {found[1]:.3f} false alarms {found[2]:.3f}")
    if options.keep:
        return
    for at, line in enumerate(lines):
        row = line.split("\t")
        if row[0] in names:
            row[1] = f"{rank[names.index(row[0])]:.2f}"
        if row[0] in decided:
            row[2] = f"{right[decided.index(row[0])]:.2f}"
        if row[0] == "shown":
            row[2] = f"{shown:.2f}"
        lines[at] = "\t".join(row)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
