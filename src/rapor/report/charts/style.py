"""What all charts share: colours, type, and the SVG text that they are written as."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from rapor.write.fonts import FAMILY, SIGN_FAMILY, path
from rapor.write.svg import shorter

INK, SOFT, RULE, ACCENT, PALE = "#1b2226", "#5b656b", "#c9d0d3", "#0b5563", "#e6ebec"
WIDTH = 7.4
"""Inches: the column of an A4 page, and close to the width of the text on a screen."""

for _face in ("FiraSans-Regular.ttf", "FiraSans-Bold.ttf"):
    fontManager.addfont(path(_face))

_STYLE: dict[Any, Any] = {
    "font.family": [FAMILY, SIGN_FAMILY],
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
def style() -> Iterator[None]:
    """The project's type and colours while a chart is drawn."""
    with sns.axes_style("white"), mpl.rc_context(_STYLE):
        yield


def svg(figure: Figure) -> str:
    """The chart as SVG text, without a date."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return shorter(out.getvalue())
