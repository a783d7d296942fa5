"""Turns scraped news pages into clean, dated datasets.

>>> import dateline
>>> found = dateline.find_dates("The council met on Tuesday.", dct="2024-06-13", lang="en")
>>> found[0]["value"]
'2024-06-11'

One page or text at a time: :func:`find_dates`, :func:`detect_language`, :func:`clean`,
:func:`date_page`, :func:`explain`. Many, as Arrow batches: :func:`process`. A whole dataset:
:func:`build`, or :func:`release` of pages processed elsewhere; on Spark, :mod:`dateline.spark`.
Dictionaries have the fields of dateline's JSON record, and offsets in them are
code points, so ``text[found["start"]:found["end"]]`` are the words.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence as Several
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Union

from . import _native
from ._explanation import Explanation
from ._native import DatelineError
from ._progress import telling

__all__ = [
    "DatelineError",
    "Explanation",
    "build",
    "clean",
    "date_page",
    "detect_language",
    "explain",
    "find_dates",
    "process",
    "release",
]

Day = Union[str, datetime.date]
Page = Union[str, Dict[str, Any]]
Path = Union[str, "os.PathLike[str]"]


def find_dates(text: str, dct: Optional[Day] = None, lang: Optional[str] = None) -> List[Dict[str, Any]]:
    """Every temporal expression in a text, as TIMEX3.

    :param text: the text; offsets of what is found are code points of it.
    :param dct: the day it was written on (the document creation time), as a date or ``YYYY-MM-DD``;
        without, the text is dated by its own words first, and where that fails values stay open
        (``XXXX-06-12``).
    :param lang: its language, BCP 47; without, it is told by its words.
    :raises ValueError: where ``dct`` is no day or ``lang`` no language tag.

    >>> import dateline
    >>> for found in dateline.find_dates("She left on 3 May and came back two days later.", dct="2021-05-10", lang="en"):
    ...     print(found["text"], found["type"], found["value"])
    3 May DATE 2021-05-03
    two days later DATE 2021-05-05
    """
    return _native.find_dates(text, _day(dct), lang)


def detect_language(text: str) -> Dict[str, Any]:
    """The language of a text: ``code`` (ISO 639-1, None where it is undetermined), ``script``, ``confidence``.

    >>> import dateline
    >>> dateline.detect_language("Министърът каза, че новият мост ще бъде открит в петък.")["code"]
    'bg'
    """
    return _native.detect_language(text)


def clean(page: Page, url: Optional[str] = None) -> Dict[str, Any]:
    """The article in a page: title, byline, body ``text``, and every block with its ``kind``.

    :param page: HTML or flattened text, or a dictionary with ``html`` or ``text``.
    :param url: where it was fetched from, which may name its day.

    >>> import dateline
    >>> html = "<title>New bridge</title><h1>New bridge</h1><p>The bridge was opened on Tuesday, after nine years of work.</p>"
    >>> dateline.clean(html)["title"]
    'New bridge'
    """
    return _native.clean(page, url)


def date_page(page: Page) -> Dict[str, Any]:
    """The day a page was published, how that is known, how surely, and by which evidence.

    :param page: HTML or flattened text, or a dictionary with ``html`` or ``text`` and what else is
        known: ``url``, ``published`` (a claim), ``fetched``, ``dct``, ``lang``.
    :raises DatelineError: where a stage cannot work the page.

    >>> import dateline
    >>> dating = dateline.date_page({"text": "New bridge\\n\\nPublished: 4 March 2025\\n\\nThe bridge was opened on Tuesday."})
    >>> dating["day"]
    '2025-03-04'
    """
    return _native.date_page(page)


def explain(page: Page) -> Explanation:
    """A page's day and its dates that cannot be right, for a person to read.

    Printed it is text; a notebook shows it as a table; ``.record`` has all of it as a dictionary.

    >>> import dateline
    >>> text = "New bridge\\n\\nMarch 5, 2025\\n\\nThe bridge was opened on Tuesday (March 4), the mayor said."
    >>> dateline.explain({"text": text, "lang": "en"}).record["dating"]["day"]
    '2025-03-05'
    """
    return Explanation(_native.run(page))


def process(
    batch: Any,
    tables: Sequence[str] = ("articles",),
    languages: Sequence[str] = (),
    as_of: Optional[Day] = None,
    threads: Optional[int] = None,
) -> Any:
    """Works a batch of pages, and returns the rows that a dataset's tables have of them.

    :param batch: anything that gives an Arrow record batch (``__arrow_c_array__``): of pyarrow,
        polars, nanoarrow; one page a row. Its columns are fields of a page, ``html`` or ``text``
        and what is known of ``id``, ``url``, ``published``, ``fetched``, ``dct``, ``lang``, and
        where it comes from: ``source``, ``line``, ``offset``. Other columns are left alone.
    :param tables: the tables wanted: ``articles``, ``dates``, ``corrections``, ... and ``rejects``,
        where every page that cannot be used has its reason; or ``prepared``, the pages themselves
        to be handed to :func:`release`.
    :param languages: the languages the pages may be in; all, where none is named.
    :param as_of: no page is later than this day.
    :param threads: how many pages are worked on at a time; all cores by default. No row depends on it.
    :return: an Arrow record batch for one table, a list of them for several; pyarrow, polars,
        DuckDB and pandas take them as they are. Rows tell what each page tells alone: duplicates
        and stories are known only to :func:`build` and :func:`release`.
    :raises ValueError: where the batch has no pages, or a column is of the wrong type.

    >>> import dateline, pyarrow as pa
    >>> batch = pa.RecordBatch.from_pydict({"text": ["New bridge\\n\\n4 March 2025\\n\\nThe bridge was opened on Tuesday."]})
    >>> rows = pa.record_batch(dateline.process(batch))
    >>> rows.column("published").to_pylist()
    [datetime.date(2025, 3, 4)]
    """
    if isinstance(tables, str):
        tables = [tables]
    found = _native.process(batch, list(tables), list(languages), _day(as_of), threads)
    return found[0] if len(found) == 1 else found


def build(
    inputs: Union[Path, Sequence[Path]],
    out: Path,
    *,
    replace: bool = False,
    threads: Optional[int] = None,
    downloads: Optional[Path] = None,
    lock: Optional[Path] = None,
    progress: Union[bool, Callable[[int, int, int, int], None], None] = None,
) -> Dict[str, Any]:
    """Builds a dataset from a recipe (``recipe.toml``) or from pages, and returns its manifest.

    What the dataset is to be (``as_of``, ``languages``, ``where``, ``sample``, ``columns``, ``csv``, ``partition_by``,
    the names of fields …) is said in a recipe; here are no parameters for it as the command has options.

    :param inputs: a recipe, or files and folders of pages.
    :param out: the dataset's folder, which appears whole or not at all.
    :param replace: whether a dataset in its place gives way.
    :param threads: how many pages are worked on at a time; all cores by default. No byte depends on it.
    :param downloads: the folder with the files that the recipe names by address. Nothing is
        fetched here: the command `dateline build --downloads FOLDER` puts them there.
    :param lock: the lock of a released version, which the dataset must be byte for byte.
    :param progress: True for a line of progress (the default in a terminal or a notebook), or a
        function of pages, rejects, bytes done and bytes in all.
    :raises DatelineError: with the words that the command line has.
    :warns UserWarning: where an input breaks off, so that the pages in its rest are lost.
    """
    if isinstance(inputs, (str, os.PathLike)):
        inputs = [inputs]
    paths = [os.fspath(path) for path in inputs]
    folder, held = (None if path is None else os.fspath(path) for path in (downloads, lock))
    with telling(progress) as told:
        return _native.build(paths, os.fspath(out), replace, threads, folder, held, told)


def release(
    recipe: Path,
    pages: Union[Path, Sequence[Path], Iterator[bytes]],
    out: Path,
    *,
    replace: bool = False,
    progress: Union[bool, Callable[[int, int, int, int], None], None] = None,
) -> Dict[str, Any]:
    """Builds the dataset of pages that :func:`process` has prepared, in this process or in others.

    It is, byte for byte, what :func:`build` makes of the same pages with the same recipe, in
    whatever order they come: duplicates, stories and what they settle are found here.

    :param recipe: ``recipe.toml``. Where it names inputs they are listed and hashed for the
        manifest, and every page must come from one of them.
    :param pages: Parquet files with a column ``prepared``, folders of them, or an iterator of
        that column's values.
    :param out: the dataset's folder, which appears whole or not at all.
    :raises DatelineError: with the words that the command line has.
    """
    if isinstance(pages, (str, os.PathLike)):
        pages = [pages]
    if isinstance(pages, Several):
        pages = [os.fspath(path) for path in pages]
    with telling(progress) as told:
        return _native.release(os.fspath(recipe), pages, os.fspath(out), replace, told)


def _day(day: Optional[Day]) -> Optional[str]:
    # A datetime is a date too, whose time of day says nothing here.
    if isinstance(day, datetime.datetime):
        day = day.date()
    return None if day is None else str(day)
