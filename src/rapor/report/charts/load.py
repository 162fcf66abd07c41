"""Who carries what: indicators and activities an agency, misses marked."""

from collections.abc import Sequence

import seaborn as sns
from matplotlib.figure import Figure

from rapor.report.charts.style import ACCENT, SOFT, WIDTH, style, svg
from rapor.report.drawings import Load, shown

ACTIVITIES, MISSED = "#7fa9b1", "#a8430a"


def loads(agencies: Sequence[Load], axis: str) -> str:
    """One bar an agency: indicators, then activities; the number of misses behind it."""
    places = range(len(agencies))
    indicators = [one.indicators for one in agencies]
    with style():
        figure = Figure(figsize=(WIDTH, 0.7 + 0.27 * len(agencies)), layout="constrained")
        axes = figure.subplots()
        axes.barh(places, indicators, height=0.66, color=ACCENT)
        activities = [one.activities for one in agencies]
        axes.barh(places, activities, left=indicators, height=0.66, color=ACTIVITIES)
        longest = max(one.indicators + one.activities for one in agencies)
        for place, one in zip(places, agencies, strict=True):
            end = one.indicators + one.activities
            said = f" {one.indicators} + {one.activities}"
            axes.text(end, place, said, va="center", ha="left", color=SOFT)
            if one.missed:
                axes.text(
                    longest * 1.16, place, f"▲ {one.missed}", va="center", ha="left", color=MISSED
                )
        axes.set_yticks(list(places), [shown(one.name) for one in agencies])
        axes.set(xlim=(0, longest * 1.28), ylim=(len(agencies) - 0.4, -0.6), xlabel=axis, ylabel="")
        sns.despine(ax=axes, left=True, bottom=True)
        axes.set_xticks([])
        return svg(figure)
