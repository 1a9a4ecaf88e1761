"""Articles as the network sees them: features from the Rust side, and gold spans as labels."""
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np

TABLES = (4096, 4096, 4096, 4096, 1024, 1024, 2048, 256)
FIELDS = (10, 7, 8, 8, 8, 8, 8, 5, 8, 8, 6, 6, 8, 6, 5, 5, 4)
# Classes of claim cues according to the tables; only the claim layers use them.
CLAIM_CLASSES = 8
# Stage one labels every token twice, with parts of attributions and with claim cues. Stage two labels content and
# source, or content and parties, of one cue.
O, B_CONTENT, I_CONTENT, B_SOURCE, I_SOURCE, B_CUE, I_CUE = range(7)
B_CLAIM = 1
STATUSES = ("refuted", "denied", "disputed", "unconfirmed", "alleged", "speculative", "corroborated")
PARTIES = ("claimant", "challenger", "target")
# The maximum distance of a party from the cue, in tokens. Parties that are not found are not trained on.
PARTY_WITHIN = 60
# The maximum distance of a cue's last token from its first. Longer cues are represented by their first part.
CUE_MOST = 12
RECORD = np.dtype([("place", "<u4", 5), ("hashed", "<u2", len(TABLES)), ("classes", "u1", len(FIELDS)), ("claim", "u1")])
# Stage two reads the cue's paragraph, but at most this many tokens of it.
WINDOW = 128


class ClaimCue:
    """A cue of one or more claims, from token `first` to `last`. `content` contains tokens of its paragraph, or is
    `None` if the claim is stated elsewhere. `status` is an index into `STATUSES`, or -1 if another paragraph may decide
    it. `parties` contains for each of `PARTIES` its tokens, or `None` if the annotated name is not found near the cue.
    """

    def __init__(self, first, last, content, status, parties):
        self.first, self.last, self.content, self.status, self.parties = first, last, content, status, parties


