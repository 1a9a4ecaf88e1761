"""Measures the cost of an archive: repeats articles up to a size, runs `sayso analyze --jsonl-in` on them, and prints
time and memory.

    python3 examples/spark/measure.py target/release/sayso ../shared/data/polnear/train.jsonl --megabytes 100 --jobs 2

Linux only. The repeated articles are streamed and never stored.
"""

import argparse
import json
import os
import subprocess
import threading
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sayso")
    parser.add_argument("articles", help="JSON Lines with text")
    parser.add_argument("--megabytes", type=int, default=1000, help="of text, in UTF-8")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with open(options.articles, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    command = [options.sayso, "analyze", "--jsonl-in", "-", "--jobs", str(options.jobs)]
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    count = {"articles": 0, "bytes": 0}

    def feed():
        with child.stdin:
            while count["bytes"] < options.megabytes * 1_000_000:
                text = texts[count["articles"] % len(texts)]
                child.stdin.write(json.dumps({"id": count["articles"], "text": text}).encode() + b"\n")
                count["articles"] += 1
                count["bytes"] += len(text.encode())

    threading.Thread(target=feed, daemon=True).start()
    written = out = 0
    for line in child.stdout:
        written += 1
        out += len(line)
    _, status, used = os.wait4(child.pid, 0)
    wall, busy = time.monotonic() - start, used.ru_utime + used.ru_stime
    megabytes = count["bytes"] / 1e6
    assert status == 0 and written == count["articles"], (status, written, count)
    print(f"{written} articles, {megabytes:.0f} MB of text, {out / 1e6:.0f} MB of findings, {options.jobs} threads")
    print(f"{wall:.0f} s by the clock, {busy:.0f} s of processor time, {used.ru_maxrss / 1000:.0f} MB of memory at most")
    print(f"{megabytes / busy:.3f} MB/s a core; 10 GB take {1e4 * busy / megabytes / 3600:.1f} core hours")
    print(f"a million such articles take {1e6 * busy / written / 3600:.2f} core hours")


if __name__ == "__main__":
    main()
