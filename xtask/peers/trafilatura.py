"""How fast trafilatura finds the article in HTML: `trafilatura.py FILE …`, JSON Lines with `html`, plain or compressed by gzip.

One thread, CPU seconds of its own calls alone. Prints a line of the table that `cargo xtask bench clean` prints.
"""

import gzip
import json
import sys
import time

import trafilatura

# Enough to be measured by, a fifth of what the cleaner reads: this takes as long as it is.
ENOUGH = 20_000_000


def pages(files):
    for file in files:
        opened = gzip.open if file.endswith(".gz") else open
        with opened(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                html = json.loads(line).get("html")
                if html:
                    yield html


count, size, spent, slowest = 0, 0, 0.0, 0.0
for html in pages(sys.argv[1:]):
    start = time.process_time()
    trafilatura.extract(html)
    took = time.process_time() - start
    count, size, spent, slowest = count + 1, size + len(html.encode()), spent + took, max(slowest, took)
    if size >= ENOUGH:
        break
if count:
    name = f"HTML, trafilatura {trafilatura.__version__}"
    print(f"| {name} | {count} | {size / 1e6:.1f} | {size / 1e6 / spent:.1f} | | {slowest * 1e3:.1f} | |")
