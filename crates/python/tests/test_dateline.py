"""The package as a user has it: installed from the wheel. `cargo xtask test` runs this file."""

import datetime
import doctest
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import pyarrow as pa
import pyarrow.parquet

import dateline
import dateline._explanation
from dateline import _native

HTML = """<!doctype html><html lang="en"><head><title>Ferry service resumes | Harbour Post</title>
<meta property="article:published_time" content="2025-03-12T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry service resumes</h1><p>By Ann Lee</p>
<p>The ferry to the northern islands sailed again on Tuesday, a week after the storm damaged both piers.</p>
<p>Repairs had begun on Wednesday (March 6), the port authority said.</p></article></body></html>"""


class OnePage(unittest.TestCase):
    def test_dates_are_found_with_offsets_in_code_points(self):
        text = "🚢 The ferry sailed yesterday."
        (found,) = dateline.find_dates(text, dct=datetime.date(2025, 3, 12), lang="en")
        self.assertEqual(text[found["start"] : found["end"]], "yesterday")
        self.assertEqual((found["type"], found["value"], found["anchor"]), ("DATE", "2025-03-11", "dct"))

    def test_without_a_day_values_stay_open(self):
        (found,) = dateline.find_dates("It was June 12.", lang="en")
        self.assertEqual(found["value"], "XXXX-06-12")

    def test_a_datetime_is_a_day(self):
        (found,) = dateline.find_dates("demain", dct=datetime.datetime(2025, 3, 12, 9, 0), lang="fr")
        self.assertEqual(found["value"], "2025-03-13")

    def test_wrong_arguments_say_what_is_wanted(self):
        with self.assertRaisesRegex(ValueError, "`dct` is `12.3.2025`; wanted a day as YYYY-MM-DD"):
            dateline.find_dates("today", dct="12.3.2025")
        with self.assertRaisesRegex(ValueError, "`English` is not a language tag"):
            dateline.find_dates("today", lang="English")
        with self.assertRaisesRegex(ValueError, "`html` or `text`, not both"):
            dateline.clean({"html": "<p>a", "text": "a"})
        with self.assertRaisesRegex(ValueError, "a page is a string, or a dictionary"):
            dateline.clean(7)
        with self.assertRaisesRegex(ValueError, "field `html` is of type bytes; wanted text"):
            dateline.clean({"html": b"<p>a"})
        with self.assertRaisesRegex(ValueError, "field `url` is of type float; wanted text"):
            dateline.date_page({"text": "a", "url": float("nan")})

    def test_a_day_of_a_page_may_be_a_date_or_a_datetime(self):
        for day in "2025-03-12", datetime.date(2025, 3, 12), datetime.datetime(2025, 3, 12, 9, 30):
            self.assertEqual(dateline.date_page({"text": "A ferry sailed.", "dct": day})["day"], "2025-03-12")

    def test_a_page_is_cleaned_and_dated(self):
        article = dateline.clean(HTML)
        self.assertEqual((article["title"], article["byline"]), ("Ferry service resumes", "Ann Lee"))
        self.assertNotIn("Home", article["text"])
        dating = dateline.date_page({"html": HTML, "fetched": "2025-03-20"})
        self.assertEqual((dating["day"], dating["method"]), ("2025-03-12", "metadata"))

    def test_an_explanation_reads_well_everywhere(self):
        explained = dateline.explain(HTML)
        self.assertTrue(str(explained).startswith("Published 2025-03-12, by its metadata"))
        (correction,) = explained.corrections
        self.assertEqual(correction["kind"], "weekday_mismatch")
        self.assertIn("weekday mismatch “Wednesday (March 6)”", str(explained))
        self.assertIn("<td>Wednesday (March 6)</td>", explained._repr_html_())

    def test_titles_are_no_markup_in_a_notebook(self):
        explained = dateline.explain("<h1>&lt;script&gt;alert(1)&lt;/script&gt; and more</h1><p>" + "The ferry sailed on Tuesday. " * 9)
        self.assertNotIn("<script", explained._repr_html_())

    def test_the_interpreter_is_free_while_a_page_is_worked(self):
        # Much to read and little to tell: what is found is made Python's with the interpreter held.
        text = "The ferry to the islands sails again, and the harbour master waved. " * 60_000 + "It was 4 March 2025."
        ticks = []
        work = threading.Thread(target=dateline.find_dates, args=(text, "2025-03-12", "en"))
        work.start()
        while work.is_alive():
            ticks.append(time.monotonic())
            time.sleep(0.001)
        longest = max((b - a for a, b in zip(ticks, ticks[1:])), default=0)
        self.assertGreater(len(ticks), 10)
        self.assertLess(longest, (ticks[-1] - ticks[0]) / 2)


