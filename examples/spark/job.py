"""Runs Sayso on a Spark cluster: articles in (JSON Lines or Parquet with `id` and `text`), findings out as Parquet.

    spark-submit examples/spark/job.py --sayso target/release/sayso articles.jsonl findings.parquet

Each partition runs the same command as a single machine, `sayso analyze --jsonl-in -`, and streams through it, so a
partition may be larger than memory. The program must be at the same path on every worker, or be sent along with
`--files sayso`. Spark restarts a failed task from its beginning, and only complete partitions become visible in the
output. An existing output is an error, unless `--force` allows replacing it.

Columns: `id` (a JSON value, as text), `text_sha256`, `attributions` and `claims` (counts), `contested` (count of
contested claims), `analysis` (the program's line of JSON).
"""

import argparse
import json
import os
import subprocess
import threading

from pyspark import SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

SCHEMA = "id string, text_sha256 string, attributions int, claims int, contested int, analysis string"
CONTESTED = {"refuted", "denied", "disputed", "unconfirmed", "alleged"}
ROWS = 256


def analyser(sayso, jobs, die_once=None):
    """Returns a function for `mapInArrow`: record batches with `line` in, record batches of SCHEMA out.

    `die_once` is for the test: a folder. The first attempt of partition 1 kills its whole process in mid-run.
    """

    def analyse(batches):
        import pyarrow as pa

        program = sayso if os.path.sep in sayso else SparkFiles.get(sayso)
        command = [program, "analyze", "--jsonl-in", "-", "--jobs", str(jobs), "--strict"]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failed = []

        def feed():
            try:
                with child.stdin:
                    for batch in batches:
                        for line in batch.column("line"):
                            child.stdin.write(line.as_py().encode() + b"\n")
            except BaseException as error:  # Raised by the task below, because a thread cannot fail a task.
                failed.append(error)

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        rows = []
        for number, line in enumerate(child.stdout):
            if die_once and number == 20:
                die(die_once, child)
            rows.append(row(line))
            if len(rows) == ROWS:
                yield table(pa, rows)
                rows = []
        feeder.join()
        if child.wait() != 0 or failed:
            raise RuntimeError(f"sayso ended with {child.returncode}: {failed}")
        if rows:
            yield table(pa, rows)

    return analyse


def row(line):
    found = json.loads(line)
    contested = sum(claim["status"] in CONTESTED for claim in found["claims"])
    counts = len(found["attributions"]), len(found["claims"]), contested
    return json.dumps(found["id"]), found["text_sha256"], *counts, line.decode().rstrip("\n")


def table(pa, rows):
    types = [pa.string(), pa.string(), pa.int32(), pa.int32(), pa.int32(), pa.string()]
    names = [field.split()[0] for field in SCHEMA.split(", ")]
    columns = [pa.array(column, kind) for column, kind in zip(zip(*rows), types)]
    return pa.RecordBatch.from_arrays(columns, names=names)


def die(folder, child):
    """Kills this process once, like a lost machine."""
    context = TaskContext.get()
    if context.partitionId() == 1 and context.attemptNumber() == 0:
        with open(os.path.join(folder, "killed"), "x") as mark:
            mark.write(f"partition 1, attempt 0, process {os.getpid()}\n")
        child.kill()
        os.kill(os.getpid(), 9)


def lines(spark, path):
    """The articles as one column `line` of JSON. Malformed JSON fails the job with a message, so that nothing is lost
    silently.
    """
    if path.endswith(".parquet"):
        return spark.read.parquet(path).select(f.to_json(f.struct("id", "text")).alias("line"))
    return spark.read.text(path).where(f.trim("value") != "").select(f.col("value").alias("line"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--sayso", default="sayso", help="the program; a bare name is looked up in --files")
    parser.add_argument("--partitions", type=int, help="the number of parts into which the input is split")
    parser.add_argument("--jobs", type=int, default=1, help="threads per task; spark.task.cpus should be the same (1)")
    parser.add_argument("--die-once", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--force", action="store_true", help="replace an existing output")
    options = parser.parse_args()
    if f"{options.input.rstrip('/')}/".startswith(f"{options.output.rstrip('/')}/"):
        parser.error("the output would replace the input; write to another path")
    spark = SparkSession.builder.appName("sayso").getOrCreate()
    articles = lines(spark, options.input)
    if options.partitions:
        articles = articles.repartition(options.partitions)
    found = articles.mapInArrow(analyser(options.sayso, options.jobs, options.die_once), SCHEMA)
    found.write.mode("overwrite" if options.force else "error").parquet(options.output)
    spark.stop()


if __name__ == "__main__":
    main()
