#!/usr/bin/env python3
"""Prints the days that the package `holidays` (from PyPI) knows of countries, for comparison with ours.

    package_holidays.py COUNTRY... > DAYS.tsv

One line a day and name: ISO 3166-1 code, day, name; names in the country's own language and in English. Every category
of the package counts, as bank and government holidays; substitute days off do not. A country that the package does not
know gives the line `CODE<tab>unknown<tab>`.
"""

import sys
import warnings

import holidays

YEARS = range(2000, 2031)


def days(code):
    """Pairs of day and name, each once."""
    kind = getattr(holidays, code)
    found = set()
    for language in (kind.default_language, "en_US"):
        if language is None or language in kind.supported_languages:
            known = kind(years=YEARS, categories=kind.supported_categories, observed=False, language=language)
            found |= {(day, name.strip()) for day, names in known.items() for name in names.split(";")}
    return sorted(found)


def main(codes):
    # The package says where its own data begin later than the years asked for; the days missing tell the same.
    warnings.simplefilter("ignore")
    known = set(holidays.list_supported_countries(include_aliases=False))
    for code in codes:
        if code not in known:
            print(code, "unknown", "", sep="\t")
            continue
        for day, name in days(code):
            print(code, day, name, sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
