"""The same pipeline on Spark 4: pages are worked on the executors, the dataset is written by dateline's own writer.

>>> from dateline import spark as dateline_spark                              # doctest: +SKIP
>>> pages = dateline_spark.read_parquet(session, "pages.parquet")             # doctest: +SKIP
>>> prepared = dateline_spark.process(pages, "recipe.toml")                   # doctest: +SKIP
>>> settled = dateline_spark.settle(prepared, "recipe.toml")                  # doctest: +SKIP
>>> manifest = dateline_spark.release(settled, "recipe.toml", "out")          # doctest: +SKIP

Executors need this package: installed there, or shipped in an archive.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.window import Window

from . import DatelineError, _native, process as _process, release as _release

__all__ = ["process", "read_parquet", "release", "settle", "table"]

# Pages worked at a time. What comes of them is in memory until they are handed on.
_STEP = 256

# Tasks that ties of all partitions are put together in, before they go into one.
_TIED_TOGETHER = 8

_KNOWN = ["id", "url", "html", "text", "published", "fetched", "dct", "lang", "source", "line", "offset"]

# Arrow's large types have no counterpart in Spark.
_PREPARED = pa.schema([("article_id", pa.string()), ("rejected", pa.string()), ("prepared", pa.binary())])

# Of the steps of `settle`.
_HEADS = pa.schema(
    [(name, pa.string()) for name in ("article_id", "source")]
    + [("line", pa.int64()), ("offset", pa.int64()), ("fingerprint", pa.string()), ("features", pa.int64()), ("keys", pa.binary())]
)
_PIECES = pa.schema([("number", pa.int64()), ("piece", pa.binary())])
_WEIGHED = pa.schema([("article_id", pa.string()), ("weighed", pa.binary())])
_BUCKETS = pa.schema([("article_id", pa.string()), ("day", pa.int64()), ("band", pa.int32()), ("key", pa.int64())])
_PAIRS = pa.schema([("one", pa.string()), ("other", pa.string())])
_LIKELY = _PAIRS.append(pa.field("log_odds", pa.float64()))
_SETTLEMENTS = pa.schema([("article_id", pa.string()), ("settlement", pa.string())])

_TYPES = {
    pa.string(): "string",
    pa.binary(): "binary",
    pa.date32(): "date",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
}


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

    Duplicates and stories are known only to :func:`settle` and :func:`release`.
    """
    return _map(pages, name, pa.schema(_native.schema(name)), list(languages), as_of)


def settle(prepared: DataFrame, recipe: str) -> DataFrame:
    """Settles on the executors what only all pages together tell: stories, the days of pages that their stories date, and
    messages that several pages report. Returns prepared pages for :func:`release`, which has only to write them then.

    Of pages that are the same, and of those with one id, only the one that a dataset keeps is settled. Each page needs
    a place of its own (``source``, ``line``, ``offset``, as :func:`read_parquet` adds them).

    :param recipe: as for :func:`process`: pages that their stories date are worked once more.
    :return: the same pages, kept on the executors' disks until it is let go of (``unpersist``).
    """
    languages, as_of = _native.settings(str(recipe))
    kept = []

    def keep(frame: DataFrame) -> DataFrame:
        kept.append(frame.persist(StorageLevel.DISK_ONLY))
        return frame

    # All that is wanted of a page is asked for together, or it would be worked for each of them.
    prepared = keep(prepared.select("article_id", "prepared"))
    heads = keep(_first_of_equals(_each(prepared, _native.heads, _HEADS)))
    total = heads.agg(F.count("*").alias("pages"), F.coalesce(F.sum("features"), F.lit(0)).alias("features")).first()
    assert total is not None
    pages = total["pages"]
    weighed = keep(_weighed(heads.select("keys"), pages, total["features"]))
    likely = keep(_likely(weighed, pages))
    ties = keep(_ties(likely).select(F.col("one").alias("article_id"), F.col("other").alias("tie")))

    def group(tied: pa.Table, pairs: pa.Table) -> pa.Table:
        rows = pa.record_batch(_native.grouped(_batch(tied), _batch(pairs), pages))
        return pa.Table.from_batches([rows.cast(_SETTLEMENTS)])

    tied = weighed.join(ties, "article_id").groupBy("tie")
    # Under other names: Spark takes columns of one origin on both sides for ambiguous.
    ties_of_ones = ties.select(F.col("article_id").alias("one"), F.col("tie").alias("tie_of_pair"))
    pairs = likely.join(ties_of_ones, "one").groupBy("tie_of_pair")
    settlements = tied.cogroup(pairs).applyInArrow(group, _ddl(_SETTLEMENTS)).unionByName(
        _each(weighed.join(ties, "article_id", "left_anti"), lambda batch: _native.grouped(batch, None, pages), _SETTLEMENTS)
    )
    settled = _each(
        prepared.join(settlements, "article_id", "left").select("prepared", "settlement"),
        lambda batch: _native.settled(batch, languages, as_of),
        _PREPARED,
    ).persist(StorageLevel.DISK_ONLY)
    settled.count()
    for frame in kept:
        frame.unpersist()
    return settled


