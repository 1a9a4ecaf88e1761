"""Trains the tagger and writes its weights to `corpus/model`: `python -m train` in the project's root. See
train/README.md.
"""
import argparse
import importlib.util
import os
import subprocess
from collections import Counter
from pathlib import Path

os.environ.setdefault("JAX_PLATFORMS", "cpu")
import jax  # noqa: E402
import numpy as np  # noqa: E402

# JAX's default generator of random numbers is many times slower on a CPU; this one is as repeatable on one machine.
jax.config.update("jax_default_prng_impl", "unsafe_rbg")

from . import batches, calibrate, check, data, export, fit, predict, rounding  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "corpus" / "model"
TRAIN = ("polnear/train", "contested/train")
DEV = ("polnear/dev", "contested/dev")
# The guidelines' own articles are few, so they are repeated.
REPEAT = {"polnear/train": 1, "contested/train": 5}
# (passes, planned passes, peak learning rate): a first cycle that stops half-way, then short ones, each starting from
# the weights of the previous one. The model is the mean of the short ones.
CYCLES = ((8, 16, 4e-3), (5, 5, 2e-3), (5, 5, 2e-3))
# Added to the score of a source's first label, because half of the sources that the second stage misses do exist.
SOURCE_BIAS = 2.0
BEGIN_SOURCE = 3


def main():
    args = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    args.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    args.add_argument("--work", type=Path, default=ROOT / "target" / "train", help="features and checkpoints")
    args.add_argument("--model", type=Path, help="the folder for the weights: corpus/model, or target/train/model with --limit")
    args.add_argument("--limit", type=int, default=0, help="a trial run: one pass over this many articles")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--round", type=Path, metavar="FILE", help="no training: round the weights in FILE again")
    args = args.parse_args()
    args.model = args.model or (args.work / "model" if args.limit else MODEL)
    args.model.mkdir(parents=True, exist_ok=True)
    if not (args.data / "polnear" / "train.jsonl").is_file():
        raise SystemExit(f"{args.data}/polnear/train.jsonl does not exist. Set the data folder with --data.")
    again(args) if args.round else train(args)


def again(args):
    """Writes previously trained weights with the current rounding of `export.py`."""
    p, calibration = export.read(args.round)
    articles = load(args, TRAIN)
    counts = data.row_counts(articles)
    rounded = export.write(fitted(p, counts, articles), calibration, counts, args.model / "tagger.bin")
    check.write(rounded, args.model / "check.tsv", args.work, dump_command())


def fitted(p, counts, articles):
    """Returns the weights with their matrices rounded, using activations of some articles of each set."""
    some = [[a for a in articles if a.group == group][rounding.ARTICLES[group]] for group in TRAIN]
    p = jax.tree.map(np.asarray, p)
    return rounding.fit(p, export.tables(p, counts), rounding.Seen(sum(some, [])))


def train(args):
    articles = load(args, TRAIN)
    write_cue_words(data.cue_words(articles))
    articles, dev = load(args, TRAIN)[:args.limit or None], load(args, DEV)
    prepared = [batches.Prepared(a) for a in articles]
    last, short = None, []
    for n, (passes, planned, peak) in enumerate(CYCLES):
        passes = 1 if args.limit else passes
        last = fit.run(prepared, args.seed + n, passes, lambda group: REPEAT[group], peak, last, planned)
        np.savez(args.work / f"cycle{n + 1}.npz", *jax.tree.leaves(last))
        short += [last] if n else []
    finish(args, jax.tree.map(lambda *same: np.mean(same, 0), *short), articles, dev)


def finish(args, p, articles, dev):
    """Rounds, calibrates, writes the model, and prints the scores of the resulting findings."""
    bias = np.array(p["emit_bias2"])
    bias[BEGIN_SOURCE] += SOURCE_BIAS
    counts = data.row_counts(articles)
    p = fitted({**p, "emit_bias2": bias}, counts, articles)
    rounded = export.write(p, np.zeros(calibrate.EVIDENCE), counts, args.model / "tagger.bin")
    weights = calibration(args, rounded, dev)
    rounded = export.write(p, weights, counts, args.model / "tagger.bin")
    check.write(rounded, args.model / "check.tsv", args.work, dump_command())
    print("wrote", args.model)


def load(args, groups):
    command = dump_command()
    return [a for g in groups for a in data.load(args.data / f"{g}.jsonl", g, args.work, command)]


def dump_command():
    """Builds the Rust program that turns text into features, and returns its command. The features depend on the cue
    words, which are compiled in.
    """
    build = ["cargo", "build", "--quiet", "--release", "--example", "dump_features"]
    subprocess.run(build, cwd=ROOT, check=True)
    return [str(ROOT / "target" / "release" / "examples" / "dump_features")]


def write_cue_words(classes):
    lines = ["# How often a word is a cue in the training set, 1 seldom to 4 mostly. Written by the trainer.", "word\tclass"]
    lines += [f"{word}\t{classes[word]}" for word in sorted(classes)]
    (MODEL / "cue_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def calibration(args, p, dev):
    score = load_scorer(args.data, "score")
    rows, right = [], []
    for article in dev:
        _, found = predict.relations(p, article)
        for r, hit in zip(found, calibrate.right(score, article, found)):
            if hit is not None:
                rows.append(calibrate.evidence(r))
                right.append(hit)
    weights = calibrate.fit(rows, right)
    print("calibrated on", Counter(right), "weights", np.round(weights, 3).tolist())
    return weights


def load_scorer(folder, name):
    spec = importlib.util.spec_from_file_location(name, folder.parent / "eval" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
