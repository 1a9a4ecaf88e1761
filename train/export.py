"""Weights to `tagger.bin`, the file that `net/src/weights.rs` reads, and back."""
import struct

import numpy as np

from .data import FIELDS, TABLES
from .model import DILATIONS, DILATIONS2, SIZES

VERSION = 2
# How finely values are rounded: to whole numbers from -TOP to TOP. The format would hold 7 in tables and 127 in
# matrices; the dev sets show no loss by these figures, and the page gets smaller (corpus/model/EXPERIMENTS.md).
TABLE_TOP = 1
# Rows of words that make up this share of the training tokens are rounded less: most of what is read is in them.
FREQUENT, FREQUENT_TOP = 3e-4, 2
# Rows of words that make up less than this share are left out: most of what is in them is what training began with.
RARE = 8e-5
MATRIX_TOP = 31
VECTOR_TOP = 127
# The confidence's own weights are few, and rounded once more they would not be the fit.
CALIBRATION_TOP = 32767
# Scales of table rows, in 255ths of the largest: few different ones, four to an octave.
SHARES = sorted({round(255 * 2 ** (-n / 4)) for n in range(25)})


def write(p, calibration, counts, path):
    """Writes the weights and returns them as the program will see them, rounded. `counts`: for each table how often
    each of its rows is used in the training set."""
    out, back = [b"SAYSOTAG", struct.pack("<I", VERSION)], dict(p)
    back["tables"] = [table(out, t, n) for t, n in zip(p["tables"], counts)]
    fields = matrix(out, np.concatenate(p["fields"]), MATRIX_TOP)
    back["fields"] = np.split(fields, np.cumsum([len(f) for f in p["fields"]])[:-1])
    back["input"] = matrix(out, p["input"], MATRIX_TOP)
    back["input_norm"] = norm(out, p["input_norm"])
    back["blocks"] = [block(out, b) for b in p["blocks"]]
    back["emit"] = matrix(out, p["emit"], MATRIX_TOP)
    back["emit_bias"] = matrix(out, p["emit_bias"][None], VECTOR_TOP)[0]
    back["move"] = matrix(out, p["move"], VECTOR_TOP)
    back["token2"] = matrix(out, p["token2"], MATRIX_TOP)
    back["cue2"] = matrix(out, p["cue2"], MATRIX_TOP)
    places = matrix(out, np.concatenate([p[name] for name in SIZES]), MATRIX_TOP)
    back.update(zip(SIZES, np.split(places, np.cumsum(list(SIZES.values()))[:-1])))
    back["input_norm2"] = norm(out, p["input_norm2"])
    back["blocks2"] = [block(out, b) for b in p["blocks2"]]
    back["emit2"] = matrix(out, p["emit2"], MATRIX_TOP)
    back["emit_bias2"] = matrix(out, p["emit_bias2"][None], VECTOR_TOP)[0]
    back["move2"] = matrix(out, p["move2"], VECTOR_TOP)
    back["gate"] = matrix(out, p["gate"], MATRIX_TOP)
    back["gate_bias"] = matrix(out, p["gate_bias"][None], VECTOR_TOP)[0]
    matrix(out, np.asarray(calibration, np.float32)[None], CALIBRATION_TOP)
    with open(path, "wb") as file:
        file.write(b"".join(out))
    return back


def head(kind, shape):
    return struct.pack("<BHH", kind, *shape)


def table(out, t, count):
    """Four bits a value; each row's scale is that of `SHARES` of the largest that fits it best. Rows of zeros are left out."""
    t = np.where((count < RARE * count.sum())[:, None], 0, np.asarray(t, np.float32))
    top = np.where(count >= FREQUENT * count.sum(), FREQUENT_TOP, TABLE_TOP)[:, None]
    unit = np.float32(np.abs(t).max() / TABLE_TOP)
    best, error = np.zeros(len(t), np.uint8), np.full(len(t), np.inf)
    for share in SHARES:
        values = whole(t, share * unit / 255, top)
        miss = ((values * (share * unit / 255) - t) ** 2).sum(1)
        best, error = np.where(miss < error, share, best), np.minimum(miss, error)
    best[~t.any(1)] = 0
    scale = (best * (unit / 255))[:, None].astype(np.float32)
    values = whole(t, np.maximum(scale, 1e-12), top)
    codes = (values + 8).astype(np.uint8)[best > 0]
    out += [head(4, t.shape), struct.pack("<f", unit), best.astype(np.uint8).tobytes(),
            (codes[:, ::2] | codes[:, 1::2] << 4).tobytes()]
    return values.astype(np.float32) * scale


