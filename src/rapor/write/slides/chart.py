"""A figure as a chart of the program's own: bars whose numbers can be edited and restyled."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from rapor.ground.text import for_file
from rapor.write.brand import Brand
from rapor.write.colours import INK
from rapor.write.content import Bars, Cell, Figure, Row, plain
from rapor.write.numbers import written
from rapor.write.slides.deck import Box
from rapor.write.slides.shapes import LINE, SOFT, lines, rgb

LARGEST = 32.0
"""Points of a bar: fewer rows leave the rest of the slide white."""
MOST_ROWS = 12
"""A slide shows no more rows that can be read."""
_THIRD = "#8a949a"
_WORDS = 11
_EMU = 12_700
"""To a point."""
_NAMES, _AROUND, _BETWEEN = 0.26, 60, 0.5
"""The part of a chart that programs leave to names, the points that its legend takes, and the white
between two names in sizes of their letters: programs leave names out that come closer."""


def add_chart(slide: Any, figure: Figure, box: Box, brand: Brand) -> None:
    """Add a figure's bars; the first row stands on top."""
    names, series = series_of(figure, _fitting(figure, box))
    bars = len(names) * (len(series) + 0.6)
    high = min(box.height, Pt(bars * LARGEST + _AROUND))
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [for_file(name) for name in names]
    for row in series:
        form = f"0.{'0' * row.decimals}" if row.decimals else "0"
        data.add_series(for_file(row.name), row.values, form)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, box.left, box.top, box.width, high, data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", for_file(figure.alternative))  # noqa: SLF001
    chart = frame.chart
    chart.font.size, chart.font.color.rgb = Pt(_WORDS), rgb(INK)
    if brand.font:
        chart.font.name = brand.font
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _axes(chart, figure)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    plot.has_data_labels = True
    plot.data_labels.font.size, plot.data_labels.font.color.rgb = Pt(_WORDS), rgb(SOFT)
    plot.data_labels.number_format_is_linked = True
    for row, colour in zip(plot.series, (brand.accent, brand.second, _THIRD), strict=False):
        row.format.fill.solid()
        row.format.fill.fore_color.rgb = rgb(colour)


def left_out(figure: Figure, box: Box) -> int:
    """How many rows of a figure its chart has no room for."""
    return len(series_of(figure)[0]) - _fitting(figure, box)


def _fitting(figure: Figure, box: Box) -> int:
    """As many rows as a slide shows: all are as high as the longest name beside them needs."""
    names, _ = series_of(figure, MOST_ROWS)
    beside, room = box.width / _EMU * _NAMES, box.height / _EMU - _AROUND
    tall = [(lines(name, _WORDS, beside) * LINE + _BETWEEN) * _WORDS for name in names]
    highest = accumulate(tall, max)
    return max(1, sum(count * high <= room for count, high in enumerate(highest, start=1)))


def _axes(chart: Any, figure: Figure) -> None:
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = rgb("#c9d0d3")
    every = OxmlElement("c:tickLblSkip")  # else a bar beside a long name stands without its own
    every.set("val", "1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)  # noqa: SLF001
    values = chart.value_axis
    values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale = 0
    if figure.bars and figure.bars.most is not None:
        values.maximum_scale = figure.bars.most


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, a number a category or nothing, and their decimals."""

    name: str
    values: tuple[float | None, ...]
    decimals: int


def series_of(figure: Figure, most: int | None = None) -> tuple[list[str], list[Series]]:
    """Names and bars of a figure from its numbers, the first ``most`` rows; empty series left out.

    A row is named with the marks of its numbers, for a bar has no place for them. A figure that
    bars do not say has none.
    """
    if figure.bars is None:
        return [], []
    rows = [row for row in figure.data.rows if not row.group][:most]
    names = [_shown(row.cells[0]) + _marks(row, figure.bars) for row in rows]
    series = [
        Series(
            figure.data.columns[column].title,
            tuple(row.cells[column].value for row in rows),
            max((_decimals(row.cells[column]) for row in rows), default=0),
        )
        for column in figure.bars.columns
    ]
    return names, [row for row in series if any(value is not None for value in row.values)]


def _marks(row: Row, bars: Bars) -> str:
    runs = (run for column in bars.columns for run in row.cells[column].text)
    marks = dict.fromkeys(run.text for run in runs if run.style == "mark")
    return f" ({', '.join(marks)})" if marks else ""


def _shown(cell: Cell) -> str:
    return plain(tuple(run for run in cell.text if run.style != "mark"))


def _decimals(cell: Cell) -> int:
    number = written(_shown(cell), cell.value) if cell.value is not None else None
    return number.decimals if number else 0
