"""Fits which clauses of two articles state the same: python -m train.same [--data DIR] [--keep].

Logistic regressions on the features of src/compare/evidence.rs. Column `clause` of corpus/model/same.tsv is for clauses
of articles on one event. It is fitted on links/dev and on the pairs in corpus/model/same-labels.tsv, which were judged
by hand. For the printed figures, each event is scored by weights fitted on the others. The rows at the end of the table
are a second step, which compares the odds of a pair with those of the other pairs of its clauses. Column `sentence` is
for separate sentences; it is set by hand and does not change. The values come from the Rust side
(examples/same_features.rs). --keep fits and prints, but writes nothing.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np

from .calibrate import fit

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "corpus/model/same.tsv"
LABELS = ROOT / "corpus/model/same-labels.tsv"
WORK = ROOT / "target/train/same"
RANKS = ["odds", "least-lead", "most-lead"]
# These equal the constants in src/compare/pairs.rs and same_claim.rs.
NOBODY, LEAD, BESIDE = -8.0, 4.0, 0.15
# The penalty on weights of standardised features.
RIDGE, RANK_RIDGE = 10.0, 1.0
FAMILY = {"reuse": "same", "same_claim": "same", "quote_altered": "same"}


def program(name, profile):
    extra = ["--release"] if profile == "release" else []
    subprocess.run(["cargo", "build", "--locked", *extra, "--example", name], cwd=ROOT, check=True)
    return ROOT / "target" / profile / "examples" / name


def covers(spans, start, end):
    """Whether one of the spans shares half of the shorter one, as in eval/score_links.py."""
    return any(min(e, end) - max(s, start) >= 0.5 * min(e - s, end - start) for s, e in spans)


def shared(one, other):
    """Returns the share of the longer one of two lists of spans that is in both."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return both / max(1, sum(b - a for a, b in one), sum(b - a for a, b in other))


class Event:
    """The scored pairs of clauses of an event: values, and whether they state the same (1, 0, or -1 if unknown)."""

    def __init__(self, row, folder, judged):
        self.name, self.pairs = row["event"], row["pairs"]
        self.x = np.array([pair["values"] for pair in self.pairs])
        self.ids = [(pair["a"], pair["units"][0], pair["b"], pair["units"][1]) for pair in self.pairs]
        spans = {key: unit["spans"] for key, unit in row["units"].items()}
        sides = [(spans[f"{a} {i}"], spans[f"{b} {j}"]) for a, i, b, j in self.ids]
        names, wanted = row["articles"], folder / f"{self.name}.links.json"
        texts = [(folder / self.name / f"{name}.txt").read_text(encoding="utf-8") for name in names]
        gold = json.loads(wanted.read_text(encoding="utf-8")) if wanted.is_file() else []
        gold = [link for link in gold if FAMILY.get(link["type"]) == "same"]
        self.wanted, self.hits = len(gold), [[] for _ in self.ids]
        for number, link in enumerate(gold):
            places = [(names.index(side["doc"]), side["t"]) for side in (link["a"], link["b"])]
            places = sorted((at, texts[at].find(words), words) for at, words in places)
            (a, start, words), (b, begin, others) = places
            for at, ((one, _, two, _), (x, y)) in enumerate(zip(self.ids, sides)):
                fits = one == a and two == b and covers(x, start, start + len(words))
                if fits and covers(y, begin, begin + len(others)):
                    self.hits[at].append(number)
        self.same = np.array([1 if hits else -1 for hits in self.hits])
        for at, ((a, _, b, _), (x, y)) in enumerate(zip(self.ids, sides)):
            for label in judged.get((self.name, names[a], names[b]), []) if self.same[at] < 0 else []:
                if shared(x, label[0]) > 0.6 and shared(y, label[1]) > 0.6:
                    self.same[at] = label[2]
                    break


def labels():
    """Returns the pairs judged by hand, by event and articles: the spans of both, and whether they state the same."""
    out = {}
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    spans = lambda cell: [tuple(map(int, part.split("-"))) for part in cell.split(",")]
    for event, a, x, b, y, stands in rows[1:]:
        out.setdefault((event, a, b), []).append((spans(x), spans(y), int(stands)))
    return out


def events(folder, profile):
    """Returns the names of the features, and the events of a folder."""
    WORK.mkdir(parents=True, exist_ok=True)
    folders = sorted(path for path in folder.iterdir() if path.is_dir())
    out = WORK / f"{folder.name}.jsonl"
    subprocess.run([program("same_features", profile), out, *folders], check=True)
    rows = [json.loads(line) for line in out.open(encoding="utf-8")]
    judged = labels()
    return rows[0]["features"], [Event(row, folder, judged) for row in rows]


