"""What stands side by side on the first page: tables without rules, in a style of their own."""

from collections.abc import Iterable, Mapping, Sequence

from rapor.write.word.markup import Xml, paragraph, w
from rapor.write.word.text import Paper

Look = Mapping[str, object]
"""Attributes of a table's look, as Word writes them."""

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
    none = {"val": "0000", "firstRow": 0, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    table = frame(paper.styles["Rapor Layout"], widths, made, none | {"noHBand": 1, "noVBand": 1})
    return [table, paragraph(paper.styles["Table End"])]


def frame(
    style: str, widths: Sequence[int], rows: Iterable[Xml], look: Look, *properties: Xml
) -> Xml:
    """A table of fixed columns; ``look`` says which rows of its style's differ."""
    described = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", **look),
        *properties,
    )
    return w("tbl", described, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
