"""Trains the network: one run from a seed to averaged weights."""
import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import batches, model

AVERAGE = 0.995


def loss(p, b, key, rate):
    k1, k2 = jax.random.split(key)
    hidden, emissions = model.stage_one(p, b["hashed"], b["classes"], b["mask"], k1, rate)
    tokens = b["mask"].sum()
    one = model.crf_loss(emissions, p["move"], b["labels"], b["mask"]).sum() / tokens
    emissions2, gate = model.stage_two(p, hidden, b["rows"], b["cue"], b["places"], b["mask2"], k2, rate)
    two = model.crf_loss(emissions2, p["move2"], b["labels2"], b["mask2"]) * b["valid"]
    two = two.sum() / jnp.maximum(b["valid"].sum(), 1)
    right = optax.sigmoid_binary_cross_entropy(gate, b["valid"]) * b["used"]
    right = right.sum() / jnp.maximum(b["used"].sum(), 1)
    return one + two / 40 + right / 5, (one, two, right)


def optimiser(steps, peak, table_peak):
    schedule = lambda top: optax.warmup_cosine_decay_schedule(0.0, top, max(steps // 20, 1), steps, top / 100)
    dense = optax.adamw(schedule(peak), weight_decay=0.02)
    tables = optax.chain(optax.scale_by_rss(initial_accumulator_value=1e-6), optax.scale_by_learning_rate(schedule(table_peak)))
    kinds = lambda p: {k: jax.tree.map(lambda _: "tables" if k == "tables" else "dense", v) for k, v in p.items()}
    return optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform({"dense": dense, "tables": tables}, kinds))


def run(articles, seed, passes, repeat, peak, start=None, planned=None, rate=0.2, report=print):
    """Trains on prepared articles; returns the averaged weights as numpy arrays.

    `peak` is the maximum learning rate; the tables, which use AdaGrad, get ten times as much. `start` are initial
    weights. The rate decays as over `planned` passes, so that a run may stop while it is still high.
    """
    rng = np.random.default_rng(seed)
    p = model.init(seed) if start is None else jax.tree.map(jnp.asarray, start)
    per_pass = sum(1 for _ in counted(articles, repeat)) // batches.CHUNKS
    steps = per_pass * passes
    opt = optimiser(per_pass * (planned or passes), peak, 10 * peak)
    state, average = opt.init(p), jax.tree.map(jnp.copy, p)
    key = jax.random.key(seed)

    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def update(p, state, average, b, key, step):
        key = jax.random.fold_in(key, step)
        (_, parts), grad = jax.value_and_grad(loss, has_aux=True)(p, b, key, rate)
        change, state = opt.update(grad, state, p)
        p = optax.apply_updates(p, change)
        decay = jnp.minimum(AVERAGE, (1 + step) / (10 + step))
        average = jax.tree.map(lambda a, q: a * decay + q * (1 - decay), average, p)
        return p, state, average, jnp.stack(parts)

    step, begun, log = 0, time.time(), []
    for n in range(passes):
        for b in batches.passes(articles, repeat, rng):
            p, state, average, parts = update(p, state, average, b, key, step)
            log.append(parts)
            step += 1
            if step % 100 == 0:
                one, two, right = np.mean(np.stack(log), 0)
                log.clear()
                report(f"pass {n + 1} step {step}/{steps} loss {one:.4f} {two:.3f} {right:.4f} {time.time() - begun:.0f} s")
    return jax.tree.map(np.asarray, average)


def counted(articles, repeat):
    rng = np.random.default_rng(0)
    for p in articles:
        for _ in range(repeat(p.a.group)):
            yield from batches.chunks(p, rng)
