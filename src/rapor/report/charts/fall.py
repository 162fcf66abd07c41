"""From the full score down to the official one: where the points are lost."""

from collections.abc import Sequence

import seaborn as sns
from matplotlib.figure import Figure

from rapor.report.charts.style import ACCENT, INK, PALE, SOFT, WIDTH, style, svg
from rapor.report.drawings import Fall, shown

LOST = "#c2703d"


def fall(full: float, falls: Sequence[Fall], names: tuple[str, str], said: tuple[str, str]) -> str:
    """One step down a component, the largest first, between the full and the official score.

    ``names`` and ``said`` word the first and the last bar.
    """
    rows = len(falls) + 2
    left = full
    with style():
        figure = Figure(figsize=(WIDTH, 0.6 + 0.27 * rows), layout="constrained")
        axes = figure.subplots()
        axes.barh(0, full, height=0.66, color=PALE)
        axes.text(full, 0, f" {said[0]}", va="center", ha="left", color=INK)
        for place, one in enumerate(falls, start=1):
            left -= one.lost
            axes.barh(place, one.lost, left=left, height=0.66, color=LOST)
            axes.text(left + one.lost, place, f" {one.said}", va="center", ha="left", color=SOFT)
        axes.barh(rows - 1, left, height=0.66, color=ACCENT)
        axes.text(left, rows - 1, f" {said[1]}", va="center", ha="left", color=INK)
        axes.set_yticks(
            range(rows), [shown(names[0]), *(shown(one.name) for one in falls), shown(names[1])]
        )
        axes.set(xlim=(0, full * 1.12), ylim=(rows - 0.4, -0.6), xlabel="", ylabel="")
        axes.set_xticks([])
        sns.despine(ax=axes, left=True, bottom=True)
        return svg(figure)
