"""Fits the weights for choosing speakers: python3 -m train.speakers [--data DIR] [--folds] [--keep].

Needs no package. A log-linear model over the options of each anaphor (src/speaker/coreference): the likelihood of an option
is proportional to the exponential of its score. The features come from the Rust side (examples/speaker_features.rs),
for annotated sources and for those that the program finds. A weight is the sum of one shared by all classes of
anaphor and one for the class, both regularised towards 0. Choices depend on earlier choices, so writing features and
fitting weights alternate. --folds evaluates on held-out outlets and writes nothing; --keep evaluates the current
weights on everything.
"""

import argparse
import collections
import json
import math
import pathlib
import re
import subprocess
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "corpus/model/speakers.tsv"
WORK = ROOT / "target/train/speakers"
BINARY = ROOT / "target/release/examples/speaker_features"
FINDER = ROOT / "target/release/examples/speakers_from_gold"
SETS = ["claims/train", "speakers/train", "contested/train", "contested/dev"]
FEATURES = ROOT / "src/speaker/coreference/features.rs"
FOLDS = 5
TURNS = 3
# The strength of regularisation of a shared weight and of a class weight: each counts as much as this number of
# anaphors that favour 0.
SHARED, OWN = 1.5, 5.0
# Class weights of at most this size are dropped.
LEAST = 0.15
# How many right speakers one wrong speaker outweighs when the margins are chosen.
COST = 0.8
MARGINS = [0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0]


def words(name):
    return frozenset(re.findall(r"\w+", (name or "").lower())) - {"the", "a", "an", "of"}


def load(data):
    """Returns the articles with gold speakers, without those of claims/dev: each with its gold attributions, and then
    each with the attributions that the program finds.
    """
    read = lambda name: [json.loads(line) for line in open(data / f"{name}.jsonl", encoding="utf-8")]
    seen = {article["id"] for article in read("claims/dev")}
    out = []
    for name in SETS:
        for article in read(name):
            if article["id"] in seen or "attributions" not in article.get("annotated", ["attributions"]):
                continue
            seen.add(article["id"])
            article["set"] = name
            article["outlet"] = article.get("outlet") or re.split(r"[_\-0-9]", article["id"])[0]
            for one in article["attributions"]:
                one.setdefault("kind", kind(article["text"], one["content"]))
            out.append(article)
    return out + found(out)


def found(articles):
    """Returns the same articles with the attributions that the program finds. The speaker is None if no gold
    attribution matches.
    """
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    lines = subprocess.run([FINDER, "--all", path], check=True, capture_output=True, text=True).stdout.splitlines()
    out = []
    for article, line in zip(articles, lines):
        own = [one for one in json.loads(line)["attributions"] if one["content"]]
        gold = [chars(one["content"]) for one in article["attributions"]]
        have = [chars(one["content"]) for one in own]
        pairs = [(len(g & h) / len(g | h), i, j) for i, g in enumerate(gold) for j, h in enumerate(have) if g & h]
        partner, used = {}, set()
        for alike, i, j in sorted(pairs, reverse=True):
            if alike >= 0.5 and i not in used and j not in partner:
                partner[j] = i
                used.add(i)
        for j, one in enumerate(own):
            one["speaker"] = article["attributions"][partner[j]]["speaker"] if j in partner else None
        out.append(article | {"attributions": own, "found": True})
    return out


def chars(spans):
    return {at for start, end in spans for at in range(start, end)}


def kind(text, content):
    said = " ".join(text[start:end] for start, end in content).strip()
    whole = said[:1] in '"“' and said[-1:] in '"”'
    return "direct" if whole else "mixed" if re.search('["“”]', said) else "indirect"


def fold(article):
    return zlib.crc32(article["outlet"].encode()) % FOLDS


def dump(articles, table):
    """Returns the features of the articles from the Rust side, with choices made by the weights in `table`."""
    WORK.mkdir(parents=True, exist_ok=True)
    source, target = WORK / "gold.jsonl", WORK / "features.jsonl"
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    subprocess.run([BINARY, source, target, table], check=True)
    return [json.loads(line) for line in open(target, encoding="utf-8")]


