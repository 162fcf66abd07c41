"""Targets and realisations over the years, in small multiples."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from rapor.report.charts.style import ACCENT, INK, SOFT, WIDTH, style, svg
from rapor.report.drawings import Path, shown

PANELS = 3
"""Small multiples in a row."""


def paths(panels: Sequence[Path], years: Sequence[int]) -> str:
    """Small multiples: targets as steps, realisations as dots, the end target as a ring."""
    rows = -(-len(panels) // PANELS)
    with style():
        layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.09)
        figure = Figure(figsize=(WIDTH, 1.55 * rows), layout=layout)
        grid = figure.subplots(rows, PANELS, squeeze=False)
        for place, axes in enumerate(grid.flat):
            if place < len(panels):
                _path(axes, panels[place], years)
            else:
                axes.set_axis_off()
        return svg(figure)


def _path(axes: Axes, panel: Path, years: Sequence[int]) -> None:
    if panel.targets:
        frame = pd.DataFrame({"year": list(panel.targets), "value": list(panel.targets.values())})
        sns.lineplot(
            frame,
            x="year",
            y="value",
            drawstyle="steps-mid",
            color=SOFT,
            lw=1.4,
            ax=axes,
            errorbar=None,
        )
        for year in panel.hollow & set(panel.targets):
            axes.plot(year, panel.targets[year], "s", ms=5.5, mfc="white", mec=SOFT, mew=1.2)
    if panel.end:
        year, value, said = panel.end
        axes.plot(year, value, "o", ms=8, mfc="none", mec=SOFT, mew=1.3)
        axes.annotate(
            said, (year, value), (7, 0), textcoords="offset points", color=SOFT, va="center"
        )
    for year, (value, said) in panel.realised.items():
        axes.plot(year, value, "o", ms=5.5, mfc=ACCENT, mec="white", mew=0.6, zorder=5)
        below = panel.end is None or value <= panel.end[1]
        axes.annotate(
            said,
            (year, value),
            (0, -6 if below else 6),
            textcoords="offset points",
            color=ACCENT,
            ha="center",
            va="top" if below else "bottom",
            weight="bold",
        )
    axes.set_title(shown(panel.name), loc="left", fontsize=8.5, color=INK, pad=5)
    axes.set(xlim=(years[0] - 0.6, years[-1] + 1.0), xlabel="", ylabel="")
    axes.margins(y=0.42)
    axes.set_xticks(list(years), [f"’{year % 100:02d}" for year in years])
    axes.set_yticks([])
    sns.despine(ax=axes, left=True)
