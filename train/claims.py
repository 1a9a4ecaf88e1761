"""Trains claims on top of the tagger: python -m train.claims [--data DIR] [--held-out FOLD]. Ten minutes on two cores.

The attribution layers are frozen, and the claim layers branch off the first of them. They are trained on claims/train
without the outlets of one fold, on which the confidence is fitted and the scores are computed. Their weights are
written after the tagger's own.
"""
import argparse
import json
import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import __main__ as tagger
from . import calibrate, claims_file, data, export, folds, model
from .data import B_CONTENT, CLAIM_CLASSES, PARTIES, STATUSES, mark
from .model import SIZES, WIDTH, WIDTH2

# The number of shared blocks before the claim blocks, and the dilations of the latter.
SHARED = 3
DILATIONS, DILATIONS2 = (1, 2), (1, 2, 4, 8)
LABELS = 3
CHUNK, CHUNKS, WINDOW, CUES, NEGATIVES, CUE_TOKENS = 256, 16, 96, 64, 24, 6
# A word that is part of a claim cue in at least this share of its occurrences is a negative example in the others.
RATE = 0.02
CUE_WEIGHT, CONTENT_WEIGHT, PARTY_WEIGHT, STATUS_WEIGHT = 2.0, 1 / 40, 1 / 40, 1 / 5
PASSES, PEAK, DROP, AVERAGE = 14, 3e-3, 0.25, 0.995
HEADS = (("emit", LABELS, WIDTH), ("content", LABELS, WIDTH2), ("party", len(PARTIES), WIDTH2),
         ("status", len(STATUSES) + 1, WIDTH2))


def init(seed):
    rng = np.random.default_rng(seed)
    normal = lambda *shape, scale: (rng.standard_normal(shape) * scale).astype(np.float32)
    dense = lambda n, m: normal(n, m, scale=(1 / m) ** 0.5)
    p = {"classes": normal(CLAIM_CLASSES, WIDTH, scale=0.1), "input_norm": model.norm_init(WIDTH)}
    p["blocks"] = [model.block_init(WIDTH, dense, normal) for _ in DILATIONS]
    p["token2"], p["cue2"] = dense(WIDTH2, WIDTH), dense(WIDTH2, WIDTH)
    for name, n in SIZES.items():
        p[name] = normal(n, WIDTH2, scale=0.3)
    p["input_norm2"] = model.norm_init(WIDTH2)
    p["blocks2"] = [model.block_init(WIDTH2, dense, normal) for _ in DILATIONS2]
    for name, n, width in HEADS:
        p[name], p[f"{name}_bias"] = dense(n, width), np.zeros(n, np.float32)
    p["move"], p["content_move"] = np.zeros((LABELS, LABELS), np.float32), np.zeros((LABELS, LABELS), np.float32)
    return jax.tree.map(jnp.asarray, p)


@jax.jit
def shared(p, hashed, classes, mask):
    """Returns the tagger's output for each token after its first SHARED blocks: [B, T, WIDTH]."""
    rows = [p["tables"][i][hashed[..., i]] for i in range(len(data.TABLES))]
    x = jnp.concatenate([sum(rows[:model.WORDS]), *rows[model.WORDS:]], -1) @ p["input"].T
    x = x + sum(p["fields"][i][classes[..., i]] for i in range(len(data.FIELDS)))
    m = mask[..., None]
    x = model.activate(model.norm(x, p["input_norm"])) * m
    for i in range(SHARED):
        x = model.block(x, p["blocks"][i], model.DILATIONS[i], m, None, 0)
    return x


def one(p, seen, classes, mask, key=None, rate=DROP):
    k = model.keys(key, 2 + len(DILATIONS))
    m = mask[..., None]
    x = model.norm(model.drop(seen, k[0], rate) + p["classes"][classes], p["input_norm"]) * m
    for i, dilation in enumerate(DILATIONS):
        x = model.block(x, p["blocks"][i], dilation, m, k[2 + i], rate)
    return x, linear(p, "emit", model.drop(x, k[1], rate))


