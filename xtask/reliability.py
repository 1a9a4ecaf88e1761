"""Compares confidence with the share of attributions that the scorer accepts (AR), one line per tenth of confidence.

usage: reliability.py FOLDER_OF_SCORE_PY GOLD.jsonl PRED.jsonl [GOLD.jsonl PRED.jsonl ...]
"""

import json
import sys

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402


def judged(gold_path, pred_path):
    """Yields (confidence, right) for each predicted attribution, merged as the scorer merges them."""
    found = {}
    for line in open(pred_path, encoding="utf-8"):
        article = json.loads(line)
        found[article["id"]] = article["attributions"]
    for line in open(gold_path, encoding="utf-8"):
        article = json.loads(line)
        words = score.Article(article["text"])
        predicted = score.merge_same_cue(found[article["id"]])
        loaded = [words.load(one) for one in predicted]
        pairs = score.pair([words.load(one) for one in article["attributions"]], loaded, score.CRITERIA["AR"])
        right = {at for _, at in pairs}
        for at, one in enumerate(predicted):
            yield one["confidence"], at in right


bins = [[0, 0, 0.0] for _ in range(10)]
for gold_path, pred_path in zip(sys.argv[2::2], sys.argv[3::2]):
    for confidence, right in judged(gold_path, pred_path):
        cell = bins[min(9, int(confidence * 10))]
        cell[0] += 1
        cell[1] += right
        cell[2] += confidence
total = sum(count for count, _, _ in bins)
print(f"{'confidence':<12}{'found':>8}{'stated':>9}{'right':>8}")
for tenth, (count, right, stated) in enumerate(bins):
    if count:
        name = f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
        print(f"{name:<12}{count:>8}{100 * stated / count:>9.1f}{100 * right / count:>8.1f}")
error = sum(abs(right - stated) for _, right, stated in bins) / max(1, total)
print(f"mean distance of stated from right: {100 * error:.1f} points over {total} attributions")
