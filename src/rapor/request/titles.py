"""Titles of sheets: what a spreadsheet takes, each once."""

import re
from collections.abc import Iterable

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_titles(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A title for each name: at most 31 characters, unlike every other in any case."""
    used = {title.casefold() for title in taken} | {"history"}  # Excel keeps 'History' to itself
    found = []
    for name in names:
        plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ") or "-"
        title, count = _cut(plain, LONGEST), 1
        while title.casefold() in used:
            count += 1
            end = f" ({count})"
            title = _cut(plain, LONGEST - len(end)) + end
        used.add(title.casefold())
        found.append(title)
    return found


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(chr(39) + ' ')}…"