def two(p, hidden, rows, cue, places, mask, key=None, rate=DROP):
    k = model.keys(key, 2 + len(DILATIONS2))
    flat = hidden.reshape(-1, WIDTH)
    has = (cue >= 0)[..., None]
    cue_mean = (flat[jnp.maximum(cue, 0)] * has).sum(1) / jnp.maximum(has.sum(1), 1)
    x = model.drop(flat[rows], k[0], rate) @ p["token2"].T + (cue_mean @ p["cue2"].T)[:, None]
    x = x + sum(p[name][places[..., i]] for i, name in enumerate(SIZES))
    m = mask[..., None]
    x = model.activate(model.norm(x, p["input_norm2"])) * m
    for i, dilation in enumerate(DILATIONS2):
        x = model.block(x, p["blocks2"][i], dilation, m, k[2 + i], rate)
    on_cue = (places[..., 0] == 0)[..., None] * m
    return model.drop(x, k[1], rate), (x * on_cue).sum(1) / jnp.maximum(on_cue.sum(1), 1)


def linear(p, name, x):
    return x @ p[name].T + p[f"{name}_bias"]


def mean(values, weights):
    return (values * weights).sum() / jnp.maximum(weights.sum(), 1)


def loss(p, b, key):
    k1, k2 = jax.random.split(key)
    hidden, emissions = one(p, b["seen"], b["classes"], b["mask"], k1)
    cue = model.crf_loss(emissions, p["move"], b["labels"], b["mask"]).sum() / b["mask"].sum()
    x, pooled = two(p, hidden, b["rows"], b["cue"], b["places"], b["mask2"], k2)
    content = mean(model.crf_loss(linear(p, "content", x), p["content_move"], b["content"], b["mask2"]), b["content_valid"])
    party = optax.sigmoid_binary_cross_entropy(linear(p, "party", x), b["party"]) * b["mask2"][..., None]
    party = mean(party.sum(1), b["party_valid"])
    status = optax.softmax_cross_entropy_with_integer_labels(linear(p, "status", pooled), b["status"])
    status = mean(status, b["status_valid"])
    total = CUE_WEIGHT * cue + CONTENT_WEIGHT * content + PARTY_WEIGHT * party + STATUS_WEIGHT * status
    return total, jnp.stack([cue, content, party, status])


class Prepared:
    """What does not change between passes: an article, the tagger's output for it, labels, candidate cue words."""

    def __init__(self, p, article, rates):
        self.a, self.seen, self.labels = article, known(p, article), article.claim_labels()
        rate = np.array([rates.get(word, 0.0) for word in article.words])
        likely = (rate >= RATE) | (article.claim_classes > 0)
        self.no_cue = np.flatnonzero(likely & (self.labels == 0))
        self.starts = np.flatnonzero(np.diff(article.paragraph, prepend=-1))


