#!/usr/bin/env python3
"""Holds a dataset's metadata against the tools of its field: frictionless and mlcroissant.

    metadata.py DATASET...

Needs: frictionless mlcroissant pyarrow (from PyPI). Both must accept every dataset as it is, load every table, and refuse the
first when a cell, a key or a hash is spoiled; the Python of its data card must run. Ends with 0, else with 1 and the reasons.
"""

import importlib.metadata
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

import frictionless
import mlcroissant

version = importlib.metadata.version
failures = []


def package_is_valid(dataset):
    """Hashes, types, constraints, keys and foreign keys, as `frictionless validate` checks them."""
    # Its paths are relative, as those of a package should be.
    report = frictionless.validate("datapackage.json", basepath=str(dataset), type="package")
    return report.valid, report.flatten(["type", "message"])


def croissant_loads(dataset):
    """Rows of every record set; raises where a file is not the one that was hashed."""
    croissant = mlcroissant.Dataset(jsonld=str(dataset / "croissant.json"))
    return {str(records.uuid): sum(1 for _ in croissant.records(records.uuid)) for records in croissant.metadata.record_sets}


def card_loads(dataset):
    """Rows of the tables that the data card's own Python loads, as it is printed there."""
    (block,) = re.findall("```python\n(.*?)```", (dataset / "README.md").read_text(encoding="utf-8"), re.S)
    found, here = {}, os.getcwd()
    os.chdir(dataset)
    try:
        exec(compile(block, "README.md", "exec"), found)
    finally:
        os.chdir(here)
    return {table: len(found[table]) for table in ("articles", "dates")}


def check(dataset):
    valid, errors = package_is_valid(dataset)
    if not valid:
        failures.append(f"{dataset}: datapackage.json: {errors[:3]}")
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    rows = {}
    for output in manifest["outputs"]:
        if output["path"].endswith(".parquet"):
            # `articles.parquet`, `articles-00001.parquet` or `articles/article_language=en/articles.parquet`.
            table = re.split("[-/.]", output["path"])[0]
            rows[table] = rows.get(table, 0) + output["rows"]
    found = croissant_loads(dataset)
    if found != rows:
        failures.append(f"{dataset}: croissant.json: {found}, wanted {rows}")
    loaded = card_loads(dataset)
    if loaded != {table: rows[table] for table in loaded}:
        failures.append(f"{dataset}: README.md: {loaded}, wanted {rows}")


def spoil(dataset, what, change, still_valid):
    """A spoiled copy must be refused."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "dataset"
        shutil.copytree(dataset, copy)
        change(copy)
        if still_valid(copy):
            failures.append(f"{dataset}: accepted with {what}")


def replace_in(name, old, new):
    def change(copy):
        path = copy / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def append_to(name, line):
    def change(copy):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(line)

    return change


def loads(copy):
    try:
        croissant_loads(copy)
        return True
    except Exception:  # Whatever it raises, it did not load.
        return False


def main(datasets):
    for dataset in map(pathlib.Path, datasets):
        check(dataset)
    first = pathlib.Path(datasets[0])
    valid = lambda copy: package_is_valid(copy)[0]
    spoil(first, "a word among the days", replace_in("dates.csv", ",DATE,", ",DATE\x20,"), valid)
    spoil(first, "a key that points nowhere", append_to("correction_candidates.csv", "nobody,0,1,2024-01-01,0.5\n"), valid)
    spoil(first, "another hash", replace_in("datapackage.json", "sha256:", "sha256:0"), valid)
    spoil(first, "a file of another hash", lambda copy: (copy / "dates.parquet").write_bytes((copy / "blocks.parquet").read_bytes()), loads)
    for failure in failures:
        print(f"metadata: {failure}", file=sys.stderr)
    if not failures:
        print(f"metadata: accepted by frictionless {version('frictionless')} and mlcroissant {version('mlcroissant')}; spoiled copies are refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
