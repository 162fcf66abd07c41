"""What each component of the index gained and lost."""

from collections.abc import Sequence

import seaborn as sns
from matplotlib.figure import Figure

from rapor.report.charts.style import ACCENT, INK, PALE, SOFT, WIDTH, style, svg
from rapor.report.drawings import Share, shown


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
    with style():
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
        return svg(figure)
