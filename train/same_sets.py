"""Pairs of separate sentences from MSRP, ClaimDiff and ECB+, divided as in xtask/src/likeness/sets.rs, for train/same.py."""

import json
import re
import subprocess

import numpy as np

RIDGE = 10.0
# What the pairs of each set weigh together, as a number of pairs.
MASS = 1500.0


def msrp(data):
    out = []
    for name, dev in (("msr-para-train.tsv", True), ("msr-para-val.tsv", False)):
        for line in (data / "msrp" / name).read_text(encoding="utf-8").splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) == 5:
                out.append((cells[3], cells[4], None, cells[0] == "1", dev))
    return [], out


def claimdiff(data):
    rows = json.loads((data / "claimdiff/ClaimDiff-strength-train.json").read_text(encoding="utf-8"))["data"]
    dev = set(sorted({row["topic"] for row in rows})[::2])
    return [], [(row["claim_a"], row["claim_b"], None, row["relation"] == 1, row["topic"] in dev) for row in rows]


def ecbplus(data):
    articles, pairs = [], []
    topics = sorted(int(path.name) for path in (data / "ecbplus").iterdir() if path.name.isdigit())
    for at, topic in enumerate(topics):
        sentences = []
        for path in sorted((data / "ecbplus" / str(topic)).glob("*.xml")):
            texts, events = article(path.read_text(encoding="utf-8"))
            sentences += [(len(articles), texts.get(number, ""), events[number]) for number in sorted(events)]
            articles.append("\n".join(texts[number] for number in sorted(texts)))
        for later, (j, b, of_b) in enumerate(sentences):
            for i, a, of_a in sentences[:later]:
                if i != j:
                    pairs.append((a, b, (i, j), bool(of_a & of_b), at % 2 == 0))
    return articles, pairs


def attribute(line, name):
    found = re.search(f' {name}="([^"]*)"', line)
    return found and found.group(1)


def article(xml):
    """The sentences of a file of ECB+, and the events linked across articles by sentence."""
    texts, events, tokens, mentions = {}, {}, {}, {}
    mention = event = None
    for line in map(str.strip, xml.splitlines()):
        if line.startswith("<token "):
            sentence = int(attribute(line, "sentence") or 0)
            tokens[attribute(line, "t_id")] = sentence
            # In articles from the web, sentence 0 is the URL.
            if 'ecbplus.xml"' not in xml or sentence > 0:
                word = line.split(">", 1)[1].split("<", 1)[0]
                word = word.replace("&apos;", "'").replace("&quot;", '"').replace("&amp;", "&")
                texts[sentence] = f"{texts[sentence]} {word}" if sentence in texts else word
        elif line.startswith("<token_anchor"):
            if mention and attribute(line, "t_id") in tokens:
                mentions[mention] = tokens[attribute(line, "t_id")]
            mention = None
        elif line.startswith("<CROSS_DOC_COREF"):
            note = attribute(line, "note") or ""
            event = note if note.startswith(("ACT", "NEG")) else None
        elif line.startswith("</"):
            event = None
        elif line.startswith("<source "):
            if event and attribute(line, "m_id") in mentions:
                events.setdefault(mentions[attribute(line, "m_id")], set()).add(event)
        elif attribute(line, "m_id"):
            mention = attribute(line, "m_id")
    return texts, events


def values(program, work, name, articles, pairs):
    """The values of the features of each pair."""
    lines = [{"article": text} for text in articles]
    lines += [{"a": a, "b": b, **({"in": list(places)} if places else {})} for a, b, places, _, _ in pairs]
    source, target = work / f"{name}.jsonl", work / f"{name}.tsv"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with source.open() as given, target.open("w") as out:
        subprocess.run([program, "--features"], stdin=given, stdout=out, check=True)
    return np.loadtxt(target, skiprows=1, delimiter="\t")


def best(scores, right, dev):
    """F1 on the test part, with the best threshold on the dev part."""
    f1 = lambda part, bound: 2 * (right & part & (scores >= bound)).sum() / ((part & (scores >= bound)).sum() + (right & part).sum())
    bounds = np.quantile(scores[dev], np.arange(200) / 200)
    return f1(~dev, max(bounds, key=lambda bound: f1(dev, bound)))


def fitted(data, program, work, regression, clauses):
    """A regression on the dev parts of all sets and on the pairs of clauses (values, whether the same), and its F1 on the test
    parts.
    """
    sets = {}
    for name, read in (("msrp", msrp), ("claimdiff", claimdiff), ("ecbplus", ecbplus)):
        articles, pairs = read(data)
        x = values(program, work, name, articles, pairs)
        sets[name] = (x, np.array([pair[3] for pair in pairs]), np.array([pair[4] for pair in pairs]))
    # Each set has a base of its own, because the share of pairs that are the same is chosen by its makers.
    parts = [(x[dev], y[dev]) for x, y, dev in sets.values()] + [clauses]
    rows = [np.hstack([x, np.tile(np.eye(len(sets), len(sets))[at] if at < len(sets) else np.zeros(len(sets)), (len(x), 1))]) for at, (x, _) in enumerate(parts)]
    weight = [np.full(len(x), MASS / len(x)) for x, _ in parts[:-1]] + [np.ones(len(clauses[0]))]
    right = np.concatenate([y for _, y in parts]).astype(float)
    model = regression(np.concatenate(rows), right, RIDGE, np.concatenate(weight))
    bases = model.weights[-len(sets):]
    model.weights = model.weights[:-len(sets)]
    for name, (x, right, dev) in sets.items():
        print(f"{name}: F1 {best(model.odds(x), right, dev):.1%}")
    # The base is chosen for pairs of which half are the same, as in MSRP and ClaimDiff together.
    model.base += bases[:2].mean()
    return model
