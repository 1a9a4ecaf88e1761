"""Weights to `tagger.bin`, the file that `net/src/weights.rs` reads, and back."""
import struct

import numpy as np

from .model import SIZES

VERSION = 1
# Table values are whole numbers from -TABLE_TOP to TABLE_TOP. The format would hold 7; 2 costs nothing measurable and
# compresses to three quarters.
TABLE_TOP = 2


def write(p, calibration, path):
    """Writes the weights and returns them as the program will see them, rounded."""
    out, back = [b"SAYSOTAG", struct.pack("<I", VERSION)], dict(p)
    back["tables"] = [table(out, t) for t in p["tables"]]
    fields = matrix(out, np.concatenate(p["fields"]), 8)
    back["fields"] = np.split(fields, np.cumsum([len(f) for f in p["fields"]])[:-1])
    back["input"] = matrix(out, p["input"], 8)
    back["input_norm"] = norm(out, p["input_norm"])
    back["blocks"] = [block(out, b) for b in p["blocks"]]
    back["emit"] = matrix(out, p["emit"], 8)
    back["emit_bias"] = matrix(out, p["emit_bias"][None], 16)[0]
    back["move"] = matrix(out, p["move"], 16)
    back["token2"] = matrix(out, p["token2"], 8)
    back["cue2"] = matrix(out, p["cue2"], 8)
    places = matrix(out, np.concatenate([p[name] for name in SIZES]), 8)
    back.update(zip(SIZES, np.split(places, np.cumsum(list(SIZES.values()))[:-1])))
    back["input_norm2"] = norm(out, p["input_norm2"])
    back["blocks2"] = [block(out, b) for b in p["blocks2"]]
    back["emit2"] = matrix(out, p["emit2"], 8)
    back["emit_bias2"] = matrix(out, p["emit_bias2"][None], 16)[0]
    back["move2"] = matrix(out, p["move2"], 16)
    back["gate"] = matrix(out, p["gate"], 8)
    back["gate_bias"] = matrix(out, p["gate_bias"][None], 16)[0]
    matrix(out, np.asarray(calibration, np.float32)[None], 16)
    with open(path, "wb") as file:
        file.write(b"".join(out))
    return back


def head(kind, shape):
    return struct.pack("<BHH", kind, *shape)


def table(out, t):
    """Four bits a value; each row's scale is the multiple of a 255th of the largest that fits it best."""
    t = np.asarray(t, np.float32)
    unit = float(np.abs(t).max() / TABLE_TOP)
    shares = fitting_shares(t, unit)
    scale = (shares * (unit / 255))[:, None].astype(np.float32)
    values = np.clip(np.rint(t / np.maximum(scale, 1e-12)), -TABLE_TOP, TABLE_TOP)
    values[shares == 0] = 0
    codes = (values + 8).astype(np.uint8)
    out += [head(4, t.shape), struct.pack("<f", unit), shares.astype(np.uint8).tobytes(),
            (codes[:, ::2] | codes[:, 1::2] << 4).tobytes()]
    return values.astype(np.float32) * scale


def fitting_shares(t, unit):
    top = np.abs(t).max(1)
    best, error = np.zeros(len(t)), np.full(len(t), np.inf)
    for part in (1.0, 0.9, 0.8, 0.7, 0.6):
        shares = np.clip(np.ceil(top * part / TABLE_TOP / unit * 255), 1, 255)
        scale = (shares * unit / 255)[:, None]
        miss = ((np.clip(np.rint(t / scale), -TABLE_TOP, TABLE_TOP) * scale - t) ** 2).sum(1)
        better = miss < error
        best[better], error[better] = shares[better], miss[better]
    best[top == 0] = 0
    return best


def matrix(out, m, bits):
    m = np.asarray(m, np.float32)
    top = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(m).max(1), 1e-9).astype(np.float32) / np.float32(top)
    values = np.clip(np.rint(m / scale[:, None]), -top, top)
    out += [head(bits, m.shape), scale.astype("<f4").tobytes(), values.astype("<i1" if bits == 8 else "<i2").tobytes()]
    return values.astype(np.float32) * scale[:, None]


def norm(out, p):
    rows = matrix(out, np.stack([p["scale"], p["shift"]]), 16)
    return {"scale": rows[0], "shift": rows[1]}


def block(out, b):
    taps = matrix(out, np.concatenate([b["depth"], b["depth_bias"][None]]), 16)
    one, two = matrix(out, b["one"], 8), matrix(out, b["two"], 8)
    rows = matrix(out, np.stack([b["one_bias"], b["two_bias"], b["norm"]["scale"], b["norm"]["shift"]]), 16)
    return {"depth": taps[:5], "depth_bias": taps[5], "one": one, "two": two, "one_bias": rows[0],
            "two_bias": rows[1], "norm": {"scale": rows[2], "shift": rows[3]}}
