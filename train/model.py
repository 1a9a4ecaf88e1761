"""The network: a shared dilated CNN, a CRF over all tokens, and a second stage for each cue."""
import jax
import jax.numpy as jnp
import numpy as np

from .data import FIELDS, TABLES

WIDTH, WIDTH2 = 64, 48
EMBED = (24, 24, 24, 24, 12, 12, 16, 8)
DILATIONS, DILATIONS2 = (1, 2, 4, 8, 1, 2), (1, 2, 4, 8)
LABELS, LABELS2 = 7, 5
# The classes of a token's position relative to the cue: its distance, its sentence and its quotation, see `places`.
DISTANCE_BOUNDS = (1, 2, 3, 5, 8, 13, 21, 36)
DISTANCES, SENTENCES, QUOTES = 2 * len(DISTANCE_BOUNDS) + 3, 5, 5
SIZES = {"distance": DISTANCES, "sentence": SENTENCES, "relation": QUOTES}
WORDS = 4


def init(seed):
    rng = np.random.default_rng(seed)
    normal = lambda *shape, scale: (rng.standard_normal(shape) * scale).astype(np.float32)
    dense = lambda n, m: normal(n, m, scale=(1 / m) ** 0.5)
    concat = sum(EMBED[WORDS - 1:])
    p = {"tables": [normal(t, e, scale=0.1) for t, e in zip(TABLES, EMBED)]}
    p["fields"] = [normal(n, WIDTH, scale=0.1) for n in FIELDS]
    p["input"] = dense(WIDTH, concat)
    p["input_norm"] = norm_init(WIDTH)
    p["blocks"] = [block_init(WIDTH, dense, normal) for _ in DILATIONS]
    p["emit"] = dense(LABELS, WIDTH)
    p["emit_bias"] = np.zeros(LABELS, np.float32)
    p["move"] = np.zeros((LABELS, LABELS), np.float32)
    p["token2"] = dense(WIDTH2, WIDTH)
    p["cue2"] = dense(WIDTH2, WIDTH)
    for name, n in SIZES.items():
        p[name] = normal(n, WIDTH2, scale=0.3)
    p["input_norm2"] = norm_init(WIDTH2)
    p["blocks2"] = [block_init(WIDTH2, dense, normal) for _ in DILATIONS2]
    p["emit2"] = dense(LABELS2, WIDTH2)
    p["emit_bias2"] = np.zeros(LABELS2, np.float32)
    p["move2"] = np.zeros((LABELS2, LABELS2), np.float32)
    p["gate"] = dense(1, WIDTH2)
    p["gate_bias"] = np.zeros(1, np.float32)
    return jax.tree.map(jnp.asarray, p)


def norm_init(width):
    return {"scale": np.ones(width, np.float32), "shift": np.zeros(width, np.float32)}


def block_init(width, dense, normal):
    return {"depth": normal(5, width, scale=0.3), "depth_bias": np.zeros(width, np.float32),
            "one": dense(width, width), "one_bias": np.zeros(width, np.float32),
            "two": dense(width, width), "two_bias": np.zeros(width, np.float32), "norm": norm_init(width)}


def norm(x, p):
    mean = x.mean(-1, keepdims=True)
    centred = x - mean
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + 1e-5) * p["scale"] + p["shift"]


def activate(x):
    """Hard swish: as good as GELU here, and cheap without a table of exponentials."""
    return x * jnp.clip(x + 3, 0, 6) * (1 / 6)


def drop(x, key, rate):
    if key is None or not rate:
        return x
    keep = jax.random.bits(key, x.shape, jnp.uint8) >= int(256 * rate)
    return jnp.where(keep, x * (1 / (1 - rate)), 0)


def shift(x, by):
    """Shifts x along axis 1 so that position i holds the former position i + by; zeros are shifted in."""
    if by == 0:
        return x
    pad = jnp.zeros((x.shape[0], abs(by), x.shape[2]), x.dtype)
    return jnp.concatenate([x[:, by:], pad], 1) if by > 0 else jnp.concatenate([pad, x[:, :by]], 1)


def block(x, p, dilation, mask, key, rate):
    y = p["depth_bias"] + sum(shift(x, (k - 2) * dilation) * p["depth"][k] for k in range(5))
    y = activate(y @ p["one"].T + p["one_bias"])
    y = drop(y, key, rate)
    y = y @ p["two"].T + p["two_bias"]
    return norm(x + y, p["norm"]) * mask


def keys(key, n):
    return [None] * n if key is None else jax.random.split(key, n)


def stage_one(p, hashed, classes, mask, key=None, rate=0.2, word_rate=0.12):
    """Maps [B, T, tables], [B, T, fields], [B, T] to hidden [B, T, WIDTH] and emissions [B, T, LABELS]."""
    k = keys(key, 3 + len(DILATIONS))
    rows = [p["tables"][i][hashed[..., i]] for i in range(len(TABLES))]
    word = sum(rows[:WORDS])
    if key is not None:
        keep = jax.random.uniform(k[0], word.shape[:2]) >= word_rate
        word = word * keep[..., None]
    x = jnp.concatenate([word, *rows[WORDS:]], -1)
    x = drop(x, k[1], rate) @ p["input"].T
    x = x + sum(p["fields"][i][classes[..., i]] for i in range(len(FIELDS)))
    m = mask[..., None]
    x = activate(norm(x, p["input_norm"])) * m
    for i, dilation in enumerate(DILATIONS):
        x = block(x, p["blocks"][i], dilation, m, k[3 + i], rate)
    return x, drop(x, k[2], rate) @ p["emit"].T + p["emit_bias"]