def known(p, a):
    """Returns the tagger's output for each token of an article, which it reads paragraph by paragraph."""
    out = np.zeros((len(a), WIDTH), np.float32)
    bounds = np.append(np.flatnonzero(np.diff(a.paragraph, prepend=-1)), len(a))
    groups = {}
    for start, end in zip(bounds, bounds[1:]):
        groups.setdefault(-(-int(end - start) // 64) * 64, []).append((start, end))
    for size, pieces in groups.items():
        for at in range(0, len(pieces), 32):
            some = pieces[at:at + 32]
            hashed = np.zeros((32, size, len(data.TABLES)), np.int32)
            classes, mask = np.zeros((32, size, len(data.FIELDS)), np.int32), np.zeros((32, size), np.float32)
            for i, (start, end) in enumerate(some):
                hashed[i, :end - start], classes[i, :end - start] = a.hashed[start:end], a.classes[start:end]
                mask[i, :end - start] = 1
            x = np.asarray(shared(p, hashed, classes, mask))
            for i, (start, end) in enumerate(some):
                out[start:end] = x[i, :end - start]
    return out


def claim_rates(articles):
    """Maps each word to the share of its occurrences that are part of a claim cue."""
    total, cue = {}, {}
    for article in articles:
        for word, label in zip(article.words, article.claim_labels()):
            total[word] = total.get(word, 0) + 1
            cue[word] = cue.get(word, 0) + int(label > 0)
    return {word: n / (total[word] + 4) for word, n in cue.items() if n > 1}


def passes(prepared, rng):
    from .batches import chunks
    order = [(p, chunk) for p in prepared for chunk in chunks(p, rng)]
    rng.shuffle(order)
    for i in range(0, len(order) - CHUNKS + 1, CHUNKS):
        yield batch(order[i:i + CHUNKS], rng)


def batch(parts, rng):
    zeros = lambda *shape: np.zeros(shape, np.float32)
    whole = lambda *shape: np.zeros(shape, np.int32)
    out = {"seen": zeros(CHUNKS, CHUNK, WIDTH), "classes": whole(CHUNKS, CHUNK), "labels": whole(CHUNKS, CHUNK),
           "mask": zeros(CHUNKS, CHUNK), "rows": whole(CUES, WINDOW), "cue": whole(CUES, CUE_TOKENS) - 1,
           "places": whole(CUES, WINDOW, len(SIZES)), "mask2": zeros(CUES, WINDOW), "content": whole(CUES, WINDOW),
           "content_valid": zeros(CUES), "party": zeros(CUES, WINDOW, len(PARTIES)), "party_valid": zeros(CUES, len(PARTIES)),
           "status": whole(CUES), "status_valid": zeros(CUES)}
    right, wrong = [], []
    for b, (p, (start, end)) in enumerate(parts):
        n = end - start
        out["seen"][b, :n], out["classes"][b, :n] = p.seen[start:end], p.a.claim_classes[start:end]
        out["labels"][b, :n] = begun(p.labels[start:end])
        out["mask"][b, :n] = 1
        right += [(b, p.a, start, end, cue) for cue in p.a.claims if start <= cue.first and cue.last < end]
        near = p.no_cue[(p.no_cue >= start) & (p.no_cue < end)]
        wrong += [(b, p.a, start, end, int(t)) for t in near]
    rng.shuffle(right)
    rng.shuffle(wrong)
    for i, instance in enumerate((wrong[:max(NEGATIVES, CUES - len(right))] + right)[:CUES]):
        fill(out, i, instance, rng)
    return out


def begun(labels):
    """Returns the labels of a chunk. If the first of them is inside a span, it begins one instead."""
    labels = labels.copy()
    labels[0] -= labels[0] > 0 and labels[0] % 2 == 0
    return labels


def fill(out, i, instance, rng):
    from .batches import jitter
    b, a, start, end, cue = instance
    first, last = (cue, min(cue + int(rng.random() < 0.2), end - 1)) if isinstance(cue, int) else (cue.first, cue.last)
    if not isinstance(cue, int) and rng.random() < 0.12:
        first, last = jitter(first, last, start, end, rng)
    low, high = a.bounds(first, last, WINDOW)
    low, high = max(low, start), min(high, end)
    at = np.arange(low, high)
    out["rows"][i, :len(at)] = b * CHUNK + at - start
    tokens = np.arange(first, min(last + 1, first + CUE_TOKENS))
    out["cue"][i, :len(tokens)] = b * CHUNK + tokens - start
    out["places"][i, :len(at)] = places(a, first, last, at)
    out["mask2"][i, :len(at)] = 1
    if isinstance(cue, int):
        out["status"][i], out["status_valid"][i] = len(STATUSES), 1
        return
    out["status"][i], out["status_valid"][i] = max(cue.status, 0), cue.status >= 0
    if cue.content is not None:
        inside = cue.content[(cue.content >= low) & (cue.content < high)] - low
        labels = np.zeros(len(at), np.int32)
        mark(labels, inside, B_CONTENT)
        out["content"][i, :len(at)], out["content_valid"][i] = labels, 1
    for n, tokens in enumerate(cue.parties):
        if tokens is not None and (not len(tokens) or low <= tokens[0] and tokens[-1] < high):
            out["party_valid"][i, n] = 1
            out["party"][i, tokens - low, n] = 1


def places(a, first, last, at):
    return model.places(first, last, at, a.sentence[at], a.sentence[first], a.quote[at], a.quote[first])


def train(prepared, seed):
    """Returns the averaged weights after all passes."""
    rng, p = np.random.default_rng(seed), init(seed)
    from .batches import chunks
    steps = PASSES * (sum(len(chunks(x, rng)) for x in prepared) // CHUNKS)
    schedule = optax.warmup_cosine_decay_schedule(0.0, PEAK, steps // 20, steps, PEAK / 100)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=0.03))
    state, average, key = optimiser.init(p), jax.tree.map(jnp.copy, p), jax.random.key(seed)

    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def update(p, state, average, b, key, step):
        (_, parts), grad = jax.value_and_grad(loss, has_aux=True)(p, b, jax.random.fold_in(key, step))
        change, state = optimiser.update(grad, state, p)
        p = optax.apply_updates(p, change)
        decay = jnp.minimum(AVERAGE, (1 + step) / (10 + step))
        return p, state, jax.tree.map(lambda a, q: a * decay + q * (1 - decay), average, p), parts

    step, begun_at, log = 0, time.time(), []
    for _ in range(PASSES):
        for b in passes(prepared, rng):
            p, state, average, parts = update(p, state, average, b, key, step)
            log.append(parts)
            step += 1
            if step % 100 == 0:
                print(f"step {step}/{steps} loss {np.round(np.mean(np.stack(log), 0), 4)} {time.time() - begun_at:.0f} s", flush=True)
                log.clear()
    return jax.tree.map(np.asarray, average)


CANDIDATE, INSIDE, REPEATS, WINDOW_SEEN = 0.15, 0.5, 0.5, data.WINDOW
jitted_one, jitted_two = jax.jit(partial(one, key=None)), jax.jit(partial(two, key=None))


def candidates(likely):
    """Returns (first, last, likelihood) of each candidate cue."""
    out, t, n = [], 0, len(likely)
    while t < n:
        begins, last = likely[t, 1], t
        if begins >= CANDIDATE:
            while last + 1 < n and likely[last + 1, 2] > INSIDE * likely[last, 1:].max():
                last += 1
            out.append((t, last, float(begins)))
        t = last + 1
    return out


def padded(x, size):
    return np.pad(x, ((0, size - len(x)), *([(0, 0)] * (x.ndim - 1))))


def found(p, tagged, a):
    """Returns the candidate claims of one article: dicts of cue, content and parties in tokens, status, and evidence.
    """
    out, seen = [], known(tagged, a)
    bounds = np.append(np.flatnonzero(np.diff(a.paragraph, prepend=-1)), len(a))
    for start, end in zip(bounds, bounds[1:]):
        size = -(-int(end - start) // 128) * 128
        ones = padded(np.ones(end - start, np.float32), size)[None]
        hidden, emissions = jitted_one(p, padded(seen[start:end], size)[None], padded(a.claim_classes[start:end], size)[None], ones)
        likely = model.marginals(np.asarray(emissions)[0, :end - start], p["move"])
        out += in_paragraph(p, a, start, hidden, [(f + start, l + start, q) for f, l, q in candidates(likely)])
    return out


def in_paragraph(p, a, start, hidden, cues):
    out, count = [], -(-len(cues) // 8) * 8
    rows, mask = np.zeros((count, WINDOW_SEEN), np.int32), np.zeros((count, WINDOW_SEEN), np.float32)
    cue, place = np.full((count, CUE_TOKENS), -1, np.int32), np.zeros((count, WINDOW_SEEN, len(SIZES)), np.int32)
    for i, (first, last, _) in enumerate(cues):
        low, high = a.bounds(first, last)
        at = np.arange(low, high)
        rows[i, :len(at)], mask[i, :len(at)], place[i, :len(at)] = at - start, 1, places(a, first, last, at)
        tokens = np.arange(first, min(last + 1, first + CUE_TOKENS))
        cue[i, :len(tokens)] = tokens - start
    if not count:
        return out
    x, pooled = jitted_two(p, hidden, rows, cue, place, mask)
    emissions, parties, statuses = (np.asarray(linear(p, *pair)) for pair in (("content", x), ("party", x), ("status", pooled)))
    lengths = mask.sum(1).astype(int)
    best = model.viterbi(emissions, p["content_move"], np.maximum(lengths, 1))
    for i, (first, last, likely) in enumerate(cues):
        n, (low, _) = lengths[i], a.bounds(first, last)
        labels = best[i, :n].copy()
        labels[max(first - low, 0):last + 1 - low] = 0
        chosen, likelihoods = np.flatnonzero(labels), model.marginals(emissions[i, :n], p["content_move"])
        named, none = statuses[i, :-1], statuses[i, -1]
        out.append({"cue": (first, last), "cue_p": likely, "content": chosen + low, "quoted": bool(a.quote[first]),
                    "sure": float(1 - likelihoods[chosen, 0].mean()) if len(chosen) else 0.0,
                    "status": STATUSES[int(named.argmax())], "known": float(np.logaddexp.reduce(named) - none),
                    "parties": {name: phrase(parties[i, :n, k], low) for k, name in enumerate(PARTIES)}})
    return out


def phrase(strengths, low):
    """Returns the ends of a party: the run of tokens with positive log odds around the likeliest; None without any."""
    top = int(strengths.argmax())
    if strengths[top] <= 0:
        return None
    start = end = top
    while start > 0 and strengths[start - 1] > 0:
        start -= 1
    while end + 1 < len(strengths) and strengths[end + 1] > 0:
        end += 1
    return low + start, low + end


def check(p, tagged, options):
    """Appends the claims found in an invented text to its fixture, for the test in `src/tagger/mod.rs`."""
    source, table = options.work / "check.jsonl", options.model / "check.tsv"
    source.write_text(json.dumps({"id": "check", "text": tagger.check.TEXT.read_text(encoding="utf-8")}) + "\n", encoding="utf-8")
    [article] = data.load(source, "check", options.work, tagger.dump_command())
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("claim\t")]
    for c in found(p, tagged, article):
        values = tagger.check.row((c["cue_p"], c["known"], c["sure"]))
        lines.append(f"claim\t{c['cue'][0]}\t{c['cue'][1] + 1}\t{c['status']}\t{values}")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(prog="python -m train.claims", description=__doc__)
    options.add_argument("--data", type=tagger.Path, default=tagger.ROOT.parent / "shared" / "data")
    options.add_argument("--work", type=tagger.Path, default=tagger.ROOT / "target" / "train")
    options.add_argument("--model", type=tagger.Path, default=tagger.MODEL)
    options.add_argument("--held-out", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--apart", action="store_true", help="writes weights and held-out articles under --work, for `cargo xtask eval --folds`")
    options.add_argument("--again", action="store_true", help="no training: use the weights saved by the last run under --work")
    options = options.parse_args()
    tagged, _ = export.read(options.model / "tagger.bin")
    tagged.pop("units")
    articles = [a for a in tagger.load(options, ("claims/train", "contested/train", "contested/dev")) if a.has_claims]
    held = [a for a in articles if folds.of(a) == options.held_out]
    rest = [a for a in articles if folds.of(a) != options.held_out]
    kept = options.work / f"claims{options.held_out}.npz"
    if options.again:
        leaves = np.load(kept)
        p = jax.tree.unflatten(jax.tree.structure(init(0)), [leaves[name] for name in leaves.files])
    else:
        rates = claim_rates(rest)
        p = train([Prepared(tagged, a, rates) for a in rest], options.seed)
        np.savez(kept, *jax.tree.leaves(p))
    if options.apart:
        folder = options.work / f"fold{options.held_out}"
        folder.mkdir(exist_ok=True)
        (folder / "tagger.bin").write_bytes((options.model / "tagger.bin").read_bytes())
        write_articles(held, folder / "held-out.jsonl")
        options.model = folder
    finish(options, p, tagged, held)


def finish(options, p, tagged, held):
    """Rounds and calibrates the claim layers, writes them after the tagger's, and prints the scores on `held`."""
    seen = claims_file.rounded(p)
    found_in = [found(seen, tagged, a) for a in held]
    weights = folds.calibration(held, found_in)
    folds.report(tagger.load_scorer(options.data, "score_claims"), held, found_in, weights)
    claims_file.write(p, weights, options.model / "tagger.bin")
    if not options.apart:
        check(seen, tagged, options)


def write_articles(articles, path):
    """Writes the articles in the format of the annotated sets, for the neutral scorer."""
    rows = [{"id": a.id, "text": a.text, "attributions": a.gold, "claims": a.gold_claims} for a in articles]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