def whole(m, scale, top):
    return np.clip(np.rint(m / scale), -top, top)


def matrix(out, m, top):
    m = np.asarray(m, np.float32)
    scale = short(np.maximum(np.abs(m).max(1), 1e-9) / top) if top < CALIBRATION_TOP else np.abs(m).max(1) / top
    values = whole(m, scale[:, None], top)
    bits = 8 if top < 128 else 16
    out += [head(bits, m.shape), scale.astype("<f4").tobytes(), values.astype("<i1" if bits == 8 else "<i2").tobytes()]
    return values.astype(np.float32) * scale[:, None]


def short(x):
    """Rounded to the upper half of a float's bits: the zeros of the lower half compress."""
    bits = np.asarray(x, np.float32).view(np.uint32)
    return ((bits + np.uint32(0x8000)) & np.uint32(0xffff0000)).view(np.float32)


def norm(out, p):
    rows = matrix(out, np.stack([p["scale"], p["shift"]]), VECTOR_TOP)
    return {"scale": rows[0], "shift": rows[1]}


def block(out, b):
    taps = matrix(out, np.concatenate([b["depth"], b["depth_bias"][None]]), VECTOR_TOP)
    one, two = matrix(out, b["one"], MATRIX_TOP), matrix(out, b["two"], MATRIX_TOP)
    rows = matrix(out, np.stack([b["one_bias"], b["two_bias"], b["norm"]["scale"], b["norm"]["shift"]]), VECTOR_TOP)
    return {"depth": taps[:5], "depth_bias": taps[5], "one": one, "two": two, "one_bias": rows[0],
            "two_bias": rows[1], "norm": {"scale": rows[2], "shift": rows[3]}}


def read(path):
    """The weights of a file, and the calibration."""
    tensors = iter(parse(path.read_bytes()))
    p = {"tables": [next(tensors) for _ in TABLES]}
    p["fields"] = np.split(next(tensors), np.cumsum(FIELDS)[:-1])
    p["input"], p["input_norm"] = next(tensors), dict(zip(("scale", "shift"), next(tensors)))
    p["blocks"] = [read_block(tensors) for _ in DILATIONS]
    p["emit"], p["emit_bias"], p["move"] = next(tensors), next(tensors)[0], next(tensors)
    p["token2"], p["cue2"] = next(tensors), next(tensors)
    p.update(zip(SIZES, np.split(next(tensors), np.cumsum(list(SIZES.values()))[:-1])))
    p["input_norm2"] = dict(zip(("scale", "shift"), next(tensors)))
    p["blocks2"] = [read_block(tensors) for _ in DILATIONS2]
    p["emit2"], p["emit_bias2"], p["move2"] = next(tensors), next(tensors)[0], next(tensors)
    p["gate"], p["gate_bias"] = next(tensors), next(tensors)[0]
    return p, next(tensors)[0]


def read_block(tensors):
    taps, one, two = next(tensors), next(tensors), next(tensors)
    one_bias, two_bias, scale, shift = next(tensors)
    return {"depth": taps[:5], "depth_bias": taps[5], "one": one, "two": two, "one_bias": one_bias,
            "two_bias": two_bias, "norm": {"scale": scale, "shift": shift}}


def parse(data):
    at = 12
    while at < len(data):
        kind, rows, columns = struct.unpack_from("<BHH", data, at)
        at += 5
        if kind == 4:
            unit, = struct.unpack_from("<f", data, at)
            scale = np.frombuffer(data, np.uint8, rows, at + 4) * np.float32(unit / 255)
            live = scale > 0
            pairs = np.frombuffer(data, np.uint8, live.sum() * columns // 2, at + 4 + rows)
            values = np.zeros((rows, columns), np.float32)
            values[live] = np.stack([pairs & 15, pairs >> 4], 1).reshape(-1, columns) - np.float32(8)
            at += 4 + rows + len(pairs)
        else:
            scale = np.frombuffer(data, "<f4", rows, at)
            values = np.frombuffer(data, f"<i{kind // 8}", rows * columns, at + 4 * rows).reshape(rows, columns)
            at += 4 * rows + values.nbytes
        yield (values * scale[:, None]).astype(np.float32)
