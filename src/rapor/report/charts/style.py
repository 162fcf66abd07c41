"""What all charts share: type, colours, room for words, and the forms that they are saved in."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, wraps
from pathlib import Path
from textwrap import wrap
from typing import Any, ParamSpec
from unicodedata import combining, normalize

import matplotlib.style
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path

from rapor.ground.text import for_type
from rapor.write.content import Spot
from rapor.write.fonts import Typeface, families, path, set_in, typeface
from rapor.write.pdf import picture

INK, SOFT, RULE, ACCENT, PALE = "#1b2226", "#5b656b", "#c9d0d3", "#0b5563", "#e6ebec"
LIGHT = "#7fa9b1"
"""The accent beside itself: the second of two bars."""
WIDTH = 7.4
"""Inches: the column of an A4 page, and close to the width of the text on a screen."""
LEAST = 2.5
"""Inches that are drawn on, however long the words beside are."""
EDGE, GAP = 0.04, 0.1
"""Inches around a chart, and between its names and what is drawn."""
AXIS = 0.48
"""Inches that the numbers of an axis and its title take."""
SIZE = 8.5
"""Points of all words of a chart."""
MOST_LETTERS = 38
"""A longer name would leave no room for what is drawn; the table beside has it in full."""
TOLD = "told"
"""The column that a report adds to a frame: value and source, for who points at what is drawn."""
REACH = 7.0
"""Points around a dot in which one points at it."""
SCREEN, PRINT = 120, 180
"""Dots an inch in a notebook, and in print: across a page that is above 200."""

for _face in ("FiraSans-Regular.ttf", "FiraSans-Bold.ttf"):
    fontManager.addfont(path(_face))

_STYLE: dict[Any, Any] = {
    **sns.axes_style("white"),
    "font.size": SIZE,
    "text.color": INK,
    "text.hinting": "none",
    "text.parse_math": False,
    "axes.edgecolor": RULE,
    "axes.labelcolor": SOFT,
    "axes.labelsize": SIZE,
    "axes.labelpad": 6,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.labelsize": SIZE,
    "ytick.labelsize": SIZE,
    "xtick.bottom": False,
    "ytick.left": False,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "ytick.alignment": "center",
    "svg.hashsalt": "rapor",
}


def style(**settings: object) -> AbstractContextManager[None]:
    """The project's type and colours, whatever else is set; ``settings`` go on top."""
    return matplotlib.style.context(["default", {**_STYLE, "font.family": _families(), **settings}])


def _families() -> list[str]:
    """The families of all words, a brand's own made known to matplotlib."""
    if own := typeface():
        for file in (own.regular, own.bold):
            _add(file)
    return list(families())


@cache
def _add(file: Path) -> None:
    fontManager.addfont(file)


class Chart(Figure):
    """A figure in the project's style, apart from pyplot and from what is set there.

    A notebook shows it as the last value of a cell, without another import; ``savefig``
    writes it as any figure.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._told: list[tuple[Axes, float | None, float, str]] = []

    def tell(self, axes: Axes, frame: pd.DataFrame, rows: Iterable[float] | None = None) -> None:
        """What a page says where one points at a row: ``told`` of a frame that has it.

        ``rows`` are where the frame's rows stand, if not at 0, 1, ….
        """
        told = frame.get(TOLD, ())
        self._told += [
            (axes, None, float(row), words)
            for row, words in zip(range(len(frame)) if rows is None else rows, told, strict=False)
        ]

    def tell_at(self, axes: Axes, place: tuple[float, float], words: str) -> None:
        """What a page says where one points at a place of the chart."""
        self._told.append((axes, *place, words))

    def spots(self) -> Iterator[Spot]:
        """Where one can point, and what is said there; a row is as wide as the chart."""
        wide, high = self.get_size_inches()
        points = 72 / self.dpi
        for axes, x, y, words in self._told:
            axes.get_xlim(), axes.get_ylim()  # brings limits up to date that are still open
            ends = [(x or 0.0, y - 0.5), (x or 0.0, y + 0.5), (x or 0.0, y)]
            (_, first), (_, last), (across, middle) = axes.transData.transform(ends) * points
            if x is None:
                top = high * 72 - max(first, last)
                yield Spot(0.0, top, float(wide) * 72, abs(first - last), words)
            else:
                yield Spot(across - REACH, high * 72 - middle - REACH, 2 * REACH, 2 * REACH, words)

    def _repr_png_(self) -> bytes:
        out = io.BytesIO()
        with style():
            self.savefig(out, format="png", dpi=SCREEN, metadata={"Software": None})
        return out.getvalue()

    def svg(self) -> str:
        """The chart as SVG without a date; its words stay text."""
        out = io.StringIO()
        with style(**{"svg.fonttype": "none"}):
            metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
            self.savefig(out, format="svg", metadata=metadata, transparent=True)
        return out.getvalue()


@dataclass(frozen=True, eq=False)
class Drawn:
    """A chart that is drawn when a writer first asks for it: the ``Drawing`` of the content.

    Drawn once, as SVG; the picture is made of that, in a tenth of the time of another drawing.
    """

    draw: Callable[[], Chart]
    colours: Mapping[str, str] = field(default_factory=dict)
    """Colours of ours that a brand has others for."""
    typeface: Typeface | None = None
    """A brand's own family of type."""

    def in_brand(self, colours: Mapping[str, str], typeface: Typeface | None) -> "Drawn":
        """The same chart with other ``colours`` in place of ours, and in a brand's family."""
        return replace(self, colours=colours, typeface=typeface)

    @cached_property
    def _chart(self) -> Chart:
        with set_in(self.typeface):
            return self.draw()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in points."""
        width, height = self._chart.get_size_inches()
        return float(width) * 72, float(height) * 72

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """What a page says where one points."""
        return tuple(self._chart.spots())

    @cached_property
    def svg(self) -> str:
        """SVG whose words are text, for who brings the typeface, as pages and PDFs do."""
        chart = self._chart
        with set_in(self.typeface):
            drawn = chart.svg()
        for ours, theirs in self.colours.items():
            drawn = drawn.replace(ours, theirs)
        return drawn

    @cached_property
    def png(self) -> bytes:
        """A picture of it that is fit for print, for who cannot bring the typeface."""
        return picture(self.svg, PRINT, self.typeface)


def row_chart(
    names: Iterable[str],
    height: float,
    margins: tuple[float, float, float],
    width: float | None = None,
) -> tuple[Chart, Axes]:
    """An empty chart of named rows, the first on top, and its axes.

    ``height`` and ``width`` are those of what is drawn, ``margins`` the room above, right of
    and below it, in inches; the names have the room that they need, and without ``width``
    the rest of the page is drawn on, or ``LEAST`` if words leave less.
    """
    above, right, below = margins
    left = EDGE + widest(line for name in names for line in in_lines(name)) + GAP
    wide = left + width + right if width else max(WIDTH, left + LEAST + right)
    high = above + height + below
    chart = Chart(figsize=(wide, high))
    axes = chart.add_axes((left / wide, below / high, 1 - (left + right) / wide, height / high))
    axes.tick_params(axis="x", pad=6)
    axes.tick_params(axis="y", pad=GAP * 72)
    return chart, axes


def marks(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, one after the other; each column is an attribute."""
    return iter(frame.itertuples(index=False))


