"""Where each indicator stands against its target."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rapor.report.charts.style import INK, PALE, RULE, SOFT, WIDTH, style, svg
from rapor.report.drawings import Standing, shown

STATUS_COLOURS = {
    "achieved": "#009E73",
    "not_achieved": "#D55E00",
    "no_target": "#0072B2",
}
"""Okabe-Ito; each has its own marker too."""
MARKERS = {"achieved": "o", "not_achieved": "^", "no_target": "D"}


def standings(lines: Sequence[Standing], axis: str, head: str) -> str:
    """Where each indicator stands: marker for the realisation, bar for target, ring for end."""
    with style():
        figure = Figure(figsize=(WIDTH, 0.62 + 0.3 * len(lines)), layout="constrained")
        axes = figure.subplots()
        _aims(axes, lines)
        frame = pd.DataFrame(
            {
                "x": [line.realised for line in lines],
                "y": range(len(lines)),
                "status": [line.status for line in lines],
            }
        )
        sns.scatterplot(
            frame,
            x="x",
            y="y",
            hue="status",
            style="status",
            palette=STATUS_COLOURS,
            markers=MARKERS,
            s=62,
            edgecolor="white",
            linewidth=0.6,
            legend=False,
            ax=axes,
            zorder=5,
        )
        axes.text(104, -0.85, head, va="center", ha="left", color=SOFT)
        axes.set(xlim=(0, 100), ylim=(len(lines) - 0.4, -1.1), xlabel=axis, ylabel="")
        axes.set_yticks(range(len(lines)), [shown(line.name) for line in lines])
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.grid(axis="x", color=PALE, lw=0.8)
        axes.set_axisbelow(True)
        sns.despine(ax=axes, left=True)
        return svg(figure)


def _aims(axes: Axes, lines: Sequence[Standing]) -> None:
    """What the realisations are held against, and the words at the right."""
    for place, line in enumerate(lines):
        aim = line.target if line.target is not None else line.end_target
        if aim is not None:
            axes.hlines(place, min(aim, line.realised), max(aim, line.realised), RULE, lw=2.5)
        if line.end_target is not None:
            axes.plot(line.end_target, place, "o", ms=8, mfc="white", mec=SOFT, mew=1.2)
        if line.target is not None:
            axes.vlines(line.target, place - 0.32, place + 0.32, INK, lw=2)
        axes.text(104, place, shown(line.said), va="center", ha="left", color=INK)
