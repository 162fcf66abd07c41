"""The charts: seaborn draws here and nowhere else.

Each function takes what is to be drawn, already chosen and worded, and returns an SVG
text. The same input gives the same bytes: one font that matplotlib carries, drawn as
paths, no date, no random ids. Status is never shown by colour alone. A chart that would
hold nothing is not drawn: see ``figures``.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from rapor.report.drawings import SIGNS, Path, Share, Standing, shown
from rapor.report.svg import shorter

INK, SOFT, RULE, ACCENT, PALE = "#1b2226", "#5b656b", "#c9d0d3", "#0b5563", "#e6ebec"
STATUS_COLOURS = {
    "achieved": "#009E73",
    "not_achieved": "#D55E00",
    "no_target": "#0072B2",
}
"""Okabe-Ito; each has its own marker too."""
MARKERS = {"achieved": "o", "not_achieved": "^", "no_target": "D"}
WIDTH = 7.4
"""Inches: the column of an A4 page, and close to the width of the text on a screen."""

_STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "axes.labelcolor": SOFT,
    "axes.labelsize": 8.5,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.bottom": False,
    "ytick.left": False,
    "svg.hashsalt": "rapor",
    "svg.fonttype": "path",
    "text.parse_math": False,
}


@contextmanager
def _style() -> Iterator[None]:
    with sns.axes_style("white"), mpl.rc_context(_STYLE):
        yield


def _svg(figure: Figure) -> str:
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return shorter(out.getvalue())


def standings(lines: Sequence[Standing], axis: str, head: str) -> str:
    """Where each indicator stands: marker for the realisation, bar for target, ring for end."""
    with _style():
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
        return _svg(figure)


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


PANELS = 3
"""Small multiples in a row."""


def paths(panels: Sequence[Path], years: Sequence[int]) -> str:
    """Small multiples: targets as steps, realisations as dots, the end target as a ring."""
    rows = -(-len(panels) // PANELS)
    with _style():
        layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.09)
        figure = Figure(figsize=(WIDTH, 1.55 * rows), layout=layout)
        grid = figure.subplots(rows, PANELS, squeeze=False)
        for place, axes in enumerate(grid.flat):
            if place < len(panels):
                _path(axes, panels[place], years)
            else:
                axes.set_axis_off()
        return _svg(figure)


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


def shares(components: Sequence[Share], axis: str) -> str:
    """Share of the weight that was gained and lost: one bar per assessor, one above the other."""
    bars = [
        (component.name if first == 0 else "", who, share, said)
        for component in components
        for first, (who, (share, said)) in enumerate(component.scores.items())
    ]
    places, place = [], 0.0
    for name, *_ in bars:
        place += 1.0 if not name else 1.45
        places.append(place)
    with _style():
        figure = Figure(figsize=(WIDTH, 0.6 + 0.235 * place), layout="constrained")
        axes = figure.subplots()
        official = [who == bars[0][1] for _, who, *_ in bars]
        colours = [ACCENT if one else "#7fa9b1" for one in official]
        axes.barh(places, [100] * len(bars), height=0.78, color=PALE)
        axes.barh(places, [share for *_, share, _ in bars], height=0.78, color=colours)
        for at, (name, who, _, said) in zip(places, bars, strict=True):
            axes.text(102, at, f"{who} {said}", va="center", ha="left", color=INK if name else SOFT)
        axes.set_yticks(
            [at for at, bar in zip(places, bars, strict=True) if bar[0]],
            [shown(name) for name, *_ in bars if name],
        )
        axes.set(xlim=(0, 100), ylim=(place + 0.7, 0.6), xlabel=axis, ylabel="")
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.axvline(50, color="white", lw=1)
        sns.despine(ax=axes, left=True, bottom=True)
        return _svg(figure)


_FILL = {"both": "#b9dccf", "realised": "#cfe0ee", "target": "#ffffff", "neither": "#f0f2f3"}


def completeness_map(states: pd.DataFrame) -> str:
    """Heat map of indicators (index) by year (columns); a cell is a word of ``SIGNS``."""
    codes = {state: place for place, state in enumerate(SIGNS)}
    rows, columns = states.shape
    with _style():
        figure = Figure(figsize=(2.9 + 0.62 * columns, 0.45 + 0.2 * rows), layout="constrained")
        axes = figure.subplots()
        sns.heatmap(
            states.rename(index=shown).replace(codes).astype(int),
            annot=states.replace(SIGNS),
            fmt="",
            cmap=list(_FILL.values()),
            vmin=-0.5,
            vmax=len(SIGNS) - 0.5,
            cbar=False,
            linewidths=1,
            linecolor=PALE,
            annot_kws={"color": INK, "fontsize": 8},
            ax=axes,
        )
        axes.xaxis.tick_top()
        axes.set(xlabel="", ylabel="")
        axes.tick_params(axis="y", rotation=0)
        return _svg(figure)
