"""Converts weights to and from `tagger.bin`, the file that `net/src/weights.rs` reads."""
import struct

import numpy as np

from .data import FIELDS, TABLES
from .model import DILATIONS, DILATIONS2, SIZES

VERSION = 3
# The precision of rounding: integers from -TOP to TOP. The format allows 7 in tables; with these values the dev sets
# show no loss, and the page gets smaller (corpus/model/EXPERIMENTS.md). For matrices see `rounding.py`.
TABLE_TOP = 1
# Rows of words that make up at least this share of the training tokens are rounded less, because they cover most of
# what is read.
FREQUENT, FREQUENT_TOP = 3e-4, 2
# Rows of words below this share are dropped, because they contain mostly their initial values.
RARE = 1.1e-4
VECTOR_TOP = 127
# The confidence has few weights, and further rounding would spoil the fit.
CALIBRATION_TOP = 32767
# The scales that table rows may have, in 255ths of the largest: few distinct values, four per octave.
SHARES = sorted({round(255 * 2 ** (-n / 4)) for n in range(25)})
# The number of tensors of the tagger; those of the claim layers follow.
TENSORS = len(TABLES) + 3 + 4 * len(DILATIONS) + 3 + 3 + 1 + 4 * len(DILATIONS2) + 3 + 2 + 1
# Added to the index in `SHARES` of rows that are rounded less.
FINE = 32


def write(p, calibration, counts, path):
    """Writes the weights, whose matrices `rounding.fit` has fitted, and returns them rounded, as the program will see
    them. `counts` says for each table how often each of its rows is used in the training set.
    """
    out, back, steps = [b"SAYSOTAG", struct.pack("<I", VERSION)], dict(p), p["steps"]
    back["tables"] = tables(p, counts, out)
    fields = stepped(out, np.concatenate(p["fields"]), steps["fields"])
    back["fields"] = np.split(fields, np.cumsum([len(f) for f in p["fields"]])[:-1])
    back["input"] = stepped(out, p["input"], steps["input"])
    back["input_norm"] = norm(out, p["input_norm"])
    back["blocks"] = [block(out, b, steps, str(i)) for i, b in enumerate(p["blocks"])]
    back["emit"] = stepped(out, p["emit"], steps["emit"])
    back["emit_bias"] = matrix(out, p["emit_bias"][None], VECTOR_TOP)[0]
    back["move"] = matrix(out, p["move"], VECTOR_TOP)
    back["token2"] = stepped(out, p["token2"], steps["token2"])
    back["cue2"] = stepped(out, p["cue2"], steps["cue2"])
    places = stepped(out, np.concatenate([p[name] for name in SIZES]), steps["places"])
    back.update(zip(SIZES, np.split(places, np.cumsum(list(SIZES.values()))[:-1])))
    back["input_norm2"] = norm(out, p["input_norm2"])
    back["blocks2"] = [block(out, b, steps, f"{i}2") for i, b in enumerate(p["blocks2"])]
    back["emit2"] = stepped(out, p["emit2"], steps["emit2"])
    back["emit_bias2"] = matrix(out, p["emit_bias2"][None], VECTOR_TOP)[0]
    back["move2"] = matrix(out, p["move2"], VECTOR_TOP)
    back["gate"] = stepped(out, p["gate"], steps["gate"])
    back["gate_bias"] = matrix(out, p["gate_bias"][None], VECTOR_TOP)[0]
    matrix(out, np.asarray(calibration, np.float32)[None], CALIBRATION_TOP)
    with open(path, "wb") as file:
        file.write(b"".join(out))
    return back


def tables(p, counts, out=None):
    """Returns the tables as the program will see them. If `out` is given, also appends them to it as bytes."""
    units = p.get("units", [None] * len(counts))
    return [table([] if out is None else out, *each) for each in zip(p["tables"], counts, units)]


def head(kind, shape):
    return struct.pack("<BHH", kind, *shape)