class Regression:
    """A logistic regression on standardised features."""

    def __init__(self, x, y, ridge):
        mean, spread = x.mean(0), x.std(0) + 1e-6
        rows = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
        found = fit(rows, y, ridge)
        self.weights = found[1:] / spread
        self.base = found[0] - (self.weights * mean).sum()

    def odds(self, x):
        return self.base + x @ self.weights


def leads(event, odds):
    """Returns the features of the second step for each pair, as in src/compare/pairs.rs."""
    top = {}
    keys = [((a, i, b), (b, j, a)) for a, i, b, j in event.ids]
    for both, value in zip(keys, odds):
        for key in both:
            best, second = top.get(key, (NOBODY, NOBODY))
            top[key] = (value, best) if value > best else (best, max(second, value))
    out = []
    for both, value in zip(keys, odds):
        lead = [value - (top[key][0] if value < top[key][0] else top[key][1]) for key in both]
        lead = np.clip(lead, -LEAD, LEAD)
        out.append([value, lead.min(), lead.max()])
    return np.array(out)


def two_steps(train):
    """Returns both regressions. The odds that the second one sees come from weights fitted on the other events."""
    stack = lambda of, all: np.concatenate([of(event) for event in all])
    same = lambda event: (event.same == 1).astype(float)
    ranks = []
    for event in train:
        others = [other for other in train if other is not event]
        first = Regression(stack(lambda e: e.x, others), stack(same, others), RIDGE)
        ranks.append(leads(event, first.odds(event.x)))
    second = Regression(np.concatenate(ranks), stack(same, train), RANK_RIDGE)
    return Regression(stack(lambda e: e.x, train), stack(same, train), RIDGE), second


def chosen(event, scores, bound):
    """Returns the indices of the pairs that are shown: those whose score is at least `bound` and not much lower than
    that of another pair of one of the clauses.
    """
    best = {}
    for (a, i, b, j), value in zip(event.ids, scores):
        for key in ((a, i, b), (b, j, a)):
            best[key] = max(best.get(key, 0.0), value)
    near = lambda at, key: scores[at] + BESIDE >= best[key]
    ids = enumerate(event.ids)
    return [at for at, (a, i, b, j) in ids if scores[at] >= bound and near(at, (a, i, b)) and near(at, (b, j, a))]


def summary(all, scores, bound):
    shown = [(event, chosen(event, values, bound)) for event, values in zip(all, scores)]
    found = sum(len({hit for at in picked for hit in event.hits[at]}) for event, picked in shown)
    marks = np.concatenate([event.same[picked] for event, picked in shown] or [[]])
    wanted, known = sum(event.wanted for event in all), max(1, (marks >= 0).sum())
    right, unknown = (marks == 1).sum() / known, (marks < 0).sum()
    found = f"found {found}/{wanted} = {found / wanted:.1%}, shown {len(marks)}"
    return f"bound {bound:.2f}: {found}, of the judged ones right {right:.1%}, not judged {unknown}"


def write(names, first, second, typical):
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = ["feature\tclause\tsentence\ttypical"]
    cells = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    kept = {row[0]: row[2] for row in cells}
    others = [kept.get(name, "0.000") for name in ["base", *names]]
    columns = zip(["base", *names], [first.base, *first.weights], others, [0.0, *typical])
    rows += [f"{name}\t{one:.3f}\t{other}\t{mean:.3f}" for name, one, other, mean in columns]
    rows += [f"{name}\t{one:.3f}\t-\t-" for name, one in zip(["rank-base", *RANKS], [second.base, *second.weights])]
    TABLE.write_text("\n".join(head + rows) + "\n", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--profile", default="release", help="release or debug")
    options.add_argument("--bound", type=float, default=0.4, help="the probability that becomes 0.5")
    options.add_argument("--keep", action="store_true")
    options = options.parse_args()
    names, all = events(options.data / "links/dev", options.profile)
    for event in all:
        # There are too few events to learn what articles on one event have in common; `weight` serves sentences.
        event.x[:, [names.index("event"), names.index("weight")]] = 0.0
    for event in all:
        same, other = (event.same == 1).sum(), (event.same == 0).sum()
        reach = len({hit for hits in event.hits for hit in hits})
        print(f"{event.name}: {len(event.ids)} pairs, {same} the same, {other} judged not, {reach} of {event.wanted} links within reach")
    scores = []
    for event in all:
        first, second = two_steps([other for other in all if other is not event])
        scores.append(1 / (1 + np.exp(-second.odds(leads(event, first.odds(event.x))))))
    for bound in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        print(summary(all, scores, bound))
    first, second = two_steps(all)
    spread = np.concatenate([event.x for event in all]).std(0)
    for name, weight in sorted(zip(names, first.weights * spread), key=lambda row: -abs(row[1])):
        print(f"{name:<18}{weight:6.2f}")
    second.base -= np.log(options.bound / (1 - options.bound))
    if not options.keep:
        write(names, first, second, np.concatenate([event.x for event in all]).mean(0))


if __name__ == "__main__":
    main()
