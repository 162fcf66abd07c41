"""The charts: seaborn draws in these modules and nowhere else.

Each function takes what is to be drawn, already chosen and worded, and returns an SVG
text. The same input gives the same bytes: one font that matplotlib carries, drawn as
paths, no date, no random ids. Status is never shown by colour alone. A chart that would
hold nothing is not drawn: see ``figures``.
"""

from rapor.report.charts.cities import side_by_side
from rapor.report.charts.components import shares
from rapor.report.charts.evidence import completeness_map
from rapor.report.charts.fall import fall
from rapor.report.charts.load import loads
from rapor.report.charts.standing import standings
from rapor.report.charts.years import paths

__all__ = ["completeness_map", "fall", "loads", "paths", "shares", "side_by_side", "standings"]