Drawing = ParamSpec("Drawing")


def or_nothing(draw: Callable[Drawing, Chart]) -> Callable[Drawing, Chart]:
    """A ``draw`` that takes a frame without rows too: its chart says that nothing is drawn.

    A report leaves such a chart out; a notebook runs for every city and year, and goes on.
    """

    @wraps(draw)
    def drawn(*frame: Drawing.args, **settings: Drawing.kwargs) -> Chart:
        rows = frame[0]
        return (
            without_rows()
            if isinstance(rows, pd.DataFrame) and rows.empty
            else draw(*frame, **settings)
        )

    return drawn


def without_rows() -> Chart:
    """The chart of a frame without rows."""
    with style():
        chart = Chart(figsize=(WIDTH, 0.5))
        chart.text(0.5, 0.5, "○ –", ha="center", va="center")
    return chart


def name_rows(axes: Axes, names: Sequence[str], places: Iterable[float] = ()) -> None:
    """Name the rows 0, 1, … of a chart, or those that stand at ``places``."""
    at = list(places) or range(len(names))
    axes.set_yticks(at, ["\n".join(in_lines(name)) for name in names], linespacing=1.0)


def per_cent(axes: Axes, title: str) -> None:
    """An axis from 0 to 100 with lines to read it by."""
    axes.set(xlim=(0, 100), xlabel=title, ylabel="")
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.grid(axis="x", color=PALE, lw=0.8)
    axes.set_axisbelow(True)


def beside(axes: Axes, row: float, text: str, colour: str = INK, *, indent: float = 0) -> None:
    """Words right of what is drawn, in line with a row; ``indent`` in inches."""
    axes.annotate(
        shown(text),
        (1, row),
        ((GAP + indent) * 72, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        color=colour,
        annotation_clip=False,
    )


def widest(texts: Iterable[str]) -> float:
    """Inches that the widest of some texts takes."""
    families = tuple(_families())
    return max((_width(shown(text), families) for text in texts), default=0.0)


@cache
def _width(text: str, own: tuple[str, ...]) -> float:
    font = FontProperties(family=list(own), size=SIZE)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72


@cache
def _letters() -> frozenset[int]:
    """The codes of the signs that a chart can show.

    Accents that are signs of their own are none of them: in a picture a PDF refuses them.
    """
    faces = (path("FiraSans-Regular.ttf"), path("DejaVuSans.ttf"))
    codes = {code for face in faces for code in get_font(face).get_charmap()}
    return frozenset(code for code in codes if not combining(chr(code)))


def shown(name: str) -> str:
    """A name as a chart can write it: in one line, with the letters of its font."""
    line = " ".join(normalize("NFC", name).split())
    if len(line) > MOST_LETTERS:
        line = f"{line[: MOST_LETTERS - 1].rstrip()}…"
    return for_type(line, _letters(), "□")


def in_lines(name: str) -> list[str]:
    """The name of a row, in two lines where one has too little room."""
    first, *rest = wrap(normalize("NFC", name), MOST_LETTERS) or [""]
    return [shown(first), shown(" ".join(rest))] if rest else [shown(first)]