def cases(articles, dumped):
    """Returns for every anaphor its class, its options as lists of features, which options are right, and the index of
    the option that is the source's own words (None if there is none).
    """
    out = []
    for article, seen in zip(articles, dumped):
        for decision in seen["decisions"]:
            speaker = article["attributions"][decision["attribution"]]["speaker"]
            if speaker is None:
                continue
            want = words(speaker)
            options = [features for _, features in decision["options"]]
            right = [bool(want) and words(name) == want for name, _ in decision["options"]]
            # Other sets leave the speaker empty where claims/train names the source in its own words.
            if not want and article["set"] != "claims/train" and decision["own"] is not None:
                continue
            if not any(right):
                right[-1] = True
            if right[-1]:
                # An option without a name, such as a group that cannot be identified, counts as nobody.
                right = [yes or not name for yes, (name, _) in zip(right, decision["options"])]
            out.append((decision["class"], options, right, decision["own"]))
    return out


def loss(weights, data, classes, features):
    """Returns the penalised negative log-likelihood and its gradient. `weights` are the shared ones, then those of each
    class.
    """
    size = features
    total, slope = 0.0, [0.0] * len(weights)
    joint = [[weights[f] + weights[(k + 1) * size + f] for f in range(size)] for k in range(classes)]
    for k, options, right, _ in data:
        own = joint[k]
        scores = [sum(own[f] for f in option) for option in options]
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        whole = sum(raised)
        good = sum(r for r, yes in zip(raised, right) if yes)
        total -= math.log(good / whole)
        base = (k + 1) * size
        for option, r, yes in zip(options, raised, right):
            push = r / whole - (r / good if yes else 0.0)
            if abs(push) > 1e-6:
                for f in option:
                    slope[f] += push
                    slope[base + f] += push
    for at, weight in enumerate(weights):
        pull = SHARED if at < size else OWN
        total += pull * weight * weight / 2
        slope[at] += pull * weight
    return total, slope


def fit(data, classes, features, start=None, steps=60, memory=8):
    """L-BFGS with step halving."""
    weights = list(start or [0.0] * (features * (classes + 1)))
    value, slope = loss(weights, data, classes, features)
    past = collections.deque(maxlen=memory)
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    for _ in range(steps):
        way, used = list(slope), []
        for s, y, rho in reversed(past):
            alpha = rho * dot(s, way)
            used.append(alpha)
            way = [w - alpha * v for w, v in zip(way, y)]
        if past:
            s, y, _ = past[-1]
            scale = dot(s, y) / dot(y, y)
            way = [w * scale for w in way]
        else:
            way = [w / max(1.0, math.sqrt(dot(slope, slope))) for w in way]
        for (s, y, rho), alpha in zip(past, reversed(used)):
            beta = rho * dot(y, way)
            way = [w + (alpha - beta) * v for w, v in zip(way, s)]
        step = 1.0
        while True:
            new = [w - step * d for w, d in zip(weights, way)]
            new_value, new_slope = loss(new, data, classes, features)
            if new_value <= value - 1e-4 * step * dot(slope, way) or step < 1e-4:
                break
            step /= 2
        s, y = [a - b for a, b in zip(new, weights)], [a - b for a, b in zip(new_slope, slope)]
        if dot(s, y) > 1e-10:
            past.append((s, y, 1.0 / dot(s, y)))
        done = value - new_value < 1e-3
        weights, value, slope = new, new_value, new_slope
        if done:
            break
    return weights


def joined(weights, classes, features):
    return [[weights[f] + weights[(k + 1) * features + f] for f in range(features)] for k in range(classes)]


