"""What people take out of a report: each figure as SVG and PNG, each table as CSV, beside it.

A table's CSV has numbers with a decimal point and kept in full, words as the report has them, and
the marks of findings in columns of their own, as its sheet in the workbook.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from rapor.ground.files import csv_text
from rapor.ground.language import Language, language
from rapor.ground.text import for_file, guarded
from rapor.write.brand import Brand
from rapor.write.content import Figure, Report, Table
from rapor.write.fonts import FAMILY, SIGN_FAMILY, face
from rapor.write.workbook.sheets import SheetCell, grid

FIGURES, TABLES = "figures", "tables"
"""Folders beside the report."""
FOLDERS = (FIGURES, TABLES)
_FULL = ".12g"
"""Digits of a number: all that a figure of ours can carry, without the noise of its binary form."""


def taken_out(block: Figure | Table, stem: str) -> list[tuple[str, str]]:
    """Kinds of files of a block with their addresses beside the report ``stem``."""
    if isinstance(block, Figure):
        pictures = [(kind, f"{FIGURES}/{_name(block, stem)}.{kind.lower()}") for kind in _PICTURES]
        return [*pictures, ("CSV", _csv_of(block, stem))]
    return [("CSV", _csv_of(block, stem))]


_PICTURES = ("SVG", "PNG")
_HEAVY = 700
_FACES = (("400", FAMILY, 400), ("700", FAMILY, _HEAVY), ("signs", SIGN_FAMILY, 400))
_BOLD = re.compile(r"font: (?:bold|700)|font-weight: ?(?:bold|700)")


def _name(block: Figure | Table, stem: str) -> str:
    return f"{stem}-{block.anchor.removeprefix('figure-').removeprefix('table-')}"


def _csv_of(block: Figure | Table, stem: str) -> str:
    return f"{TABLES}/{stem}-{block.anchor.removeprefix('table-')}.csv"


def files_beside(report: Report) -> Iterator[tuple[str, bytes]]:
    """The files of a report by their place beside it; none for one without a ``stem``."""
    words = language(report.language)
    if report.stem and report.in_full is not None:
        yield _csv_of(report.in_full, report.stem), csv_of(report.in_full, words)
    for block in report.blocks() if report.stem else ():
        if isinstance(block, Figure):
            pictures = _standing_alone(block.drawing.svg, report.brand).encode(), block.drawing.png
            addresses = [address for _, address in taken_out(block, report.stem)]
            yield from zip(addresses, pictures, strict=False)
            yield addresses[-1], csv_of(block.data, words)
        elif isinstance(block, Table):
            yield _csv_of(block, report.stem), csv_of(block, words)


def drop_others(folder: Path, stem: str, files: Collection[str]) -> None:
    """Take away figures and tables that an earlier report had and that are none of ``files``."""
    for name in FOLDERS:
        for path in sorted((folder / name).glob(f"{stem}-*")):
            if f"{name}/{path.name}" not in files:
                path.unlink()


def _standing_alone(svg: str, brand: Brand) -> str:
    """An SVG with the typefaces of its words, for a program that has no page around it."""
    faces = [(family, weight, face(key)) for key, family, weight in _FACES]
    if own := brand.typeface:
        faces += [(own.family, int(weight), address) for weight, address in own.faces.items()]
    rules = (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url({address}) }}'
        for family, weight, address in faces
        if weight != _HEAVY or _BOLD.search(svg)
    )
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}<style>{' '.join(rules)}</style>{svg[start:]}"


def csv_of(table: Table, words: Language) -> bytes:
    """A table as CSV; a title that stands twice is numbered."""
    columns = grid(table, words).columns
    seen: Counter[str] = Counter()
    heads = []
    for column in columns:
        title = guarded(" ".join(for_file(column.title).split())) or "-"
        seen[title] += 1
        heads.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    lines = zip(*(map(_cell, column.cells) for column in columns), strict=True)
    rows = [dict(zip(heads, line, strict=True)) for line in lines]
    return csv_text(heads, rows).encode("utf-8")


def _cell(cell: SheetCell) -> str:
    if cell.number:
        return format(cell.number.value, _FULL)
    return guarded(for_file(cell.text))
