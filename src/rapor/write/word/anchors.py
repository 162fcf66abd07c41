"""Anchors of a report as bookmarks: short names that Word takes, each placed once."""

import hashlib
import re

from rapor.write.content import Figure, Heading, Report, Table
from rapor.write.word.markup import Xml, w

LONGEST = 40
"""Letters that Word allows in a bookmark's name."""


class Anchors:
    """Names of the bookmarks of a report.

    A name starts with ``_``, which keeps it out of Word's list of bookmarks, and holds
    letters, digits and ``_`` only; two anchors never share one, whatever their letters.
    """

    def __init__(self, report: Report) -> None:
        self._names: dict[str, str] = {}
        self._placed: set[str] = set()
        taken: set[str] = set()
        for anchor in _anchors(report):
            found = "_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
            if len(found) > LONGEST or found.lower() in taken:
                mark = hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:10]
                found = f"{found[: LONGEST - len(mark) - 1]}_{mark}"
            taken.add(found.lower())
            self._names[anchor] = found

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor; empty for one that the report does not have."""
        return self._names.get(anchor, "")

    def around(self, anchor: str, *content: Xml) -> list[Xml]:
        """The content inside the anchor's bookmark; an anchor's second place has none."""
        name = self.name(anchor)
        if not name or anchor in self._placed:
            return list(content)
        self._placed.add(anchor)
        number = len(self._placed)
        return [
            w("bookmarkStart", id=number, name=name),
            *content,
            w("bookmarkEnd", id=number),
        ]


def _anchors(report: Report) -> list[str]:
    found = ["front"]
    found += [chapter.anchor for chapter in report.chapters]
    for block in report.blocks():
        if isinstance(block, Heading | Table | Figure):
            found.append(block.anchor)
        if isinstance(block, Table):
            found += [row.anchor for row in block.rows]
    return list(dict.fromkeys(anchor for anchor in found if anchor))
