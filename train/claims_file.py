"""Writes the claim weights to their place in `tagger.bin`, after those of the tagger."""
import numpy as np

from . import export, rounding
from .model import SIZES

# The step to whose multiples a matrix is rounded, as a share of the mean over its rows of the largest absolute value.
# EXPERIMENTS.md says what smaller steps gain.
STEP = 5.5 / 31


def rounded(p, out=None):
    """Returns the weights as the program will see them. If `out` is given, also appends them to it as bytes."""
    out, back = [] if out is None else out, dict(p)
    back["classes"] = whole(out, p["classes"])
    back["input_norm"] = export.norm(out, p["input_norm"])
    back["blocks"] = [block(out, b) for b in p["blocks"]]
    back["emit"], back["emit_bias"] = head(out, p, "emit")
    back["move"] = export.matrix(out, p["move"], 127)
    back["token2"], back["cue2"] = whole(out, p["token2"]), whole(out, p["cue2"])
    place = whole(out, np.concatenate([p[name] for name in SIZES]))
    back.update(zip(SIZES, np.split(place, np.cumsum(list(SIZES.values()))[:-1])))
    back["input_norm2"] = export.norm(out, p["input_norm2"])
    back["blocks2"] = [block(out, b) for b in p["blocks2"]]
    for name in ("content", "party", "status"):
        back[name], back[f"{name}_bias"] = head(out, p, name)
    back["content_move"] = export.matrix(out, p["content_move"], 127)
    return back


def whole(out, matrix):
    """Appends a matrix as multiples of one step, so that its entropy determines its size. Returns it rounded."""
    size = np.abs(matrix)
    step = max(STEP * float(size.max(1).mean()), float(size.max()) / rounding.MOST)
    return export.stepped(out, np.clip(matrix, -127 * step, 127 * step), step)


def head(out, p, name):
    return export.matrix(out, p[name], 127), export.matrix(out, p[f"{name}_bias"][None], 127)[0]


def block(out, b):
    taps = export.matrix(out, np.concatenate([b["depth"], b["depth_bias"][None]]), 127)
    one, two = whole(out, b["one"]), whole(out, b["two"])
    rows = export.matrix(out, np.stack([b["one_bias"], b["two_bias"], b["norm"]["scale"], b["norm"]["shift"]]), 127)
    return {"depth": taps[:5], "depth_bias": taps[5], "one": one, "two": two, "one_bias": rows[0], "two_bias": rows[1],
            "norm": {"scale": rows[2], "shift": rows[3]}}


def write(p, calibration, path):
    """Writes the claim weights after those of the tagger, replacing any that are there."""
    out = []
    rounded(p, out)
    export.matrix(out, calibration[None], export.CALIBRATION_TOP)
    old, end = path.read_bytes(), 0
    for _, end in export.parse(old, [], export.TENSORS):
        pass
    path.write_bytes(old[:end] + b"".join(out))
