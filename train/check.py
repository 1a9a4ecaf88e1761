"""Writes the network's output for an invented text, for the test in `src/tagger/mod.rs`."""
import json
from pathlib import Path

from . import data, predict

TEXT = Path(__file__).with_name("check.txt")


def write(p, path, work, dump):
    """Writes the likelihoods of each token's labels, and each candidate cue's gate and emissions, as floats."""
    source = Path(work) / "check.jsonl"
    source.write_text(json.dumps({"id": "check", "text": TEXT.read_text(encoding="utf-8")}) + "\n", encoding="utf-8")
    [article] = data.load(source, "check", work, dump)
    likelihoods, found, _, lengths, emissions, gates = predict.raw(p, article)
    lines = ["# Written by the trainer from train/check.txt: token likelihoods, then windows of possible cues."]
    lines += ["token\t" + row(values) for values in likelihoods]
    for i, (first, last, _) in enumerate(found):
        lines.append(f"cue\t{first}\t{last + 1}\t{gates[i]:.3f}")
        lines += ["label\t" + row(values) for values in emissions[i, :lengths[i]]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def row(values):
    return "\t".join(f"{v:.3f}" for v in values)