def stage_two(p, hidden, rows, cue, places, mask, key=None, rate=0.2):
    """Takes hidden [B, T, WIDTH]; rows [N, W], flat token positions; cue [N, C], flat positions of cue tokens, padded
    with -1; places [N, W, 3], classes; mask [N, W]. Returns emissions [N, W, LABELS2] and gate logits [N].
    """
    k = keys(key, 2 + len(DILATIONS2))
    flat = hidden.reshape(-1, WIDTH)
    has = (cue >= 0)[..., None]
    cue_mean = (flat[jnp.maximum(cue, 0)] * has).sum(1) / jnp.maximum(has.sum(1), 1)
    x = drop(flat[rows], k[0], rate) @ p["token2"].T + (cue_mean @ p["cue2"].T)[:, None]
    x = x + sum(p[name][places[..., i]] for i, name in enumerate(SIZES))
    m = mask[..., None]
    x = activate(norm(x, p["input_norm2"])) * m
    for i, dilation in enumerate(DILATIONS2):
        x = block(x, p["blocks2"][i], dilation, m, k[2 + i], rate)
    on_cue = (places[..., 0] == 0)[..., None] * m
    pooled = (x * on_cue).sum(1) / jnp.maximum(on_cue.sum(1), 1)
    return drop(x, k[1], rate) @ p["emit2"].T + p["emit_bias2"], (pooled @ p["gate"].T + p["gate_bias"])[:, 0]


def allowed(labels):
    """Returns 1 for each transition [from, to] that BIO allows, otherwise 0: an inner label only follows its own kind.
    """
    out = np.ones((labels, labels), np.float32)
    for inner in range(2, labels, 2):
        out[:, inner] = 0
        out[inner - 1, inner] = out[inner, inner] = 1
    return out


def crf_loss(emissions, move, labels, mask):
    """Returns the negative log-likelihood of each sequence [B]. Padding must be at the end."""
    n = emissions.shape[-1]
    ok = allowed(n)
    factor = jnp.exp(move) * ok
    peak = emissions.max(-1, keepdims=True)
    weights = jnp.exp(emissions - peak)
    first = np.ones(n, np.float32)
    first[2::2] = 0
    alpha = weights[:, 0] * first
    total = jnp.log(alpha.sum(-1)) + peak[:, 0, 0]
    alpha = alpha / alpha.sum(-1, keepdims=True)

    def step(carry, inputs):
        alpha, total = carry
        w, top, m = inputs
        new = (alpha @ factor) * w
        size = new.sum(-1, keepdims=True)
        new = new / size
        return (jnp.where(m[:, None], new, alpha), total + jnp.where(m, jnp.log(size[:, 0]) + top, 0)), None

    inputs = (jnp.moveaxis(weights[:, 1:], 1, 0), peak[:, 1:, 0].T, (mask[:, 1:] > 0).T)
    (_, total), _ = jax.lax.scan(step, (alpha, total), inputs, unroll=8)
    hit = labels[..., None] == jnp.arange(n)
    gold = (jnp.where(hit, emissions, 0).sum(-1) * mask).sum(1)
    pairs = move[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
    return total - gold - pairs.sum(1)


def places(distance_from, distance_to, at, sentence, cue_sentence, quote, cue_quote):
    """Returns the classes [N, 3] of the tokens `at` relative to a cue that covers tokens distance_from..=distance_to.
    """
    before, after = distance_from - at, at - distance_to
    near = np.searchsorted(DISTANCE_BOUNDS, np.maximum(before, after), "left")
    half = len(DISTANCE_BOUNDS) + 1
    distance = np.where(before > 0, 1 + near, np.where(after > 0, 1 + half + near, 0))
    sentences = np.clip(sentence - cue_sentence, -2, 2) + 2
    relation = np.where(quote == 0, np.where(cue_quote == 0, 0, 2),
                        np.where(cue_quote == 0, 1, np.where(quote == cue_quote, 3, 4)))
    return np.stack([distance, sentences, relation], -1).astype(np.int32)


def viterbi(emissions, move, lengths):
    """Returns the best label sequences of a padded batch [B, T, L], computed with numpy."""
    moves = np.where(allowed(emissions.shape[-1]) > 0, move, -1e9)
    score = emissions[:, 0].copy()
    score[:, 2::2] = -1e9
    back = []
    for t in range(1, emissions.shape[1]):
        options = score[:, :, None] + moves
        back.append(options.argmax(1))
        live = (t < lengths)[:, None]
        score = np.where(live, options.max(1) + emissions[:, t], score)
        back[-1] = np.where(live, back[-1], np.arange(emissions.shape[-1]))
    out = np.zeros(emissions.shape[:2], np.int32)
    best = score.argmax(1)
    for t in range(emissions.shape[1] - 1, -1, -1):
        out[:, t] = best
        if t:
            best = np.take_along_axis(back[t - 1], best[:, None], 1)[:, 0]
    return out


def marginals(emissions, move):
    """Returns the posterior of each label at each token of one sequence [T, L], computed with numpy."""
    n = emissions.shape[-1]
    factor = np.exp(move) * allowed(n)
    w = np.exp(emissions - emissions.max(-1, keepdims=True))
    w[0, 2::2] = 0
    forward, backward = np.empty_like(w), np.empty_like(w)
    forward[0] = w[0] / w[0].sum()
    for t in range(1, len(w)):
        a = (forward[t - 1] @ factor) * w[t]
        forward[t] = a / a.sum()
    backward[-1] = 1
    for t in range(len(w) - 2, -1, -1):
        b = factor @ (backward[t + 1] * w[t + 1])
        backward[t] = b / b.sum()
    out = forward * backward
    return out / out.sum(-1, keepdims=True)
