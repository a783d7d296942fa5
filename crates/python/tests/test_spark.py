"""The dataset that Spark makes is the one that a machine alone makes. `cargo xtask test` runs this file.

    test_spark.py [PAGES]

With a number of pages it builds so many, and prints how long each part took.
"""

import datetime
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import pyarrow as pa
import pyarrow.parquet
from pyspark.sql import SparkSession

import dateline
import dateline.spark

PAGES = int(sys.argv.pop()) if len(sys.argv) == 2 else 300

RECIPE = """inputs = ["pages.parquet"]
languages = ["en", "de"]
as_of = "2025-12-31"

[dataset]
name = "harbours"
version = "1.0.0"
"""

PLACES = ["Tern", "Ostmark", "Kelp Bay", "Varn", "Long Quay", "Saltholm", "Merrow", "Fjellhavn"]
DONE = ["reopened the harbour", "closed the northern pier", "bought a ferry", "raised the mooring fee", "cleared the wreck"]


def page(number, chance):
    """One page: a report of one of the events, which several papers tell in their own words."""
    event = random.Random(number // 3)
    place, done = event.choice(PLACES), event.choice(DONE)
    day = datetime.date(2025, 1, 6) + datetime.timedelta(days=event.randrange(300))
    weekday = day if chance.random() < 0.9 else day + datetime.timedelta(days=1)
    head = f"{place} {done} after {event.randrange(2, 40)} weeks"
    lines = [
        f"The port of {place} {done} on {weekday:%A} ({day:%B} {day.day}), its office said.",
        f"Work had begun {event.randrange(2, 9)} weeks earlier and cost {event.randrange(3, 90)} million crowns, harbour master "
        f"{event.choice(['Ann Lee', 'Bo Park', 'Mara Tolven'])} told reporters.",
        chance.choice(["Ships will be told by radio.", "Fishing boats are let in first.", "The mole is to be looked at next year."]),
    ]
    # Some have no day, and are dated by the others.
    published = f"{day:%B} {day.day}, {day.year}" if chance.random() < 0.8 else "All reports"
    text = None if chance.random() < 0.4 else "\n\n".join([head, published, *lines])
    html = None if text else f"<title>{head}</title><h1>{head}</h1><p>{published}</p>" + "".join(f"<p>{line}</p>" for line in lines)
    return {"url": f"https://news.example/{number}", "text": text, "html": html}


def pages(count):
    """Pages with all that happens to them: the same page twice, two pages of one id, and some that are none."""
    chance = random.Random(7)
    rows = []
    for number in range(count):
        row = {"id": None, **page(number, chance)}
        fate = chance.random()
        if fate < 0.02 and rows:
            row = {**chance.choice(rows), "url": f"https://copy.example/{number}"}
        elif fate < 0.03:
            row["id"] = "same"
        elif fate < 0.04:
            row["text"] = row["html"] = None
        rows.append(row)
    return rows


def files_of(dataset):
    return {path.name: path.read_bytes() for path in dataset.iterdir()}


class OnSpark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        pa.parquet.write_table(pa.Table.from_pylist(pages(PAGES)), cls.folder / "pages.parquet", row_group_size=PAGES // 8)
        cls.recipe = cls.folder / "recipe.toml"
        cls.recipe.write_text(RECIPE)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        cls.session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.files.openCostInBytes", "1")
            .config("spark.sql.files.maxPartitionBytes", str(max(1, (cls.folder / "pages.parquet").stat().st_size // 8)))
            .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
            .config("spark.sql.warehouse.dir", str(cls.folder / "warehouse"))
            .getOrCreate()
        )
        cls.session.sparkContext.setLogLevel("FATAL")
        cls.addClassCleanup(cls.session.stop)
        begin = time.monotonic()
        dateline.build(cls.recipe, cls.folder / "alone")
        cls.tell("one machine", begin)

    @classmethod
    def tell(cls, what, begin):
        if PAGES > 300:
            print(f"{what}: {PAGES} pages in {time.monotonic() - begin:.1f} s", file=sys.stderr)

    def pages(self):
        return dateline.spark.read_parquet(self.session, str(self.folder / "pages.parquet"))

    def test_the_dataset_is_the_one_a_machine_alone_makes_though_an_executor_is_killed(self):
        begin = time.monotonic()
        prepared = dateline.spark.process(self.pages().repartition(8), self.recipe)
        killed = threading.Thread(target=self.kill_an_executor)
        killed.start()
        settled = dateline.spark.settle(prepared, self.recipe)
        killed.join()
        self.tell("Spark, settled", begin)
        manifest = dateline.spark.release(settled, self.recipe, self.folder / "spark")
        self.tell("Spark", begin)
        self.assertTrue(self.killed, "no executor was there to be killed")
        counts = manifest["counts"]
        self.assertEqual(counts["read"], PAGES)
        self.assertGreater(counts["duplicates"], 0)
        methods = pa.parquet.read_table(self.folder / "alone" / "articles.parquet")["published_method"].to_pylist()
        self.assertIn("inferred", methods)
        self.assertGreater(counts["rejects"], 0)
        alone, spark = files_of(self.folder / "alone"), files_of(self.folder / "spark")
        self.assertEqual([name for name in alone | spark if alone.get(name) != spark.get(name)], [])

    def kill_an_executor(self):
        """Waits until tasks are done, then kills one of the two executors as a machine that fails would."""
        self.killed = False
        tracker = self.session.sparkContext.statusTracker()
        for _ in range(3000):
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks > 1 and stage.numCompletedTasks > 0 for stage in stages):
                break
            time.sleep(0.02)
        found = subprocess.run(["pgrep", "-f", "CoarseGrainedExecutorBackend"], capture_output=True, text=True).stdout.split()
        if found:
            os.kill(int(found[0]), signal.SIGKILL)
            self.killed = True

    def test_staged_pages_are_released_without_spark(self):
        prepared = dateline.spark.process(self.pages(), self.recipe)
        staging = self.folder / "staging"
        dateline.spark.release(prepared, self.recipe, self.folder / "staged", staging=str(staging))
        again = dateline.release(self.recipe, staging, self.folder / "again")
        self.assertEqual(files_of(self.folder / "staged"), files_of(self.folder / "alone"))
        self.assertEqual(files_of(self.folder / "again"), files_of(self.folder / "alone"))
        self.assertEqual(again["counts"]["read"], PAGES)

    def test_a_program_beside_spark_does_the_same_as_the_wheel(self):
        program = os.environ.get("DATELINE")
        if program is None:
            self.fail("DATELINE does not say where the command is")

        def through(batches):
            worker = subprocess.Popen([program, "build", "--arrow-ipc", "--languages", "en,de", "--as-of", "2025-12-31"],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE)

            def feed():
                with worker.stdin, pa.ipc.new_stream(worker.stdin, schema) as stream:
                    for batch in batches:
                        stream.write_batch(batch.cast(schema))

            feeder = threading.Thread(target=feed)
            feeder.start()
            for batch in pa.ipc.open_stream(worker.stdout):
                yield batch.cast(prepared)
            feeder.join()
            if worker.wait() != 0:
                raise RuntimeError(f"dateline ended with {worker.returncode}")

        columns = ["id", "url", "text", "html", "source"]
        schema = pa.schema([(name, pa.string()) for name in columns] + [("line", pa.int64()), ("offset", pa.int64())])
        prepared = pa.schema([("article_id", pa.string()), ("rejected", pa.string()), ("prepared", pa.binary())])
        rows = self.pages().select(*columns, "line", "offset")
        staging = self.folder / "by-program"
        rows.mapInArrow(through, "article_id string, rejected string, prepared binary").write.parquet(str(staging))
        dateline.release(self.recipe, staging, self.folder / "programmed")
        self.assertEqual(files_of(self.folder / "programmed"), files_of(self.folder / "alone"))

    def test_rows_of_a_table_stay_in_spark(self):
        rows = dateline.spark.table(self.pages(), "articles", languages=["en", "de"], as_of="2025-12-31")
        self.assertEqual(dict(rows.dtypes)["published"], "date")
        days = {row["source"]: row["published"] for row in rows.select("source", "published").collect()}
        alone = pa.parquet.read_table(self.folder / "alone" / "articles.parquet", columns=["source", "published"])
        for row in alone.to_pylist():
            if row["published"] is not None and days[row["source"]] is not None:
                self.assertEqual(days[row["source"]], row["published"])

    def test_every_reader_of_this_one_sees_the_types_of_the_codebook(self):
        for table in ["articles", "blocks", "dates", "corrections", "messages", "quotes", "rejects"]:
            found = self.session.read.parquet(str(self.folder / "alone" / f"{table}.parquet"))
            wanted = dateline.spark.table(self.pages(), table).dtypes
            self.assertEqual(found.dtypes, wanted)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
