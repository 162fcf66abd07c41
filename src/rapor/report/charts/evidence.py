"""How complete the evidence is, as a heat map."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from rapor.report.charts.style import INK, PALE, style, svg
from rapor.report.drawings import SIGNS, shown

_FILL = {"both": "#b9dccf", "realised": "#cfe0ee", "target": "#ffffff", "neither": "#f0f2f3"}


def completeness_map(states: pd.DataFrame) -> str:
    """Heat map of indicators (index) by year (columns); a cell is a word of ``SIGNS``."""
    codes = {state: place for place, state in enumerate(SIGNS)}
    rows, columns = states.shape
    with style():
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
        return svg(figure)
