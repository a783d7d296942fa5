"""The same pipeline on Spark 4: pages are worked on the executors, the dataset is written by dateline's own writer.

>>> from dateline import spark as dateline_spark                              # doctest: +SKIP
>>> pages = dateline_spark.read_parquet(session, "pages.parquet")             # doctest: +SKIP
>>> prepared = dateline_spark.process(pages, "recipe.toml")                   # doctest: +SKIP
>>> manifest = dateline_spark.release(prepared, "recipe.toml", "out")         # doctest: +SKIP

Executors need this package: installed there, or shipped in an archive.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, List, Optional

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from . import DatelineError, _native, process as _process, release as _release

__all__ = ["process", "read_parquet", "release", "table"]

# Pages worked at a time. What comes of them is in memory until they are handed on.
_STEP = 256

_KNOWN = ["id", "url", "html", "text", "published", "fetched", "dct", "lang", "source", "line", "offset"]

# Arrow's large types have no counterpart in Spark.
_PREPARED = pa.schema([("article_id", pa.string()), ("rejected", pa.string()), ("prepared", pa.binary())])

_TYPES = {pa.string(): "string", pa.date32(): "date", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean"}


def read_parquet(session: SparkSession, path: str) -> DataFrame:
    """The pages of a Parquet file, or of a folder of them, each with its place: ``source``, ``line`` and ``offset``.

    ``source`` is the file's name; in a folder ``pages``, ``pages/`` and the way from there. A recipe beside the file or
    folder, with it as ``inputs``, names them alike.
    """
    folder = path.rstrip("/").rpartition("/")[2]
    in_folder = F.concat(F.lit(f"{folder}/"), F.substring_index(F.col("_metadata.file_path"), f"/{folder}/", -1))
    name = F.col("_metadata.file_name")
    return session.read.parquet(path).select(
        "*",
        F.when(name == folder, name).otherwise(in_folder).alias("source"),
        (F.col("_metadata.row_index") + 1).alias("line"),
        F.col("_metadata.row_index").alias("offset"),
    )


def process(pages: DataFrame, recipe: str) -> DataFrame:
    """Works pages on the executors; returns prepared pages, one row for each.

    :param pages: one page a row; the columns are those of :func:`dateline.process`. Columns that are
        not dateline's own stay behind.
    :param recipe: ``recipe.toml`` on the driver, whose ``languages`` and ``as_of`` hold.
    :return: ``article_id`` (null for a reject), ``rejected`` (why it is one), ``prepared``.
    """
    return _map(pages, "prepared", _PREPARED, *_native.settings(str(recipe)))


def table(pages: DataFrame, name: str = "articles", languages: Iterable[str] = (), as_of: Optional[str] = None) -> DataFrame:
    """The rows that pages add to one table, as far as each page tells them alone.

    Duplicates and stories are known only to :func:`release`.
    """
    return _map(pages, name, pa.schema(_native.schema(name)), list(languages), as_of)


def release(
    prepared: DataFrame, recipe: str, out: str, *, staging: Optional[str] = None, replace: bool = False
) -> Dict[str, Any]:
    """Writes the dataset of prepared pages on the driver, byte for byte as one machine builds it from the same pages.

    Duplicates and stories are found here, by keys of about a kilobyte a page; pages wait on the driver's disk.

    :param staging: a folder that driver and executors both see, for prepared pages on their way;
        it stays, and a release that failed may be made of it again with :func:`dateline.release`. Without it the
        executors keep them on their disks, and hand them over partition by partition.
    :return: what the manifest says.
    """
    if staging is not None:
        prepared.write.mode("overwrite").parquet(staging)
        return _release(recipe, staging, out, replace=replace)
    # Handing over works one partition at a time; kept on disk first, all of them are worked at once.
    prepared = prepared.select("prepared").persist(StorageLevel.DISK_ONLY)
    try:
        expected = prepared.count()
        manifest = _release(
            recipe, (bytes(row[0]) for row in prepared.toLocalIterator(prefetchPartitions=True)), out, replace=replace
        )
    finally:
        prepared.unpersist()
    read = manifest["counts"]["read"]
    if read != expected:
        raise DatelineError(f"Spark counted {expected} pages and handed over {read}; {out} is not whole, build it again")
    return manifest


def _map(pages: DataFrame, name: str, schema: pa.Schema, languages: List[str], as_of: Optional[str]) -> DataFrame:
    pages = pages.select([column for column in pages.columns if column in _KNOWN])

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, batch.num_rows, _STEP):
                # One thread: Spark gives each core a task of its own.
                rows = _process(batch.slice(start, _STEP), [name], languages, as_of, threads=1)
                yield pa.record_batch(rows).cast(schema)

    ddl = ", ".join(f"`{field.name}` {'binary' if pa.types.is_binary(field.type) else _TYPES[field.type]}" for field in schema)
    return pages.mapInArrow(work, ddl)
