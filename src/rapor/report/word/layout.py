"""What stands side by side on the first page: tables without rules, in a style of their own."""

from collections.abc import Sequence

from rapor.report.word.markup import Xml, paragraph, w
from rapor.report.word.text import Paper

_WIDEST = 2270
"""Counts stand no further apart than 40 mm, so that they read as a row."""


def side_by_side(paper: Paper, cells: Sequence[Sequence[Xml]], width: int) -> list[Xml]:
    """Cells in one row, of one width."""
    each = min(_WIDEST, width // max(len(cells), 1))
    return grid(paper, [cells], [each] * len(cells))


def grid(paper: Paper, rows: Sequence[Sequence[Sequence[Xml]]], widths: Sequence[int]) -> list[Xml]:
    """Rows of cells of those widths, and the paragraph that ends them; nothing if empty."""
    if not rows or not widths:
        return []
    properties = w(
        "tblPr",
        w("tblStyle", val=paper.styles["Rapor Layout"]),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0000",
            firstRow=0,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    made = [
        w(
            "tr",
            w("trPr", w("cantSplit")),
            *(
                w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *cell)
                for cell, width in zip(row, widths, strict=True)
            ),
        )
        for row in rows
    ]
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return [w("tbl", properties, columns, *made), paragraph(paper.styles["Table End"])]
