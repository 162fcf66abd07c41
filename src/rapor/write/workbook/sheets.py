"""Which sheets a workbook has: a table or a figure's numbers each, in the report's order."""

import re
from dataclasses import dataclass, replace

from rapor.ground.language import Language
from rapor.ground.text import printable
from rapor.write.content import Block, Figure, Report, Table, words

LONGEST_NAME = 31
"""Excel's limit for the name of a sheet, in UTF-16 units."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\s]+")


@dataclass(frozen=True)
class Sheet:
    """A table on its sheet; ``label`` is its number in words, ``title`` what it is about."""

    name: str
    label: str
    title: str
    chapter: str
    table: Table


def sheets(report: Report, language: Language) -> list[Sheet]:
    """The sheets of a report, without the first that lists them."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        (report.front.title, section.blocks) for section in report.front.sections
    ]
    parts += [(f"{one.number or ''} {one.title}".strip(), one.blocks) for one in report.chapters]
    return [
        _sheet(block, chapter, report.numbers[block.anchor], language)
        for chapter, blocks in parts
        for block in blocks
        if isinstance(block, Table | Figure)
    ]


def _sheet(block: Table | Figure, chapter: str, number: int, language: Language) -> Sheet:
    if isinstance(block, Figure):
        label, title = language.text("Figure {number}", number=number), block.title
        notes = (words(block.caption), *block.data.notes)
        table = replace(block.data, notes=notes, source=block.source or block.data.source)
    else:
        label, title, table = language.text("Table {number}", number=number), block.caption, block
    return Sheet(sheet_name(f"{label[0]}{number}", title), label, title, chapter, table)


def sheet_name(code: str, title: str) -> str:
    """A name that Excel takes: the code, which no other sheet has, and as much as fits.

    Excel refuses more than 31 characters, some signs, and an apostrophe at either end.
    """
    name = _allowed(code, title)
    if _units(name) > LONGEST_NAME:
        name = _allowed(code, re.split(r"[:(,;]", title, maxsplit=1)[0])
    if _units(name) > LONGEST_NAME:
        while _units(name) > LONGEST_NAME - 1:
            shorter = name.rpartition(" ")[0]
            name = shorter if len(shorter) > LONGEST_NAME // 2 else name[:-1]
        name = f"{name.rstrip(' ,;.-–')}…"
    return name.strip().strip("'")


def _allowed(code: str, title: str) -> str:
    return " ".join(f"{code} {_FORBIDDEN.sub(' ', printable(title))}".split())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