class SettledPages(unittest.TestCase):
    """The steps that `dateline.spark.settle` takes, on two reports of one event."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "recipe.toml").write_text('inputs = []\n[dataset]\nname = "ferries"\nversion = "1.0.0"\n')
        told = "The ferry Halcyon ran aground off Corran Point on Wednesday, March 12, with 212 people on board, the coastguard said."
        texts = [f"{told} All are safe.", f"12 March 2025\n\n{told} The company is to be asked why."]
        self.prepared = pa.record_batch(
            dateline.process(
                pa.record_batch({"text": texts, "source": ["a.txt", "b.txt"], "lang": ["en", "en"]}), ["prepared"], ["en"]
            )
        )

    def settled(self):
        heads = pa.record_batch(_native.heads(self.prepared))
        rarity = _native.Rarity(2, sum(heads["features"].to_pylist()))
        rarity.add(heads)
        weighed = pa.record_batch(_native.weighed(heads, rarity))
        self.assertGreater(pa.record_batch(_native.buckets(weighed, 2)).num_rows, 0)
        one, other = sorted(zip(weighed["article_id"].to_pylist(), weighed["weighed"].to_pylist()))
        pairs = pa.record_batch({"one_weighed": [one[1]], "other_weighed": [other[1]]})
        likely = pa.record_batch(_native.likely(pairs, 2))
        self.assertEqual(likely["one"].to_pylist(), [one[0]])
        grouped = pa.record_batch(_native.grouped(weighed, likely, 2))
        of_page = dict(zip(grouped["article_id"].to_pylist(), grouped["settlement"].to_pylist()))
        settlements = [of_page[page] for page in self.prepared["article_id"].to_pylist()]
        rows = pa.record_batch([self.prepared["prepared"], pa.array(settlements)], names=["prepared", "settlement"])
        return pa.record_batch(_native.settled(rows, ["en"], None))["prepared"].to_pylist()

    def tables(self, pages, name):
        dateline.release(self.folder / "recipe.toml", iter(pages), self.folder / name)
        return {path.name: path.read_bytes() for path in (self.folder / name).iterdir()}

    def test_they_make_the_dataset_that_a_release_of_the_others_makes(self):
        alone = self.tables(self.prepared["prepared"].to_pylist(), "alone")
        self.assertEqual(self.tables(self.settled(), "settled"), alone)
        articles = pa.parquet.read_table(self.folder / "settled" / "articles.parquet")
        self.assertEqual(len(set(articles["story_id"].to_pylist())), 1)
        # The page that bears no day has that of the other.
        self.assertEqual(articles["published"].to_pylist(), [datetime.date(2025, 3, 12)] * 2)
        self.assertIn("inferred", articles["published_method"].to_pylist())

    def test_pages_of_which_some_are_not_settled_are_refused(self):
        pages = [self.settled()[0], self.prepared["prepared"].to_pylist()[1]]
        with self.assertRaisesRegex(dateline.DatelineError, "some were settled together and page .* was not"):
            self.tables(pages, "mixed")
        self.assertFalse((self.folder / "mixed").exists())


class WholeBuild(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "ferry.html").write_text(HTML, encoding="utf-8")

    def test_three_lines_give_a_dated_data_frame(self):
        import pandas

        dateline.build(self.folder / "ferry.html", self.folder / "ferries")
        frame = pandas.read_parquet(self.folder / "ferries" / "articles.parquet")
        self.assertEqual(frame["published"].tolist(), [datetime.date(2025, 3, 12)])

    def test_progress_is_told_and_the_manifest_returned(self):
        told = []
        manifest = dateline.build([self.folder / "ferry.html"], self.folder / "one", progress=lambda *at: told.append(at))
        self.assertEqual(manifest["counts"]["articles"], 1)
        self.assertEqual(told[-1][0], 1)

    def test_errors_have_the_words_of_the_command_line(self):
        with self.assertRaisesRegex(dateline.DatelineError, "missing.toml"):
            dateline.build(self.folder / "missing.toml", self.folder / "out")
        (self.folder / "taken").mkdir()
        (self.folder / "taken" / "mine.txt").write_text("mine")
        with self.assertRaisesRegex(dateline.DatelineError, "taken"):
            dateline.build(self.folder / "ferry.html", self.folder / "taken")
        self.assertTrue((self.folder / "taken" / "mine.txt").exists())

    def test_what_a_recipe_names_by_address_is_read_from_its_folder(self):
        page = json.dumps({"url": "https://news.example/ferry", "html": HTML}).encode() + b"\n"
        sha256 = hashlib.sha256(page).hexdigest()
        recipe = self.folder / "recipe.toml"
        recipe.write_text(
            f'inputs = [{{ url = "https://data.example/pages.jsonl", sha256 = "{sha256}" }}]\n'
            '[dataset]\nname = "ferries"\nversion = "1.0.0"\n'
        )
        downloads = self.folder / "downloads"
        with self.assertRaisesRegex(dateline.DatelineError, "not downloaded yet"):
            dateline.build(recipe, self.folder / "out", downloads=downloads)
        (downloads / sha256).mkdir(parents=True)
        (downloads / sha256 / "pages.jsonl").write_bytes(page)
        manifest = dateline.build(recipe, self.folder / "out", downloads=downloads)
        self.assertEqual(manifest["inputs"][0]["path"], "https://data.example/pages.jsonl")
        self.assertEqual(manifest["counts"]["articles"], 1)

    def test_a_lock_makes_the_same_bytes_or_nothing(self):
        recipe = self.folder / "recipe.toml"
        recipe.write_text('inputs = ["ferry.html"]\n[dataset]\nname = "ferries"\nversion = "1.0.0"\n')
        first = dateline.build(recipe, self.folder / "first")
        lock = self.folder / "1.0.0.lock"
        subprocess.run([os.environ["DATELINE"], "verify", self.folder / "first", "--write-lock", lock], check=True)
        self.assertEqual(dateline.build(recipe, self.folder / "again", lock=lock), first)
        (self.folder / "ferry.html").write_text(HTML.replace("12", "13"), encoding="utf-8")
        with self.assertRaisesRegex(dateline.DatelineError, "input `ferry.html` was changed since the release"):
            dateline.build(recipe, self.folder / "never", lock=lock)
        self.assertFalse((self.folder / "never").exists())

    def test_what_the_callback_raises_ends_the_build_and_leaves_nothing(self):
        def refuse(*_):
            raise RuntimeError("enough")

        with self.assertRaisesRegex(RuntimeError, "enough"):
            dateline.build(self.folder / "ferry.html", self.folder / "never", progress=refuse)
        self.assertFalse((self.folder / "never").exists())


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(dateline))
    return tests


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
