#!/usr/bin/env python3
"""Loads a dataset in pandas, pyarrow, fastparquet, polars and DuckDB, and holds CSV against Parquet in each.

    readers.py DATASET...

Needs: pandas pyarrow fastparquet polars duckdb (from PyPI). Ends with 0 when every table of every dataset
loads everywhere with the types the schema states and the same rows; else with 1 and the reasons.
"""

import datetime
import json
import math
import pathlib
import sys

import duckdb
import fastparquet
import pandas
import polars
import pyarrow.parquet

# Arrow's types of a column, as `ColumnType` documents them. Of Arrow's three layouts for text pyarrow can filter, join and sort
# by one alone everywhere.
TYPES = {"string": "text", "date32[day]": "day", "int64": "int", "double": "float", "bool": "bool"}
POLARS = {"text": polars.String, "day": polars.Date, "int": polars.Int64, "float": polars.Float64, "bool": polars.Boolean}
DUCKDB = {"text": "VARCHAR", "day": "DATE", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN"}
PANDAS = {"text": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}

failures = []


def expect(name, found, wanted):
    if found != wanted:
        failures.append(f"{name}: found {found}, wanted {wanted}")


def plain(value):
    """One spelling of a value for all readers."""
    if value is None or value is pandas.NA or value is pandas.NaT:
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, pandas.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def compare(name, found, wanted):
    """Rows of plain values; tells the first that differs."""
    found = [tuple(plain(value) for value in row) for row in found]
    expect(f"{name}: number of rows", len(found), len(wanted))
    for number, (one, two) in enumerate(zip(found, wanted), start=1):
        if one != two:
            failures.append(f"{name}: row {number}: found {one}, wanted {two}")
            return


def check_table(csv, parquet, rows):
    table = pyarrow.parquet.read_table(parquet)
    kinds = {field.name: TYPES.get(str(field.type), f"unexpected {field.type}") for field in table.schema}
    # Arrow's own reading of the Parquet file is what every other reader is held against.
    wanted = [tuple(row.values()) for row in table.to_pylist()]
    expect(f"{parquet}: rows of the manifest", len(wanted), rows)
    for column, kind in kinds.items():
        if kind.startswith("unexpected"):
            failures.append(f"{parquet}: {column}: {kind}")
            return
        if kind == "day":
            days = [value for value in table.column(column).to_pylist() if value is not None]
            expect(f"{parquet}: {column} as days", {type(day) for day in days} <= {datetime.date}, True)

    if wanted:
        key = next(iter(kinds))
        first = wanted[0][0]
        same = sum(row[0] == first for row in wanted)
        filtered = pyarrow.parquet.read_table(parquet, filters=[(key, "==", first)])
        expect(f"{parquet}: rows with the first {key}", filtered.num_rows, same)
        expect(f"{parquet}: the least {key}", table.sort_by(key).column(key)[0].as_py(), min(row[0] for row in wanted))

    frame = pandas.read_parquet(parquet)
    compare(f"pandas {parquet}", frame.itertuples(index=False, name=None), wanted)
    # Two things pandas has to be told: that only an empty field is null (it takes "NA" for null
    # too), and each column's type, for it would guess from the values.
    types = {column: PANDAS[kind] for column, kind in kinds.items() if kind != "day"}
    days = [column for column, kind in kinds.items() if kind == "day"]
    frame = pandas.read_csv(csv, dtype=types, parse_dates=days, keep_default_na=False, na_values=[""])
    compare(f"pandas {csv}", frame.itertuples(index=False, name=None), wanted)

    frame = fastparquet.ParquetFile(str(parquet)).to_pandas()
    # It has no whole numbers with nulls: they come as floats, which are equal up to 2**53.
    compare(f"fastparquet {parquet}", frame.itertuples(index=False, name=None), wanted)

    frame = polars.read_parquet(parquet)
    expect(f"polars {parquet}: types", dict(frame.schema), {column: POLARS[kind] for column, kind in kinds.items()})
    compare(f"polars {parquet}", frame.rows(), wanted)
    frame = polars.read_csv(csv, schema={column: POLARS[kind] for column, kind in kinds.items()})
    compare(f"polars {csv}", frame.rows(), wanted)

    relation = duckdb.read_parquet(str(parquet))
    types = {column: DUCKDB[kind] for column, kind in kinds.items()}
    expect(f"duckdb {parquet}: types", dict(zip(relation.columns, map(str, relation.types))), types)
    compare(f"duckdb {parquet}", relation.fetchall(), wanted)
    query = "select * from read_csv(?, columns = ?, header = true, delim = ',', quote = '\"', escape = '\"')"
    compare(f"duckdb {csv}", duckdb.execute(query, [str(csv), types]).fetchall(), wanted)


def main(datasets):
    tables = 0
    for dataset in map(pathlib.Path, datasets):
        manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
        for output in manifest["outputs"]:
            parquet = dataset / output["path"]
            if parquet.suffix == ".parquet":
                try:
                    check_table(parquet.with_suffix(".csv"), parquet, output["rows"])
                except Exception as error:  # A reader's own error is a finding like any other.
                    failures.append(f"{parquet}: {type(error).__name__}: {error}")
                tables += 1
    if not tables:
        failures.append("no tables: name one or more dataset folders")
    for failure in failures:
        print(f"readers: {failure}", file=sys.stderr)
    if not failures:
        print(f"readers: {tables} tables load in pandas {pandas.__version__}, pyarrow {pyarrow.__version__}, "
              f"fastparquet {fastparquet.__version__}, "
              f"polars {polars.__version__} and DuckDB {duckdb.__version__}; CSV and Parquet hold the same rows")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
