"""Fits the weights of check-worthiness: python3 -m train.check_worthiness [--data DIR] [--keep]. Needs no package.

A logistic regression of "check-worthy" against the rest on ClaimBuster's crowdsourced sentences, evaluated on its
groundtruth sentences. The values of the features come from the Rust side (examples/worth_features.rs). The penalty
pulls each weight towards its prior, so that features that are rare in debates stay sensible for news, and no weight
may have the opposite sign of its prior. --keep evaluates the current weights and writes nothing.
"""

import argparse
import csv
import json
import math
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "corpus/model/check-worthiness.tsv"
WORK = ROOT / "target/train/check_worthiness"
# The strength of the pull towards the prior: it counts as much as this number of sentences that favour the prior.
PULL = 60.0
FOLDS = 5


def sentences(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["Text"], row["Verdict"] == "1") for row in csv.DictReader(file)]


def values(name, texts):
    """Returns the names of the features and, for each text, its non-zero values as (feature, value). Feature 0 is the
    base, which is always 1.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    source, target = WORK / f"{name}.jsonl", WORK / f"{name}.tsv"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    subprocess.run([ROOT / "target/release/examples/worth_features", source, target], check=True)
    header, *lines = target.read_text(encoding="utf-8").splitlines()
    rows = []
    for line in lines:
        cells = [float(cell) for cell in line.split("\t")]
        rows.append([(0, 1.0)] + [(at + 1, value) for at, value in enumerate(cells) if value])
    return ["base", *header.split("\t")], rows


def score(weights, row):
    total = sum(weights[at] * value for at, value in row)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def solve(matrix, right):
    """Solves a system of linear equations by Gaussian elimination with pivoting."""
    size = len(right)
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for at in range(size):
        best = max(range(at, size), key=lambda r: abs(rows[r][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                rows[below] = [x - factor * y for x, y in zip(rows[below], rows[at])]
    out = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][k] * out[k] for k in range(at + 1, size))
        out[at] = (rows[at][size] - known) / rows[at][at]
    return out


def fit(rows, labels, prior):
    """Fits the weights by Newton's method on the penalised likelihood. Weights whose sign would change stay 0."""
    size = len(prior)
    weights, held = list(prior), set()
    for _ in range(12):
        slope = [PULL * (p - w) if at else 0.0 for at, (p, w) in enumerate(zip(prior, weights))]
        bend = [[PULL * (r == c) if r else 1e-9 * (r == c) for c in range(size)] for r in range(size)]
        for row, label in zip(rows, labels):
            p = score(weights, row)
            for at, value in row:
                slope[at] += (label - p) * value
                for other, more in row:
                    bend[at][other] += p * (1 - p) * value * more
        for at in held:
            slope[at] = 0.0
            bend[at] = [float(at == other) for other in range(size)]
        step = solve(bend, slope)
        weights = [w + s for w, s in zip(weights, step)]
        for at in range(1, size):
            if weights[at] * prior[at] < 0:
                weights[at] = 0.0
                held.add(at)
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def measures(scores, labels, line=None):
    """Returns AUC, average precision, F1, and the threshold of F1: `line` or, by default, the best one."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    positives = sum(labels)
    hits, precision, best, pairs, at = 0, 0.0, (0.0, 0.0), 0.0, 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        new = sum(labels[k] for k in order[at:end])
        pairs += (end - at - new) * (hits + new / 2)
        hits += new
        precision += new * hits / end
        best = max(best, (2 * hits / (end + positives), scores[order[at]]))
        at = end
    if line is not None:
        taken = [label for s, label in zip(scores, labels) if s >= line]
        best = (2 * sum(taken) / (len(taken) + positives), line)
    return pairs / positives / (len(labels) - positives), precision / positives, *best


def show(name, found):
    auc, precision, f1, line = found
    print(f"{name:<34} AUC {auc:.3f}  average precision {precision:.3f}  F1 {f1:.3f} at {line:.3f}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options.add_argument("--keep", action="store_true")
    options = options.parse_args()
    subprocess.run(["cargo", "build", "--locked", "--release", "--example", "worth_features"], cwd=ROOT, check=True)
    test = sentences(options.data / "claimbuster/groundtruth.csv")
    seen = {text for text, _ in test}
    train = [row for row in sentences(options.data / "claimbuster/crowdsourced.csv") if row[0] not in seen]
    names, rows = values("crowdsourced", [text for text, _ in train])
    _, test_rows = values("groundtruth", [text for text, _ in test])
    labels, test_labels = [float(y) for _, y in train], [float(y) for _, y in test]
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    table = {cells[0]: cells for line in lines if not line.startswith("#") for cells in [line.split("\t")]}
    prior, old = ([float(table[name][column]) for name in names] for column in (1, 2))

    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    out = [0.0] * len(rows)
    for fold in range(0 if options.keep else FOLDS):
        left = set(order[fold::FOLDS])
        kept = [at for at in order if at not in left]
        weights = fit([rows[at] for at in kept], [labels[at] for at in kept], prior)
        for at in left:
            out[at] = score(weights, rows[at])
    line = 0.5
    if not options.keep:
        found = measures(out, labels)
        line = found[3]
        show(f"crowdsourced, {FOLDS}-fold", found)
    weights = old if options.keep else fit(rows, labels, prior)
    show("groundtruth, same line", measures([score(weights, row) for row in test_rows], test_labels, line))
    show("groundtruth, line 0.5", measures([score(weights, row) for row in test_rows], test_labels, 0.5))
    show("groundtruth, priors", measures([score(prior, row) for row in test_rows], test_labels))
    digit = [float(any(c.isdigit() for c in text)) for text, _ in test]
    show("groundtruth, contains a digit", measures(digit, test_labels))
    show("groundtruth, length", measures([float(len(text.split())) for text, _ in test], test_labels))
    for name, weight, first in zip(names, weights, prior):
        print(f"{name:<12} {first:6.2f} -> {weight:6.2f}   in {sum(any(names[at] == name for at, _ in row) for row in rows)}")
    if not options.keep:
        for at, line in enumerate(lines):
            cells = line.split("\t")
            if cells[0] in names and not line.startswith("#"):
                cells[2] = f"{weights[names.index(cells[0])]:.2f}"
                lines[at] = "\t".join(cells)
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