def release(
    prepared: DataFrame, recipe: str, out: str, *, staging: Optional[str] = None, replace: bool = False
) -> Dict[str, Any]:
    """Writes the dataset of prepared pages on the driver, byte for byte as one machine builds it from the same pages.

    Pages wait on the driver's disk. Where they are not settled (:func:`settle`), stories are found here, by keys of about a
    kilobyte a page in the driver's memory.

    :param prepared: what :func:`process` or :func:`settle` returned.
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
    # One thread: Spark gives each core a task of its own.
    return _each(pages, lambda batch: _process(batch, [name], languages, as_of, threads=1), schema)


def _each(frame: DataFrame, work: Callable[[pa.RecordBatch], Any], schema: pa.Schema) -> DataFrame:
    """What comes of some rows at a time."""

    def through(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, batch.num_rows, _STEP):
                yield pa.record_batch(work(batch.slice(start, _STEP))).cast(schema)

    return frame.mapInArrow(through, _ddl(schema))


def _first_of_equals(heads: DataFrame) -> DataFrame:
    """The pages that a dataset keeps: of those that are the same the one that lies first, then the same of those with one id."""
    place = ["source", "offset", "line"]
    for same, order in (("fingerprint", [*place, "article_id"]), ("article_id", [*place, "fingerprint"])):
        first = Window.partitionBy(same).orderBy(*order)
        heads = heads.withColumn("number", F.row_number().over(first)).where("number = 1").drop("number")
    return heads


def _weighed(heads: DataFrame, pages: int, features: int) -> DataFrame:
    """The pages' keys, each with how rare its features are among all of them."""

    def count(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rarity = _native.Rarity(pages, features)
        for batch in batches:
            rarity.add(batch)
        for number, piece in rarity.pieces():
            yield pa.record_batch({"number": [number], "piece": [piece]}, schema=_PIECES)

    def add(key: Any, counted: pa.Table) -> pa.Table:
        rarity = _native.Rarity(pages, features)
        for piece in counted["piece"]:
            rarity.add_piece(key[0].as_py(), piece.as_py())
        return pa.table({"number": [key[0].as_py()], "piece": [dict(rarity.pieces())[key[0].as_py()]]}, schema=_PIECES)

    # A partition's counts take up to 64 MB, however few its pages are.
    spark = heads.sparkSession
    counted = heads.coalesce(spark.sparkContext.defaultParallelism).mapInArrow(count, _ddl(_PIECES))
    pieces = counted.groupBy("number").applyInArrow(add, _ddl(_PIECES)).collect()
    counts = spark.sparkContext.broadcast([(row["number"], bytes(row["piece"])) for row in pieces])

    def weigh(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rarity = _native.Rarity(pages, features)
        for number, piece in counts.value:
            rarity.add_piece(number, piece)
        for batch in batches:
            yield pa.record_batch(_native.weighed(batch, rarity)).cast(_WEIGHED)

    return heads.mapInArrow(weigh, _ddl(_WEIGHED))


def _likely(weighed: DataFrame, pages: int) -> DataFrame:
    """Pairs of pages that are likely to report the same event, of those that share a bucket."""
    buckets = _each(weighed, lambda batch: _native.buckets(batch, pages), _BUCKETS)
    bucket = Window.partitionBy("band", "key")
    # No more than so many follow, so that a bucket is never held as a whole.
    following = F.collect_list("article_id").over(bucket.orderBy("day", "article_id").rowsBetween(1, _native.SMALL - 1))
    next_ones = F.when(F.count("*").over(bucket) <= _native.SMALL, following).otherwise(F.slice(following, 1, _native.NEXT))
    pairs = buckets.select("article_id", next_ones.alias("next_ones")).select("article_id", F.explode("next_ones").alias("next"))
    pairs = pairs.select(F.least("article_id", "next").alias("one"), F.greatest("article_id", "next").alias("other")).distinct()
    for side in ("one", "other"):
        keys = weighed.select(F.col("article_id").alias(side), F.col("weighed").alias(f"{side}_weighed"))
        pairs = pairs.join(keys, side)
    return _each(pairs, lambda batch: _native.likely(batch, pages), _LIKELY)


def _ties(likely: DataFrame) -> DataFrame:
    """The pages of likely pairs as ``one``; as ``other`` the least of the ids that pairs tie it to, through however many others."""

    def tie(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        ties = _native.Ties()
        for batch in batches:
            ties.add(batch)
        yield pa.record_batch(ties.finish()).cast(_PAIRS)

    # Ties of some pages are fewer than their pairs; what is left of all of them goes into one task.
    pairs = likely.select("one", "other")
    for partitions in (None, _TIED_TOGETHER, 1):
        pairs = pairs.repartition(partitions) if partitions else pairs
        pairs = pairs.mapInArrow(tie, _ddl(_PAIRS))
    return pairs


def _batch(rows: pa.Table) -> pa.RecordBatch:
    return pa.record_batch([column.combine_chunks() for column in rows.columns], names=rows.column_names)


def _ddl(schema: pa.Schema) -> str:
    return ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)
