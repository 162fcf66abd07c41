"""Links of a report: each leads to a place that exists, or to a web address, or is text."""

from collections.abc import Iterator
from urllib.parse import quote

from rapor.write.content import (
    Block,
    Callout,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Report,
    Run,
    Table,
    Text,
)
from rapor.write.html import link

LONGEST_ADDRESS = 2000
"""Longer addresses are no link: readers of PDF refuse them."""
_KEPT = "%/:=&?~#+!$,;'@()*[]"


class Links:
    """Which anchors of a report exist, which are led to, and which are set already."""

    def __init__(self, report: Report) -> None:
        asked = {run.link[1:] for text in _texts(report) for run in text if run.link[:1] == "#"}
        self._places = {anchor for anchor in _anchors(report) if anchor}
        self._open = asked & self._places

    def address(self, run: Run) -> str:
        """Where a run leads: ``#`` and an anchor of the report, a web address, or nothing."""
        found = link(run)
        if found.startswith("#"):
            return found if found[1:] in self._places else ""
        return quote(found, safe=_KEPT) if len(found) <= LONGEST_ADDRESS else ""

    def place(self, anchor: str) -> str:
        """The anchor where something leads to it and it is not set yet, else nothing."""
        if anchor not in self._open:
            return ""
        self._open.remove(anchor)
        return anchor


def _anchors(report: Report) -> Iterator[str]:
    yield from (chapter.anchor for chapter in report.chapters)
    for block in report.blocks():
        if isinstance(block, Heading | Table | Figure):
            yield block.anchor
        if isinstance(block, Table):
            yield from (row.anchor for row in block.rows)


def _texts(report: Report) -> Iterator[Text]:
    for block in report.blocks():
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph | Callout):
        yield block.text
    elif isinstance(block, ListBlock):
        yield from block.items
    elif isinstance(block, Figure):
        yield block.source
    elif isinstance(block, Table):
        yield from (block.source, *block.notes)
        yield from (cell.text for row in block.rows for cell in row.cells)