class Article:
    """An article: arrays with an entry for each token, gold relations as (first token of the cue, last token of the
    cue, content tokens, source tokens), and gold claims by cue.
    """

    def __init__(self, row, records, words, group):
        self.id, self.text, self.group, self.words = row["id"], row["text"], group, words
        self.outlet = row.get("outlet") or row.get("publisher") or ""
        place = records["place"].astype(np.int32)
        self.start, self.end, self.paragraph, self.sentence, self.quote = place.T
        self.hashed = records["hashed"].astype(np.int32)
        self.classes = records["classes"].astype(np.int32)
        self.claim_classes = records["claim"].astype(np.int32)
        annotated = row.get("annotated", ["attributions", "claims"] if "claims" in row else ["attributions"])
        self.has_attributions, self.has_claims = "attributions" in annotated, False
        self.gold = row.get("attributions", []) if self.has_attributions else []
        self.relations = [self._relation(a) for a in self.gold]
        self.gold_claims, self.claims = [], []
        if "claims" in annotated:
            self.add_claims(row["claims"])

    def add_claims(self, gold):
        """Adds the claims of an article that comes from a set without them."""
        self.has_claims, self.gold_claims = True, gold
        by_cue = {}
        for claim in gold:
            for cue in claim["cues"]:
                first, last = self._ends([cue])
                if first >= 0:
                    by_cue.setdefault(first, []).append((last, claim))
        self.claims = [self._claim_cue(first, same) for first, same in sorted(by_cue.items())]

    def _claim_cue(self, first, same):
        last, here = same[0][0], self.paragraph[first]
        contents, statuses = [], set()
        for _, claim in same:
            tokens = self.tokens_of(claim["content"])
            contents.append(tokens[self.paragraph[tokens] == here])
            cues = [self.tokens_of([cue]) for cue in claim["cues"]]
            local = all((self.paragraph[tokens] == here).all() for tokens in cues)
            statuses.add(STATUSES.index(claim["status"]) if local else -1)
        content = np.unique(np.concatenate(contents))
        content = content[(content < first) | (content > last)]
        claim = same[0][1]
        names = ([claim.get("claimant", "")], claim.get("challengers", []), [claim.get("target", "")])
        parties = [self._party(kind, first, last) for kind in names]
        return ClaimCue(first, last, content if len(content) else None, min(statuses), parties)

    def _party(self, names, first, last):
        """Returns the tokens nearest to the cue that spell one of `names`. They are empty if there is no name; `None`
        means that no name is found.
        """
        names = [name for name in names if name]
        if not names:
            return np.zeros(0, np.int64)
        here = np.flatnonzero(self.paragraph == self.paragraph[first])
        low, high = max(here[0], first - PARTY_WITHIN), min(here[-1] + 1, last + 1 + PARTY_WITHIN)
        for name in names:
            words = spelled(name)
            for start in range(min(len(words), 4)):
                rest = words[start:]
                at = [i for i in range(low, high - len(rest) + 1) if self.words[i:i + len(rest)] == rest]
                if rest and at:
                    nearest = min(at, key=lambda i: min(abs(i - last), abs(i + len(rest) - 1 - first)))
                    return np.arange(nearest, nearest + len(rest))
        return None

    def __len__(self):
        return len(self.start)

    def tokens_of(self, spans):
        inside = np.zeros(len(self), bool)
        for s, e in spans or []:
            inside |= (self.start < e) & (self.end > s)
        return np.flatnonzero(inside)

    def _relation(self, a):
        return *self._ends(a["cue"]), self.tokens_of(a["content"]), self.tokens_of(a["source"])

    def _ends(self, spans):
        """Returns the first and last token of a cue; both are -1 if it has no tokens. If a cue has two distant parts,
        the first one is used.
        """
        cue = self.tokens_of(spans)
        first, last = (int(cue[0]), int(cue[-1])) if len(cue) else (-1, -1)
        if len(cue) and last - first > CUE_MOST:
            last = first + next((i for i in range(len(cue) - 1) if cue[i + 1] != cue[i] + 1), CUE_MOST)
        return first, min(last, first + CUE_MOST)

    def labels(self):
        """Returns a label of stage one for each token. Cues take precedence over sources, and sources over content."""
        out = np.zeros(len(self), np.int32)
        for role, begin in ((2, B_CONTENT), (3, B_SOURCE)):
            for relation in self.relations:
                mark(out, relation[role], begin)
        for first, last, _, _ in self.relations:
            if first >= 0:
                mark(out, np.arange(first, last + 1), B_CUE)
        # If the label before an inner label has been overwritten, the inner label must begin a span.
        for i in np.flatnonzero((out > 0) & (out % 2 == 0)):
            if i == 0 or out[i - 1] not in (out[i], out[i] - 1):
                out[i] -= 1
        return out

    def claim_labels(self):
        """Returns a label of stage one for each token, for claim cues."""
        out = np.zeros(len(self), np.int32)
        for cue in self.claims:
            mark(out, np.arange(cue.first, cue.last + 1), B_CLAIM)
        return out

    def bounds(self, first, last, width=WINDOW):
        """Returns the ends of stage two's window for a cue: its paragraph, cut to `width` tokens around the cue."""
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


def spelled(name):
    """Returns the words of a name, tokenised approximately as on the Rust side: lower-case words and marks."""
    return re.findall(r"['’]s\b|\w+(?:[.&/'’-](?!s\b)\w+)*|[^\w\s]", name.lower())


def load(path, group, cache, dump):
    """Returns the articles of a JSONL file. `dump` is the command that writes their features, to the folder `cache`."""
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
    """Returns for each hashed table how often each of its rows is used."""
    hashed = np.concatenate([article.hashed for article in articles])
    return [np.bincount(hashed[:, i], minlength=rows) for i, rows in enumerate(TABLES)]


def cue_words(articles):
    """Maps words to a class from 1 to 4, which says how often they are cues. Rare words and rare cues have none."""
    total, cue = Counter(), Counter()
    for article in (a for a in articles if a.has_attributions):
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
