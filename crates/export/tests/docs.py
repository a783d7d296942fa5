#!/usr/bin/env python3
"""Runs the Python of the documentation.

    docs.py DATASET PAGE...

Every block of Python in the pages named is run by itself, in a folder where the dataset stands under the names that the pages call
it by. Ends with 0 when all of them run, else with 1 and the reasons.
"""

import os
import pathlib
import re
import sys
import tempfile
import traceback

NAMES = ["news", "news-1.0.0"]


def main(dataset, *pages):
    texts = {page: pathlib.Path(page).read_text(encoding="utf-8") for page in pages}
    blocks = [(page, block) for page, text in texts.items() for block in re.findall(r"```python\n(.*?)```", text, re.S)]
    dataset = pathlib.Path(dataset).resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            (pathlib.Path(folder) / name).symlink_to(dataset)
        os.chdir(folder)
        for page, block in blocks:
            try:
                exec(compile(block, page, "exec"), {})
            except Exception:  # Whatever it is, the page is wrong.
                failed += 1
                print(f"docs: {page}:\n{block}\n{traceback.format_exc()}", file=sys.stderr)
        os.chdir("/")
    if not blocks:
        print("docs: no Python found", file=sys.stderr)
    print(f"docs: {len(blocks) - failed} of {len(blocks)} blocks of Python run")
    return 1 if failed or not blocks else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
