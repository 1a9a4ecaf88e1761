"""Articles as the network sees them: features from the Rust side, gold spans turned into labels."""
import json
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np

TABLES = (4096, 4096, 4096, 4096, 1024, 1024, 2048, 256)
FIELDS = (10, 7, 8, 8, 8, 8, 8, 5, 8, 8, 6, 6, 8, 6, 5, 5, 4)
# Stage one labels every token; stage two labels content and source of one cue.
O, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE, B_CUE, I_CUE = range(7)
RECORD = np.dtype([("place", "<u4", 5), ("hashed", "<u2", len(TABLES)), ("classes", "u1", len(FIELDS))])
# Stage two looks at the cue's paragraph, at most this many tokens of it.
WINDOW = 128


class Article:
    """One article: token arrays, gold relations as (cue first, cue last, content tokens, source tokens)."""

    def __init__(self, row, records, words, group):
        self.id, self.text, self.group, self.words = row["id"], row["text"], group, words
        place = records["place"].astype(np.int32)
        self.start, self.end, self.paragraph, self.sentence, self.quote = place.T
        self.hashed = records["hashed"].astype(np.int32)
        self.classes = records["classes"].astype(np.int32)
        self.gold = row.get("attributions", [])
        self.relations = [self._relation(a) for a in self.gold]

    def __len__(self):
        return len(self.start)

    def tokens_of(self, spans):
        inside = np.zeros(len(self), bool)
        for s, e in spans or []:
            inside |= (self.start < e) & (self.end > s)
        return np.flatnonzero(inside)

    def _relation(self, a):
        cue = self.tokens_of(a["cue"])
        first, last = (int(cue[0]), int(cue[-1])) if len(cue) else (-1, -1)
        if len(cue) and last - first > 12:
            # A cue in two far parts: its first part stands for it.
            last = first + next((i for i in range(len(cue) - 1) if cue[i + 1] != cue[i] + 1), 0)
        return first, last, self.tokens_of(a["content"]), self.tokens_of(a["source"])

    def labels(self):
        """Flat labels of stage one: cues win over sources, sources over content."""
        out = np.zeros(len(self), np.int32)
        for role, begin in ((2, B_CONTENT), (3, B_SOURCE)):
            for relation in self.relations:
                mark(out, relation[role], begin)
        for first, last, _, _ in self.relations:
            if first >= 0:
                mark(out, np.arange(first, last + 1), B_CUE)
        # What stands before an inner label may have been overwritten.
        for i in np.flatnonzero((out > 0) & (out % 2 == 0)):
            if i == 0 or out[i - 1] not in (out[i], out[i] - 1):
                out[i] -= 1
        return out

    def bounds(self, first, last, width=WINDOW):
        """The window of stage two for a cue: its paragraph, cut to `width` tokens around the cue."""
        low = int(np.searchsorted(self.paragraph, self.paragraph[first]))
        high = int(np.searchsorted(self.paragraph, self.paragraph[first], "right"))
        if high - low > width:
            low = max(low, min((first + last) // 2 - width // 2, high - width))
            high = low + width
        return low, high


def mark(labels, tokens, begin):
    previous = -2
    for t in tokens:
        labels[t] = begin + 1 if t == previous + 1 else begin
        previous = t


def load(path, group, cache, dump):
    """The articles of a JSONL file. `dump` is the command that writes their features."""
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    out = cache / (group.replace("/", "-") + ".features")
    subprocess.run([*dump, str(path), str(out)], check=True)
    raw, at, articles = out.read_bytes(), 0, []
    words = Path(str(out) + ".words").read_text().split("\n")
    seen = 0
    for line in open(path, encoding="utf-8"):
        n = int.from_bytes(raw[at:at + 4], "little")
        records = np.frombuffer(raw, RECORD, n, at + 4)
        at += 4 + n * RECORD.itemsize
        articles.append(Article(json.loads(line), records, words[seen:seen + n], group))
        seen += n
    return articles


def row_counts(articles):
    """For each hashed table how often each of its rows is used."""
    hashed = np.concatenate([article.hashed for article in articles])
    return [np.bincount(hashed[:, i], minlength=rows) for i, rows in enumerate(TABLES)]


def cue_words(articles):
    """Word to class 1 to 4: how often it is a cue. Rarely used words and rare cues have none."""
    total, cue = Counter(), Counter()
    for article in articles:
        total.update(article.words)
        for first, last, _, _ in article.relations:
            if first >= 0:
                cue.update(article.words[first:last + 1])
    classes = {}
    for word, n in cue.items():
        rate = n / (total[word] + 4)
        level = sum(rate >= bound for bound in (0.04, 0.15, 0.35, 0.6))
        if n >= 3 and level and any(c.isalpha() for c in word):
            classes[word] = level
    return classes
