"""A figure as a chart of the program's own: bars whose numbers can be edited and restyled."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Pt

from rapor.ground.text import for_file
from rapor.write.bars import series_of
from rapor.write.brand import Brand
from rapor.write.colours import INK
from rapor.write.content import Figure
from rapor.write.slides.deck import Box
from rapor.write.slides.shapes import SOFT, rgb

LARGEST = 32.0
"""Points of a bar: fewer rows leave the rest of the slide white."""
MOST_ROWS = 12
"""A slide shows no more rows that can be read."""
_THIRD = "#8a949a"
_WORDS = 11


def add_chart(slide: Any, figure: Figure, box: Box, brand: Brand) -> None:
    """Add a figure's bars; the first row stands on top."""
    names, series = series_of(figure, MOST_ROWS)
    bars = len(names) * (len(series) + 0.6)
    high = min(box.height, Pt(bars * LARGEST + 60))
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [for_file(name) for name in names]
    for one in series:
        form = f"0.{'0' * one.decimals}" if one.decimals else "0"
        data.add_series(for_file(one.name), one.values, form)
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
    for one, colour in zip(plot.series, (brand.accent, brand.second, _THIRD), strict=False):
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = rgb(colour)


def _axes(chart: Any, figure: Figure) -> None:
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = rgb("#c9d0d3")
    values = chart.value_axis
    values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale = 0
    if figure.bars and figure.bars.most is not None:
        values.maximum_scale = figure.bars.most
