"""Runs the job on a real local Spark with two workers, kills one task in mid-run, and compares with a run on one
machine.

    python examples/spark/test_job.py target/release/sayso

Needs Java 17 and the packages in requirements.txt. The articles are derived from the project's invented ones.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = 240


def main():
    sayso = Path(sys.argv[1]).resolve()
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        print("skipped: Spark needs Java 17, but java is not installed")
        return
    import pyarrow.parquet as parquet

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        articles, found = folder / "articles.jsonl", folder / "found.parquet"
        write(articles)
        alone = subprocess.run([sayso, "analyze", "--jsonl-in", articles], check=True, capture_output=True, text=True)
        run(sayso, articles, found, folder)
        killed = (folder / "killed").read_text()
        rows = parquet.read_table(found).to_pylist()
        check_matches(sayso, articles, folder)
        names = {part.name for part in found.glob("part-*")}
    assert len(names) > 1, "one file only: the work was not spread"
    wanted = {json.loads(line)["id"]: line for line in alone.stdout.splitlines()}
    assert len(wanted) == ARTICLES
    assert len(rows) == ARTICLES, f"{len(rows)} rows for {ARTICLES} articles"
    assert {json.loads(row["id"]): row["analysis"] for row in rows} == wanted, "Spark's findings are not the machine's"
    for row in rows:
        record = json.loads(row["analysis"])
        assert row["attributions"] == len(record["attributions"]) and row["claims"] == len(record["claims"])
        assert row["text_sha256"] == record["text_sha256"]
    print(f"killed: {killed.strip()}; {len(rows)} rows in {len(names)} files, equal to the run on one machine")


def check_matches(sayso, articles, folder):
    """Checks that the matches with a library equal those of a run on one machine."""
    import pyarrow.parquet as parquet

    checks, found = folder / "checks.sayso", folder / "matches.parquet"
    feeds = [HERE.parents[1] / "corpus/checks" / name for name in ("checkpoint.html", "ask-twice.json", "plumb-line.csv")]
    subprocess.run([sayso, "library", "build", *feeds, "-o", checks], check=True, capture_output=True)
    command = [sayso, "match", "--library", checks, "--jsonl-in", articles]
    alone = subprocess.run(command, check=True, capture_output=True, text=True)
    run(sayso, articles, found, folder, "--library", checks)
    rows = parquet.read_table(found).to_pylist()
    wanted = {json.loads(line)["id"]: line for line in alone.stdout.splitlines()}
    assert len(wanted) == ARTICLES
    assert {json.loads(row["id"]): row["record"] for row in rows} == wanted, "Spark's matches are not the machine's"
    assert sum(row["shown"] for row in rows) > ARTICLES, "hardly anything is matched"
    print(f"{sum(row['matches'] for row in rows)} matches in {len(rows)} articles, equal to those of one machine")


def write(path):
    texts = [text.read_text(encoding="utf-8") for text in sorted((HERE.parents[1] / "corpus/articles").glob("*.txt"))]
    with path.open("w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            text = f"Part {number}. " + texts[number % len(texts)]
            out.write(json.dumps({"id": f"a-{number}", "text": text}) + "\n")


def run(sayso, articles, found, folder, *more):
    """Runs the job with two workers in separate processes, which have one core and 1 GB each."""
    python = sys.executable
    spark = {
        "spark.master": "local-cluster[2,1,1024]",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.task.maxFailures": "4",
        "spark.local.dir": str(folder / "scratch"),
    }
    arguments = [part for key, value in spark.items() for part in ("--conf", f"{key}={value}")]
    import pyspark

    home = Path(pyspark.__file__).parent
    if not more:
        more = ["--die-once", folder]
    job = [HERE / "job.py", "--sayso", sayso, "--partitions", "6", *more, articles, found]
    env = os.environ | {"PYSPARK_PYTHON": python, "PYSPARK_DRIVER_PYTHON": python, "SPARK_HOME": str(home)}
    env |= {"SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run([home / "bin/spark-submit", *arguments, *job], env=env, capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        sys.exit(f"Spark ended with {done.returncode}:\n{done.stderr[-4000:]}")


if __name__ == "__main__":
    main()
