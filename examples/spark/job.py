"""Runs Sayso on a Spark cluster: articles in (JSON Lines or Parquet with `id` and `text`), findings out as Parquet.

    spark-submit examples/spark/job.py --sayso target/release/sayso articles.jsonl findings.parquet

Each partition runs the same command as a single machine, `sayso analyze --jsonl-in -`, and streams through it, so a
partition may be larger than memory. The program must be at the same path on every worker, or be sent along with
`--files sayso`. Spark restarts a failed task from its beginning, and only complete partitions become visible in the
output. An existing output is an error, unless `--force` allows replacing it.

With `--library checks.sayso` the articles are matched with published fact-checks instead (`sayso match`). Spark sends the
library to every worker, like a program sent along.

Columns: `id` (a JSON value, as text), `text_sha256`, `attributions` and `claims` (counts), `contested` (count of
contested claims), `analysis` (the program's line of JSON). With a library: `id`, `text_sha256`, `matches` and `shown`
(counts), `record` (the program's line of JSON).
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
MATCHES = "id string, text_sha256 string, matches int, shown int, record string"
CONTESTED = {"refuted", "denied", "disputed", "unconfirmed", "alleged"}
ROWS = 256


def analyser(sayso, jobs, library=None, die_once=None):
    """Returns a function for `mapInArrow`: record batches with `line` in, record batches of SCHEMA out, or of MATCHES if
    `library` names a file that Spark has sent to this worker.

    `die_once` is for the test: a folder in which the first attempt of partition 1 leaves a note before it kills its
    whole process in mid-run.
    """

    def analyse(batches):
        import pyarrow as pa

        program = sayso if os.path.sep in sayso else SparkFiles.get(sayso)
        command = [program, "analyze", "--jsonl-in", "-", "--jobs", str(jobs), "--strict"]
        if library:
            command = [program, "match", "--library", SparkFiles.get(library), "--jsonl-in", "-"]
        made = matched if library else row
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
            rows.append(made(line))
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


def matched(line):
    found = json.loads(line)
    shown = sum(match["shown"] for match in found["matches"])
    return json.dumps(found["id"]), found["text_sha256"], len(found["matches"]), shown, line.decode().rstrip("\n")


def table(pa, rows):
    """Returns the rows as a record batch of SCHEMA or MATCHES, whichever has as many columns as the rows."""
    schema = next(schema for schema in (SCHEMA, MATCHES) if schema.count(",") + 1 == len(rows[0]))
    kinds = {"string": pa.string(), "int": pa.int32()}
    fields = [field.split() for field in schema.split(", ")]
    columns = [pa.array(column, kinds[kind]) for column, (_, kind) in zip(zip(*rows), fields)]
    return pa.RecordBatch.from_arrays(columns, names=[name for name, _ in fields])


def die(folder, child):
    """Kills this process in the first attempt of partition 1, as if its machine were lost."""
    context = TaskContext.get()
    if context.partitionId() == 1 and context.attemptNumber() == 0:
        with open(os.path.join(folder, "killed"), "x") as mark:
            mark.write(f"partition 1, attempt 0, process {os.getpid()}\n")
        child.kill()
        os.kill(os.getpid(), 9)


def lines(spark, path):
    """Returns the articles as one column `line` of JSON. Malformed JSON makes the job fail with a message, so that
    nothing is lost silently.
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
    parser.add_argument("--library", metavar="FILE", help="match the articles with this library of published fact-checks")
    parser.add_argument("--die-once", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--force", action="store_true", help="replace an existing output")
    options = parser.parse_args()
    if f"{options.input.rstrip('/')}/".startswith(f"{options.output.rstrip('/')}/"):
        parser.error("the output would replace the input; write to another path")
    spark = SparkSession.builder.appName("sayso").getOrCreate()
    articles = lines(spark, options.input)
    if options.partitions:
        articles = articles.repartition(options.partitions)
    library = None
    if options.library:
        spark.sparkContext.addFile(options.library)
        library = os.path.basename(options.library)
    work = analyser(options.sayso, options.jobs, library, options.die_once)
    found = articles.mapInArrow(work, MATCHES if library else SCHEMA)
    found.write.mode("overwrite" if options.force else "error").parquet(options.output)
    spark.stop()


if __name__ == "__main__":
    main()
