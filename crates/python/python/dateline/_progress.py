"""One line of progress, on a terminal or in a notebook."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import Callable, Iterator, Optional, Union

# Work that is over sooner needs no progress.
_PATIENCE_SECONDS = 2.0

Listener = Callable[[int, int, int, int], None]


class _Line:
    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._shown = False

    def __call__(self, pages: int, rejects: int, done: int, total: int) -> None:
        if time.monotonic() - self._begin < _PATIENCE_SECONDS:
            return
        share = f"{100 * done // total} %, " if total else ""
        told = f", {rejects} rejected" if rejects else ""
        print(f"\r{share}{pages} pages{told}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def close(self) -> None:
        if self._shown:
            print(file=sys.stderr)


@contextmanager
def telling(progress: Union[bool, Listener, None]) -> Iterator[Optional[Listener]]:
    """Who is told: the function given; a line where it is asked for or somebody looks; or nobody."""
    if callable(progress):
        yield progress
    elif progress or (progress is None and (sys.stderr.isatty() or "ipykernel" in sys.modules)):
        line = _Line()
        try:
            yield line
        finally:
            line.close()
    else:
        yield None
