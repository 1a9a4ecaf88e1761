"""Makes batches for training: chunks of whole paragraphs, and windows around cues in them."""
import numpy as np

from .data import B_CONTENT, B_SOURCE, FIELDS, TABLES, mark
from .model import places

CHUNK, CHUNKS = 256, 16
WINDOW, CUES, NEGATIVES, CUE_TOKENS = 96, 72, 22, 6
CUE_CLASS = 14


class Prepared:
    """An article with everything that does not change between passes."""

    def __init__(self, article):
        self.a = article
        self.labels = article.labels()
        self.relations = [r for r in article.relations if r[0] >= 0]
        in_cue = np.zeros(len(article), bool)
        for first, last, _, _ in self.relations:
            in_cue[first:last + 1] = True
        unknown = in_cue.copy()
        if article.group.startswith("polnear"):
            # That set marks no attribution inside another, so words inside a content that are not marked may still be
            # cues.
            for _, _, content, _ in self.relations:
                unknown[content] = True
        level = article.classes[:, CUE_CLASS]
        self.strong = np.flatnonzero((level >= 2) & ~unknown)
        self.weak = np.flatnonzero((level == 1) & ~unknown)
        self.starts = np.flatnonzero(np.diff(article.paragraph, prepend=-1))


def chunks(prepared, rng):
    """Returns (start, end) of each chunk: at most CHUNK tokens, cut between paragraphs if possible. The maximum length
    of the first chunk is random, so that the cuts differ between passes.
    """
    n, out, start = len(prepared.a), [], 0
    budget = int(rng.integers(CHUNK // 4, CHUNK + 1))
    ends = np.append(prepared.starts[1:], n)
    while start < n:
        fit = ends[(ends > start) & (ends <= start + budget)]
        end = int(fit[-1]) if len(fit) else min(n, start + CHUNK)
        if not len(fit) and len(ends[(ends > start) & (ends <= start + CHUNK)]):
            end = int(ends[ends > start][0])
        out.append((start, end))
        start, budget = end, CHUNK
    return out


def passes(articles, repeat, rng):
    """Yields the batches of one pass in random order. `repeat` returns how often the articles of a group are used."""
    order = [(p, c) for p in articles for _ in range(repeat(p.a.group)) for c in chunks(p, rng)]
    rng.shuffle(order)
    for i in range(0, len(order) - CHUNKS + 1, CHUNKS):
        yield batch(order[i:i + CHUNKS], rng)


def batch(parts, rng):
    out = {
        "hashed": np.zeros((CHUNKS, CHUNK, len(TABLES)), np.int32),
        "classes": np.zeros((CHUNKS, CHUNK, len(FIELDS)), np.int32),
        "labels": np.zeros((CHUNKS, CHUNK), np.int32),
        "mask": np.zeros((CHUNKS, CHUNK), np.float32),
        "rows": np.zeros((CUES, WINDOW), np.int32),
        "cue": np.full((CUES, CUE_TOKENS), -1, np.int32),
        "places": np.zeros((CUES, WINDOW, 3), np.int32),
        "labels2": np.zeros((CUES, WINDOW), np.int32),
        "mask2": np.zeros((CUES, WINDOW), np.float32),
        "valid": np.zeros(CUES, np.float32),
        "used": np.zeros(CUES, np.float32),
    }
    positive, negative = [], []
    for b, (p, (start, end)) in enumerate(parts):
        n = end - start
        out["hashed"][b, :n] = p.a.hashed[start:end]
        out["classes"][b, :n] = p.a.classes[start:end]
        labels = p.labels[start:end].copy()
        if labels[0] and labels[0] % 2 == 0:
            labels[0] -= 1
        out["labels"][b, :n] = labels
        out["mask"][b, :n] = 1
        positive += [(b, p, start, end, r) for r in p.relations if start <= r[0] and r[1] < end]
        negative += [(b, p, start, end, (int(t), int(t), None, None)) for t in pick(p.strong, start, end, rng, 1.0)]
        negative += [(b, p, start, end, (int(t), int(t), None, None)) for t in pick(p.weak, start, end, rng, 0.15)]
    rng.shuffle(negative)
    rng.shuffle(positive)
    negative = negative[:max(NEGATIVES, CUES - len(positive))]
    for i, instance in enumerate((negative + positive)[:CUES]):
        fill(out, i, instance, rng)
    return out


def pick(tokens, start, end, rng, share):
    near = tokens[(tokens >= start) & (tokens < end)]
    return near[rng.random(len(near)) < share] if share < 1 else near


def fill(out, i, instance, rng):
    b, p, start, end, (first, last, content, source) = instance
    a = p.a
    if content is not None and rng.random() < 0.12:
        # The first stage does not always find the exact bounds of a cue.
        first, last = jitter(first, last, start, end, rng)
    elif content is None and rng.random() < 0.2:
        last = min(last + 1, end - 1)
    low, high = a.bounds(first, last, WINDOW)
    low, high = max(low, start), min(high, end)
    n = high - low
    at = np.arange(low, high)
    out["rows"][i, :n] = b * CHUNK + at - start
    cue = np.arange(first, min(last + 1, first + CUE_TOKENS))
    out["cue"][i, :len(cue)] = b * CHUNK + cue - start
    out["places"][i, :n] = places(first, last, at, a.sentence[low:high], a.sentence[first],
                                  a.quote[low:high], a.quote[first])
    out["mask2"][i, :n] = 1
    out["valid"][i] = content is not None
    out["used"][i] = 1
    if content is not None:
        labels = np.zeros(n, np.int32)
        for tokens, begin in ((content, B_CONTENT), (source, B_SOURCE)):
            mark(labels, tokens[(tokens >= low) & (tokens < high)] - low, begin)
        for j in np.flatnonzero((labels > 0) & (labels % 2 == 0)):
            if j == 0 or labels[j - 1] not in (labels[j], labels[j] - 1):
                labels[j] -= 1
        out["labels2"][i, :n] = labels


def jitter(first, last, start, end, rng):
    way = rng.integers(4)
    if way == 0:
        return max(first - 1, start), last
    if way == 1:
        return first, min(last + 1, end - 1)
    if last > first:
        return (first + 1, last) if way == 2 else (first, last - 1)
    return first, last