def table(out, t, count, unit=None):
    """Appends a table as bytes and returns it rounded. Each row gets the scale that fits it best: one of the `SHARES`
    of the largest scale. Rows of zeros are dropped. `unit` is the largest scale if the values have been rounded before
    and must not change.
    """
    t, top = np.asarray(t, np.float32), FREQUENT_TOP
    if unit is None:
        t = np.where((count < RARE * count.sum())[:, None], 0, t)
        top = np.where(count >= FREQUENT * count.sum(), FREQUENT_TOP, TABLE_TOP)[:, None]
        unit = np.float32(np.abs(t).max() / TABLE_TOP)
    best, error = np.zeros(len(t), np.uint8), np.full(len(t), np.inf)
    # Of equally good scales the largest is taken, because its values are the smallest.
    for share in SHARES[::-1]:
        values = whole(t, share * unit / 255, top)
        miss = ((values * (share * unit / 255) - t) ** 2).sum(1)
        best, error = np.where(miss < error, share, best), np.minimum(miss, error)
    best[~t.any(1)] = 0
    scale = (best * (unit / 255))[:, None].astype(np.float32)
    values = whole(t, np.maximum(scale, 1e-12), top)
    fine = np.abs(values).max(1) > TABLE_TOP
    few, many = values[(best > 0) & ~fine].astype(int) + 1, values[fine].astype(int) + 8
    few = few[:, ::4] + 3 * few[:, 1::4] + 9 * few[:, 2::4] + 27 * few[:, 3::4]
    many = many[:, ::2] | many[:, 1::2] << 4
    place = np.where(best > 0, np.searchsorted(SHARES, best) + 1 + FINE * fine, 0).astype(np.uint8)
    # Similar data next to each other compresses better.
    out += [head(4, t.shape), struct.pack("<f", unit), place.tobytes()]
    out += [rows.astype(np.uint8).tobytes() for rows in (few, many)]
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


def stepped(out, m, step):
    """Appends a matrix as multiples of one step, and returns it rounded."""
    values = np.rint(np.asarray(m) / step)
    scale = np.full(len(m), step, "<f4")
    out += [head(8, m.shape), scale.tobytes(), values.astype("<i1").tobytes()]
    return values.astype(np.float32) * np.float32(step)


def short(x):
    """Returns `x` rounded to the upper half of a float's bits; the zeros in the lower half compress well."""
    bits = np.asarray(x, np.float32).view(np.uint32)
    return ((bits + np.uint32(0x8000)) & np.uint32(0xffff0000)).view(np.float32)


def norm(out, p):
    rows = matrix(out, np.stack([p["scale"], p["shift"]]), VECTOR_TOP)
    return {"scale": rows[0], "shift": rows[1]}


def block(out, b, steps, name):
    taps = matrix(out, np.concatenate([b["depth"], b["depth_bias"][None]]), VECTOR_TOP)
    one, two = stepped(out, b["one"], steps["one" + name]), stepped(out, b["two"], steps["two" + name])
    rows = matrix(out, np.stack([b["one_bias"], b["two_bias"], b["norm"]["scale"], b["norm"]["shift"]]), VECTOR_TOP)
    return {"depth": taps[:5], "depth_bias": taps[5], "one": one, "two": two, "one_bias": rows[0],
            "two_bias": rows[1], "norm": {"scale": rows[2], "shift": rows[3]}}


def read(path):
    """Returns the weights and the calibration in a file."""
    units = []
    tensors = (tensor for tensor, _ in parse(path.read_bytes(), units))
    p = {"tables": [next(tensors) for _ in TABLES], "units": units}
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


def parse(data, units, most=None):
    """Yields the tensors of a file, at most `most` of them, each with the offset after it. Appends the largest scale of
    each table to `units`.
    """
    at = 12
    while at < len(data) and most != 0:
        most = None if most is None else most - 1
        kind, rows, columns = struct.unpack_from("<BHH", data, at)
        at += 5
        if kind == 4:
            unit, = struct.unpack_from("<f", data, at)
            units.append(np.float32(unit))
            place = np.frombuffer(data, np.uint8, rows, at + 4)
            scale = np.array([0, *SHARES])[place % FINE] * np.float32(unit / 255)
            live, fine = place > 0, place > FINE
            at += 4 + rows
            few = np.frombuffer(data, np.uint8, (live & ~fine).sum() * columns // 4, at)
            at += len(few)
            many = np.frombuffer(data, np.uint8, fine.sum() * columns // 2, at)
            at += len(many)
            values = np.zeros((rows, columns), np.float32)
            values[live & ~fine] = np.stack([few // 3**n % 3 for n in range(4)], 1).reshape(-1, columns) - np.float32(1)
            values[fine] = np.stack([many & 15, many >> 4], 1).reshape(-1, columns) - np.float32(8)
        else:
            scale = np.frombuffer(data, "<f4", rows, at)
            values = np.frombuffer(data, f"<i{kind // 8}", rows * columns, at + 4 * rows).reshape(rows, columns)
            at += 4 * rows + values.nbytes
        yield (values * scale[:, None]).astype(np.float32), at
