"""Cities side by side: a row an indicator, a dot a city."""

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rapor.report.charts.style import ACCENT, INK, PALE, RULE, SOFT, WIDTH, style, svg
from rapor.report.drawings import SERIES, Dots, shown

COLOURS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9")
MARKERS = ("o", "s", "D", "v")
"""One for each of ``drawings.SERIES``, in their order; from the Okabe-Ito set, none of them
the colour of a status."""
_LETTER, _BETWEEN = 5.4, 10
"""Points that a letter of the words beside the dots, and the gap between two columns, take."""


def side_by_side(rows: Sequence[Dots], cities: Sequence[str], axis: str) -> str:
    """Dot plot: each row an indicator on per cent of its scale, each dot a city's value.

    Up to as many cities as ``SERIES`` have a marker, and a column of words, each; with
    more, the best of a row is filled and the others are rings.
    """
    with style():
        figure = Figure(figsize=(WIDTH, 0.75 + 0.34 * len(rows)), layout="constrained")
        axes = figure.subplots()
        for place, row in enumerate(rows):
            values = list(row.places.values())
            axes.hlines(place, min(values), max(values), RULE, lw=2.5)
        few = len(cities) <= len(SERIES)
        _dots(axes, rows, cities if few else ())
        _words(axes, rows, cities if few else ())
        axes.set(xlim=(0, 100), ylim=(len(rows) - 0.4, -1.2), xlabel=axis, ylabel="")
        axes.set_yticks(range(len(rows)), [shown(row.name) for row in rows])
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.grid(axis="x", color=PALE, lw=0.8)
        axes.set_axisbelow(True)
        sns.despine(ax=axes, left=True)
        return svg(figure)


def _dots(axes: Axes, rows: Sequence[Dots], named: Sequence[str]) -> None:
    frame = pd.DataFrame(
        [
            {"x": value, "y": place, "city": city, "best": city in row.best}
            for place, row in enumerate(rows)
            for city, value in row.places.items()
        ]
    )
    if named:
        known = list(named)
        sns.scatterplot(
            frame,
            x="x",
            y="y",
            hue="city",
            style="city",
            hue_order=known,
            style_order=known,
            palette=list(COLOURS[: len(known)]),
            markers=dict(zip(known, MARKERS, strict=False)),
            s=64,
            edgecolor="white",
            linewidth=0.6,
            legend=False,
            ax=axes,
            zorder=5,
        )
        return
    for best, face in ((False, "white"), (True, ACCENT)):
        chosen = frame[frame["best"] == best]
        axes.plot(chosen["x"], chosen["y"], "o", ms=7, mfc=face, mec=ACCENT, mew=1, zorder=5)


def _words(axes: Axes, rows: Sequence[Dots], named: Sequence[str]) -> None:
    """The values in words at the right; a column a city below its marker and name."""
    columns = [
        (f"{SERIES[place]} {shown(city)}", [shown(row.said[city]) for row in rows])
        for place, city in enumerate(named)
    ] or [("", [shown(row.summary) for row in rows])]
    at = float(_BETWEEN)
    for head, said in columns:
        _word(axes, at, -0.9, head, SOFT)
        for place, words in enumerate(said):
            _word(axes, at, place, words, INK)
        at += max(map(len, (head, *said))) * _LETTER + _BETWEEN


def _word(axes: Axes, right: float, place: float, words: str, colour: str) -> None:
    """Words ``right`` points behind the end of the scale, so that they never move into it."""
    axes.annotate(
        words,
        (1, place),
        (right, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        color=colour,
        annotation_clip=False,
    )
