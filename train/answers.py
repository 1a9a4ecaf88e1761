"""Fits which denial answers which accusation: python -m train.answers [--data DIR].

A logistic regression over pairs in the annotated articles of claims/train. The features of a pair come from the Rust
side (examples/answer_features.rs). Prints precision and recall of the pairs in five-fold cross-validation over
outlets, and writes corpus/model/answers.tsv.
"""
import argparse
import subprocess
import zlib
from pathlib import Path

import numpy as np

from .calibrate import fit

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "corpus/model/answers.tsv"
FOLDS = 5
# The minimum log odds of a pair.
BOUND = 0.0


def pairs(data):
    """Returns the names of the features, and for each pair its outlet, whether it is right (1 or 0), and its values."""
    subprocess.run(["cargo", "build", "--locked", "--release", "--example", "answer_features"], cwd=ROOT, check=True)
    out = ROOT / "target/train/answers.tsv"
    out.parent.mkdir(parents=True, exist_ok=True)
    program = ROOT / "target/release/examples/answer_features"
    subprocess.run([program, data / "claims/train.jsonl", out], check=True)
    header, *lines = out.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    values = np.array([[float(cell) for cell in row[2:]] for row in cells])
    return header.split("\t")[2:], [row[0] for row in cells], np.array([float(row[1]) for row in cells]), values


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    names, outlets, right, values = pairs(options.parse_args().data)
    fold = np.array([zlib.crc32(outlet.encode()) % FOLDS for outlet in outlets])
    odds = np.zeros(len(right))
    for n in range(FOLDS):
        odds[fold == n] = values[fold == n] @ fit(values[fold != n], right[fold != n])
    print(f"{len(right)} pairs, {int(right.sum())} right")
    for bound in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
        taken = odds > bound
        hits = right[taken].sum()
        precision, recall = hits / max(taken.sum(), 1), hits / right.sum()
        print(f"from {bound}: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * hits / (taken.sum() + right.sum()):.3f}")
    weights = fit(values, right)
    weights[0] -= BOUND
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines += ["feature\tweight", *(f"{name}\t{weight:.2f}" for name, weight in zip(names, weights))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