def write(path, lines, names, classes, weights, margin):
    """Writes the table with these weights, rounded. Comments, order and notes stay; small class weights are dropped."""
    size = len(names)
    out = []
    for line in lines:
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] == "margin":
            cells[1], cells[2] = "0", pairs(zip(classes, margin), 0.0)
        elif not line.startswith("#") and cells[0] in names:
            at = names.index(cells[0])
            own = [(name, weights[(k + 1) * size + at]) for k, name in enumerate(classes)]
            cells[1], cells[2] = short(weights[at]), pairs(own, LEAST)
        out.append("\t".join(cells))
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def short(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def pairs(values, least):
    return ",".join(f"{name}:{short(value)}" for name, value in values if abs(value) > least) or "-"


def learn(articles, lines, names, classes, path):
    """Fits on `articles` and writes the table to `path`."""
    weights, table = None, TABLE
    for _ in range(TURNS):
        data = cases(articles, dump(articles, table))
        weights = fit(data, len(classes), len(names), weights)
        write(path, lines, names, classes, weights, margins(data, len(classes), len(names), weights))
        table = path


def margins(data, classes, features, start):
    """Returns the best margin of each class, chosen on anaphors that were not fitted on: one third after the other."""
    held, rows = [], []
    for part in range(3):
        kept = [case for at, case in enumerate(data) if at * 7 // 5 % 3 != part]
        left = [case for at, case in enumerate(data) if at * 7 // 5 % 3 == part]
        rows.append((joined(fit(kept, classes, features, start, 15), classes, features), left))
    out = []
    for k in range(classes):
        worth = lambda margin: sum(gain(weights, left, k, margin) for weights, left in rows)
        out.append(max(MARGINS, key=lambda margin: (round(worth(margin), 6), -margin)))
    return out


def gain(weights, data, k, margin):
    total = 0.0
    for of, options, right, own in data:
        if of != k:
            continue
        scores = sorted(((sum(weights[k][f] for f in option), at) for at, option in enumerate(options)), reverse=True)
        lead = scores[0][0] - (scores[1][0] if len(scores) > 1 else -9.0)
        best = scores[0][1]
        if best != len(options) - 1 and (lead >= margin or best == own):
            total += 1.0 if right[best] else -COST
    return total


def tally(articles, dumped, counts):
    for article, seen in zip(articles, dumped):
        for one, speaker in zip(article["attributions"], seen["speakers"]):
            want, got = words(one["speaker"]), words(speaker)
            if want:
                name = article["set"] + (", found" if "found" in article else "")
                counts[name]["right" if want == got else "wrong" if got else "empty"] += 1


def show(name, counts):
    whole = lambda found: sum((c for k, c in counts.items() if (", found" in k) == found), collections.Counter())
    for part, one in [*sorted(counts.items()), ("all", whole(False)), ("all, found", whole(True))]:
        total = max(1, sum(one.values()))
        shares = "  ".join(f"{what} {100 * one[what] / total:5.1f}" for what in ("right", "wrong", "empty"))
        print(f"{name:<8} {part:<23} {total:5}  {shares}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options.add_argument("--folds", action="store_true")
    options.add_argument("--keep", action="store_true")
    options = options.parse_args()
    subprocess.run(
        ["cargo", "build", "--locked", "--release", "--example", "speaker_features", "--example", "speakers_from_gold"],
        cwd=ROOT,
        check=True,
    )
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    names = [row[0] for row in rows if row[0] != "margin"]
    classes = re.findall(r'"(\w+)"', re.search(r"CLASSES[^;]*;[^;]*", FEATURES.read_text()).group())
    articles = load(options.data)
    if options.keep:
        counts = collections.defaultdict(collections.Counter)
        tally(articles, dump(articles, TABLE), counts)
        show("as it is", counts)
        return
    if options.folds:
        counts, out = collections.defaultdict(collections.Counter), []
        for part in range(FOLDS):
            path = WORK / f"fold{part}.tsv"
            learn([a for a in articles if fold(a) != part], lines, names, classes, path)
            held = [a for a in articles if fold(a) == part]
            own = collections.defaultdict(collections.Counter)
            seen = dump(held, path)
            tally(held, seen, own)
            tally(held, seen, counts)
            show(f"fold {part}", own)
            out += [json.dumps(article) + "\n" for article in seen]
        show("folds", counts)
        (WORK / "folds.jsonl").write_text("".join(out), encoding="utf-8")
        return
    learn(articles, lines, names, classes, TABLE)
    counts = collections.defaultdict(collections.Counter)
    tally(articles, dump(articles, TABLE), counts)
    show("fitted", counts)


if __name__ == "__main__":
    main()
